"""Hours, bookings, weeks and quarters of a caseload: the last day that counts, the next.

The last day is 30 June.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import queries

THROUGH = date(2026, 6, 30)
HEAD = "client | counselor | start | minutes | status | service"


def case(client, days, status="attended", counselor="ruth", minutes=60, service=""):
    """Draw a session so many days after the last day, or before it."""
    start = f"{THROUGH + timedelta(days=days)} 09:00"
    return f"{client} | {counselor} | {start} | {minutes} | {status} | {service}"


@pytest.fixture
def ask(clinic, everything):
    def publish(*rows, **tables):
        sessions = "\n".join([HEAD, *rows])
        store = clinic(sessions=sessions, through=THROUGH, **tables)

        def asked(name, **chosen):
            rows = queries.answer(store, name, replace(everything, **chosen))
            return rows.to_dict("records")

        return asked

    return publish


def test_the_28th_day_back_counts_and_the_29th_does_not(ask):
    asked = ask(
        case("ann", -28, minutes=240),
        case("ann", -27, minutes=480),
        case("ann", 0, minutes=240, service="group"),
        case("bob", 0, minutes=240, service="group"),
        case("cem", -1, "no show"),
    )
    (row,) = asked("caseload_by_counselor")

    assert row["attended_sessions"] == 3
    assert row["attended_hours"] == pytest.approx((8 + 4) / 4)
    assert row["group_hours"] == pytest.approx(4 / 4)
    assert row["seat_hours"] == pytest.approx(8 / 4)


def test_the_14th_day_ahead_counts_and_the_15th_does_not(ask):
    asked = ask(
        case("ann", 1, "scheduled", minutes=60),
        case("bob", 14, "scheduled", minutes=120),
        case("cem", 15, "scheduled", minutes=240),
        case("dan", 14, "scheduled", minutes=480, service="group"),
        case("eve", 14, "scheduled", minutes=480, service="group"),
        case("fay", 14, "client cancelled", minutes=240),
        case("gus", 0, "scheduled", minutes=240),
        case("hal", -90, minutes=60),
    )
    (row,) = asked("caseload_by_counselor")

    assert row["booked_hours"] == pytest.approx((1 + 2 + 8) / 2)
    assert row["booked_group_hours"] == pytest.approx(8 / 2)
    assert row["booked_seat_hours"] == pytest.approx(16 / 2)
    assert (row["active_clients"], row["only_booked"]) == (5, 5)


def test_who_leaves_on_the_last_day_is_shown_and_who_left_the_day_before_is_not(ask):
    before = THROUGH - timedelta(days=1)
    asked = ask(
        case("ann", -5, counselor="ruth"),
        counselors=f"""
            counselor | end date
            leaves    | {THROUGH}
            left      | {before}
            ruth      | {before}
            new       |
        """,
    )

    shown = {row["counselor_id"] for row in asked("caseload_by_counselor")}
    assert shown == {"leaves", "ruth", "new"}


def test_booked_beyond_a_week_is_from_its_eighth_day_on(ask):
    asked = ask(
        case("ann", 7, "scheduled"),
        case("bob", 8, "scheduled"),
        case("bob", 3, "scheduled"),
        case("cem", 56, "scheduled"),
        case("dan", 57, "scheduled"),
        case("eve", 90, "clinic cancelled"),
        case("fay", -1),
    )
    rows = asked("caseload_booked_ahead")

    assert [row["still_booked"] for row in rows] == [3] + [2] * 6 + [1]
    ahead = [(row["week_end"].date() - THROUGH).days for row in rows]
    assert ahead == [7, 14, 21, 28, 35, 42, 49, 56]


@pytest.mark.parametrize("window", queries.WINDOWS)
def test_weeks_begin_a_window_into_the_export(ask, window):
    """The export begins a window before a week's end, or a day later."""
    for days, weeks in ((0, 5), (1, 4)):
        asked = ask(case("ann", -28 - window + days), case("ann", -1))
        for name in ("caseload_weeks", "caseload_over_time"):
            assert len(asked(name, window=window)) == weeks
        quarters = asked("caseload_beside", window=window)
        assert sum(row["weeks"] for row in quarters) == weeks


def test_hours_are_sixty_minutes(ask):
    asked = ask(
        case("old", -200),
        case("ann", 0, minutes=90, service="group"),
        case("bob", 0, minutes=90, service="group"),
        case("cem", -1, minutes=45),
    )
    expected = [2.25, 1.5, 3]
    for name in ("caseload_weeks", "caseload_over_time"):
        last = asked(name)[-1]
        parts = ["attended_hours", "group_hours", "seat_hours"]
        assert [last[part] for part in parts] == pytest.approx(expected)


def test_a_quarter_has_its_own_weeks_beginnings_ratings_and_sessions(
    clinic, everything
):
    """The last day is a Monday, and weeks end on 30 March and on 6 April."""
    store = clinic(
        sessions="""
            client | counselor | start            | minutes | status
            old    | ruth      | 2025-06-02 09:00 | 60      | attended
            march  | ruth      | 2026-03-31 09:00 | 60      | attended
            april  | ruth      | 2026-04-01 09:00 | 60      | attended
            april  | ruth      | 2026-04-08 09:00 | 60      | attended
            april  | ruth      | 2026-04-15 09:00 | 60      | attended
            april  | ruth      | 2026-04-22 09:00 | 60      | attended
            young  | ruth      | 2026-06-01 09:00 | 60      | attended
            april  | ruth      | 2026-03-30 09:00 | 60      | clinic cancelled
            april  | ruth      | 2026-03-31 15:00 | 60      | clinic cancelled
            april  | ruth      | 2026-03-31 17:00 | 60      | no show
        """,
        alliance="""
            client | date       | instrument | score
            march  | 2026-03-31 | SRS        | 40
            april  | 2026-04-01 | SRS        | 20
            april  | 2026-04-15 | SRS        | 30
            april  | 2026-04-22 | SRS        | 0
        """,
        through=date(2026, 6, 29),
    )
    rows = queries.answer(store, "caseload_beside", everything)
    found = {row["quarter"].date(): row for row in rows.to_dict("records")}
    first, second = found[date(2026, 1, 1)], found[date(2026, 4, 1)]

    def told(row):
        names = ("at_risk_one", "dropped_one", "sessions", "clinic_cancelled")
        return [row[name] for name in (*names, "rated_clients", "alliance_sum")]

    # 30 March is the last day of a week of the first quarter, 31 March of the second.
    assert told(first) == [1, 1, 1, 1, 1, 1]
    assert told(second) == [1, 0, 8, 1, 1, pytest.approx(25 / 40)]
    assert (first["weeks"], second["weeks"]) == (13, 13)
    assert second["attended_hours"] == pytest.approx(6 / 13)
