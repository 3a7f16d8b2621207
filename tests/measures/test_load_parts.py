"""Room, bands of load, the load index, calls of the past, and a team side by side."""

from math import isnan, nan

import numpy as np
import pandas as pd
import pytest

from measures import calls, caseload, load_bands, room, team

LOAD = pd.DataFrame(
    {
        "counselor_id": ["r", "o", "z"],
        "counselor": ["Ruth", "Omar", "Zoe"],
        "active_clients": [12, 8, 10],
        "caseload_limit": [10.0, 20.0, nan],
        "attended_hours": [20.0, 8.0, 5.0],
        "booked_hours": [22.0, 6.0, 5.0],
        "weekly_hours": [24.0, 16.0, nan],
        "hours_now": [24.0, 16.0, nan],
        "at_work": 1.0,
        "utilization": [20 / 24, 0.5, nan],
    }
)


def test_room_is_what_the_scarcer_of_the_two_leaves():
    free = room.room(LOAD)

    assert free["counselor"].tolist() == ["Omar", "Ruth", "Zoe"]
    assert free["free_places"].tolist()[:2] == [12, -2]
    assert free["free_hours"].tolist()[:2] == [8, 2]  # the booked 22 count for Ruth
    assert isnan(free["free_share"].iloc[2])


def test_clients_who_move_take_the_hours_they_have_now():
    after = room.moved(LOAD, giver="r", taker="o", clients=3).set_index("counselor")

    assert after["active_after"].to_dict() == {"Ruth": 9, "Omar": 11}
    assert after.loc["Ruth", "hours_after"] == pytest.approx(20 - 3 * 20 / 12)
    assert after.loc["Omar", "hours_after"] == pytest.approx(8 + 3 * 20 / 12)
    assert not after["over_after"].any()


def test_a_new_client_takes_the_hours_of_the_counselors_own():
    after = room.moved(LOAD, giver=None, taker="o", clients=13)

    assert after["hours_after"].tolist() == [8 + 13 * 1.0]
    assert after["over_after"].tolist() == [True]


def test_intakes_and_endings_meet_after_a_while():
    after = room.with_intakes(LOAD, taker="o", intakes=1, ending=0.125)
    ended = room.with_intakes(LOAD, taker="o", intakes=0, ending=0.125)

    assert after["active_after"].iloc[0] == pytest.approx(8)  # 8 x 0.125 end a week
    assert ended["active_after"].iloc[0] == pytest.approx(8 * 0.875**8)


def test_the_share_that_ends_is_of_those_at_risk():
    weeks = pd.DataFrame(
        {"active_clients": [9, 9], "intakes": [1, 0], "endings": [2, 0]}
    )

    assert room.ending_rate(weeks) == pytest.approx(2 / 19)
    assert room.ending_rate(weeks.head(0)) == 0


QUARTERS = pd.DataFrame(
    {
        "counselor_id": [f"c{n % 6}" for n in range(24)],
        "active_clients": [6.0] * 12 + [11.0] * 12,
        "caseload_limit": 10.0,
        "attended_hours": 4.0,
        "weekly_hours": nan,
        "dropped_one": [1] * 12 + [2] * 12,
        "at_risk_one": 5,
        "clinic_cancelled": 1,
        "sessions": 50,
        "alliance_sum": 4.5,
        "rated_clients": 5,
    }
)


@pytest.mark.parametrize(
    ("clients", "band"),
    [(6.9, 0), (7, 1), (8.5, 2), (10, 2), (10.1, 3), (30, 3), (0, 0)],
)
def test_a_band_begins_at_its_lower_edge_and_full_is_not_over(clients, band):
    rows = load_bands.banded(QUARTERS.head(1).assign(active_clients=clients))

    assert rows["band"].tolist() == [list(load_bands.BANDS)[band]]


def test_who_has_no_limit_is_in_no_band():
    assert load_bands.banded(QUARTERS.assign(caseload_limit=nan)).empty


def test_each_band_counts_what_its_quarters_count():
    rows = load_bands.beside(load_bands.banded(QUARTERS))
    left = rows[rows["outcome"] == "left_early"].set_index("band")

    assert left.loc["below 70% of the limit", ["attended", "counted"]].tolist() == [
        12,
        60,
    ]
    assert left.loc["over the limit", "rate"] == pytest.approx(0.4)
    assert left.loc["over the limit", ["clients", "counselors"]].tolist() == [12, 6]
    assert left.loc["85% to the limit", "side"] == "not compared"


def test_few_quarters_have_no_interval():
    rows = load_bands.beside(load_bands.banded(QUARTERS.head(9)))

    assert set(rows["side"]) == {"not compared"}
    assert rows["low"].isna().all()


