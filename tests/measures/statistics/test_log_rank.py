"""One test over all groups, as other programs compute it."""

import numpy as np
import pytest
from scipy.stats import chi2, hypergeom
from statsmodels.duration.survfunc import survdiff

from measures.statistics.survival import log_rank


def counted(times, left, groups):
    """Count who is at risk and who leaves, by group and time."""
    steps = range(1, max(times) + 1)
    each = [groups == name for name in np.unique(groups)]
    at_risk = [[np.sum(one & (times >= step)) for step in steps] for one in each]
    events = [[np.sum(one & (times == step) & left) for step in steps] for one in each]
    return np.array(at_risk), np.array(events)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kinds", [2, 3, 5])
def test_agrees_with_statsmodels(seed, kinds):
    random = np.random.default_rng(seed)
    groups = random.integers(0, kinds, 200)
    times = random.geometric(0.15 + 0.04 * groups)
    left = random.random(200) < 0.7

    found = log_rank(*counted(times, left, groups))
    statistic, p = survdiff(times, left.astype(int), groups)

    assert found.freedom == kinds - 1
    assert found.statistic == pytest.approx(statistic, rel=1e-10)
    assert found.p == pytest.approx(p, rel=1e-8)


def test_one_time_by_hand():
    at_risk, events = np.array([[10], [6]]), np.array([[5], [1]])
    drawn = hypergeom(16, 10, 6)

    statistic = (5 - drawn.mean()) ** 2 / drawn.var()

    found = log_rank(at_risk, events)
    assert found.statistic == pytest.approx(statistic)
    assert found.p == pytest.approx(chi2.sf(statistic, 1))


def test_a_group_of_nobody_is_left_out():
    at_risk, events = np.array([[10, 5], [6, 4], [0, 0]]), np.array([[5, 1], [1, 2]])
    nobody = np.vstack([events, [[0, 0]]])

    assert log_rank(at_risk, nobody) == log_rank(at_risk[:2], events)


@pytest.mark.parametrize(
    ("at_risk", "events"),
    [
        (np.empty((0, 0)), np.empty((0, 0))),
        ([[5, 3]], [[1, 1]]),
        ([[5], [4]], [[0], [0]]),
        ([[5], [4]], [[5], [4]]),
        ([[1, 0], [0, 1]], [[1, 0], [0, 1]]),
    ],
)
def test_where_nothing_can_be_compared_there_is_no_p(at_risk, events):
    assert np.isnan(log_rank(at_risk, events).p)


def test_the_order_of_groups_does_not_matter():
    at_risk = np.array([[20, 9], [30, 21], [25, 12]])
    events = np.array([[8, 3], [4, 2], [9, 1]])

    assert log_rank(at_risk, events).statistic == pytest.approx(
        log_rank(at_risk[::-1], events[::-1]).statistic
    )
