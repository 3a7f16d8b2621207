"""Attendance knows that ten sessions of one client are not ten clients."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit, logit, stdtrit

from measures.statistics import clustered, rates


def row(attended, counted):
    """Sum clients up as the questions do: one row."""
    x, n = np.asarray(attended, dtype=float), np.asarray(counted, dtype=float)
    return pd.DataFrame(
        {
            "attended": [x.sum()],
            "counted": [n.sum()],
            "clients": [len(x)],
            "sum_xx": [x @ x],
            "sum_xn": [x @ n],
            "sum_nn": [n @ n],
        }
    )


def answer(attended, counted):
    return clustered.with_clustered_rate(row(attended, counted)).iloc[0]


def test_the_interval_is_the_one_worked_out_from_the_clients():
    random = np.random.default_rng(7)
    counted = random.integers(1, 20, 25)
    attended = random.binomial(counted, 0.8)

    found = answer(attended, counted)

    rate = attended.sum() / counted.sum()
    residuals = attended - rate * counted
    error = np.sqrt(25 / 24 * (residuals**2).sum()) / counted.sum()
    half = stdtrit(24, 0.975) * error / (rate * (1 - rate))
    np.testing.assert_allclose(
        found[["rate", "low", "high"]].astype(float),
        [rate, expit(logit(rate) - half), expit(logit(rate) + half)],
        rtol=1e-12,
    )


@pytest.mark.parametrize(("clients", "known"), [(9, False), (10, True)])
def test_below_ten_clients_there_is_a_rate_and_no_interval(clients, known):
    found = answer([3, 4] * (clients // 2) + [2] * (clients % 2), [5] * clients)

    assert found["rate"] > 0
    assert np.isfinite(found[["low", "high"]].astype(float)).all() == known


@pytest.mark.parametrize(("attended", "rate"), [(6, 1.0), (0, 0.0), (3, 0.5)])
def test_clients_all_alike_count_as_one_session_each(attended, rate):
    found = answer([attended] * 20, [6] * 20)

    low, high = rates.wilson(rate * 20, 20)
    assert found["rate"] == rate
    np.testing.assert_allclose([found["low"], found["high"]], [low, high])


def test_nothing_counted_has_no_rate():
    found = clustered.with_clustered_rate(row([0], [0])).iloc[0]

    assert found[["rate", "low", "high"]].isna().all()
    assert clustered.with_clustered_rate(row([1], [2]).iloc[:0]).empty


def test_it_holds_the_truth_where_counting_sessions_does_not():
    random = np.random.default_rng(11)
    habits = random.beta(4, 1, (600, 40))
    counted = random.integers(1, 25, (600, 40))
    attended = random.binomial(counted, habits)
    frame = pd.concat(map(row, attended, counted), ignore_index=True)

    found = clustered.with_clustered_rate(frame)
    naive_low, naive_high = rates.wilson(frame["attended"], frame["counted"])

    assert ((found["low"] < 0.8) & (found["high"] > 0.8)).mean() > 0.92
    assert ((naive_low < 0.8) & (naive_high > 0.8)).mean() < 0.80


def test_a_change_between_periods_has_an_interval():
    now = row([8, 9] * 40, [10] * 80)
    before = row([5, 6] * 40, [10] * 80)

    found = clustered.change(now, before).iloc[0]

    assert found["direction"] == "up"
    assert found["low"] < found["difference"] < found["high"]
    np.testing.assert_allclose(found["difference"], 0.30)
    assert clustered.change(now, now).loc[0, "direction"] == "unclear"


def test_random_groups_of_clients_give_nearly_the_same_interval():
    random = np.random.default_rng(7)
    n = random.integers(1, 9, 40_000)
    x = random.binomial(n, random.beta(8, 2, len(n)))
    group = np.arange(len(n)) % 4_096

    def counts(x, n, **who):
        sums = {"sum_xx": x @ x, "sum_xn": x @ n, "sum_nn": n @ n}
        return pd.DataFrame([{"attended": x.sum(), "counted": n.sum(), **sums, **who}])

    by_client = clustered.with_clustered_rate(counts(x, n, clients=len(n))).iloc[0]
    grouped = clustered.with_clustered_rate(
        counts(
            np.bincount(group, x).astype(int),
            np.bincount(group, n).astype(int),
            clusters=4_096,
        )
    ).iloc[0]

    width = by_client["high"] - by_client["low"]
    assert grouped["high"] - grouped["low"] == pytest.approx(width, rel=0.05)
    assert grouped["rate"] == by_client["rate"]
