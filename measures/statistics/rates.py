"""Shares of independent cases, with Wilson intervals."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import ndtri

from measures.statistics.columns import floats

Z_95 = float(ndtri(0.975))
RATES = ["rate", "low", "high"]  # the columns of `with_interval`


def counts(events: ArrayLike, total: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Check that events are a part of the total; NaN passes.

    Raises ValueError when a count is negative or events exceed their total:
    such a rate would be drawn, believed, and wrong.
    """
    events, total = np.asarray(events, dtype=float), np.asarray(total, dtype=float)
    if np.any(events < 0) or np.any(events > total):
        raise ValueError("Events must lie between 0 and their total.")
    return events, total


def share(events: ArrayLike, total: ArrayLike) -> np.ndarray:
    """Divide, and leave NaN where nobody was counted."""
    events, total = counts(events, total)
    shape = np.broadcast_shapes(events.shape, total.shape)
    return np.divide(events, total, out=np.full(shape, np.nan), where=total > 0)[()]


def wilson(
    events: ArrayLike, total: ArrayLike, *, z: float = Z_95
) -> tuple[np.ndarray, np.ndarray]:
    """Return Wilson's score interval (low, high) of a share, arrays or numbers.

    NaN where the total is 0; exactly 0 at no events and 1 at nothing else.
    Wilson 1927; recommended for small n by Brown, Cai & DasGupta 2001.
    """
    rate = share(events, total)
    events, total = np.asarray(events, dtype=float), np.asarray(total, dtype=float)
    weight = z**2 / np.where(total > 0, total, np.nan)
    middle = rate + weight / 2
    half = np.sqrt(weight * rate * (1 - rate) + weight**2 / 4)
    low = np.where(events == 0, rate, (middle - half) / (1 + weight))
    high = np.where(events == total, rate, (middle + half) / (1 + weight))
    return low[()], high[()]


def with_interval(frame: pd.DataFrame, *, events: str, total: str) -> pd.DataFrame:
    """Add rate, low and high (0-1, Wilson 95%) from two columns of counts."""
    happened, among = floats(frame, events), floats(frame, total)
    low, high = wilson(happened, among)
    return frame.assign(rate=share(happened, among), low=low, high=high)
