"""Why a client is called on the last day: the day on which a reason begins, and before.

Sessions are drawn by how many days before the last day they were held.
"""

from datetime import timedelta

import pytest

import queries
from tests.build.called import THROUGH, ago


def test_the_second_session_is_early_and_the_third_is_not(listed):
    found = listed(
        ago("first", 5),
        ago("second", 12, 5),
        ago("third", 19, 12, 5),
        ago("first, booked", 5),
        ago("first, booked", -1, status="scheduled"),
    )

    assert found == {"first": "early", "second": "early"}


@pytest.mark.parametrize("window", queries.WINDOWS)
def test_a_window_ago_can_still_be_called_and_a_day_longer_ago_cannot(listed, window):
    found = listed(
        ago("last", window),
        ago("over", window + 1),
        ago("missed", window, status="no show"),
        ago("missed over", window + 1, status="no show"),
        ago("missed today", 0, status="no show"),
        window=window,
        clients=f"""
            client      | referral date
            waits       | {THROUGH - timedelta(days=window)}
            waited      | {THROUGH - timedelta(days=window + 1)}
            missed      | 2026-01-02
            missed over | 2026-01-02
            missed today | 2026-01-02
        """,
    )

    waiting = dict.fromkeys(("missed", "missed today", "waits"), "waiting")
    assert found == {"last": "early"} | waiting


def test_a_rhythm_is_broken_by_half_a_gap_more_or_seven_days_whichever_is_later(
    listed,
):
    found = listed(
        ago("14 and 7", 49, 35, 21),
        ago("14 and 8", 50, 36, 22),
        ago("7 and 7", 28, 21, 14),
        ago("7 and 8", 29, 22, 15),
        ago("28 and 14", 98, 70, 42),
        ago("28 and 15", 99, 71, 43),
        reason="rhythm",
    )

    assert found == {"14 and 8", "7 and 8", "28 and 15"}


def test_a_rhythm_needs_two_gaps_of_one_to_ninety_days(listed):
    found = listed(
        ago("one gap", 36, 22),
        ago("two gaps", 50, 36, 22),
        ago("1 and 90", 160, 70, 69),
        ago("1 and 91", 161, 70, 69),
        ago("0 and 90", 159, 69, 69),
        reason="rhythm",
        window=90,
    )

    assert found == {"two gaps", "1 and 90"}


def test_a_session_within_seven_days_mends_the_rhythm_and_one_in_eight_does_not(
    listed,
):
    found = listed(
        ago("in 7", 50, 36, 22),
        ago("in 7", -7, status="scheduled"),
        ago("in 8", 50, 36, 22),
        ago("in 8", -8, status="scheduled"),
        ago("no time", 50, 36, 22),
        [f"no time | ruth | {THROUGH + timedelta(days=8)} | scheduled"],
    )

    assert found == {"in 8": "rhythm", "no time": "rhythm"}


def test_a_first_session_in_fourteen_days_is_soon_and_in_fifteen_is_a_wait(listed):
    found = listed(
        ago("in 14", -14, status="scheduled"),
        ago("in 15", -15, status="scheduled"),
        clients=f"""
            client     | referral date | discharge date
            in 15      | 2026-06-01    |
            today      | 2026-06-30    |
            tomorrow   | 2026-07-01    |
            discharged | 2026-06-01    | {THROUGH}
            leaves     | 2026-06-01    | {THROUGH + timedelta(days=1)}
        """,
    )

    assert found == {"in 15": "waiting", "today": "waiting", "leaves": "waiting"}


def test_a_discharge_on_the_last_day_ends_it_and_a_day_later_does_not(listed):
    found = listed(
        *(ago(client, 5) for client in ("that day", "after", "as seen", "before")),
        clients=f"""
            client   | discharge date
            that day | {THROUGH}
            after    | {THROUGH + timedelta(days=1)}
            as seen  | {THROUGH - timedelta(days=5)}
            before   | {THROUGH - timedelta(days=6)}
        """,
    )

    assert found == {"after": "early", "before": "early"}


def test_what_is_missed_is_what_was_last_known(listed):
    words = {
        "no show": True,
        "late cancelled": True,
        "client cancelled": False,
        "clinic cancelled": False,
        "attended": False,
        "rescheduled": True,
        "": True,
        "gone fishing": True,
        "scheduled": False,
    }
    rows = []
    for n, word in enumerate(words):
        rows += [ago(f"c{n}", 26, 19, 12, 5), ago(f"c{n}", 3, status="no show")]
        rows += [ago(f"c{n}", -1 if word == "scheduled" else 1, status=word)]

    found = listed(*rows, reason="missed")
    assert found == {f"c{n}" for n, missed in enumerate(words.values()) if missed}
