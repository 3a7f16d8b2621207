"""Active clients and hours, with the edges a real clinic has."""

from dataclasses import replace

import pytest

import queries

SESSIONS = """
    client    | counselor | start            | minutes | status    | service type
    moved     | ruth      | 2026-06-01 09:00 | 60      | attended  | individual
    moved     | omar      | 2026-06-20 09:00 | 60      | attended  | individual
    future    | ruth      | 2026-07-06 09:00 | 60      | scheduled | individual
    gone      | ruth      | 2026-06-02 09:00 | 60      | attended  | individual
    came_back | ruth      | 2026-06-03 09:00 | 60      | attended  | individual
    edge      | ruth      | 2026-05-01 09:00 | 60      | attended  | individual
    over      | ruth      | 2026-04-30 09:00 | 60      | attended  | individual
    g1        | gail      | 2026-06-29 09:00 | 90      | attended  | group
    g2        | gail      | 2026-06-29 09:00 | 90      | attended  | group
    g3        | gail      | 2026-06-29 09:00 | 90      | no_show   | group
    last      | gail      | 2026-06-30 09:00 | 30      | attended  | individual
"""

CLIENTS = """
    client    | discharge date | discharge reason
    gone      | 2026-06-05     | planned
    came_back | 2026-06-01     | planned
"""


@pytest.fixture
def carried(clinic, everything):
    store = clinic(
        sessions=SESSIONS,
        clients=CLIENTS,
        counselors="counselor | weekly hours | caseload limit | end date\n"
        "ruth | 20 | 3 |\nnew | 10 | 5 |\nleft | 10 | 5 | 2026-01-01",
    )
    rows = queries.answer(store, "caseload_by_counselor", everything)
    return store, {row["counselor_id"]: row for row in rows.to_dict("records")}


def test_a_client_is_counted_once_with_the_counselor_last_seen(carried):
    _, by_counselor = carried

    # edge (60 days ago), came_back (seen after the discharge) and future
    assert by_counselor["ruth"]["active_clients"] == 3
    assert by_counselor["omar"]["active_clients"] == 1


def test_seen_and_only_booked_are_the_two_parts(carried):
    _, by_counselor = carried

    assert by_counselor["ruth"]["recently_seen"] == 2
    assert by_counselor["ruth"]["only_booked"] == 1


def test_a_shorter_window_counts_fewer(carried, everything):
    store, _ = carried
    rows = queries.answer(
        store, "caseload_by_counselor", replace(everything, window=30)
    )
    active = dict(zip(rows["counselor_id"], rows["active_clients"], strict=True))

    assert active["ruth"] == 2


def test_a_group_is_one_event_for_its_counselor(carried):
    _, by_counselor = carried

    assert by_counselor["gail"]["attended_hours"] == pytest.approx((1.5 + 0.5) / 4)


def test_attended_hours_are_those_of_the_last_four_weeks(carried):
    _, by_counselor = carried

    # 3 June is the 28th day; 1 and 2 June are before
    assert by_counselor["ruth"]["attended_hours"] == pytest.approx(1 / 4)
    assert by_counselor["ruth"]["attended_sessions"] == 1


def test_booked_hours_are_those_of_the_next_two_weeks(carried):
    _, by_counselor = carried

    assert by_counselor["ruth"]["booked_hours"] == pytest.approx(0.5)


def test_who_has_left_is_not_shown_and_who_is_new_is(carried):
    _, by_counselor = carried

    assert "left" not in by_counselor
    assert by_counselor["new"]["active_clients"] == 0


def test_without_any_length_hours_are_unknown_not_zero(clinic, everything):
    store = clinic(
        sessions="""
            client | counselor | start      | status
            ann    | ruth      | 2026-01-10 | attended
        """
    )
    (row,) = queries.answer(store, "caseload_by_counselor", everything).to_dict(
        "records"
    )

    assert row["attended_hours"] != row["attended_hours"]
    assert row["attended_sessions"] == 1
