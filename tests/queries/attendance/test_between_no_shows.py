"""Stretches between no-shows are counted in the order of time."""

from dataclasses import replace
from datetime import date

import pytest

import queries

STRETCHES, SESSIONS = "attendance_between_no_shows", "attendance_between_sessions"
WEEKS = """
    client | counselor | start            | status
    ann    | ruth      | 2026-01-05 09:00 | attended
    bob    | ruth      | 2026-01-06 09:00 | no_show
    ann    | ruth      | 2026-01-12 09:00 | attended
    bob    | ruth      | 2026-01-13 09:00 | late_cancelled
    cem    | omar      | 2026-01-14 09:00 | no_show
    ann    | ruth      | 2026-01-19 09:00 | clinic_cancelled
    ann    | ruth      | 2026-01-26 09:00 | no_show
    bob    | ruth      | 2026-01-26 09:00 | no_show
    ann    | ruth      | 2026-02-02 09:00 | attended
    ann    | ruth      | 2026-02-09 09:00 | scheduled
"""


@pytest.fixture
def ask(clinic, everything):
    store = clinic(sessions=WEEKS, through=date(2026, 2, 3))

    def asked(question, **chosen):
        return queries.answer(store, question, replace(everything, **chosen))

    return asked


def told(found):
    columns = ["number", "between_no_shows", "sessions"]
    return [tuple(row) for row in found[columns].to_numpy().tolist()]


def test_a_stretch_ends_with_its_no_show_and_the_newest_goes_on(ask):
    found = ask(STRETCHES)

    assert told(found) == [(3, 2, 3), (2, 0, 1), (1, 0, 1), (0, 1, 1)]
    assert found["ended"].dt.day.tolist()[:3] == [14, 26, 26]
    assert found["ended"].isna().tolist() == [False, False, False, True]


def test_a_filter_counts_its_own_sessions_only(ask):
    assert told(ask(STRETCHES, counselors=("ruth",))) == [
        (2, 2, 3),
        (1, 0, 1),
        (0, 1, 1),
    ]
    assert told(ask(STRETCHES, counselors=("omar",))) == []
    assert told(ask(STRETCHES, end=date(2026, 1, 25))) == [(1, 2, 3)]


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_every_stretch_leads_to_its_sessions(ask, number):
    stretch = ask(STRETCHES).set_index("number").loc[number]
    rows = ask(SESSIONS, first_number=number)

    assert len(rows) == stretch["sessions"]
    assert (rows["status"] != "no_show").sum() == stretch["between_no_shows"]


def test_the_whole_figure_leads_to_all_its_sessions(ask):
    assert len(ask(SESSIONS)) == ask(STRETCHES)["sessions"].sum()


@pytest.mark.parametrize("counselor", ["K-001", "K-005"])
def test_the_sample_agrees_with_counting_by_hand(sample, everything, counselor):
    chosen = replace(everything, counselors=(counselor,), start=date(2025, 9, 1))
    rows = queries.answer(
        sample,
        "attendance_sessions",
        replace(chosen, statuses=("attended", "no_show", "late_cancelled")),
    )
    oldest_first = rows["status"].iloc[::-1].eq("no_show")
    by_hand = (~oldest_first).groupby(oldest_first.cumsum().shift(fill_value=0)).sum()
    found = queries.answer(sample, STRETCHES, chosen)["between_no_shows"]

    assert sorted(found) == sorted(by_hand.iloc[1:])


def test_at_most_the_newest_two_hundred(sample, everything):
    found = queries.answer(sample, STRETCHES, everything)

    assert found["number"].tolist() == list(range(200, -1, -1))
