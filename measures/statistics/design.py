"""The design effect: how much sessions of the same client repeat each other."""

import numpy as np
import pandas as pd

from measures.statistics.clustered import with_clustered_rate
from measures.statistics.columns import floats
from measures.statistics.comparison import SMALLEST_COMPARED, SMALLEST_IN_RATE
from measures.statistics.funnel import center, funnel
from measures.statistics.overdispersion import Dispersion, adjusted, dispersion, guide
from measures.statistics.rates import share


def effect(frame: pd.DataFrame) -> float:
    """Return the design effect of sessions that cluster in clients; at least 1.

    The variance of the groups' rates by client over that of as many independent
    sessions: sum of k/(k-1) sum (x - p n)^2 over sum of N p q, each group about its
    own p, so that differences between counselors do not count (Kish 1965; pooled
    within groups). Needs the counts for a clustered rate, one row per group. 1
    where nothing is known of it.
    """
    rows = frame[floats(frame, "clients") > 1]
    clients, counted = floats(rows, "clients"), floats(rows, "counted")
    rate = share(floats(rows, "attended"), counted)
    sums = (floats(rows, name) for name in ("sum_xx", "sum_xn", "sum_nn"))
    own, mixed, squares = sums
    spread = np.sum(
        clients / (clients - 1) * (own - 2 * rate * mixed + rate**2 * squares)
    )
    independent = np.sum(counted * rate * (1 - rate))
    return float(max(1.0, spread / independent)) if independent > 0 else 1.0


def effective(frame: pd.DataFrame) -> pd.DataFrame:
    """Add effective and effective_attended: as many independent sessions say as much.

    effective = counted / design effect (Korn & Graubard 1998), in whole sessions;
    the attended ones are rounded toward the middle, so that no one is flagged by
    rounding. 0 below SMALLEST_IN_RATE clients: they are not compared.
    """
    counted, attended = floats(frame, "counted"), floats(frame, "attended")
    enough = floats(frame, "clients") >= SMALLEST_IN_RATE
    whole = np.where(enough, np.floor(counted / effect(frame)), 0)
    rate = np.nan_to_num(share(attended, counted))
    fitting = rate * whole
    nearer = np.where(rate < middle(frame), np.ceil(fitting), np.floor(fitting))
    return frame.assign(
        effective=whole.astype(int),
        effective_attended=np.clip(nearer, 0, whole).astype(int),
    )


def compared(frame: pd.DataFrame, *, differ: bool = False) -> pd.DataFrame:
    """Add rate, low, high (clustered), side, level and provisional beside the clinic.

    Exact binomial tails at the effective number of sessions. With `differ` the
    other question: who is unusual among counselors who differ anyway (limits
    widened by tau2, see `overdispersion.adjusted`).
    """
    judge = adjusted if differ else funnel
    columns = {"events": "effective_attended", "total": "effective"}
    judged = judge(effective(frame), **columns, middle=middle(frame))
    return with_clustered_rate(judged)


def middle(frame: pd.DataFrame) -> float:
    """Return the share attended of all sessions together."""
    return center(floats(frame, "attended"), floats(frame, "counted"))


def spread(judged: pd.DataFrame) -> Dispersion:
    """Return how much more than chance the compared counselors differ."""
    enough = judged[floats(judged, "effective") >= SMALLEST_COMPARED]
    counts = (floats(enough, name) for name in ("effective_attended", "effective"))
    return dispersion(*counts, middle=middle(judged))


def curve(judged: pd.DataFrame, *, differ: bool = False) -> pd.DataFrame:
    """Return the funnel's limits by number of sessions: total and four limits."""
    largest = int(max([0, *floats(judged, "effective")]))
    widened = spread(judged) if differ else spread(judged)._replace(tau2=0.0)
    limits = guide(widened, largest)
    return limits.assign(total=limits["total"] * effect(judged))


def compared_clusters(frame: pd.DataFrame) -> pd.DataFrame:
    """Compare as `compared`, by clusters (random groups of whole clients)."""
    return compared(frame.assign(clients=frame["clusters"]))


def compared_by(frame: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Compare clusters, each value of the column `kind` a clinic of its own."""
    parts = [compared_clusters(part) for _, part in frame.groupby(kind, sort=False)]
    return pd.concat(parts) if parts else compared_clusters(frame)
