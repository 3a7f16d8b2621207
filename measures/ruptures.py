"""Clients' scores in order: weeks since the beginning, and falls below the cutoff."""

import numpy as np
import pandas as pd

A_WEEK = 7 * 24 * 3600  # seconds
BELOW = "below"
STATES = ("open", "unrepaired", "repaired")


def followed(held: pd.DataFrame, cutoff: float) -> pd.DataFrame:
    """Add weeks (since the client's first session), cutoff and state BELOW.

    Takes client_id, start, score (NaN: none) and state (of a possible rupture, or
    none), in order of start. BELOW: under the cutoff when the rating before was above
    it, and no possible rupture. A score on the cutoff is neither.
    """
    start = pd.to_datetime(held["start"])
    first = start.groupby(held["client_id"]).transform("min")
    weeks = (start - first).dt.total_seconds() / A_WEEK
    rated = held[held["score"].notna()]
    before = rated.groupby("client_id")["score"].shift().reindex(held.index)
    fell = (held["score"] < cutoff - 1e-5) & (before > cutoff + 1e-5)
    state = held["state"].astype(object)
    state = state.where(state.isin(STATES), None)
    return held.assign(
        weeks=weeks.astype(float),
        cutoff=float(cutoff),
        state=np.where(state.isna() & fell, BELOW, state),
    )
