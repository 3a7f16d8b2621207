"""Sums of unequal chances (Poisson-binomial): exact tails, and limits of a ratio."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc, betaincinv

CELLS = 200_000
LONGEST = 4_000
DOUBTFUL = (1e-4, 0.06)


def tails(
    chances: ArrayLike, groups: ArrayLike, events: ArrayLike
) -> tuple[np.ndarray, np.ndarray]:
    """Return P(X <= events) and P(X >= events) for each group.

    X is the number of successes among independent trials of unequal chances
    (Poisson-binomial). Where a tail lies within DOUBTFUL it is exact: one trial is
    added after the other (Shah 1973; Hong 2013 compares the ways). Elsewhere, and
    beyond LONGEST trials, it is that of the binomial with the same mean and variance,
    which tells well enough that nothing is near a limit. `chances` and `groups`
    (0, 1, 2 ... into `events`) have one entry per trial.
    """
    chances, groups = np.asarray(chances, dtype=float), np.asarray(groups)
    events = np.asarray(events, dtype=int)
    lower, upper = matched_tails(events, *moments(chances, groups, len(events)))
    smaller = np.minimum(lower, upper)
    sizes = np.bincount(groups, minlength=len(events))
    doubtful = (smaller >= DOUBTFUL[0]) & (smaller <= DOUBTFUL[1]) & (sizes <= LONGEST)
    asked = doubtful[groups]
    arranged = chances[asked][np.argsort(groups[asked], kind="stable")]
    begins = np.cumsum(np.where(doubtful, sizes, 0)) - sizes
    for block in _blocks(np.flatnonzero(doubtful), sizes):
        rows = _padded(arranged, begins[block], sizes[block])
        lower[block], upper[block] = exact_tails(rows, events[block])
    return lower, upper


def exact_tails(rows: ArrayLike, events: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return P(X <= events) and P(X >= events), one row of chances per group.

    A chance of 0 changes nothing, so rows of unlike length end in zeros.
    """
    rows, events = np.asarray(rows, dtype=float), np.asarray(events, dtype=int)
    most = int(events.max(initial=0))
    mass = np.zeros((most + 2, len(rows)))
    mass[0] = 1.0
    for number, chance in enumerate(rows.T, start=1):
        last = min(number, most) + 1
        gone = mass[:last] * chance
        mass[:last] -= gone
        mass[1 : last + 1] += gone
    up_to = np.cumsum(mass[: most + 1], axis=0)
    each = np.arange(len(rows))
    before = np.where(events > 0, up_to[np.maximum(events - 1, 0), each], 0.0)
    return np.minimum(up_to[events, each], 1.0), np.clip(1 - before, 0.0, 1.0)


def matched_tails(
    events: ArrayLike, mean: ArrayLike, variance: ArrayLike
) -> tuple[np.ndarray, np.ndarray]:
    """Return P(X <= events) and P(X >= events) of the matched binomial."""
    events, trials, chance = _matched(events, mean, variance)
    rest = np.maximum(trials - events, 1e-12)
    with np.errstate(invalid="ignore"):
        above = np.where(events > 0, betainc(events, rest + 1, chance), 1.0)
        below = np.where(rest > 1e-9, 1 - betainc(events + 1, rest, chance), 1.0)
    return np.nan_to_num(below, nan=1.0), np.nan_to_num(above, nan=1.0)


def moments(
    chances: ArrayLike, groups: ArrayLike, number: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and variance of the number of successes in each of `number` groups."""
    chances = np.asarray(chances, dtype=float)
    mean = np.bincount(groups, chances, number)
    return mean, np.bincount(groups, chances * (1 - chances), number)


def ratio_limits(
    events: ArrayLike, mean: ArrayLike, variance: ArrayLike, *, tail: float = 0.025
) -> tuple[np.ndarray, np.ndarray]:
    """Return the limits (low, high) of events / mean, from the matched binomial.

    The Poisson-binomial is taken as the binomial of the same mean and variance
    (p = 1 - variance / mean, n = mean / p), and its exact limits (Clopper & Pearson
    1934) are divided by p. NaN where nothing is expected.
    """
    events, trials, chance = _matched(events, mean, variance)
    rest = trials - events
    low = betaincinv(np.maximum(events, 1e-12), rest + 1, tail)
    high = betaincinv(events + 1, np.maximum(rest, 1e-12), 1 - tail)
    low, high = np.where(events > 0, low, 0.0), np.where(rest > 1e-9, high, 1.0)
    return low / chance, high / chance


def _blocks(groups: np.ndarray, sizes: np.ndarray) -> Iterator[np.ndarray]:
    """Yield the groups by rising size, in blocks of at most CELLS trials."""
    left = groups[np.argsort(sizes[groups], kind="stable")]
    while len(left):
        cells = np.arange(1, len(left) + 1) * sizes[left]
        taken = max(1, int(np.searchsorted(cells, CELLS, side="right")))
        yield left[:taken]
        left = left[taken:]


def _padded(chances: np.ndarray, begins: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return one row per group, its chances and then zeros."""
    places = np.arange(int(sizes.max(initial=0)))
    known = places < sizes[:, None]
    where = np.where(known, begins[:, None] + places, 0)
    return np.where(known, chances[where] if len(chances) else 0.0, 0.0)


def _matched(
    events: ArrayLike, mean: ArrayLike, variance: ArrayLike
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return events, trials and chance of the binomial with this mean and variance."""
    mean, variance = np.asarray(mean, dtype=float), np.asarray(variance, dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        chance = np.where(mean > 0, np.clip(1 - variance / mean, 1e-9, 1), np.nan)
    trials = mean / chance
    return np.minimum(np.asarray(events, dtype=float), trials), trials, chance
