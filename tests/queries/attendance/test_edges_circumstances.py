"""Circumstances, stretches and slots: what belongs to one and what to the next."""

from dataclasses import replace
from datetime import date

import pytest

import queries

THROUGH = date(2026, 6, 30)

WORDS = {
    "attended": "attended",
    "no_show": "no show",
    "late_cancelled": "late cancelled",
    "client_cancelled": "client cancelled",
    "clinic_cancelled": "clinic cancelled",
    "rescheduled": "rescheduled",
    "unmarked": "",
    "unknown": "gone fishing",
}

COUNTED = ("attended", "no_show", "late_cancelled")

CIRCUMSTANCES = """
    session id | client | counselor | start | status | booked at | format | service | site
    a | ann | ruth | 2026-03-02 00:00 | attended | 2026-03-01 | video | couple | north
    b | bob | ruth | 2026-03-02 00:01 | no show | 2026-02-23 | phone | single | south
    c | ann | ruth | 2026-03-02 09:59 | late cancelled | 2026-02-16 |  |  |
    d | ann | ruth | 2026-03-03 10:00 | attended |  | video | couple | north
    e | ann | ruth | 2026-03-02 09:00 | client cancelled | 2026-03-01 | video | couple | north
"""


@pytest.mark.parametrize(
    ("attribute", "value", "sessions"),
    [
        ("weekday", "Monday", "abc"),
        ("weekday", "Tuesday", "d"),
        ("hour", "00:00", "b"),
        ("hour", "09:00", "c"),
        ("hour", "10:00", "d"),
        ("weekday_hour", "Monday 00:00", "b"),
        ("weekday_hour", "Monday 09:00", "c"),
        ("weekday_hour", "Tuesday 09:00", ""),
        ("lead_time", "0-1 days", "a"),
        ("lead_time", "2-7 days", "b"),
        ("lead_time", "8-14 days", "c"),
        ("appointment", "1", "ab"),
        ("appointment", "2", "c"),
        ("appointment", "3", "d"),
        ("modality", "video", "ad"),
        ("modality", "phone", "b"),
        ("service_type", "couple", "ad"),
        ("site", "south", "b"),
        (None, None, "abcde"),
    ],
)
def test_a_circumstance_leads_to_the_sessions_that_it_counts(
    clinic, everything, attribute, value, sessions
):
    store = clinic(sessions=CIRCUMSTANCES, through=THROUGH)
    chosen = replace(everything, attribute=attribute, value=value)
    rows = queries.answer(store, "attendance_sessions", chosen)

    assert "".join(sorted(rows["session_id"])) == sessions
    rates = queries.answer(store, "attendance_by_circumstance", everything)
    own = rates[(rates["circumstance"] == attribute) & (rates["value"] == value)]
    if attribute and attribute != "weekday_hour":
        assert own["counted"].sum() == len(sessions)


def test_stretches_hold_the_counted_sessions_alone(clinic, everything):
    rows = [
        f"ann | ruth | 2026-01-{10 + n} 09:00 | {word}"
        for n, word in enumerate(["no show", *WORDS.values(), "no show", "attended"])
    ]
    store = clinic(
        sessions="\n".join(["client | counselor | start | status", *rows]),
        through=THROUGH,
    )
    found = queries.answer(store, "attendance_between_no_shows", everything)

    # no show, then attended and the no-show of the words, then late cancelled and the
    # last no-show, and an attended one since.
    columns = ["number", "between_no_shows", "sessions"]
    assert found[columns].to_numpy().tolist() == [[2, 1, 2], [1, 1, 2], [0, 1, 1]]
    behind = queries.answer(store, "attendance_between_sessions", everything)
    assert set(behind["status"]) == set(COUNTED)


def test_bands_of_steadiness_lead_to_their_clients(clinic, everything):
    store = clinic(
        sessions="""
            client | counselor | start            | status
            once   | ruth      | 2026-03-02 09:00 | attended
            twice  | ruth      | 2026-03-02 09:00 | attended
            twice  | ruth      | 2026-03-06 09:00 | attended
            steady | ruth      | 2026-03-02 09:00 | attended
            steady | ruth      | 2026-03-09 09:00 | attended
            steady | ruth      | 2026-03-16 09:00 | attended
            steady | ruth      | 2026-03-23 09:00 | attended
        """
    )

    def clients(attribute, value=None):
        chosen = replace(everything, attribute=attribute, value=value)
        rows = queries.answer(store, "steadiness_clients", chosen)
        return sorted(rows["client_id"])

    assert clients(None) == ["once", "steady", "twice"]
    assert clients("any slot") == clients("slot", "within 1 hour") == ["steady"]
    assert clients("any gap") == ["steady", "twice"]
    assert clients("gap", "under 5 days") == ["twice"]
    assert clients("gap", "5-9 days") == ["steady"]
    assert clients("slot", "within a day") == clients("gap", "10-16 days") == []
    bands = queries.answer(store, "steadiness_by_band", everything)
    columns = ["measure", "band", "clients", "mean_sessions"]
    assert bands[columns].to_numpy().tolist() == [
        ["gap", "under 5 days", 1, 2],
        ["gap", "5-9 days", 1, 4],
        ["slot", "within 1 hour", 1, 4],
    ]
