"""The same clients by different definitions of dropout, side by side."""

import numpy as np
import pandas as pd

from measures.dropout import early
from measures.statistics.columns import floats
from measures.statistics.rates import share, wilson

OURS = "left by session two, {} days without a session"
NOT_DROPOUT = ("8 sessions or more", "treated at least twice")


def ours(totals: dict[int, pd.DataFrame]) -> pd.DataFrame:
    """Return our own definition at each inactivity window, one row a window.

    `totals` holds one row of counts per window, as `dropout.early` takes. clients
    is who has a mature session one, events who is known to have left after
    session one or two; the rate is Aalen-Johansen, so not their quotient.
    """
    rows = []
    for window, counts in totals.items():
        share = early(counts).iloc[0]
        rows.append(
            {
                "definition": OURS.format(window),
                "window": window,
                "clients": share["at_risk_one"],
                "events": share["dropped_one"] + share["dropped_two"],
                "rate": share["by_two"],
                "low": share["by_two_low"],
                "high": share["by_two_high"],
            }
        )
    return pd.DataFrame(rows)


def others(definitions: pd.DataFrame) -> pd.DataFrame:
    """Add rate, low and high (0-1) to the counts of other definitions.

    Wilson where the events are known. Where endings are missing (least_events and
    most_events) low and high are the bounds, not an interval, bounds is true, and
    there is no rate. leaving tells dropout from its opposite, staying.
    """
    total = floats(definitions, "clients")
    events = floats(definitions, "events")
    bounds = np.isnan(events)
    low, high = wilson(events, total)
    least, most = (floats(definitions, f"{end}_events") for end in ("least", "most"))
    return definitions.assign(
        rate=share(events, total),
        low=np.where(bounds, share(least, total), low),
        high=np.where(bounds, share(most, total), high),
        bounds=bounds,
        leaving=~definitions["definition"].str.startswith(NOT_DROPOUT),
    )


def together(own: pd.DataFrame, rest: pd.DataFrame) -> pd.DataFrame:
    """Put ours above the others, with the columns of both.

    Bounds that run from nobody to everybody say nothing, and are left out.
    """
    own = own.assign(own=True, bounds=False, leaving=True)
    telling = rest[~(rest["bounds"] & (rest["low"] == 0) & (rest["high"] == 1))]
    return pd.concat([own, telling.assign(own=False)], ignore_index=True)
