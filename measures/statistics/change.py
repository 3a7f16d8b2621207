"""What changed between two estimates, and whether it is more than noise."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from measures.statistics.columns import floats

UP, DOWN, UNCLEAR = "up", "down", "unclear"


def difference(
    now: Sequence[ArrayLike], before: Sequence[ArrayLike]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Subtract two independent estimates and carry their intervals along.

    Each side is (estimate, low, high), arrays of one shape; so is the answer.
    Method of variance estimates recovery: Newcombe 1998 (method 10) when both
    intervals are Wilson's, Zou & Donner 2008 for any other pair. It agrees with
    the two intervals on the screen and needs no symmetry. Two periods that share
    clients are treated as independent, which makes the interval, if anything,
    too wide. NaN where either side is unknown.
    """
    new, new_low, new_high = (np.asarray(part, dtype=float) for part in now)
    old, old_low, old_high = (np.asarray(part, dtype=float) for part in before)
    gap = new - old
    down = np.hypot(new - new_low, old_high - old)
    up = np.hypot(new_high - new, old - old_low)
    return gap, gap - down, gap + up


def direction(low: ArrayLike, high: ArrayLike) -> np.ndarray:
    """Name the direction: 'up', 'down', or 'unclear' when the interval holds 0."""
    low, high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    return np.select([low > 0, high < 0], [UP, DOWN], UNCLEAR)


def between(
    now: pd.DataFrame,
    before: pd.DataFrame,
    *,
    estimate: str = "rate",
    low: str = "low",
    high: str = "high",
) -> pd.DataFrame:
    """Compare two frames of estimates, row by row of the same index label.

    Returns difference, low, high (the unit of the estimates) and direction, one
    row per row of `now`; NaN and 'unclear' where `before` has no such row.
    """
    columns = [estimate, low, high]
    before = before[columns].reindex(now.index)
    gap, gap_low, gap_high = difference(
        [floats(now, column) for column in columns],
        [floats(before, column) for column in columns],
    )
    answer = {"difference": gap, "low": gap_low, "high": gap_high}
    answer["direction"] = direction(gap_low, gap_high)
    return pd.DataFrame(answer, index=now.index)
