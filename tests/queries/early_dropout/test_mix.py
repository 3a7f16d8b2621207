"""The clients of each counselor, and what is known of them."""

from dataclasses import replace
from datetime import date

import pytest

import queries

MIX = "early_dropout_by_mix"
SESSIONS = """
    client | counselor | start      | status
    ann    | ruth      | 2026-01-10 | attended
    bob    | ruth      | 2026-01-10 | attended
    bob    | ruth      | 2026-01-17 | attended
    cem    | omar      | 2026-04-01 | attended
    cem    | omar      | 2026-04-08 | attended
    cem    | omar      | 2026-04-15 | attended
    new    | omar      | 2026-06-25 | attended
"""
CLIENTS = """
    client | severity | payer
    ann    | severe   | self
    bob    |          | state
    cem    | mild     |
    new    | mild     | self
"""


@pytest.fixture
def mix(clinic, everything):
    store = clinic(sessions=SESSIONS, clients=CLIENTS, through=date(2026, 6, 30))
    found = queries.answer(store, MIX, everything)
    people = queries.answer(store, "early_dropout_by_counselor", everything)
    return found.merge(people[["counselor_key", "counselor_id"]], on="counselor_key")


def test_one_row_per_client_whose_session_one_is_mature(mix):
    told = ["counselor_id", "severity", "payer", "left_one", "came_to_two", "left_two"]
    words = {name: mix[name].astype(object).fillna("unsaid") for name in told[1:3]}
    drawn = mix.assign(**words)[told].sort_values(["counselor_id", "severity"])

    assert drawn.to_numpy().tolist() == [
        ["omar", "mild", "unsaid", False, True, False],
        ["ruth", "severe", "self", True, False, False],
        ["ruth", "unsaid", "state", False, True, True],
    ]


def test_the_quarter_is_that_of_session_one(mix):
    assert sorted(mix["quarter"]) == [4 * 2026 + 1, 4 * 2026 + 1, 4 * 2026 + 2]


@pytest.mark.parametrize("window", [30, 60, 90])
def test_adds_up_to_the_counts_by_counselor(sample, everything, window):
    chosen = replace(everything, window=window, start=date(2025, 11, 3))
    people = queries.answer(sample, "early_dropout_by_counselor", chosen)
    people = people[people["at_risk_one"] > 0].set_index("counselor_key").sort_index()
    found = queries.answer(sample, MIX, chosen).groupby("counselor_key")

    assert (found.size() == people["at_risk_one"]).all()
    named = {
        "left_one": "dropped_one",
        "came_to_two": "at_risk_two",
        "left_two": "dropped_two",
    }
    for ours, theirs in named.items():
        assert (found[ours].sum() == people[theirs]).all()


def test_the_first_and_the_last_day_of_the_period_count(clinic, everything):
    store = clinic(sessions=SESSIONS, through=date(2026, 6, 30))
    for first, last, clients in (
        (10, 10, 2),
        (11, 20, 0),
        (1, 9, 0),
        (9, 10, 2),
        (10, 11, 2),
    ):
        days = {"start": date(2026, 1, first), "end": date(2026, 1, last)}
        chosen = replace(everything, **days)
        assert len(queries.answer(store, MIX, chosen)) == clients
        for grain in ("counselor", "month"):
            found = queries.answer(store, f"early_dropout_by_{grain}", chosen)
            assert found["clients"].sum() == clients
