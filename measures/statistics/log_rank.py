"""Do groups leave at different times? One test over all of them, ties and all."""

from typing import NamedTuple

import numpy as np
from scipy.special import chdtrc


class LogRank(NamedTuple):
    """The test's chi-square, its degrees of freedom and its p-value."""

    statistic: float
    freedom: int
    p: float


def log_rank(at_risk, events) -> LogRank:
    """Compare k groups by Mantel's log-rank test from counts by time.

    `at_risk` and `events` are (k, T), time last. Sums over the times
    O - E with E = D n / N, and the hypergeometric variance
    D (N - D) / (N - 1) (diag(n / N) - n n' / N^2), which handles ties (Mantel 1966,
    Peto & Peto 1972). A rival ending leaves the risk set like a censored client,
    so that the test is cause-specific. Groups with nobody at risk are left out;
    NaN with fewer than two groups, or where the variance is 0.
    """
    at_risk, events = np.asarray(at_risk, float), np.asarray(events, float)
    present = at_risk.sum(axis=1) > 0
    at_risk, events = at_risk[present], events[present]
    freedom = len(at_risk) - 1
    if freedom < 1:
        return LogRank(np.nan, max(freedom, 0), np.nan)
    whole, happened = at_risk.sum(axis=0), events.sum(axis=0)
    portion = np.divide(at_risk, whole, out=np.zeros_like(at_risk), where=whole > 0)
    spread = np.where(
        whole > 1, happened * (whole - happened) / np.maximum(whole - 1, 1), 0
    )
    excess = (events - happened * portion).sum(axis=1)
    variance = np.diag(portion @ spread) - (portion * spread) @ portion.T
    return _tested(excess, variance, freedom)


def _tested(excess, variance, freedom: int) -> LogRank:
    """Leave one group out, as the excesses add up to zero."""
    if np.linalg.matrix_rank(variance) < freedom:
        return LogRank(np.nan, freedom, np.nan)
    solved = np.linalg.solve(variance[:-1, :-1], excess[:-1])
    statistic = float(excess[:-1] @ solved)
    return LogRank(statistic, freedom, float(chdtrc(freedom, statistic)))
