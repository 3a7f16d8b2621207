"""A g chart of the sessions between one no-show and the next."""

from datetime import date

import numpy as np
import pandas as pd

from measures.statistics.columns import floats
from measures.statistics.spc import STABLE_FROM, Runs, g_chart, part_numbers, runs


def charted(stretches: pd.DataFrame, *, baseline: date | None = None) -> pd.DataFrame:
    """Add center, limit_high, above, part and stable to stretches between no-shows.

    Takes number, began and ended (moments; no `ended` since the last no-show) and
    between_no_shows, in the order of time. center is the median, limit_high that of
    `spc.g_chart`, from stretches that have ended; from `baseline` on they are computed
    anew (part 1). A part of STABLE_FROM ended stretches is stable, and `above` (bool)
    is told in it alone: fewer no-shows than chance explains. A stretch that goes on
    counts as far as it has come.
    """
    rows = stretches.reset_index(drop=True)
    reached = pd.to_datetime(rows["ended"]).fillna(pd.to_datetime(rows["began"]))
    number = part_numbers(reached, baseline)
    parts = [_limited(part).assign(part=int(n)) for n, part in rows.groupby(number)]
    return pd.concat(parts) if parts else _limited(rows).assign(part=0)


def judged(points: pd.DataFrame) -> Runs:
    """Count the runs of the newest part's ended stretches around its median."""
    newest = points[points["part"].eq(points["part"].max()) & points["ended"].notna()]
    return runs(newest["between_no_shows"], newest["center"])


def _limited(part: pd.DataFrame) -> pd.DataFrame:
    values = floats(part, "between_no_shows")
    ended = np.where(part["ended"].notna(), values, np.nan)
    limits = g_chart(part.assign(ended_value=ended), value="ended_value")
    stable = int(np.sum(~np.isnan(ended))) >= STABLE_FROM
    return part.assign(
        center=limits["center"],
        limit_high=limits["high"],
        above=stable & (values > floats(limits, "high")),
        stable=stable,
    )
