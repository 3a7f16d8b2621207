"""Caseloads at week ends, on the day on which something begins or ends and the next.

Weeks end on 15, 22 and 29 June; each counselor has one client and is named for it.
"""

from datetime import date, timedelta

import pytest

import queries
from tests.build.week_ends import told

MIDDLE = date(2026, 6, 22)


def case(name, start, status="attended", booked="", cancelled=""):
    return f"{name} | {name} | {start} | {status} | {booked} | {cancelled}"


@pytest.mark.parametrize("window", queries.WINDOWS)
def test_a_client_is_active_to_the_last_day_of_the_window(clinic, everything, window):
    at, over = (MIDDLE - timedelta(days=window + n) for n in (0, 1))
    rows = [
        case("at", at),
        case("over", over),
        case("on the day", "2026-06-22"),
        case("the day after", "2026-06-23"),
    ]

    for column in ("active_clients", "recently_seen"):
        found = told(clinic, everything, rows, column, window=window)
        assert found.pop("old") == [0, 0, 0]
        assert found == {
            "at": [1, 1, 0],
            "over": [1, 0, 0],
            "on the day": [0, 1, 1],
            "the day after": [0, 0, 1],
        }


def test_a_client_is_active_to_the_day_before_a_discharge(clinic, everything):
    rows = [
        case("on the day", "2026-06-10"),
        case("the day after", "2026-06-10"),
        case("as seen", "2026-06-15"),
        case("before seen", "2026-06-15"),
    ]
    clients = """
        client        | discharge date
        on the day    | 2026-06-22
        the day after | 2026-06-23
        as seen       | 2026-06-15
        before seen   | 2026-06-14
    """
    found = told(clinic, everything, rows, "active_clients", clients=clients)

    assert found == {
        "old": [0, 0, 0],
        "on the day": [1, 0, 0],
        "the day after": [1, 1, 0],
        "as seen": [0, 0, 0],
        "before seen": [1, 1, 1],
    }


def test_a_client_is_anothers_from_the_day_of_the_first_session_there(
    clinic, everything
):
    rows = [
        "ann | ruth | 2026-06-08 | attended | |",
        "ann | omar | 2026-06-22 | attended | |",
        "bob | lena | 2026-06-08 | attended | |",
        "bob | omar | 2026-06-23 | attended | |",
    ]

    assert told(clinic, everything, rows, "active_clients") == {
        "old": [0, 0, 0],
        "ruth": [1, 0, 0],
        "lena": [1, 1, 0],
        "omar": [0, 1, 2],
    }
    assert told(clinic, everything, rows, "intakes")["omar"] == [0, 1, 1]
    assert told(clinic, everything, rows, "endings") == {
        "old": [0, 0, 0],
        "ruth": [0, 1, 0],
        "lena": [0, 0, 1],
        "omar": [0, 0, 0],
    }
