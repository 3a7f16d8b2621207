"""Attendance by when and where; steadiness of the slot."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import queries

SESSIONS = """
    client | counselor | start            | status         | modality | booked at
    ann    | ruth      | 2026-01-05 09:00 | attended       | video    | 2026-01-04
    ann    | ruth      | 2026-01-12 09:00 | no_show        | video    | 2025-12-01
    bob    | ruth      | 2026-01-06 14:00 | attended       | phone    |
    bob    | ruth      | 2026-01-13       | late_cancelled | phone    |
"""


@pytest.fixture
def rates(clinic, everything):
    rows = queries.answer(
        clinic(sessions=SESSIONS), "attendance_by_circumstance", everything
    )
    return {
        (row.circumstance, row.value): (row.attended, row.counted, row.clusters)
        for row in rows.itertuples()
    }


def test_each_circumstance_has_its_rate(rates):
    assert rates["weekday", "Monday"] == (1, 2, 1)
    assert rates["hour", "09:00"] == (1, 2, 1)
    assert rates["modality", "phone"] == (1, 2, 1)
    assert rates["appointment", "1"] == (2, 2, 2)
    assert rates["appointment", "2"] == (0, 2, 2)
    assert rates["lead_time", "0-1 days"] == (1, 1, 1)
    assert rates["lead_time", "29 days and more"] == (0, 1, 1)


def test_each_hour_of_the_week_has_its_rate(clinic, everything):
    rows = queries.answer(
        clinic(sessions=SESSIONS), "attendance_by_weekday_and_hour", everything
    )

    columns = ["weekday", "hour", "attended", "counted", "clusters"]
    assert rows[columns].to_numpy().tolist() == [
        ["Monday", "09:00", 1, 2, 1],
        ["Tuesday", "14:00", 1, 1, 1],
    ]


def test_the_clients_of_an_hour_are_summed_one_by_one(clinic, everything):
    missed_one = "ann | ruth | 2026-01-05 09:00 | attended\n" + (
        "ann | ruth | 2026-01-12 09:00 | no_show\n"
    )
    missed_one_of_three = (
        "bob | ruth | 2026-01-05 09:00 | attended\n"
        "bob | ruth | 2026-01-12 09:00 | attended\n"
        "bob | ruth | 2026-01-19 09:00 | no_show\n"
    )
    store = clinic(
        sessions=f"client | counselor | start | status\n{missed_one}{missed_one_of_three}"
    )

    (hour,) = queries.answer(
        store, "attendance_by_weekday_and_hour", everything
    ).itertuples()

    assert (hour.attended, hour.counted, hour.clusters) == (1 + 2, 2 + 3, 2)
    assert hour.sum_xx == 1 * 1 + 2 * 2
    assert hour.sum_xn == 1 * 2 + 2 * 3
    assert hour.sum_nn == 2 * 2 + 3 * 3


def test_a_session_without_a_time_has_no_hour(rates):
    hours = [counted for (what, _), (_, counted, _) in rates.items() if what == "hour"]

    assert sum(hours) == 3


def weekly(client, start, weeks, hours=0):
    """Draw sessions every so many weeks, shifted by hours to and fro."""
    day = date.fromisoformat(start)
    return "\n".join(
        f"{client} | ruth | {day + timedelta(weeks=weeks * n)}"
        f" {10 + (hours if n % 2 else 0):02}:00 | attended"
        for n in range(6)
    )


def test_a_slot_is_steady_by_week_whatever_the_number_of_weeks(clinic, everything):
    store = clinic(
        sessions="client | counselor | start | status\n"
        + weekly("every_week", "2026-01-05", 1)
        + "\n"
        + weekly("every_second", "2026-01-06", 2)
        + "\n"
        + weekly("to_and_fro", "2026-01-07", 1, hours=8)
        + "\nthree_times | ruth | 2026-01-05 09:00 | attended"
    )
    rows = queries.answer(store, "steadiness_by_band", everything)
    bands = {(row.measure, row.band): row.clients for row in rows.itertuples()}

    assert bands["slot", "within 1 hour"] == 2
    assert bands["slot", "within 6 hours"] == 1
    assert sum(n for (measure, _), n in bands.items() if measure == "slot") == 3
    assert bands["gap", "5-9 days"] == 2
    assert bands["gap", "10-16 days"] == 1
    for (measure, band), number in bands.items():
        asked = replace(everything, attribute=measure, value=band)
        assert len(queries.answer(store, "steadiness_clients", asked)) == number


def test_the_spread_of_a_slot_is_the_circular_one(clinic):
    """4 h to and fro: R = cos(2 pi 4 / 168), corrected (m R^2 - 1) / (m - 1)."""
    from math import cos, log, pi, sqrt

    store = clinic(
        sessions="client | counselor | start | status\n"
        + weekly("to_and_fro", "2026-01-07", 1, hours=8)
    )
    (spread,) = store.connection.execute("select steadiness from rhythms").fetchone()
    squared = (6 * cos(2 * pi * 4 / 168) ** 2 - 1) / 5

    assert spread == pytest.approx(168 / (2 * pi) * sqrt(-log(squared)), rel=1e-5)
