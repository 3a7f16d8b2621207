"""Each counselor of a team by the same measures, by hand."""

from math import nan

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit, logit
from scipy.stats import t

from measures import team
from measures.statistics.rates import wilson

PEOPLE = pd.DataFrame({"counselor_id": ["r", "o"], "counselor": ["Ruth", "Omar"]})
LOAD = PEOPLE.assign(
    active_clients=[15, 8],
    caseload_limit=[10.0, 0.5],
    attended_hours=[20.0, 8.0],
    utilization=[0.8, 0.5],
)
ATTENDED = PEOPLE.assign(attended=40, counted=48, clients=12)
ATTENDED = ATTENDED.assign(sum_xx=170.0, sum_xn=200.0, sum_nn=240.0)
LEFT = PEOPLE.assign(at_risk_one=20, dropped_one=[5, 8])
RATED = PEOPLE.assign(rated_clients=16, mean=80.0, sd=10.0)


def measured(measure, *, load=LOAD, attended=ATTENDED, left=LEFT, rated=RATED):
    rows = team.side_by_side(load, attended, left, rated)
    return rows[rows["measure"] == measure].set_index("counselor_id")


def test_clients_are_a_share_of_the_limit_and_hours_of_those_contracted():
    clients, hours = measured("clients"), measured("hours")

    assert clients["value"].to_dict() == {"r": 1.5, "o": 16}
    assert clients["n"].to_dict() == {"r": 15, "o": 8}
    assert hours["value"].to_dict() == {"r": 0.8, "o": 0.5}
    assert hours["n"].to_dict() == {"r": 20, "o": 8}
    assert clients["known"].all()
    assert clients[["low", "high"]].isna().all(axis=None)


@pytest.mark.parametrize("limit", [0.0, nan])
def test_without_a_limit_no_share_of_it(limit):
    found = measured("clients", load=LOAD.assign(caseload_limit=limit))

    assert found["value"].isna().all()


def test_attendance_has_a_clustered_interval():
    found = measured("attendance").loc["r"]
    rate = 40 / 48
    spread = 170 - 2 * rate * 200 + rate**2 * 240
    half = t.ppf(0.975, 11) * np.sqrt(12 / 11 * spread) / 48 / (rate * (1 - rate))

    assert found["value"] == rate
    assert found["low"] == pytest.approx(expit(logit(rate) - half))
    assert found["high"] == pytest.approx(expit(logit(rate) + half))
    assert found["n"] == 48


@pytest.mark.parametrize(("clients", "known"), [(9, False), (10, True)])
def test_attendance_is_known_from_ten_clients_on(clients, known):
    found = measured("attendance", attended=ATTENDED.assign(clients=clients))

    assert found["known"].tolist() == [known, known]
    assert found["low"].notna().tolist() == [known, known]
    assert found["high"].notna().tolist() == [known, known]


def test_who_left_has_the_interval_of_wilson():
    found = measured("left").loc["o"]

    assert found["value"] == 0.4
    assert found[["low", "high"]].tolist() == list(wilson(8, 20))
    assert found["n"] == 20


def test_the_alliance_is_a_share_of_the_range_with_students_interval():
    found = measured("alliance").loc["r"]
    half = t.ppf(0.975, 15) * 10 / 4

    assert found["value"] == 0.8
    assert found["low"] == pytest.approx((80 - half) / 100)
    assert found["high"] == pytest.approx((80 + half) / 100)
    assert found["n"] == 16


@pytest.mark.parametrize(("mean", "end", "edge"), [(1.0, "low", 0), (99.0, "high", 1)])
def test_an_alliance_ends_with_its_range(mean, end, edge):
    found = measured("alliance", rated=RATED.assign(mean=mean))

    assert found[end].tolist() == [edge, edge]


@pytest.mark.parametrize(("clients", "known"), [(9, False), (10, True), (1, False)])
def test_an_alliance_is_known_from_ten_clients_on(clients, known):
    found = measured("alliance", rated=RATED.assign(rated_clients=clients))

    assert found["known"].tolist() == [known, known]
    assert found["low"].notna().tolist() == [known, known]
    assert found["value"].tolist() == [0.8, 0.8]


def test_only_the_team_stands_there_by_name():
    other = PEOPLE.assign(counselor_id=["x", "r"], counselor=["Xia", "Ruth"])
    rated = other.assign(rated_clients=16, mean=80.0, sd=10.0)
    rows = team.side_by_side(LOAD.head(1), ATTENDED, LEFT, rated)

    assert rows["counselor_id"].unique().tolist() == ["r"]
    assert rows["measure"].tolist() == list(team.MEASURES)


def test_two_of_one_name_are_not_mixed():
    names = {"counselor": "Ruth", "counselor_id": ["b", "a"]}
    frames = (frame.assign(**names) for frame in (LOAD, ATTENDED, LEFT, RATED))
    rows = team.side_by_side(*frames)

    assert rows["counselor_id"].tolist() == ["a"] * 5 + ["b"] * 5
    assert rows["measure"].tolist() == [*team.MEASURES] * 2
