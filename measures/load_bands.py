"""Outcomes of clients by how full their counselors are: association only."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from measures.statistics.clustered import with_clustered_rate
from measures.statistics.columns import floats
from measures.statistics.comparison import unjudged

BANDS = (
    "below 70% of the limit",
    "70% to 85%",
    "85% to the limit",
    "over the limit",
)
EDGES = (0.7, 0.85, 1.0)
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
    within = np.where(load == 1, 0.99, load)
    names = np.array(BANDS)[np.searchsorted(EDGES, within, side="right")]
    known = np.isfinite(load)
    return quarters.assign(load=load, band=names)[known].reset_index(drop=True)


def beside(quarters: pd.DataFrame) -> pd.DataFrame:
    """Return each outcome in each band of load, with an interval over counselors.

    Takes what `banded` returns. One row per outcome and band: outcome, band, clients
    (counselor-quarters, which are the clusters of the interval), counselors, attended
    (those counted), counted (n), rate, low, high (0-1), side (WITHIN, or
    NOT_COMPARED where there are too few counselor-quarters for an interval).
    """
    rows = [
        _sums(group, outcome, band, *columns)
        for outcome, columns in OUTCOMES.items()
        for band, group in _in_order(quarters)
    ]
    names = [*ID, "clients", "counselors", "attended", "counted"]
    sums = pd.DataFrame(rows, columns=[*names, "sum_xx", "sum_xn", "sum_nn"])
    rated = with_clustered_rate(sums)
    side = unjudged(rated["low"].isna())
    return rated.assign(side=side).drop(columns=["sum_xx", "sum_xn", "sum_nn"])


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
