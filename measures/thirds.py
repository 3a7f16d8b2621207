"""Dropout by thirds of a rating: who rated low, in the middle, high."""

import numpy as np
import pandas as pd

from measures.dropout import early
from measures.statistics.columns import floats

NAMES = ("lowest third", "middle third", "highest third")
COUNTS = [
    f"{kind}_{session}"
    for session in ("one", "two")
    for kind in ("at_risk", "dropped", "completed", "other")
]


def thirds(by_score: pd.DataFrame) -> pd.DataFrame:
    """Group counts by score into thirds, ties together, and add `dropout.early`.

    Takes score and COUNTS, one row per score. Returns one row per third with first
    and last (its scores). A score belongs to the third in which the middle of its
    clients lies. Fewer than three where ties are many.
    """
    rows = by_score.sort_values("score")
    clients = floats(rows, "at_risk_one")
    middle = np.cumsum(clients) - clients / 2
    place = np.minimum(np.floor(3 * middle / max(clients.sum(), 1)), 2).astype(int)
    grouped = rows.assign(third=[NAMES[third] for third in place], place=place)
    answer = grouped.groupby(["place", "third"], as_index=False).agg(
        first=("score", "min"),
        last=("score", "max"),
        **{name: (name, "sum") for name in COUNTS},
    )
    return early(answer)


def apart(rows: pd.DataFrame) -> bool:
    """Tell whether the intervals of the lowest and the highest third do not overlap."""
    if len(rows) < 2:
        return False
    first, last = rows.iloc[0], rows.iloc[-1]
    return bool(
        first["by_two_low"] > last["by_two_high"]
        or last["by_two_low"] > first["by_two_high"]
    )
