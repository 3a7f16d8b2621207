"""Rates of sessions that cluster in clients, such as attendance."""

import numpy as np
import pandas as pd
from scipy.special import expit, logit, stdtrit

from measures.statistics.change import between
from measures.statistics.columns import floats
from measures.statistics.comparison import SMALLEST_IN_RATE
from measures.statistics.rates import share, wilson

NO_SPREAD = 1e-12


def with_clustered_rate(frame: pd.DataFrame) -> pd.DataFrame:
    """Add rate, low and high (0-1, 95%) that know that sessions cluster in clients.

    Needs attended, counted, clients, and over clients the sums of x*x, x*n, n*n
    (sum_xx, sum_xn, sum_nn; x attended, n counted). Instead of clients there may be
    clusters, random groups of whole clients (Wolter, Introduction to Variance
    Estimation): the expected v is the same, with less freedom. With k clusters
    v = k/(k-1) sum (x - p n)^2 / N^2, then logit limits with t(k-1), as R survey
    `svyciprop(method = "logit")`. Fewer than SMALLEST_IN_RATE clients: a rate, no
    interval. Where all clients have the same rate (every session attended, say)
    v is 0 and claims too much: Wilson, as if each client were one session.
    """
    clients = _clusters(frame)
    rate = share(floats(frame, "attended"), floats(frame, "counted"))
    spread = _spread(frame, rate)
    alike = spread <= NO_SPREAD * floats(frame, "sum_nn")
    low, high = np.where(
        alike, wilson(rate * clients, clients), _logit_limits(frame, rate, spread)
    )
    enough = clients >= SMALLEST_IN_RATE
    return frame.assign(
        rate=rate,
        low=np.where(enough, low, np.nan),
        high=np.where(enough, high, np.nan),
    )


def change(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Compare two frames of clustered counts, rows of the same index label.

    Returns difference, low, high (shares) and direction; see `change.between`.
    """
    return between(with_clustered_rate(now), with_clustered_rate(before))


def _clusters(frame: pd.DataFrame) -> np.ndarray:
    return floats(frame, "clusters" if "clusters" in frame else "clients")


def _spread(frame: pd.DataFrame, rate: np.ndarray) -> np.ndarray:
    """Sum the squared residuals (x - p n)^2 over clients, from their sums."""
    products = (floats(frame, name) for name in ("sum_xx", "sum_xn", "sum_nn"))
    attended, mixed, counted = products
    return np.maximum(attended - 2 * rate * mixed + rate**2 * counted, 0)


def _logit_limits(
    frame: pd.DataFrame, rate: np.ndarray, spread: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    clients, counted = _clusters(frame), floats(frame, "counted")
    freedom = np.where(clients > 1, clients - 1, np.nan)
    inside = np.where((rate > 0) & (rate < 1), rate, np.nan)
    error = np.sqrt(clients / freedom * spread) / np.where(counted > 0, counted, np.nan)
    half = stdtrit(freedom, 0.975) * error / (inside * (1 - inside))
    return expit(logit(inside) - half), expit(logit(inside) + half)