YEARS = pd.DataFrame(
    {
        "clients_seen": [240, 120, 60],
        "contracted_hours": [48.0, 48.0, 48.0],
        "days_covered": [365, 183, 100],
        "days_in_year": 365,
        "counselors": [2, 2, 2],
        "with_hours": [2, 2, 2],
    }
)


def test_the_index_is_clients_for_24_contracted_hours():
    years = caseload.indexed(YEARS)

    assert years["load_index"].iloc[0] == pytest.approx(240 / 2)
    assert years["load_index"].iloc[1] == pytest.approx(120 / (183 / 365) / 2)
    assert years["annualized"].tolist() == [False, True, True]
    assert isnan(years["load_index"].iloc[2])  # less than half a year


@pytest.mark.parametrize(("days", "known"), [(182, False), (183, True), (366, True)])
def test_half_a_year_is_enough_for_an_index(days, known):
    year = YEARS.head(1).assign(days_covered=days, days_in_year=366)
    found = caseload.indexed(year).iloc[0]

    assert found["load_index"] == pytest.approx(
        120 / (days / 366) if known else nan, nan_ok=True
    )
    assert found["annualized"] == (days < 366)
    assert found["standard_counselors"] == 2


def test_less_than_a_contracted_hour_is_a_part_of_a_counselor():
    few = caseload.indexed(YEARS.head(1).assign(contracted_hours=0.5)).iloc[0]

    assert few["standard_counselors"] == 0.5 / 24


@pytest.mark.parametrize("hours", [nan, 0.0])
def test_without_everybodys_hours_there_is_no_index(hours):
    years = caseload.indexed(YEARS.assign(contracted_hours=hours))

    assert years["load_index"].isna().all()
    assert caseload.indexed(YEARS.assign(with_hours=1))["load_index"].isna().all()


def test_an_index_needs_the_hours_of_every_counselor():
    years = YEARS.assign(with_hours=[2, 1, 0])

    assert caseload.indexed(years)["standard_counselors"].notna().tolist() == [
        True,
        False,
        False,
    ]


def test_any_and_none_of_the_reasons_come_last():
    rows = pd.DataFrame(
        {
            "reason": ["any", "early", "none", "waiting"],
            "clients": [40, 10, 100, 9],
            "came_back": [10, 1, 90, 4],
        }
    )
    past = calls.worked(rows)

    assert past["reason"].tolist() == ["early", "waiting", "any", "none"]
    assert past["rate"].tolist() == pytest.approx([0.1, 4 / 9, 0.25, 0.9])
    assert past["side"].tolist()[:2] == ["within", "not compared"]


def test_none_of_the_reasons_comes_after_any_of_them_in_any_order():
    reasons = ["none", "any", "waiting", "early"]
    rows = pd.DataFrame({"reason": reasons, "clients": 10, "came_back": [4, 3, 2, 1]})
    past = calls.worked(rows)

    assert past["reason"].tolist() == ["waiting", "early", "any", "none"]
    assert past["came_back"].tolist() == [2, 1, 3, 4]
    assert past["side"].eq("within").all()


def side_by_side(began: int, rated: int):
    people = LOAD[["counselor_id", "counselor"]].head(2)
    sums = {"sum_xx": 170.0, "sum_xn": 200.0, "sum_nn": 240.0}
    return team.side_by_side(
        LOAD.head(2),
        people.assign(attended=40, counted=48, clients=12, **sums),
        people.assign(at_risk_one=began, dropped_one=2, clients=began),
        people.assign(rated_clients=rated, mean=80.0, sd=10.0),
    )


def test_a_team_stands_by_name_with_every_measure():
    rows = side_by_side(12, 10)

    assert rows["counselor"].unique().tolist() == ["Omar", "Ruth"]
    assert rows["measure"].tolist() == [*team.MEASURES, *team.MEASURES]
    assert rows["value"].iloc[0] == pytest.approx(8 / 20)


@pytest.mark.parametrize(("began", "known"), [(11, False), (12, True)])
def test_few_clients_are_not_compared_in_a_team(began, known):
    rows = side_by_side(began, 10)
    left = rows[rows["measure"] == "left"]

    assert left["known"].tolist() == [known, known]
    assert left["low"].isna().tolist() == [not known] * 2


def test_an_interval_of_the_alliance_is_over_clients():
    rows = side_by_side(12, 10)
    alliance = rows[rows["measure"] == "alliance"].iloc[0]
    half = 2.2621571627409915 * 10 / np.sqrt(10)

    assert alliance["low"] == pytest.approx((80 - half) / 100)
