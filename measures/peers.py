"""Each counselor's rate with its interval, beside what chance explains."""

import pandas as pd

from measures.statistics import overdispersion
from measures.statistics.comparison import unjudged
from measures.statistics.funnel import funnel
from measures.statistics.rates import with_interval


def with_chance(
    frame: pd.DataFrame, *, events: str, total: str, differ: bool = False
) -> pd.DataFrame:
    """Add rate, low and high (Wilson), and what the funnel says of chance.

    `differ` allows for counselors who differ anyway: `overdispersion.adjusted`.
    """
    judge = overdispersion.adjusted if differ else funnel
    return with_interval(
        judge(frame, events=events, total=total), events=events, total=total
    )


def without_judgment(frame: pd.DataFrame) -> pd.DataFrame:
    """Add side and provisional for a figure in which nobody is compared.

    The side tells only whether the interval (low) is known, or there are too few.
    """
    return frame.assign(side=unjudged(frame["low"].isna()), provisional=False)


def guide(
    spread: overdispersion.Dispersion, totals: pd.Series, *, differ: bool
) -> pd.DataFrame:
    """Return the funnel's curves up to the largest of these totals."""
    found = spread if differ else spread._replace(tau2=0.0)
    return overdispersion.guide(found, int(totals.max()) if len(totals) else 0)
