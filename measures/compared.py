"""Each counselor's rate with its interval, beside what chance explains."""

import pandas as pd

from measures.funnel import funnel
from measures.rates import with_interval


def with_chance(frame: pd.DataFrame, *, events: str, total: str) -> pd.DataFrame:
    """Add rate, low and high (Wilson), and what `funnel` says of chance."""
    return with_interval(
        funnel(frame, events=events, total=total), events=events, total=total
    )
