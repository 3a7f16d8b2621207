"""Mean scores carry an interval and never leave their instrument's range."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

from measures import alliance

SCORES = pd.DataFrame(
    {
        "clients": [25, 9, 1, 0, 40],
        "mean": [34.0, 35.5, 38.0, np.nan, 39.9],
        "sd": [5.0, 2.0, np.nan, np.nan, 1.5],
        "low": 0,
        "high": 40,
    }
)


def test_the_interval_is_students():
    found = alliance.with_interval(SCORES)

    low, high = t.interval(0.95, 24, loc=34, scale=1)
    np.testing.assert_allclose(
        found.loc[0, ["mean_low", "mean_high"]].astype(float), [low, high]
    )


def test_two_clients_have_an_interval_and_one_has_none():
    found = alliance.with_interval(
        SCORES.assign(clients=[1, 2, 0, 3, 4], sd=0.1, mean=20)
    )

    assert found["mean_low"].notna().to_list() == [False, True, False, True, True]


def test_one_client_has_no_interval_and_nine_are_few():
    found = alliance.with_interval(SCORES)

    assert found["mean_low"].notna().to_list() == [True, True, False, False, True]
    assert found["few"].to_list() == [False, True, True, True, False]
    assert not alliance.with_interval(SCORES.assign(clients=10))["few"].any()


def test_the_interval_ends_at_the_instruments_range():
    assert alliance.with_interval(SCORES).loc[4, "mean_high"] == 40


def test_percent_of_range_joins_instruments_of_different_ranges():
    percent = alliance.percent_of_range([30, 48, 5], [0, 12, 1], [40, 60, 1])

    np.testing.assert_allclose(percent, [75, 75, np.nan])


def test_percents_keep_their_intervals():
    found = alliance.with_percent(SCORES.assign(low=12, high=60)).iloc[0]

    assert found["percent"] == pytest.approx(100 * 22 / 48)
    assert found["percent_low"] == pytest.approx(100 * (found["mean_low"] - 12) / 48)
    assert found["percent_high"] == pytest.approx(100 * (found["mean_high"] - 12) / 48)


def test_no_rows_and_no_range():
    assert alliance.with_percent(SCORES.iloc[:0]).empty
    assert (
        alliance.with_percent(SCORES.assign(low=None, high=None))["percent"]
        .isna()
        .all()
    )


def test_without_a_known_range_there_is_an_interval_and_no_percent():
    unknown = SCORES.assign(low=np.nan, high=np.nan)
    found = alliance.with_percent(unknown)

    low, high = t.interval(0.95, 39, loc=39.9, scale=1.5 / 40**0.5)
    np.testing.assert_allclose(
        found.loc[4, ["mean_low", "mean_high"]].astype(float), [low, high]
    )
    assert found["mean_low"].notna().to_list() == [True, True, False, False, True]
    assert found["percent"].isna().all()


def test_the_bond_is_compared_with_as_many_clients_as_the_smallest_part_has():
    phases = alliance.with_percent(SCORES.head(2).assign(phase="early"))
    gaps = alliance.bond_above(phases.assign(kind=["bond", "task"]))

    middle, low, high, clients = gaps["early"]
    assert middle == pytest.approx(100 * (34.0 - 35.5) / 40)
    assert low < middle < high
    assert clients == 9


def test_the_smallest_of_several_parts_counts():
    parts = pd.concat([SCORES.head(2), SCORES.head(1).assign(clients=3)])
    phases = alliance.with_percent(parts.assign(phase="early"))
    *_, clients = alliance.bond_above(phases.assign(kind=["bond", "task", "goal"]))[
        "early"
    ]

    assert clients == 3
