"""Means of clients within counselors, shrunk toward the clinic's mean.

mean of client i of counselor j = middle + u_j + e_ij, by restricted maximum likelihood.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from measures.statistics.columns import floats
from measures.statistics.rates import Z_95

FEWEST_GROUPS = 2


class Spread(NamedTuple):
    """The middle of all counselors, and the variances between and within them."""

    middle: float
    between: float
    within: float


def spread(frame: pd.DataFrame) -> Spread:
    """Fit the model to clients, mean and sd per counselor; NaN where it cannot be."""
    from scipy.optimize import minimize_scalar  # slow to load, and few pages need it

    known = frame[floats(frame, "clients") > 0]
    n, mean = floats(known, "clients"), floats(known, "mean")
    inside = np.where(n > 1, (n - 1) * floats(known, "sd") ** 2, 0).sum()
    if len(n) < FEWEST_GROUPS or n.sum() <= len(n) or not inside > 0:
        return Spread(np.nan, np.nan, np.nan)

    def profiled(ratio: float) -> tuple[np.ndarray, float, float]:
        weight = n / (1 + n * ratio)
        middle = np.sum(weight * mean) / weight.sum()
        residual = inside + np.sum(weight * (mean - middle) ** 2)
        return weight, middle, residual

    def deviance(root: float) -> float:
        weight, _, residual = profiled(root**2)
        logs = np.sum(np.log1p(n * root**2)) + np.log(weight.sum())
        return logs + (n.sum() - 1) * np.log(residual)

    found = minimize_scalar(
        deviance, bounds=(0, 10), method="bounded", options={"xatol": 1e-10}
    )
    root = found.x if found.fun < deviance(0.0) else 0.0
    _, middle, residual = profiled(root**2)
    within = residual / (n.sum() - 1)
    return Spread(float(middle), float(root**2 * within), float(within))


def shrunken(frame: pd.DataFrame) -> pd.DataFrame:
    """Add shrunken, shrunken_low, shrunken_high (95%) and weight (0-1) per counselor.

    weight = n b / (n b + w) is what the counselor's own clients count; the interval is
    that of the posterior, the middle and the variances taken as given. A counselor
    without clients gets the middle and the whole spread. Held within low and high.
    """
    middle, between, within = spread(frame)
    n, mean = floats(frame, "clients"), floats(frame, "mean")
    weight = n * between / (n * between + within)
    likely = middle + weight * (np.where(n > 0, mean, middle) - middle)
    half = Z_95 * np.sqrt(np.maximum(between * (1 - weight), 0))
    lowest, highest = floats(frame, "low"), floats(frame, "high")
    return frame.assign(
        shrunken=likely,
        shrunken_low=np.clip(likely - half, lowest, highest),
        shrunken_high=np.clip(likely + half, lowest, highest),
        weight=weight,
    )


def parts(frame: pd.DataFrame) -> dict[str, float]:
    """Return which share of the variance of ratings lies where; NaN where unknown.

    Keys: counselors, clients (of one counselor), sessions (of one client). Within a
    client from the squares around the client's mean; the clients' part is what their
    means differ beyond that.
    """
    _, between, within = spread(frame)
    freedom = floats(frame, "ratings").sum() - floats(frame, "clients").sum()
    squares = np.nansum(floats(frame, "within_squares"))
    sessions = squares / freedom if freedom > 0 else np.nan
    clients = floats(frame, "clients").sum()
    noise = sessions * np.nansum(floats(frame, "inverse_ratings")) / max(clients, 1)
    found = {
        "counselors": between,
        "clients": float(np.maximum(within - noise, 0)),
        "sessions": sessions,
    }
    whole = sum(found.values())
    return {name: value / whole if whole else np.nan for name, value in found.items()}
