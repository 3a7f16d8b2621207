"""The first and the last day of a period count, in every part of every answer."""

from dataclasses import replace
from datetime import date

import pytest

import queries

SESSIONS = """
    client | counselor | start            | status    | modality | site
    ann    | ruth      | 2026-01-11 09:00 | attended  | video    | north
    ann    | ruth      | 2026-01-12 09:00 | attended  | video    | north
    bob    | ruth      | 2026-01-14 09:00 | no_show   | video    | north
    bob    | ruth      | 2026-01-16 09:00 | attended  | video    | north
    ann    | ruth      | 2026-01-17 09:00 | attended  | video    | north
    cem    | ruth      | 2026-01-14 10:00 | scheduled | video    | north
"""
RATES = ("attendance_overall", "attendance_over_time", "attendance_by_counselor")


@pytest.fixture
def asked(clinic, everything):
    """Return a function that publishes the weeks, and asks about days of January."""

    def publish(through, sessions=SESSIONS):
        store = clinic(sessions=sessions, through=through)

        def ask(question, first=12, last=16):
            days = {"start": date(2026, 1, first), "end": date(2026, 1, last)}
            return queries.answer(store, question, replace(everything, **days))

        return ask

    return publish


def test_rates_count_both_edges(asked):
    ask = asked(date(2026, 5, 1))
    for question in RATES:
        found = ask(question)
        assert found["counted"].sum() == 3
        assert found["attended"].sum() == 2
        assert found["sum_nn"].sum() == 1 + 4
    places = ask("attendance_by_circumstance")
    counted = places.groupby("circumstance")["counted"].sum()
    assert counted["appointment"] == 3
    assert counted["weekday"] == 3
    hours = ask("attendance_by_weekday_and_hour")
    assert hours["counted"].sum() == 3
    assert hours["attended"].sum() == 2
    assert hours["sum_xn"].tolist() == [1, 0, 1]
    assert ask("steadiness_by_band")["clients"].sum() == 0
    assert ask("steadiness_by_band", last=17)["clients"].sum() == 1


def test_what_is_booked_is_no_session_yet(asked):
    ask = asked(date(2026, 1, 13))

    assert [ask(question)["sessions"].sum() for question in RATES] == [1, 1, 1]


def test_beginnings_count_both_edges(asked):
    began = SESSIONS.replace("2026-01-14 09:00 | no_show", "2026-01-16 08:00 | no_show")
    ask = asked(date(2026, 5, 1), began)
    for question in ("early_dropout_by_month", "never_attended_by_month"):
        for first, last, clients in (
            (16, 16, 1),
            (17, 18, 0),
            (11, 11, 1),
            (12, 13, 0),
        ):
            assert ask(question, first, last)["clients"].sum() == clients
