"""Until when a session is to come, and when a cancellation is late: both sides."""

from datetime import date

import pytest

import queries
from tests.build.asking import by_session

WORDS = """
    session id | client | counselor | start               | status
    known      | ann    | ruth      | 2026-06-30 23:59:59 | attended
    booked     | bob    | ruth      | 2026-06-30 23:59:59 | scheduled
    held       | cem    | ruth      | 2026-07-01 00:00    | attended
    missed     | dan    | ruth      | 2026-07-01 00:00    | no show
    late       | eve    | ruth      | 2026-07-01 00:00    | late cancelled
    empty      | fay    | ruth      | 2026-07-01 00:00    |
    ahead      | gus    | ruth      | 2026-07-01 00:00    | scheduled
    cancelled  | hal    | ruth      | 2026-07-01 00:00    | client cancelled
    closed     | ian    | ruth      | 2026-07-01 00:00    | clinic cancelled
    moved      | jan    | ruth      | 2026-07-01 00:00    | rescheduled
    odd        | kim    | ruth      | 2026-07-01 00:00    | gone fishing
"""


def test_the_last_second_of_the_last_day_is_past_and_the_next_is_to_come(
    clinic, everything
):
    store = clinic(sessions=WORDS, through=date(2026, 6, 30))

    assert by_session(store, "status::varchar") == {
        "known": "attended",
        "booked": "unmarked",
        "held": "scheduled",
        "missed": "scheduled",
        "late": "scheduled",
        "empty": "scheduled",
        "ahead": "scheduled",
        "cancelled": "client_cancelled",
        "closed": "clinic_cancelled",
        "moved": "rescheduled",
        "odd": "unknown",
    }
    remarks = queries.answer(store, "remarks", everything)
    told = dict(zip(remarks["key"], remarks["rows"], strict=True))
    assert told["future_attended"] == 3
    assert told["unmarked"] == told["unknown_status"] == 1


def test_without_a_declared_day_the_last_held_session_is_the_last_known_moment(clinic):
    store = clinic(
        sessions="""
            session id | client | counselor | start            | status
            last       | ann    | ruth      | 2026-06-30 09:00 | attended
            same time  | bob    | ruth      | 2026-06-30 09:00 | scheduled
            later      | cem    | ruth      | 2026-06-30 09:01 | scheduled
        """
    )

    assert by_session(store, "status::varchar") == {
        "last": "attended",
        "same time": "unmarked",
        "later": "scheduled",
    }


@pytest.mark.parametrize(
    ("mapping", "on_time", "late"),
    [
        (None, "2026-06-28 14:00:00", "2026-06-28 14:00:01"),
        ("notice_hours = 48", "2026-06-27 14:00:00", "2026-06-27 14:00:01"),
        ("notice_hours = 1.5", "2026-06-29 12:30:00", "2026-06-29 12:30:01"),
        ("notice_hours = 0", "2026-06-29 14:00:00", "2026-06-29 14:00:01"),
    ],
)
def test_a_cancellation_with_exactly_the_notice_is_on_time_and_a_second_later_is_late(
    clinic, mapping, on_time, late
):
    store = clinic(
        sessions=f"""
            session id | client | counselor | start            | status    | cancelled at
            on time    | ann    | ruth      | 2026-06-29 14:00 | cancelled | {on_time}
            late       | bob    | ruth      | 2026-06-29 14:00 | cancelled | {late}
            no time    | cem    | ruth      | 2026-06-29       | cancelled | {late}
            unknown    | dan    | ruth      | 2026-06-29 14:00 | cancelled |
            by clinic  | eve    | ruth      | 2026-06-29 14:00 | clinic cancelled | {late}
            last       | fay    | ruth      | 2026-06-30 09:00 | attended  |
        """,
        mapping=mapping,
    )

    assert by_session(store, "status::varchar") == {
        "on time": "client_cancelled",
        "late": "late_cancelled",
        "no time": "client_cancelled",
        "unknown": "client_cancelled",
        "by clinic": "clinic_cancelled",
        "last": "attended",
    }
