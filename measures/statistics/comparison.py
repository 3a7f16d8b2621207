"""The fewest clients that are compared, and who differs from the clinic by exact tails."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import bdtr, bdtrc, bdtrik

from measures.statistics.rates import counts

SMALLEST_COMPARED = 12
PROVISIONAL_BELOW = 30
SMALLEST_IN_RATE = 10

LOW, HIGH, WITHIN, NOT_COMPARED = "low", "high", "within", "not compared"
OUTSIDE = (LOW, HIGH)

TAILS = {95.0: 0.025, 99.8: 0.001}


def provisional(total: ArrayLike) -> np.ndarray:
    """Mark each n that is compared, but below PROVISIONAL_BELOW."""
    total = np.asarray(total, dtype=float)
    return (total >= SMALLEST_COMPARED) & (total < PROVISIONAL_BELOW)


def unjudged(few: pd.Series) -> pd.Series:
    """Return a side where nobody is judged: NOT_COMPARED for the few, else WITHIN."""
    return few.map({True: NOT_COMPARED, False: WITHIN})


def compared(judged: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows whose side is known: they have enough to be compared."""
    return judged[judged["side"] != NOT_COMPARED]


def beyond_chance(judged: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows that lie on a side which chance does not reach."""
    return judged[judged["side"].isin(OUTSIDE)]


def quantile(probability: float, total: ArrayLike, center: ArrayLike) -> np.ndarray:
    """Return the smallest r with P(X <= r) >= probability, X ~ Binomial(n, p).

    NaN where n is unknown or p lies outside 0-1.
    """
    trials, center = _trials(total, center)
    with np.errstate(invalid="ignore"):
        above = np.ceil(bdtrik(probability, trials, center))
    above = np.where(center == 0, 0.0, np.where(center == 1, trials, above))
    below = np.maximum(above - 1, 0)
    return np.where(_cumulative(below, trials, center) >= probability, below, above)


def exact_limit(total: ArrayLike, center: ArrayLike, probability: float) -> np.ndarray:
    """Return a funnel limit (0-1) by interpolating the exact binomial quantile.

    limit = (r - alpha) / n with alpha = (F(r) - P) / (F(r) - F(r - 1)), clipped to
    0-1: Spiegelhalter 2005, appendix. A guide to the eye: its error can exceed the
    nominal one when n is small, so `outside` decides. NaN where n is 0.
    """
    trials, center = _trials(total, center)
    step = quantile(probability, total, center)
    reached = _cumulative(step, trials, center)
    before = np.where(step > 0, _cumulative(step - 1, trials, center), 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        limit = (step - (reached - probability) / (reached - before)) / trials
    return np.clip(np.where(trials > 0, limit, np.nan), 0, 1)


def exact_tails(
    events: ArrayLike, total: ArrayLike, center: ArrayLike
) -> tuple[np.ndarray, np.ndarray]:
    """Return P(X <= events) and P(X >= events) for X ~ Binomial(total, center)."""
    events, total = counts(events, total)
    trials, center = _trials(total, center)
    above = np.where(events > 0, _above(events - 1, trials, center), 1.0)
    unknown = np.where(np.isnan(events + center), np.nan, 0.0)
    return _cumulative(events, trials, center) + unknown, above + unknown


def outside(
    events: ArrayLike, total: ArrayLike, center: ArrayLike
) -> tuple[np.ndarray, np.ndarray]:
    """Say on which side chance does not reach, and at which level (0, 95, 99.8).

    By exact tails, P <= 0.025 or P <= 0.001 on a side, so never flagged more often
    than the level says. Below SMALLEST_COMPARED: 'not compared'.
    """
    lower, upper = exact_tails(events, total, center)
    few = np.asarray(total, dtype=float) < SMALLEST_COMPARED
    unknown = few | np.isnan(lower)
    level = np.zeros(lower.shape)
    for percent, tail in TAILS.items():
        level = np.where(~unknown & (np.minimum(lower, upper) <= tail), percent, level)
    side = np.where(level == 0, WITHIN, np.where(lower < upper, LOW, HIGH))
    return np.where(unknown, NOT_COMPARED, side), level


def expected_by_chance(groups: int, level: float = 95.0) -> float:
    """Return how many of so many groups chance alone puts outside, at most.

    24 groups at 95%: 1.2 (METHODS: groups x 2 tails).
    """
    return groups * 2 * TAILS[level]


def expected_exactly(total: ArrayLike, center: ArrayLike, level: float = 95.0) -> float:
    """Return how many groups of these sizes chance puts outside the exact tails.

    Below `expected_by_chance`, because counts come in whole clients.
    """
    totals, center = np.asarray(total, dtype=float), np.asarray(center, dtype=float)
    large = totals[totals >= SMALLEST_COMPARED]
    trials, tail = large.astype(int), TAILS[level]
    least = quantile(tail, large, center)
    below = _cumulative(least, trials, center)
    missed = np.where(least > 0, _cumulative(least - 1, trials, center), 0.0)
    most = quantile(1 - tail, large, center)
    lower = np.where(below <= tail, below, missed)
    return float(np.sum(lower + _above(most, trials, center)))


def _trials(total: ArrayLike, center: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    total, center = np.broadcast_arrays(
        np.asarray(total, dtype=float), np.asarray(center, dtype=float)
    )
    usable = np.isfinite(total) & (center >= 0) & (center <= 1)
    trials = np.where(np.isfinite(total), total, 0).astype(int)
    return trials, np.where(usable, center, np.nan)


def _cumulative(
    events: np.ndarray, trials: np.ndarray, center: np.ndarray
) -> np.ndarray:
    return bdtr(np.floor(events), trials, center)


def _above(events: np.ndarray, trials: np.ndarray, center: np.ndarray) -> np.ndarray:
    return np.where(np.asarray(events) < 0, 1.0, bdtrc(events, trials, center))
