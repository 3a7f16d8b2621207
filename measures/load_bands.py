"""Outcomes of clients by how full their counselors are: association only."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from measures.statistics.clustered import with_clustered_rate
from measures.statistics.columns import floats
from measures.statistics.comparison import SMALLEST_IN_RATE, unjudged

BANDS = {
    "below 70% of the limit": (0.0, 0.7),
    "70% to 85%": (0.7, 0.85),
    "85% to the limit": (0.85, 1.0),
    "over the limit": (1.0, np.inf),
}
OUTCOMES = {
    "left_early": ("dropped_one", "at_risk_one"),
    "cancelled": ("clinic_cancelled", "sessions"),
    "alliance": ("alliance_sum", "rated_clients"),
}
ID = ["outcome", "band"]


def banded(quarters: pd.DataFrame) -> pd.DataFrame:
    """Add load (the fuller of clients and hours, as a share of the limit) and band.

    Takes active_clients, caseload_limit, attended_hours, weekly_hours by counselor and
    quarter. Rows without a known limit are left out.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        load = np.fmax(
            floats(quarters, "active_clients") / floats(quarters, "caseload_limit"),
            floats(quarters, "attended_hours") / floats(quarters, "weekly_hours"),
        )
    edges = [low for low, _ in BANDS.values()]
    place = np.searchsorted(edges, np.where(load == 1, 0.99, load), side="right") - 1
    names = np.array(list(BANDS))[np.clip(np.nan_to_num(place), 0, 3).astype(int)]
    known = np.isfinite(load)
    return quarters.assign(load=load, band=names)[known].reset_index(drop=True)


def beside(quarters: pd.DataFrame) -> pd.DataFrame:
    """Return each outcome in each band of load, with an interval over counselors.

    Takes what `banded` returns. One row per outcome and band: outcome, band, clients
    (counselor-quarters, which are the clusters of the interval), counselors, attended
    (those counted), counted (n), rate, low, high (0-1), side (WITHIN, or
    NOT_COMPARED where there are fewer than SMALLEST_IN_RATE counselor-quarters).
    """
    rows = [
        _sums(group, outcome, band, *columns)
        for outcome, columns in OUTCOMES.items()
        for band, group in _in_order(quarters)
    ]
    names = [*ID, "clients", "counselors", "attended", "counted"]
    sums = pd.DataFrame(rows, columns=[*names, "sum_xx", "sum_xn", "sum_nn"])
    rated = with_clustered_rate(sums)
    few = rated["low"].isna() | (rated["clients"] < SMALLEST_IN_RATE)
    return rated.assign(side=unjudged(few)).drop(columns=["sum_xx", "sum_xn", "sum_nn"])


def _in_order(quarters: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    for band in BANDS:
        yield band, quarters[quarters["band"] == band]


def _sums(
    group: pd.DataFrame, outcome: str, band: str, events: str, total: str
) -> list:
    x, n = floats(group, events), floats(group, total)
    used = n > 0
    x, n = x[used], n[used]
    people = group["counselor_id"][used].nunique()
    sums = [x.sum(), n.sum(), (x * x).sum(), (x * n).sum(), (n * n).sum()]
    return [outcome, band, int(used.sum()), people, *sums]
