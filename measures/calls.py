"""How well a call list picks out the clients who do not come back."""

import pandas as pd

from measures.statistics.comparison import SMALLEST_IN_RATE, unjudged
from measures.statistics.rates import with_interval

ANY, NONE = "any", "none"


def worked(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the share who came back in time, with its Wilson interval.

    Takes reason, clients, came_back; a client counts once in each row. Adds rate, low,
    high (0-1) and side (WITHIN, or NOT_COMPARED below SMALLEST_IN_RATE), in the
    order given; ANY of the reasons and NONE come last.
    """
    answer = with_interval(rows, events="came_back", total="clients")
    few = answer["clients"] < SMALLEST_IN_RATE
    answer = answer.assign(side=unjudged(few))
    rank = answer["reason"].map({ANY: 1, NONE: 2}).fillna(0)
    order = rank.sort_values(kind="stable").index
    return answer.loc[order].reset_index(drop=True)
