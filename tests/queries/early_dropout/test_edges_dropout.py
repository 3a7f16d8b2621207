"""Counts of sessions that make a definition, and sessions 1 to 20: both sides."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import queries

FIRST = date(2026, 1, 5)

THROUGH = date(2026, 12, 31)

HEAD = "client | counselor | start | status"


def weekly(client, sessions, status="attended", after=0):
    days = [FIRST + timedelta(weeks=n) for n in range(after, after + sessions)]
    return [f"{client} | ruth | {day} 09:00 | {status}" for day in days]


@pytest.fixture
def stays(clinic, everything):
    """Return a function that asks about clients by the sessions they attended."""
    counts = (1, 2, 3, 4, 7, 8, 19, 20, 21)
    rows = [row for n in counts for row in weekly(f"n{n}", n)]
    store = clinic(sessions="\n".join([HEAD, *rows]), through=THROUGH)
    return lambda name, **chosen: queries.answer(
        store, name, replace(everything, **chosen)
    )


def test_sessions_one_to_twenty_are_told(stays):
    rows = stays("early_dropout_by_session")
    attributes = stays("early_dropout_by_attribute")
    slots = attributes[attributes["attribute"] == "copay"]

    for found in (rows, slots):
        assert found["session_number"].tolist() == list(range(1, 21))
        assert found["at_risk"].tolist() == [9, 8, 7, 6] + [5] * 3 + [4] + [3] * 11 + [
            2
        ]
        left = dict(zip(found["session_number"], found["dropped_out"], strict=True))
        assert {n for n, dropped in left.items() if dropped} == {
            1,
            2,
            3,
            4,
            7,
            8,
            19,
            20,
        }


def test_sessions_one_and_two_are_early_and_the_third_is_not(stays):
    for name in ("early_dropout_by_counselor", "early_dropout_by_month"):
        (row,) = stays(name).to_dict("records")
        parts = ("clients", "at_risk_one", "dropped_one", "at_risk_two", "dropped_two")
        assert [row[part] for part in parts] == [9, 9, 1, 8, 1]
    mix = stays("early_dropout_by_mix")
    assert mix[["left_one", "came_to_two", "left_two"]].sum().tolist() == [1, 8, 1]
    assert set(mix["quarter"]) == {4 * 2026 + 1}


DEFINITIONS = {
    "left after session one or two": {1, 2},
    "share of all clients who left after session one or two": {1, 2},
    "share of closed cases that left after session one or two": {1, 2},
    "fewer than 4 sessions, of closed cases": {1, 2, 3},
    "8 sessions or more, of closed cases": {8, 19, 20, 21},
    "treated once only, of closed cases": {1},
    "treated at least twice, of closed cases": {2, 3, 4, 7, 8, 19, 20, 21},
}


def test_each_definition_has_its_counts_of_sessions(stays):
    rows = stays("early_dropout_by_definition")
    events = dict(zip(rows["definition"], rows["events"], strict=True))

    for definition, counts in DEFINITIONS.items():
        clients = stays("early_dropout_definition_clients", value=definition)
        assert set(clients["client_id"]) == {f"n{n}" for n in counts}
        assert events.get(definition, len(counts)) == len(counts)
    assert set(rows["clients"]) == {9}


def test_who_left_is_told_by_the_count_of_sessions(stays):
    rows = stays("early_dropout_clients").set_index("client_id")["outcome"]

    named = {"n1": "left after one", "n2": "left after two"}
    assert rows.to_dict() == {one: named.get(one, "left later") for one in rows.index}
    for left in (1, 2, 3):
        found = stays("early_dropout_clients", left_after=(left,))
        assert found["client_id"].tolist() == [f"n{left}"]
