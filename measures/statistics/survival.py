"""Competing endings over time, and the log-rank test."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from measures.statistics.rates import Z_95


def log_log_limits(
    share: ArrayLike, error: ArrayLike, *, z: float = Z_95
) -> tuple[np.ndarray, np.ndarray]:
    """Return limits (low, high) of a share that respect 0 and 1.

    share ** exp(-/+ z error / (share ln share)), as R `conf.type = "log-log"`
    (Kalbfleisch & Prentice). NaN where the share is 0 or 1.
    """
    share, error = np.asarray(share, dtype=float), np.asarray(error, dtype=float)
    inside = np.where((share > 0) & (share < 1), share, np.nan)
    reach = z * error / (inside * np.log(inside))
    return inside ** np.exp(-reach), inside ** np.exp(reach)


def aalen_johansen(
    at_risk: ArrayLike, events: ArrayLike
) -> tuple[np.ndarray, np.ndarray]:
    """Return cumulative incidence and its standard error for competing endings.

    `at_risk` is (..., T) with time last, `events` (K, ..., T) for K kinds; both
    answers have the shape of `events`. Ties need no jitter. Errors by
    Greenwood's formula for competing risks (Marubini & Valsecchi 1995), equal to
    R survfit's. NaN from the first time at which nobody is left at risk although
    somebody is still in care.
    """
    at_risk, events = np.asarray(at_risk, float), np.asarray(events, float)
    left = events.sum(axis=0)
    hazard = _ratio(events, at_risk)
    before = _still_in_care(1 - _ratio(left, at_risk))
    steps = np.where(before == 0, 0.0, before * hazard)
    incidence = np.cumsum(steps, axis=-1)
    exits = _ratio(left, at_risk * (at_risk - left))
    exits = np.where((before == 0) | (at_risk == left), 0.0, exits)
    weight = np.where(steps == 0, steps, _ratio(steps, at_risk))
    own = np.where(steps == 0, steps, before * weight * (1 - hazard))
    return incidence, np.sqrt(_variance(incidence, exits, own, weight))


def _still_in_care(stays: np.ndarray) -> np.ndarray:
    """Multiply the shares that stay; the share in care just before each time."""
    ended = np.logical_or.accumulate(stays == 0, axis=-1)
    after = np.where(ended, 0.0, np.cumprod(stays, axis=-1))
    return np.concatenate([np.ones_like(after[..., :1]), after[..., :-1]], axis=-1)


def _variance(
    incidence: np.ndarray, exits: np.ndarray, own: np.ndarray, weight: np.ndarray
) -> np.ndarray:
    """Sum the delta method's three terms, expanded to run over time once."""

    def total(terms: np.ndarray) -> np.ndarray:
        return np.cumsum(terms, axis=-1)

    reach = (
        incidence**2 * total(exits)
        - 2 * incidence * total(incidence * exits)
        + total(incidence**2 * exits)
    )
    shared = incidence * total(weight) - total(incidence * weight)
    return np.maximum(reach + total(own) - 2 * shared, 0)


def _ratio(part: ArrayLike, whole: ArrayLike) -> np.ndarray:
    part, whole = np.broadcast_arrays(
        np.asarray(part, dtype=float), np.asarray(whole, dtype=float)
    )
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)


class LogRank(NamedTuple):
    """The test's chi-square, its degrees of freedom and its p-value."""

    statistic: float
    freedom: int
    p: float


def log_rank(at_risk: ArrayLike, events: ArrayLike) -> LogRank:
    """Compare k groups by Mantel's log-rank test from counts by time.

    `at_risk` and `events` are (k, T), time last. Sums over the times
    O - E with E = D n / N, and the hypergeometric variance
    D (N - D) / (N - 1) (diag(n / N) - n n' / N^2), which handles ties (Mantel 1966,
    Peto & Peto 1972). A rival ending leaves the risk set like a censored client,
    so that the test is cause-specific. Groups with nobody at risk are left out;
    NaN with fewer than two groups, or where the variance is 0.
    """
    clients, left = np.asarray(at_risk, float), np.asarray(events, float)
    present = clients.sum(axis=1) > 0
    clients, left = clients[present], left[present]
    freedom = len(clients) - 1
    if freedom < 1:
        return LogRank(np.nan, max(freedom, 0), np.nan)
    whole, happened = clients.sum(axis=0), left.sum(axis=0)
    portion = np.divide(clients, whole, out=np.zeros_like(clients), where=whole > 0)
    spread = np.where(
        whole > 1, happened * (whole - happened) / np.maximum(whole - 1, 1), 0
    )
    excess = (left - happened * portion).sum(axis=1)
    variance = np.diag(portion @ spread) - (portion * spread) @ portion.T
    return _tested(excess, variance, freedom)


def _tested(excess: np.ndarray, variance: np.ndarray, freedom: int) -> LogRank:
    """Leave one group out, as the excesses add up to zero."""
    if np.linalg.matrix_rank(variance) < freedom:
        return LogRank(np.nan, freedom, np.nan)
    solved = np.linalg.solve(variance[:-1, :-1], excess[:-1])
    statistic = float(excess[:-1] @ solved)
    return LogRank(statistic, freedom, float(chdtrc(freedom, statistic)))
