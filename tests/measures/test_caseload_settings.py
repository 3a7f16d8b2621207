"""A load as the clinic counts it."""

from math import nan

import pandas as pd
import pytest

from clinic.settings import Settings
from measures import caseload

LOAD = pd.DataFrame(
    {
        "counselor_id": ["r", "o", "z"],
        "counselor": ["Ruth", "Omar", "Zoe"],
        "active_clients": [12, 8, 8],
        "caseload_limit": [10.0, nan, nan],
        "attended_hours": [20.0, 10.0, 10.0],
        "weekly_hours": [24.0, nan, nan],
        "group_hours": [0.0, 1.5, 0.0],
        "seat_hours": [0.0, 9.0, 0.0],
        "booked_hours": [0.0, 3.0, 0.0],
        "booked_group_hours": [0.0, 1.5, 0.0],
        "booked_seat_hours": [0.0, 6.0, 0.0],
    }
)


@pytest.mark.parametrize(
    ("groups", "hours", "booked"),
    [("event", 10.0, 3.0), ("attendee", 17.5, 7.5), ("share", 13.0, 4.5)],
)
def test_groups_count_by_the_clinics_choice(groups, hours, booked):
    counted = caseload.with_groups(LOAD, groups, 0.5)

    assert counted["attended_hours"].tolist() == [20.0, hours, 10.0]
    assert counted["booked_hours"].tolist() == [0.0, booked, 0.0]


def test_a_limit_of_the_clinic_fills_in_and_never_replaces():
    limits = {"r": (99.0, 99.0), "o": (7.0, None)}
    filled = caseload.with_limits(LOAD, limits)

    assert filled["caseload_limit"].tolist()[:2] == [10.0, 7.0]
    assert filled["weekly_hours"].tolist()[0] == 24.0
    assert filled["limit_set"].tolist() == [False, True, False]


def test_who_is_over_a_limit_of_the_clinic_is_over_and_without_one_nobody_is():
    settings = Settings(limits={"o": (7.0, None)})
    load = caseload.judged(LOAD, settings)

    assert load["counselor"][load["over_capacity"]].tolist() == ["Ruth", "Omar"]
    assert load.set_index("counselor").loc["Omar", "reason"] == (
        "8 active clients, limit 7"
    )


def test_equal_load_looks_equal():
    alike = LOAD.assign(active_clients=8, caseload_limit=10.0, weekly_hours=nan)
    load = caseload.judged(alike, Settings())

    assert load["excess"].nunique() == 1
    assert load["counselor"].tolist() == ["Omar", "Ruth", "Zoe"]


def test_weights_are_the_clinics_and_one_where_there_is_none():
    counts = pd.DataFrame(
        {
            "counselor_id": ["r", "r", "r", "o"],
            "severity": ["severe", "mild", None, "mild"],
            "active_clients": [3, 2, 1, 4],
        }
    )
    rows = caseload.weighted(counts, {"severe": 2.5})

    assert dict(rows.itertuples(index=False)) == {"r": 3 * 2.5 + 2 + 1, "o": 4.0}


def weeks(*active):
    days = pd.date_range("2026-01-05", periods=len(active), freq="7D")
    return pd.DataFrame(
        {"counselor_id": "r", "week_end": days, "active_clients": list(active)}
    )


@pytest.mark.parametrize(
    ("active", "expected"),
    [
        ([10] * 12, 0),
        ([10, 10, 10, 10, 14, 14, 14, 14], 4),
        ([10, 10, 10, 10, 12, 11, 13, 14, 13, 15], 6),
        ([14, 14, 14, 14, 10, 10, 10, 10], 0),
        ([10, 10, 10, 10, 10, 10, 14, 14, 14, 14], 4),
        ([10, 10, 10, 10, 14, 10, 14], 3),
        ([10, 10, 10, 10, 18, 18, 18], 3),
        ([10, 10, 10, 10, 18, 18], 0),
        ([20, 20, 20, 20, 16, 16, 24, 16, 20, 20, 28], 3),
        ([10, 10, 10, 10, 10, 10, 10, 12], 0),
        ([10, 10, 10], 0),
        ([], 0),
    ],
)
def test_rising_is_a_mean_of_four_weeks_that_never_falls(active, expected):
    found = caseload.rising(weeks(*active))

    assert found["weeks_rising"].tolist() == ([expected] if active else [])


