"""The correlation of early alliance with the later outcome, given the first one."""

import numpy as np
import pandas as pd

from measures.statistics.columns import floats
from measures.statistics.comparison import SMALLEST_IN_RATE
from measures.statistics.rates import Z_95

LEVELS = ("all clients", "within counselors", "between counselors")
SUMS = ("sum_a", "sum_f", "sum_l")
PRODUCTS = ("a_a", "a_f", "a_l", "f_f", "f_l", "l_l")


def levels(sums: pd.DataFrame) -> pd.DataFrame:
    """Return level, r, low, high (Fisher 95%), n and explained (r squared).

    Takes clients and, per counselor, the sums and products of early alliance a, first
    outcome f and last outcome l. r is the partial correlation of a and l given f:
    over all clients, within counselors (each around the counselor's own mean), and
    between counselors (of their means, each weighing its clients). n is clients, or
    counselors in the last row; Fisher's interval has n - 4 degrees (one covariate),
    within counselors n less the counselors. NaN below SMALLEST_IN_RATE.
    """
    clients = floats(sums, "clients")
    means = np.stack([floats(sums, name) for name in SUMS]) / np.maximum(clients, 1)
    raw = [floats(sums, name) for name in PRODUCTS]
    own = np.stack([means[i] * means[j] * clients for i, j in _PAIRS])
    middle = np.sum(means * clients, axis=1) / max(clients.sum(), 1)
    together = np.array([middle[i] * middle[j] * clients.sum() for i, j in _PAIRS])
    total = np.sum(raw, axis=1) - together
    inside = np.sum(np.stack(raw) - own, axis=1)
    across = np.sum(own, axis=1) - together
    n, groups = int(clients.sum()), int((clients > 0).sum())
    rows = [
        _row(LEVELS[0], total, n, n - 4),
        _row(LEVELS[1], inside, n, n - groups - 3),
        _row(LEVELS[2], across, groups, groups - 4),
    ]
    return pd.DataFrame(rows)


_PAIRS = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))


def partial(products: np.ndarray) -> float:
    """Return the correlation of a and l given f, from their centered products."""
    aa, af, al, ff, fl, ll = products
    if not (aa > 0 and ll > 0):
        return np.nan
    if ff > 0:
        aa, al, ll = aa - af * af / ff, al - af * fl / ff, ll - fl * fl / ff
    return float(al / np.sqrt(aa * ll)) if aa > 1e-9 and ll > 1e-9 else np.nan


def fisher(r: float, freedom: float) -> tuple[float, float]:
    """Return Fisher's 95% interval of a correlation; `freedom` is n - 3 less covariates."""
    if not freedom >= 1 or not abs(r) < 1:
        return np.nan, np.nan
    half = Z_95 / np.sqrt(freedom)
    return float(np.tanh(np.arctanh(r) - half)), float(np.tanh(np.arctanh(r) + half))


def _row(level: str, products: np.ndarray, n: int, freedom: int) -> dict:
    r = partial(products) if n >= SMALLEST_IN_RATE else np.nan
    low, high = fisher(r, freedom)
    return {
        "level": level,
        "n": n,
        "r": r,
        "low": low,
        "high": high,
        "explained": r * r,
    }
