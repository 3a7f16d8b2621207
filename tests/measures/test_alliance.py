"""Mean scores carry an interval and never leave their instrument's range."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import logit
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


def test_the_interval_of_a_difference_of_two_means_follows_their_own():
    parts = SCORES.head(1).assign(phase="later", mean=20.0, clients=16)
    both = pd.concat([parts, parts.assign(mean=12.0, sd=2.5)])
    phases = alliance.with_percent(both).assign(kind=["bond", "goal"])
    middle, low, high, _ = alliance.bond_above(phases)["later"]
    wide, narrow = (t.ppf(0.975, 15) * sd / 4 for sd in (5.0, 2.5))

    assert middle == pytest.approx(100 * 8 / 40)
    assert low == pytest.approx(20 - 2.5 * np.hypot(wide, narrow))
    assert high == pytest.approx(20 + 2.5 * np.hypot(wide, narrow))


def test_goals_and_tasks_count_alike_and_each_phase_stands_alone():
    rows = [
        ("early", "bond", 20.0),
        ("early", "goal", 10.0),
        ("early", "task", 18.0),
        ("later", "bond", 30.0),
        ("later", "task", 28.0),
    ]
    frame = pd.DataFrame(rows, columns=["phase", "kind", "mean"])
    phases = alliance.with_percent(frame.assign(clients=20, sd=2.0, low=0, high=40))
    gaps = alliance.bond_above(phases)

    assert {phase: gap for phase, (gap, *_) in gaps.items()} == pytest.approx(
        {"early": 100 * 6 / 40, "later": 100 * 2 / 40}
    )


@pytest.mark.parametrize("kinds", [["bond", "bond"], ["task", "goal"]])
def test_without_both_kinds_there_is_nothing_to_compare(kinds):
    phases = alliance.with_percent(SCORES.head(2)).assign(phase="early", kind=kinds)

    assert alliance.bond_above(phases) == {}


PHASES = pd.DataFrame(
    {
        "clients": [12, 20],
        "ratings": [40, 60],
        "at_or_below_cutoff": [10, 30],
        "sum_xx": [30, 70],
        "sum_xn": [40, 100],
        "sum_nn": [150, 220],
        "cutoff": [36.0, 36.0],
    }
)


def test_ratings_below_the_cutoff_are_of_all_ratings():
    apart = alliance.below(PHASES, together=False)
    summed = alliance.below(PHASES)

    assert apart["rate"].tolist() == [0.25, 0.5]
    assert summed["rate"].tolist() == [0.4]
    assert summed[["clients", "cutoff"]].iloc[0].tolist() == [32, 36]
    spread = 100 - 2 * 0.4 * 140 + 0.16 * 370
    error = np.sqrt(32 / 31 * spread) / 100 * t.ppf(0.975, 31) / (0.4 * 0.6)
    assert logit(summed["low"].iloc[0]) == pytest.approx(logit(0.4) - error)
    assert np.isnan(alliance.below(PHASES.head(0))["cutoff"].iloc[0])


def test_sessions_with_a_score_are_of_all_attended_ones():
    sums = {"clients": 12, "sum_xx": 30, "sum_xn": 40, "sum_nn": 150}
    found = alliance.scored(pd.DataFrame([{"attended": 40, "scored": 30, **sums}]))

    assert found["rate"].tolist() == [0.75]
    assert found["sessions"].tolist() == [40]


def test_a_change_is_now_less_before_in_points_of_the_range():
    now, before = (
        alliance.with_percent(SCORES.head(1).assign(mean=mean)) for mean in (34.0, 28.0)
    )
    found = alliance.change(now, before).iloc[0]
    reach = 2.5 * np.sqrt(2) * t.ppf(0.975, 24)

    assert found["difference"] == pytest.approx(15)
    assert found["low"] == pytest.approx(15 - reach)
    assert found["direction"] == "up"


@pytest.mark.parametrize("low", [0, np.nan])
def test_a_mean_is_held_above_the_lowest_score(low):
    few = SCORES.head(1).assign(mean=1.0, clients=4, low=low)
    found = alliance.with_interval(few)["mean_low"].iloc[0]

    assert found == (0 if low == 0 else pytest.approx(1 - 2.5 * t.ppf(0.975, 3)))