@pytest.mark.parametrize(
    ("active", "rose_by"),
    [([10, 10, 10, 10, 18, 18, 18], 6), ([10, 10, 10, 10, 18, 18], 0), ([10], 0)],
)
def test_a_rise_is_told_in_clients_and_none_is_zero(active, rose_by):
    assert caseload.rising(weeks(*active))["rose_by"].tolist() == [rose_by]


def test_weeks_are_taken_in_the_order_of_time():
    rows = weeks(10, 10, 10, 10, 18, 18, 18).iloc[::-1]
    falling = weeks(18, 18, 18, 18, 10, 10, 10).assign(counselor_id="o")
    found = caseload.rising(pd.concat([rows, falling])).set_index("counselor_id")

    assert found["weeks_rising"].to_dict() == {"r": 3, "o": 0}


@pytest.mark.parametrize(("last", "rising"), [([12, 12], 4), ([12, 11], 0)])
def test_two_clients_more_are_a_rise_and_fewer_are_none(last, rising):
    found = caseload.rising(weeks(10, 10, 10, 10, 12, 12, *last))

    assert found["weeks_rising"].tolist() == [rising]


def test_a_rise_is_said_of_who_is_over_only():
    settings = Settings(limits={"o": (9.0, None)})
    load = caseload.judged(LOAD, settings)
    trend = pd.DataFrame(
        {"counselor_id": ["r", "o"], "weeks_rising": [6, 6], "rose_by": [4.0, 4.0]}
    )
    reasons = caseload.with_trend(load, trend).set_index("counselor")["reason"]

    assert reasons["Ruth"] == "12 active clients, limit 10; rising for six weeks"
    assert reasons["Omar"] == "" == reasons["Zoe"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, ""),
        (3, "; rising for three weeks"),
        (4, "; rising for four weeks"),
        (12, "; rising for twelve weeks"),
        (13, "; rising for 13 weeks"),
    ],
)
def test_weeks_of_rising_are_said_in_words_up_to_twelve(number, said):
    trend = pd.DataFrame({"counselor_id": ["r"], "weeks_rising": [number]})
    load = caseload.with_trend(caseload.judged(LOAD, Settings()), trend)
    ruth = load.set_index("counselor").loc["Ruth"]

    assert ruth["reason"] == "12 active clients, limit 10" + said


def test_of_whom_no_trend_is_known_none_is_said():
    trend = pd.DataFrame({"counselor_id": ["o"], "weeks_rising": [3]})
    load = caseload.with_trend(caseload.judged(LOAD, Settings()), trend)
    ruth = load.set_index("counselor").loc["Ruth"]

    assert ruth["weeks_rising"] == 0
    assert ruth["reason"] == "12 active clients, limit 10"


def test_hours_that_the_clinic_sets_are_said_too():
    filled = caseload.with_limits(LOAD, {"o": (None, 30.0), "z": (None, None)})

    assert filled["weekly_hours"].tolist()[:2] == [24.0, 30.0]
    assert filled["limit_set"].tolist() == [False, True, False]


def test_only_hours_that_are_there_are_counted_anew():
    three = LOAD[["attended_hours", "group_hours", "seat_hours"]]

    assert caseload.with_groups(three, "attendee", 0.5)["attended_hours"].tolist() == [
        20.0,
        17.5,
        10.0,
    ]
    assert list(caseload.with_groups(three, "share", 0.5)) == list(three)
