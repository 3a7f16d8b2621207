"""Every part of the early dropout page opens, anywhere; each mark leads to its rows."""

import pytest

from tests.pages.test_every_page import (
    COUNSELORS,
    HOSTILE,
    MANY,
    ONE,
    RENDERED,
    complaints,
)
from tests.pages.test_marks import numbers, selected
from ui.figures import marks

PATH = "pages/early_dropout.py"
PART = "early_dropout_part"
FIGURES = {
    "Over sessions": {
        "early_dropout_by_session": ("dropped", "session_number", {}),
    },
    "Over time": {
        "cohorts_by_month": ("clients", "began", {}),
        "cohorts_by_quarter": ("clients", "began", {"cohort": "By quarter"}),
    },
    "Counselors": {
        "early_dropout_by_counselor": ("clients", "counselor_id", {}),
        "adjusted": ("clients", "counselor_id", {"adjust": True}),
        "adjusted_funnel": ("clients", "counselor_id", {"adjust": True}),
        "likely": ("clients", "counselor_id", {"left_after": "Left after session two"}),
    },
    "Attributes": {
        "values": ("dropped", "value_id", {"attribute": "payer"}),
    },
    "Definitions": {"early_dropout_by_definition": ("events", "definition", {})},
    "Before session one": {
        "booked_by_month": ("not_come", "began", {}),
        "booked_by_quarter": ("not_come", "began", {"booked": "By quarter"}),
    },
}
EVERY = [
    (part, figure, *columns)
    for part, figures in FIGURES.items()
    for figure, columns in figures.items()
]
ALONE = "session_id | client_id | counselor_id | start | status\n" + "\n".join(
    f"{n} | c{n} | ruth | 2026-0{1 + n % 5}-1{n % 9} 10:00 | attended"
    for n in range(40)
)

every_part = pytest.mark.parametrize("part", FIGURES)


@every_part
@pytest.mark.parametrize("days", ["Last 3 months", "All"])
def test_opens_on_the_sample(visit, sample_folder, part, days):
    visitor = visit(sample_folder, PATH, period=days, **{PART: part})

    assert complaints(visitor) == []
    assert [number.label for number in visitor.metric] == [
        "Left after session one",
        "Left after session two",
        "Left by session two, together",
        "Of all dropout, after one or two",
    ]
    assert visitor.header or visitor.info


@every_part
@pytest.mark.parametrize("sessions", [ONE, ALONE, MANY])
def test_opens_on_one_client_one_counselor_and_strange_names(
    visit, publish, part, sessions
):
    store = publish(sessions=sessions, counselors=COUNSELORS)
    visitor = visit(store, PATH, **{PART: part})
    shown = [element for kind in RENDERED for element in visitor.get(kind)]

    assert complaints(visitor) == []
    assert not any(HOSTILE in f"{element.value}" for element in shown)


@pytest.mark.parametrize("part", ["Counselors", "Over sessions"])
@pytest.mark.parametrize("switch", ["differ", "road_limits"])
def test_opens_with_every_switch_on(visit, sample_folder, part, switch):
    visitor = visit(sample_folder, PATH, **{PART: part, switch: True})

    assert complaints(visitor) == []


def test_only_the_chosen_part_is_asked(visit, sample_folder):
    visitor = visit(sample_folder, PATH, **{PART: "Definitions"})

    assert len(visitor.header) == 1
    assert "depending on the definition" in visitor.header[0].value


def test_the_link_remembers_the_part(visit, sample_folder):
    visitor = visit(sample_folder, PATH, address={PART: "Attributes"})

    assert "go" in visitor.header[0].value
    assert "leaving early" in visitor.header[0].value


def test_the_funnel_says_what_chance_alone_would_do(visit, sample_folder):
    plain, allowed = (
        visit(sample_folder, PATH, **{PART: "Counselors", "differ": on})
        for on in (False, True)
    )

    assert "chance alone would give up to 1.2" in plain.header[0].value
    assert any("differs from the clinic's own" in c.value for c in plain.caption)
    assert any("among counselors who differ anyway" in c.value for c in allowed.caption)


def test_adjusting_names_what_it_adjusts_for(visit, sample_folder):
    visitor = visit(sample_folder, PATH, **{PART: "Counselors", "adjust": True})
    said = " ".join(caption.value for caption in visitor.caption)

    assert "Adjusted for severity at intake, earlier treatment" in said
    assert "before" in visitor.header[0].value
    assert "Adjusting moves" in visitor.header[1].value


def test_where_nothing_is_known_of_clients_it_says_not_adjusted(visit, publish):
    store = publish(sessions=ALONE)
    visitor = visit(store, PATH, **{PART: "Counselors", "adjust": True})

    assert complaints(visitor) == []
    assert visitor.info[0].value.startswith("Not adjusted for who the clients are")


@pytest.mark.parametrize(("part", "figure", "count", "mark", "state"), EVERY)
@pytest.mark.parametrize("place", [0, -1])
def test_the_rows_are_as_many_as_the_mark_says(
    visit, sample_folder, part, figure, count, mark, state, place
):
    state = {PART: part, "period": "All", **state}
    opened = {f"{figure}_opened": "Table"}
    table = numbers(visit(sample_folder, PATH, **state, **opened))
    expected = min(table[count].iloc[place], marks.MOST_ROWS)

    chosen = selected(marks.text(table[mark].iloc[place]))
    visitor = visit(sample_folder, PATH, **state, **{figure: chosen})

    assert complaints(visitor) == []
    assert len(visitor.dataframe[0].value) == expected
    assert f"{expected:,.0f} " in visitor.text[0].value


@pytest.mark.parametrize("panel", ["Table", "Definition", "Query"])
@pytest.mark.parametrize(
    ("part", "figure", "state"), [(part, figure, s) for part, figure, *_, s in EVERY]
)
def test_every_panel_opens(visit, sample_folder, part, figure, state, panel):
    visitor = visit(sample_folder, PATH, **{PART: part}, **state)
    closed = len(visitor.dataframe) + len(visitor.markdown) + len(visitor.code)

    visitor.button(key=f"{figure}_{panel.lower()}").click().run()

    assert complaints(visitor) == []
    assert len(visitor.dataframe) + len(visitor.markdown) + len(visitor.code) > closed
