"""Whose sessions go on under another name: both sides of every edge."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import queries

HEAD = "client | counselor | start | status"
LAST = date(2026, 3, 2)


def rows(client, days, counselor="omar", hour="09:00", status="attended"):
    return [
        f"{client} | {counselor} | {LAST + timedelta(days=day)} {hour} | {status}"
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


def test_who_is_seen_by_another_or_at_another_time_is_another(clinic, everything):
    """Each case has its own counselor; the older name ends in -a, the newer in -b."""

    def case(name, older="09:00", newer="09:00"):
        return [
            *rows(f"{name}-a", [-14, -7, 0], name, older),
            *rows(f"{name}-b", [7, 14], name, newer),
        ]

    drawn = [
        *case("same"),
        *case("hour", newer="10:00"),
        *case("no-hour", "", ""),
        *case("discharged"),
        *case("referred-before"),
        *case("referred-since"),
        *rows("passed-on-a", [-14, -7], "one"),
        *rows("passed-on-a", [0], "two"),
        *rows("passed-on-b", [7], "two"),
        *rows("passed-on-b", [14], "one"),
        *rows("passed-back-a", [-14, -7], "three"),
        *rows("passed-back-a", [0], "four"),
        *rows("passed-back-b", [7], "three"),
        *rows("passed-back-b", [14], "four"),
        *rows("cancelled-a", [-14, 0], "five"),
        *rows("cancelled-a", [-7], "five", status="client cancelled"),
        *rows("cancelled-b", [7, 14], "five"),
        *rows("missed-a", [-14], "six", status="no show"),
        *rows("missed-a", [-7], "six", status="late cancelled"),
        *rows("missed-a", [0], "six"),
        *rows("missed-b", [7], "six"),
        *rows("missed-b", [21], "six", status="scheduled"),
    ]
    store = clinic(
        sessions="\n".join([HEAD, *drawn]),
        clients=f"""
            client            | referral date                | discharge date
            discharged-a      |                              | {LAST}
            referred-before-b | {LAST - timedelta(days=14)} |
            referred-since-b  | {LAST - timedelta(days=13)} |
        """,
    )
    found = queries.answer(store, "two_names", everything)

    assert set(zip(found["older"], found["newer"], strict=True)) == {
        (f"{name}-a", f"{name}-b")
        for name in ("same", "referred-before", "passed-on", "missed")
    }


def test_of_several_new_names_one_is_proposed(clinic, everything):
    """Of clients the one who begins first, of counselors the one who sees most."""
    cleo = rows("cleo", [-14, -7, 0]), rows("later", [14, 21]), rows("next", [7, 14])
    seen = [row for n in range(5) for row in rows(f"c{n}", [0], "Vale")]
    three = [row for n in range(3) for row in rows(f"c{n}", [1], "Hale")]
    four = [row for n in range(4) for row in rows(f"c{n}", [1], "Male")]
    others = [row for n in range(5) for row in rows(f"x{n}", [1], "Kale")]

    assert proposed(clinic, everything, *cleo, seen, three, four, others) == [
        ("counselors", "Vale", "Male"),
        ("clients", "cleo", "next"),
    ]


def test_the_first_twenty_of_each_are_proposed_those_with_most_first(
    clinic, everything
):
    drawn = []
    for n in range(21):
        before, seen = (3, 3) if n == 7 else (4, 4) if n else (5, 5)
        hour = f"{8 + n // 4:02}:{15 * (n % 4):02}"
        drawn += rows(f"old {n}", [-7 * week for week in range(before)], hour=hour)
        drawn += rows(f"new {n}", [7, 14], hour=hour)
        for client in range(seen):
            drawn += rows(f"c{n} {client}", [0], f"Old {n}")
            drawn += rows(f"c{n} {client}", [35], f"New {n}")
    store = clinic(sessions="\n".join([HEAD, *drawn]))
    found = queries.answer(store, "two_names", everything)
    days = found[["last_day", "first_day"]].astype(str).drop_duplicates()

    for about, name in (("counselors", "Old"), ("clients", "old")):
        older = found.loc[found["about"] == about, "older"].tolist()
        assert older[0] == f"{name} 0"
        assert set(older) == {f"{name} {n}" for n in range(21) if n != 7}
    assert days.to_numpy().tolist() == [
        ["2026-03-02", "2026-04-06"],
        ["2026-03-02", "2026-03-09"],
    ]
    assert found["sessions"].tolist() == ([5] + [4] * 19) * 2
    assert found["sessions_since"].tolist() == [5] + [4] * 19 + [2] * 20


def test_clients_of_counselors_are_counted_once_however_often_they_come(
    clinic, everything
):
    few = [row for n in range(2) for row in rows(f"b{n}", [-2, -1, 0], "Bale")]
    few += [row for n in range(2) for row in rows(f"b{n}", [1, 2, 3], "Gale")]
    often = [row for n in range(2) for row in rows(f"d{n}", [-3, -2, -1], "Dale")]
    often += [row for n in range(2, 5) for row in rows(f"d{n}", [0], "Dale")]
    often += [row for n in range(2, 5) for row in rows(f"d{n}", [1], "Fale")]

    assert proposed(clinic, everything, few, often) == [("counselors", "Dale", "Fale")]
