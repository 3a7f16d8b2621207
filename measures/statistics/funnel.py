"""Each counselor's rate beside the clinic's, with the limits of chance."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from measures.statistics.columns import floats
from measures.statistics.comparison import (
    SMALLEST_COMPARED,
    TAILS,
    exact_limit,
    outside,
    provisional,
)
from measures.statistics.rates import share

LIMITS = {
    "low_95": (95.0, -1),
    "high_95": (95.0, 1),
    "low_998": (99.8, -1),
    "high_998": (99.8, 1),
}


def center(events: ArrayLike, total: ArrayLike) -> float:
    """Return the share of the whole clinic; NaN where nobody was counted."""
    return float(share(np.nansum(events), np.nansum(total)))


def funnel(
    frame: pd.DataFrame, *, events: str, total: str, middle: float | None = None
) -> pd.DataFrame:
    """Add rate, provisional, the limits at its n, and side and level outside chance.

    Limits (0-1: low_95, high_95, low_998, high_998) are Spiegelhalter's
    interpolation and a guide; side ('low', 'high', 'within', 'not compared') and
    level (0, 95 or 99.8) are exact tails. The middle is the clinic's own total,
    everybody in it, unless given.
    """
    happened, among = floats(frame, events), floats(frame, total)
    middle = center(happened, among) if middle is None else middle
    side, level = outside(happened, among, middle)
    answer = frame.assign(rate=share(happened, among), provisional=provisional(among))
    return answer.assign(**limits(among, middle), side=side, level=level)


def limits(total: ArrayLike, middle: float) -> dict[str, np.ndarray]:
    """Return the four exact limits (0-1) for these totals, by name."""
    answer = {}
    for name, (level, sign) in LIMITS.items():
        tail = TAILS[level] if sign < 0 else 1 - TAILS[level]
        answer[name] = exact_limit(total, middle, tail)
    return answer


def guide(middle: float, largest: int, *, points: int = 200) -> pd.DataFrame:
    """Return the curve of the funnel: total and four limits, from the smallest n.

    At most `points` rows, whole clients, denser where the curve bends.
    """
    steps = np.geomspace(SMALLEST_COMPARED, max(largest, SMALLEST_COMPARED), points)
    totals = np.unique(np.rint(steps).astype(int))
    return pd.DataFrame({"total": totals, **limits(totals, middle)})
