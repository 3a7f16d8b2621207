"""Bookings at week ends: the day from which one counts, the day on which it does not.

Weeks end on 15, 22 and 29 June; each counselor has one client and is named for it.
"""

from datetime import date, timedelta

import pytest

from tests.build.week_ends import told


def case(name, start, status="attended", booked="", cancelled=""):
    return f"{name} | {name} | {start} | {status} | {booked} | {cancelled}"


def test_a_booking_counts_from_its_day_to_the_day_before_the_session(
    clinic, everything
):
    rows = [
        case("booked that day", "2026-07-06", "scheduled", "2026-06-22"),
        case("booked after", "2026-07-06", "scheduled", "2026-06-23"),
        case("booked when", "2026-07-06", "scheduled"),
        case("booked ahead", "2026-07-06", "scheduled", "2026-07-01"),
        case("missed that day", "2026-06-22", "no show", "2026-06-08"),
        case("missed after", "2026-06-23", "no show", "2026-06-08"),
        case("missed unbooked", "2026-06-23", "no show"),
        case("came that day", "2026-06-22", "attended", "2026-06-15"),
        case("came after", "2026-06-23", "attended", "2026-06-15"),
    ]
    found = told(clinic, everything, rows, "active_clients")

    assert found == {
        "old": [0, 0, 0],
        "booked that day": [0, 1, 1],
        "booked after": [0, 0, 1],
        "booked when": [0, 0, 1],
        "booked ahead": [0, 0, 1],
        "missed that day": [1, 0, 0],
        "missed after": [1, 1, 0],
        "missed unbooked": [0, 0, 0],
        "came that day": [1, 1, 1],
        "came after": [1, 1, 1],
    }
    seen = told(clinic, everything, rows, "recently_seen")
    assert seen["came that day"] == [0, 1, 1]
    assert seen["came after"] == [0, 0, 1]


@pytest.mark.parametrize(
    ("word", "counts"),
    [
        ("client cancelled", False),
        ("clinic cancelled", False),
        ("rescheduled", False),
        ("late cancelled", True),
    ],
)
def test_a_booking_counts_to_the_day_before_it_was_cancelled(
    clinic, everything, word, counts
):
    rows = [
        case("that day", "2026-06-28", word, "2026-06-08", "2026-06-22"),
        case("after", "2026-06-28", word, "2026-06-08", "2026-06-23"),
        case("when", "2026-06-28", word, "2026-06-08"),
        case("too late", "2026-06-22", word, "2026-06-08", "2026-06-27"),
        case("unbooked", "2026-06-28", word, "", "2026-06-22"),
    ]
    found = told(clinic, everything, rows, "active_clients")

    assert found == {
        "old": [0, 0, 0],
        "that day": [1, 0, 0],
        "after": [1, 1, 0],
        "when": [1, 1, 0] if counts else [0, 0, 0],
        "too late": [1, 0, 0],
        "unbooked": [0, 0, 0],
    }


def test_after_thirty_days_of_silence_what_is_booked_decides(clinic, everything):
    def silent(days):
        return date(2026, 6, 22) - timedelta(days=days)

    rows = [
        case("returns", silent(31)),
        case("returns", "2026-06-23", "attended", silent(31)),
        case("unbooked", silent(31)),
        case("unbooked", "2026-06-23"),
        case("booked late", silent(31)),
        case("booked late", "2026-06-28", "attended", "2026-06-23"),
        case("ahead", silent(24)),
        case("ahead", "2026-07-06", "scheduled", silent(24)),
        case("not ahead", silent(24)),
        case("discharged", silent(60)),
        case("discharged", "2026-07-06", "scheduled", silent(59)),
        case("back", silent(60)),
        case("back", "2026-07-06", "scheduled", silent(59)),
        case("back later", silent(60)),
        case("back later", "2026-07-06", "scheduled", silent(59)),
    ]
    clients = f"""
        client     | discharge date
        discharged | {silent(60)}
        back       | {silent(61)}
        back later | 2026-06-22
    """
    found = told(clinic, everything, rows, "active_clients", window=30, clients=clients)

    assert found == {
        "old": [0, 0, 0],
        "returns": [1, 1, 1],
        "unbooked": [1, 0, 1],
        "booked late": [1, 0, 1],
        "ahead": [1, 1, 1],
        "not ahead": [1, 1, 0],
        "discharged": [0, 0, 0],
        "back": [1, 1, 1],
        "back later": [1, 0, 0],
    }


def test_who_was_never_seen_is_booked_to_the_day_before_a_discharge(clinic, everything):
    rows = [
        case(name, "2026-07-06", "scheduled", "2026-06-08")
        for name in ("that day", "after", "never")
    ]
    clients = """
        client   | discharge date
        that day | 2026-06-22
        after    | 2026-06-23
    """
    found = told(clinic, everything, rows, "active_clients", clients=clients)

    assert found == {
        "old": [0, 0, 0],
        "that day": [1, 0, 0],
        "after": [1, 1, 0],
        "never": [1, 1, 1],
    }


def test_a_client_booked_with_two_counselors_is_with_the_first_of_them(
    clinic, everything
):
    rows = [
        "ann | omar | 2026-07-07 | scheduled | 2026-06-08 |",
        "ann | ruth | 2026-07-06 | scheduled | 2026-06-22 |",
    ]

    assert told(clinic, everything, rows, "active_clients") == {
        "old": [0, 0, 0],
        "omar": [1, 0, 0],
        "ruth": [0, 1, 1],
    }
