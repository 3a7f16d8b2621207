"""Caseloads week by week, by the definition that holds on the last day."""

from dataclasses import replace

import pytest

import queries

SESSIONS = """
    client  | counselor | start            | minutes | status    | booked at  | cancelled at
    stays   | ruth      | 2026-01-05 09:00 | 60      | attended  | 2026-01-01 |
    stays   | ruth      | 2026-06-29 09:00 | 60      | attended  | 2026-06-01 |
    moves   | ruth      | 2026-06-08 09:00 | 60      | attended  | 2026-06-01 |
    moves   | omar      | 2026-06-22 09:00 | 60      | attended  | 2026-06-15 |
    leaves  | ruth      | 2026-05-04 09:00 | 60      | attended  | 2026-05-01 |
    planned | ruth      | 2026-06-08 09:00 | 60      | attended  | 2026-06-01 |
    future  | omar      | 2026-07-20 09:00 | 60      | scheduled | 2026-06-24 |
    dropped | omar      | 2026-06-25 09:00 | 60      | client cancelled | 2026-06-10 | 2026-06-20
"""
CLIENTS = """
    client  | referral date | discharge date | discharge reason
    planned | 2026-06-01    | 2026-06-20     | planned
    waits   | 2026-06-20    |                |
"""


@pytest.fixture
def store(clinic):
    return clinic(sessions=SESSIONS, clients=CLIENTS)


@pytest.fixture
def weeks(store, everything):
    rows = queries.answer(store, "caseload_weeks", everything)
    return rows.assign(day=rows["week_end"].dt.strftime("%m-%d")).set_index(
        ["counselor_id", "day"]
    )


def test_a_week_ends_on_the_weekday_of_the_last_day(weeks):
    assert weeks.loc["ruth"].index[-2:].tolist() == ["06-22", "06-29"]


def test_a_client_is_active_until_a_window_after_the_last_session(weeks):
    active = weeks.loc["ruth"]["active_clients"]

    # leaves: 4 May + 60 = 3 July; stays is back only on 29 June
    assert active["05-04"] == 1
    assert active["06-01"] == 4  # leaves, and three who are booked for later
    assert active["06-29"] == 2


def test_a_discharge_ends_it_on_its_day(weeks):
    active = weeks.loc["ruth"]["active_clients"]

    assert active["06-15"] == 4  # stays (booked), leaves, moves, planned
    assert active["06-22"] == 2  # planned is discharged, moves is with omar


def test_a_transferred_client_ends_here_and_begins_there(weeks):
    assert weeks.loc[("ruth", "06-22"), "endings"] == 2
    assert weeks.loc[("omar", "06-22"), "intakes"] == 1
    assert weeks.loc[("omar", "06-22"), "active_clients"] == 1


def test_a_client_with_only_a_booking_is_active_from_the_day_of_booking(weeks):
    assert weeks.loc[("omar", "06-29"), "active_clients"] == 2
    assert weeks.loc[("omar", "06-29"), "recently_seen"] == 1


def test_a_cancelled_booking_counts_until_it_was_cancelled(weeks):
    assert weeks.loc[("omar", "06-15"), "active_clients"] == 1  # dropped
    assert weeks.loc[("omar", "06-22"), "active_clients"] == 1  # moves


def test_who_waits_without_an_appointment_counts_for_nobody_in_particular(
    store, everything
):
    every = queries.answer(store, "caseload_over_time", everything)
    omar = queries.answer(
        store, "caseload_over_time", replace(everything, counselors=("omar",))
    )

    # 29 June: waits (no appointment), future, and dropped, who missed on 25 June
    assert every["waiting"].tolist()[-1] == 3
    assert omar["waiting"].tolist()[-1] == 2


def test_the_last_week_is_the_caseload_of_the_last_day(sample, everything):
    for window in queries.WINDOWS:
        chosen = replace(everything, window=window)
        weeks = queries.answer(sample, "caseload_weeks", chosen)
        last = weeks[weeks["week_end"] == weeks["week_end"].max()]
        now = queries.answer(sample, "caseload_by_counselor", chosen)
        parts = ["active_clients", "recently_seen"]
        joined = now.merge(last, on="counselor_id", suffixes=("", "_then"))

        assert len(joined) == len(now)
        for part in parts:
            assert (joined[part] == joined[f"{part}_then"]).all()


def test_intakes_and_endings_are_the_whole_change(sample, everything):
    for window in queries.WINDOWS:
        weeks = queries.answer(
            sample, "caseload_weeks", replace(everything, window=window)
        )
        for _, own in weeks.groupby("counselor_id"):
            change = own["active_clients"].astype(int).diff()[1:]
            flow = own["intakes"].astype(int) - own["endings"].astype(int)
            assert (change == flow[1:]).all()


def test_the_clinic_is_the_sum_of_its_counselors(sample, everything):
    every = queries.answer(sample, "caseload_over_time", everything)
    weeks = queries.answer(sample, "caseload_weeks", everything)
    sums = weeks.groupby("week_end")[["active_clients", "intakes", "endings"]].sum()

    for name in sums:
        assert every[name].tolist() == sums[name].tolist()


def test_without_booking_days_what_is_booked_counts_on_the_last_day_only(
    clinic, everything
):
    store = clinic(
        sessions="""
            client | counselor | start            | status
            seen   | ruth      | 2026-01-05 09:00 | attended
            seen   | ruth      | 2026-06-29 09:00 | attended
            future | ruth      | 2026-07-20 09:00 | scheduled
        """
    )
    weeks = queries.answer(store, "caseload_weeks", everything)

    assert weeks["active_clients"].tolist()[-2:] == [0, 2]


@pytest.mark.parametrize("window", queries.WINDOWS)
def test_the_last_day_of_the_window_still_counts(clinic, everything, window):
    seen = {30: "2026-05-30", 60: "2026-04-30", 90: "2026-03-31"}[window]
    store = clinic(
        sessions=f"""
            client | counselor | start            | status
            first  | omar      | 2025-06-02 09:00 | attended
            edge   | ruth      | {seen} 09:00     | attended
            last   | omar      | 2026-06-29 09:00 | attended
        """
    )
    weeks = queries.answer(store, "caseload_weeks", replace(everything, window=window))
    ruth = weeks[weeks["counselor_id"] == "ruth"]

    assert ruth["active_clients"].tolist()[-1] == 1


def test_of_more_weeks_than_can_be_listed_the_newest_are(clinic, everything):
    people = [f"counselor {number}" for number in range(41)]
    rows = [
        f"{who} client | {who} | {day} 09:00 | attended"
        for who in people
        for day in ("2016-01-04", "2026-06-29")
    ]
    store = clinic(sessions="\n".join(["client | counselor | start | status", *rows]))
    weeks = queries.answer(store, "caseload_weeks", everything)

    # 41 counselors x 520 weeks, of which 487 are whole and one is cut
    assert len(weeks) == 20_000
    assert weeks["week_end"].max().date().isoformat() == "2026-06-29"
    assert weeks["week_end"].nunique() == 488
