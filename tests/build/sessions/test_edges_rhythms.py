"""Bands of the slot and of the gap between sessions: the last of one, the first of next.

Four sessions to and fro by d hours have the squared resultant cos(2 pi d / 2 / 168)^2,
so the circular standard deviation passes 1, 6 and 24 hours between 103 and 104 minutes,
619 and 620, 2245 and 2246.
"""

from datetime import date, datetime, timedelta

import pytest

from tests.build.asking import by_client

MONDAY = datetime(2026, 1, 5, 0, 1)
TUESDAY_EVENING = datetime(2026, 1, 6, 18, 0)  # where the sine is one
HEAD = "client | counselor | start | status"
OPPOSITE = timedelta(days=3.5)


def weekly(client, first, *shifts):
    """Draw a session a week, each so many minutes after the slot; None has no time."""
    lines = []
    for week, shift in enumerate(shifts):
        start = first + timedelta(weeks=week, minutes=shift or 0)
        written = start.date() if shift is None else start
        lines.append(f"{client} | ruth | {written} | attended")
    return "\n".join(lines)


def test_a_slot_is_in_the_band_up_to_its_end(clinic):
    swings = {103: "1", 104: "6", 619: "6", 620: "24", 2245: "24", 2246: "none"}
    rows = [weekly(f"{d}", MONDAY, 0, d, 0, d) for d in swings]
    store = clinic(sessions="\n".join([HEAD, *rows]), through=date(2026, 6, 30))
    names = {"1": "within 1 hour", "6": "within 6 hours", "24": "within a day"}
    names["none"] = "no steady slot"
    slots = {"1": "steady slot", "6": "steady slot", "24": "within a day"}
    slots["none"] = "no steady slot"

    assert by_client(store, "slot_band::varchar", "rhythms") == {
        f"{d}": names[band] for d, band in swings.items()
    }
    assert by_client(store, "slot::varchar", "beginnings", 60) == {
        f"{d}": slots[band] for d, band in swings.items()
    }


def test_a_slot_needs_four_sessions_which_all_have_a_time(clinic):
    rows = [
        weekly("three", MONDAY, 0, 0, 0),
        weekly("four", MONDAY, 0, 0, 0, 0),
        weekly("fourth without", MONDAY, 0, 0, 0, None),
        weekly("fifth without", MONDAY, 0, 0, 0, 0, None),
        weekly("first without", MONDAY, None, 0, 0, 0, 0),
    ]
    store = clinic(sessions="\n".join([HEAD, *rows]), through=date(2026, 6, 30))

    found = by_client(store, "slot_band::varchar, early_steadiness", "rhythms")
    assert found == {
        "three": (None, None),
        "four": ("within 1 hour", 0),
        "fourth without": (None, None),
        "fifth without": (None, 0),
        "first without": (None, None),
    }


@pytest.mark.parametrize("first", [MONDAY, TUESDAY_EVENING])
def test_the_first_four_sessions_are_early_and_the_fifth_is_not(clinic, first):
    away = OPPOSITE.total_seconds() / 60
    rows = [
        weekly("fourth", first, 0, 0, 0, away),
        weekly("fifth", first, 0, 0, 0, 0, away),
    ]
    store = clinic(sessions="\n".join([HEAD, *rows]), through=date(2026, 6, 30))

    found = by_client(store, "round(early_steadiness)", "rhythms")
    assert found == {"fourth": 99, "fifth": 0}  # 168 / 2 pi sqrt(-ln 1e-6), no more


def test_gaps_end_their_band_on_its_last_day(clinic):
    gaps = {
        "4": "under 5 days",
        "5": "5-9 days",
        "9": "5-9 days",
        "10": "10-16 days",
        "16": "10-16 days",
        "17": "17 days and more",
    }
    first = date(2026, 1, 5)
    rows = [
        f"{gap} | ruth | {day} | attended"
        for gap in gaps
        for day in (first, first + timedelta(days=int(gap)))
    ]
    once = "once | ruth | 2026-01-05 | attended"
    store = clinic(sessions="\n".join([HEAD, *rows, once]), through=date(2026, 6, 30))

    assert by_client(store, "gap_band::varchar", "rhythms") == gaps | {"once": None}


def test_the_usual_gap_is_the_middle_one_and_five_to_nine_days_are_a_week(clinic):
    store = clinic(
        sessions="""
            client | counselor | start      | status
            ann    | ruth      | 2026-01-01 | attended
            ann    | ruth      | 2026-01-05 | attended
            ann    | ruth      | 2026-01-10 | attended
            ann    | ruth      | 2026-01-19 | attended
            ann    | ruth      | 2026-01-29 | attended
            ann    | ruth      | 2026-04-29 | attended
            ann    | omar      | 2026-05-03 | attended
        """
    )

    # Gaps of 4, 5, 9, 10, 90 and 4 days; the last session was with omar.
    columns = "usual_gap, gaps, weekly_gaps, sessions, last_day, setting_key"
    assert by_client(store, columns, "rhythms") == {
        "ann": (7, 6, 2, 7, date(2026, 5, 3), 0)
    }
