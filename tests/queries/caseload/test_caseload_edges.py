"""Whose client is it, and whose load? The cases that a real clinic has."""

from dataclasses import replace

import pytest

import queries

SESSIONS = """
    client | counselor | start            | minutes | status    | service type | program
    both   | ruth      | 2026-06-10 09:00 | 60      | attended  | individual   | adult
    both   | omar      | 2026-06-12 09:00 | 90      | attended  | group        | youth
    both   | ruth      | 2026-06-24 09:00 | 60      | attended  | individual   | adult
    youth  | ruth      | 2026-06-23 09:00 | 60      | attended  | individual   | youth
    away   | lena      | 2026-05-20 09:00 | 60      | attended  | individual   | adult
    kept   | gone      | 2026-05-20 09:00 | 60      | attended  | individual   | adult
    p1     | part      | 2026-06-25 09:00 | 60      | attended  | individual   | adult
    p2     | part      | 2026-06-26 09:00 | 60      | attended  | individual   | adult
    p3     | part      | 2026-06-29 09:00 | 60      | attended  | individual   | adult
    free   | nobody    | 2026-06-29 10:00 | 60      | attended  | individual   | adult
    last   | nobody    | 2026-06-30 09:00 | 60      | attended  | individual   | adult
"""
COUNSELORS = """
    counselor | weekly hours | caseload limit | end date
    ruth      | 20           | 10             |
    omar      | 20           | 10             |
    lena      | 20           | 10             |
    gone      | 20           | 10             | 2026-06-01
    left      | 20           | 10             | 2026-01-01
    part      | 0.5          | 3              |
    nobody    |              |                |
"""


@pytest.fixture
def store(clinic):
    return clinic(sessions=SESSIONS, counselors=COUNSELORS)


def loads(store, chosen):
    rows = queries.answer(store, "caseload_by_counselor", chosen)
    return {row["counselor_id"]: row for row in rows.to_dict("records")}


def test_a_client_of_two_counselors_counts_once_with_the_last(store, everything):
    load = loads(store, everything)

    assert load["ruth"]["active_clients"] == 2
    assert load["omar"]["active_clients"] == 0
    assert load["omar"]["attended_hours"] == pytest.approx(1.5 / 4)


def test_a_counselor_on_leave_carries_clients_without_hours(store, everything):
    load = loads(store, everything)

    assert load["lena"]["active_clients"] == 1
    assert load["lena"]["attended_hours"] == 0


def test_who_left_is_shown_while_clients_remain(store, everything):
    load = loads(store, everything)

    assert load["gone"]["active_clients"] == 1
    assert "left" not in load


def test_part_time_and_no_capacity_are_as_exported(store, everything):
    load = loads(store, everything)

    assert load["part"]["weekly_hours"] == 0.5
    assert load["part"]["active_clients"] == 3
    assert load["nobody"]["weekly_hours"] != load["nobody"]["weekly_hours"]
    assert load["nobody"]["caseload_limit"] != load["nobody"]["caseload_limit"]


def test_a_filter_chooses_counselors_and_never_halves_their_load(store, everything):
    youth = loads(store, replace(everything, programs=("youth",)))

    assert set(youth) == {"ruth", "omar"}
    assert youth["ruth"]["active_clients"] == 2
    assert youth["ruth"]["attended_hours"] == pytest.approx(3 / 4)


def test_the_list_behind_a_filtered_bar_is_as_long_as_the_bar(store, everything):
    chosen = replace(everything, programs=("youth",), counselors=("ruth",))

    assert len(queries.answer(store, "caseload_clients", chosen)) == 2


def test_the_hours_of_a_group_are_kept_apart(clinic, everything):
    store = clinic(
        sessions="""
            client | counselor | start            | minutes | status    | service type
            a      | gail      | 2026-06-29 09:00 | 90      | attended  | group
            b      | gail      | 2026-06-29 09:00 | 90      | attended  | group
            c      | gail      | 2026-06-30 09:00 | 60      | attended  | individual
            a      | gail      | 2026-07-06 09:00 | 90      | scheduled | group
            b      | gail      | 2026-07-06 09:00 | 90      | scheduled | group
        """
    )
    (row,) = queries.answer(store, "caseload_by_counselor", everything).to_dict(
        "records"
    )

    assert row["attended_hours"] == pytest.approx((1.5 + 1) / 4)
    assert row["group_hours"] == pytest.approx(1.5 / 4)
    assert row["seat_hours"] == pytest.approx(3 / 4)
    assert row["booked_hours"] == row["booked_group_hours"] == pytest.approx(1.5 / 2)
    assert row["booked_seat_hours"] == pytest.approx(3 / 2)


def test_severities_are_in_the_order_of_their_words(clinic, everything):
    known = {"a": "2 mild", "b": "3 severe", "c": "1 none", "d": "3 severe", "e": ""}
    rows = [f"{who} | ruth | 2026-06-29 09:00 | attended" for who in known]
    store = clinic(
        sessions="\n".join(["client | counselor | start | status", *rows]),
        clients="\n".join(
            ["client | severity", *(" | ".join(p) for p in known.items())]
        ),
    )
    found = queries.answer(store, "caseload_by_severity", everything)

    assert found["severity"].fillna("").tolist() == ["1 none", "2 mild", "3 severe", ""]
    assert found["active_clients"].tolist() == [1, 1, 2, 1]


def test_severities_add_up_to_the_active_clients(sample, everything):
    load = queries.answer(sample, "caseload_by_counselor", everything)
    severe = queries.answer(sample, "caseload_by_severity", everything)
    sums = severe.groupby("counselor_id")["active_clients"].sum()
    known = load.set_index("counselor_id")["active_clients"]

    assert (sums == known[sums.index]).all()
    assert sums.sum() == known.sum()
