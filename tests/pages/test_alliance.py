"""Every part of the alliance page opens, anywhere; each mark leads to its rows."""

import pytest

from tests.pages.test_every_page import (
    ALLIANCE,
    COUNSELORS,
    HOSTILE,
    MANY,
    ONE,
    RENDERED,
    complaints,
)
from tests.pages.test_marks import numbers, selected
from ui.figures import marks

PATH = "pages/alliance.py"
PART = "alliance_part"
FIGURES = {
    "Over sessions": {
        "alliance_growth": ("clients", "mark_id"),
        "alliance_by_session_number": ("clients", "scale_id"),
    },
    "Early and later": {
        "alliance_early_later": ("ratings", "scale_id"),
        "alliance_by_bin": ("ratings", "mark_id"),
    },
    "Leaving": {
        "early_dropout_by_alliance": ("at_risk_one", "mark_id"),
        "alliance_last_score": ("clients", "mark_id"),
    },
    "Counselors": {"alliance_by_counselor": ("scores", "counselor_id")},
    "Clients": {
        "alliance_ruptures_by_state": ("events", "state"),
        "clients": (None, "client_id"),
    },
    "Coverage": {
        "alliance_coverage_by_month": ("sessions", "month"),
        "alliance_coverage_by_counselor": ("sessions", "counselor_id"),
        "alliance_unscored_afterwards": ("known", "mark_id"),
    },
    "Outcome": {"alliance_outcome": (None, "level")},
}
EVERY = [
    (part, figure, *columns)
    for part, figures in FIGURES.items()
    for figure, columns in figures.items()
]
COUNTED = [row for row in EVERY if row[2]]
ONE_RATED = "client | date | instrument | score\nann | 2026-01-05 | SRS | 36"
# Forty clients in five monthly sessions, on an instrument and a subscale of strange names.
STRANGE = "client_id | date | instrument | subscale | score\n" + "\n".join(
    f"client {n % 40} | 2026-0{1 + n % 5}-1{n % 9} | {HOSTILE} | {part} | {1 + n % 7}"
    for n in range(200)
    for part in ("", HOSTILE)
)
BETTER = "client_id | date | instrument | score\n" + "\n".join(
    f"client {n % 40} | 2026-0{1 + n % 5}-1{n % 9} | {HOSTILE} | {n % 7}"
    for n in range(200)
)

every_part = pytest.mark.parametrize("part", FIGURES)


@every_part
@pytest.mark.parametrize("state", [{}, {"period": "All", "instrument": "WAI-SR"}])
def test_opens_on_the_sample(visit, sample_folder, part, state):
    visitor = visit(sample_folder, PATH, **{PART: part}, **state)

    assert complaints(visitor) == []
    assert len(visitor.metric) == 5
    assert len(visitor.header) == len(FIGURES[part])


@every_part
@pytest.mark.parametrize(
    ("sessions", "alliance"),
    [(ONE, ONE_RATED), (MANY, ALLIANCE), (MANY, STRANGE)],
    ids=["one", "many", "strange"],
)
def test_opens_on_one_rating_and_on_strange_names(
    visit, publish, part, sessions, alliance
):
    tables = {"counselors": COUNSELORS, "alliance": alliance, "outcomes": BETTER}
    store = publish(sessions=sessions, **tables)
    visitor = visit(store, PATH, **{PART: part})
    shown = [element for kind in RENDERED for element in visitor.get(kind)]

    assert complaints(visitor) == []
    assert not any(HOSTILE in f"{element.value}" for element in shown)


@pytest.mark.parametrize(("part", "figure", "count", "mark"), COUNTED)
@pytest.mark.parametrize("place", [0, -1])
def test_the_rows_are_as_many_as_the_mark_says(
    visit, sample_folder, part, figure, count, mark, place
):
    opened = {f"{figure}_opened": "Table"}
    table = numbers(visit(sample_folder, PATH, **{PART: part}, **opened))
    expected = min(table[count].iloc[place], marks.MOST_ROWS)

    chosen = selected(marks.text(table[mark].iloc[place]))
    visitor = visit(sample_folder, PATH, **{PART: part}, **{figure: chosen})

    assert complaints(visitor) == []
    assert len(visitor.dataframe[0].value) == expected
    assert f"{expected:,.0f} " in visitor.text[0].value


@pytest.mark.parametrize("panel", ["Table", "Rows", "Definition", "Query"])
@pytest.mark.parametrize(("part", "figure"), [row[:2] for row in EVERY])
def test_every_panel_opens(visit, sample_folder, part, figure, panel):
    opened = {f"{figure}_opened": panel}
    visitor = visit(sample_folder, PATH, **{PART: part}, **opened)

    assert complaints(visitor) == []
    assert len(visitor.dataframe) + len(visitor.markdown) + len(visitor.code) > 0


def test_a_row_of_the_correlations_leads_to_the_clients_they_are_made_of(
    visit, sample_folder
):
    name = "alliance_outcome"
    row = {"selection": {"rows": [0], "columns": [], "cells": []}}
    state = {PART: "Outcome", f"{name}_opened": "Table", f"{name}_numbers": row}

    visitor = visit(sample_folder, PATH, **state)

    assert complaints(visitor) == []
    table, clients = (shown.value for shown in visitor.dataframe)
    assert len(clients) == table["n"].iloc[0]


def test_the_cutoff_is_in_the_link_and_says_its_source(visit, sample_folder):
    usual = visit(sample_folder, PATH)
    lower = visit(sample_folder, PATH, address={"cutoff_srs": "33"})

    assert usual.metric[2].label == "At or below 36"
    assert any("Session Rating Scale" in c.value for c in usual.caption)
    assert lower.metric[2].label == "At or below 33"
    assert any("the reader's own" in c.value for c in lower.caption)
    values = [float(page.metric[2].value.rstrip("%")) for page in (lower, usual)]
    assert values[0] < values[1] / 2


def test_an_instrument_without_a_cutoff_has_none_until_it_is_set(visit, sample_folder):
    without = visit(sample_folder, PATH, instrument="WAI-SR")
    with_one = visit(sample_folder, PATH, instrument="WAI-SR", cutoff_wai_sr=48.0)

    assert without.metric[2].delta == "no cutoff"
    assert with_one.metric[2].label == "At or below 48"


def test_one_client_can_be_chosen_and_is_not_in_the_link(visit, sample_folder):
    everyone = visit(sample_folder, PATH, **{PART: "Clients"})
    choice = everyone.selectbox(key="one_of")
    one = choice.set_value(choice.options[1]).run()

    assert complaints(one) == []
    assert one.header[1].value == "One client, session by session"
    assert not any(choice.options[1] in str(v) for v in one.query_params.values())


def test_a_drop_is_called_possible_and_the_client_is_asked(visit, sample_folder):
    visitor = visit(sample_folder, PATH, **{PART: "Clients"})

    said = " ".join(caption.value.lower() for caption in visitor.caption)
    assert "possible rupture - check with the client" in said


def test_counselors_are_not_ranked(visit, sample_folder):
    opened = {"alliance_by_counselor_opened": "Table"}
    visitor = visit(sample_folder, PATH, **{PART: "Counselors"}, **opened)
    names = numbers(visitor)["counselor"].tolist()

    assert names == sorted(names)
    assert any("Not a ranking" in caption.value for caption in visitor.caption)


def test_outcomes_that_were_not_exported_are_asked_for(visit, publish):
    store = publish(sessions=ONE, alliance=ONE_RATED)
    visitor = visit(store, PATH, **{PART: "Outcome"})

    assert "needs an outcomes export" in visitor.info[0].value
