"""Whose sessions go on under another name: both sides of every edge."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import queries

HEAD = "client | counselor | start | status"
LAST = date(2026, 3, 2)


def rows(client, days, counselor="omar", hour="09:00"):
    return [
        f"{client} | {counselor} | {LAST + timedelta(days=day)} {hour} | attended"
        for day in days
    ]


def proposed(clinic, everything, *drawn):
    store = clinic(sessions="\n".join([HEAD, *(row for one in drawn for row in one)]))
    found = queries.answer(store, "two_names", everything)
    return list(zip(found["about"], found["older"], found["newer"], strict=True))


@pytest.mark.parametrize(
    ("gap", "before", "after", "is_proposed"),
    [
        (7, 3, 2, True), (35, 3, 2, True), (42, 3, 2, False), (8, 3, 2, False),
        (7, 2, 2, False), (7, 3, 1, False),
    ],
)  # fmt: skip
def test_a_client_goes_on_in_the_same_hour_within_five_weeks(
    clinic, everything, gap, before, after, is_proposed
):
    older = rows("cleo", [-7 * n for n in range(before)])
    newer = rows("cleopatra", [gap + 7 * n for n in range(after)])
    pair = [("clients", "cleo", "cleopatra")]

    assert proposed(clinic, everything, older, newer) == pair * is_proposed


@pytest.mark.parametrize(
    ("gap", "clients", "going_on", "is_proposed"),
    [
        (1, 5, 3, True), (35, 5, 3, True), (36, 5, 3, False), (1, 6, 3, False),
        (1, 2, 2, False), (0, 5, 3, False),
    ],
)  # fmt: skip
def test_a_counselor_goes_on_with_most_of_the_same_clients(
    clinic, everything, gap, clients, going_on, is_proposed
):
    older = [row for n in range(clients) for row in rows(f"c{n}", [0], "Ruth Vale")]
    newer = [row for n in range(going_on) for row in rows(f"c{n}", [gap], "Ruth Hale")]
    pair = [("counselors", "Ruth Vale", "Ruth Hale")]

    assert proposed(clinic, everything, older, newer) == pair * is_proposed


@pytest.mark.parametrize(("ago", "is_proposed"), [(59, False), (60, True)])
def test_only_the_clients_of_the_last_60_days_are_compared(
    clinic, everything, ago, is_proposed
):
    seen = [row for n in range(3) for row in rows(f"c{n}", [0], "Ruth Vale")]
    before = [row for n in range(3) for row in rows(f"x{n}", [-ago], "Ruth Vale")]
    newer = [row for n in range(3) for row in rows(f"c{n}", [1], "Ruth Hale")]
    pair = [("counselors", "Ruth Vale", "Ruth Hale")]

    assert proposed(clinic, everything, seen, before, newer) == pair * is_proposed


def test_two_names_of_others_are_not_proposed(clinic, everything):
    older = rows("cleo", [-14, -7, 0], "omar") + rows("ann", [0], "ruth")
    newer = rows("cleopatra", [7, 14], "omar")
    store = clinic(sessions="\n".join([HEAD, *older, *newer]))

    def found(*scope):
        chosen = replace(everything, scope=scope)
        return queries.answer(store, "two_names", chosen)["older"].tolist()

    assert found("omar") == found("omar", "ruth") == ["cleo"]
    assert found("ruth") == []
