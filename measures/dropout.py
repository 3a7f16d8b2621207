"""Early dropout and the road through treatment, from counts of mature sessions.

Which session counts as the last is decided in ingest/build/04_steps.sql.
"""

import numpy as np
import pandas as pd

from measures.statistics.change import between
from measures.statistics.columns import floats
from measures.statistics.comparison import SMALLEST_COMPARED
from measures.statistics.rates import share, wilson
from measures.statistics.survival import aalen_johansen, log_log_limits

SMALLEST_AT_RISK = 10
ENDINGS = ("dropped_out", "completed", "other_ending")


def cumulative(by_session: pd.DataFrame) -> pd.DataFrame:
    """Follow clients through their sessions: who is in care, who left, and how.

    Takes session_number, at_risk (clients whose session is mature) and the counts
    of the three ENDINGS after it. Returns, ordered by session, at_risk; hazard of
    dropout with hazard_low and hazard_high (Wilson); the shares (0-1) of all
    clients in each ending so far and in_care, which add up to 1 (Aalen-Johansen,
    endings compete); dropped_out_low and dropped_out_high (log-log, 95%).
    """
    rows = by_session.sort_values("session_number")
    at_risk = floats(rows, "at_risk")
    ended = np.stack([floats(rows, ending) for ending in ENDINGS])
    incidence, error = aalen_johansen(at_risk, ended)
    hazard_low, hazard_high = wilson(ended[0], at_risk)
    low, high = _limits(incidence[0], error[0], at_risk)
    answer = {
        "session_number": rows["session_number"].to_numpy(),
        "at_risk": rows["at_risk"].to_numpy(),
        "hazard": share(ended[0], at_risk),
        "hazard_low": hazard_low,
        "hazard_high": hazard_high,
    }
    answer |= dict(zip(ENDINGS, incidence, strict=True))
    in_care = np.clip(1 - incidence.sum(axis=0), 0, 1)
    limits = {"dropped_out_low": low, "dropped_out_high": high}
    return pd.DataFrame(answer | {"in_care": in_care} | limits)


def while_known(curve: pd.DataFrame) -> pd.DataFrame:
    """Keep the sessions before the first with fewer than SMALLEST_AT_RISK at risk."""
    known = curve["at_risk"].ge(SMALLEST_AT_RISK).fillna(False).astype(bool)
    return curve[known.cummin()]


def early(frame: pd.DataFrame) -> pd.DataFrame:
    """Add, to each row of counts, dropout after session one, after two, and by two.

    Takes at_risk_one, dropped_one, completed_one, other_one and the same for
    two; one row per month, counselor or whatever. Adds shares (0-1): after_one
    of clients with a mature session one and after_two of those with a mature
    session two (Wilson), by_two of all (Aalen-Johansen, log-log limits), each
    with _low and _high (95%). NaN where nothing is mature.
    """
    at_risk, ended = _counts(frame, "at_risk"), _endings(frame)
    incidence, error = aalen_johansen(at_risk, ended)
    low, high = _limits(incidence[0], error[0], at_risk)
    added = {}
    for position, name in enumerate(("after_one", "after_two")):
        left, among = ended[0, :, position], at_risk[:, position]
        added[name] = share(left, among)
        added[f"{name}_low"], added[f"{name}_high"] = wilson(left, among)
    by_two = {
        "by_two": incidence[0, :, 1],
        "by_two_low": low[:, 1],
        "by_two_high": high[:, 1],
    }
    return frame.assign(**added, **by_two)


def change(
    now: pd.DataFrame, before: pd.DataFrame, *, measure: str = "by_two"
) -> pd.DataFrame:
    """Compare a measure of `early` between two frames of counts, by index label.

    `measure` is 'after_one', 'after_two' or 'by_two'. Returns difference, low,
    high (shares) and direction; see `change.between`. NaN where either has fewer than
    SMALLEST_COMPARED clients at risk: a handful of clients is no period to compare with.
    """
    session = "at_risk_two" if measure == "after_two" else "at_risk_one"
    names = [measure, f"{measure}_low", f"{measure}_high"]
    shares = []
    for counts in (now, before):
        few = floats(counts, session) < SMALLEST_COMPARED
        shares.append(early(counts)[names].mask(np.tile(few[:, None], len(names))))
    estimate, low, high = names
    return between(*shares, estimate=estimate, low=low, high=high)


def _limits(
    incidence: np.ndarray, error: np.ndarray, at_risk: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return log-log limits, and Wilson's where nobody or everybody dropped out.

    Log-log has no limits there; Wilson among the fewest at risk so far is wider
    than the truth, never narrower.
    """
    low, high = log_log_limits(incidence, error)
    among = np.minimum.accumulate(np.where(at_risk > 0, at_risk, np.inf), axis=-1)
    among = np.where(np.isfinite(among), among, 0)
    edge = (incidence == 0) | (incidence == 1)
    everyone = np.where(incidence == 1, among, 0)
    edge_low, edge_high = wilson(everyone, among)
    return np.where(edge, edge_low, low), np.where(edge, edge_high, high)


def _endings(frame: pd.DataFrame) -> np.ndarray:
    names = ("dropped", "completed", "other")
    return np.stack([_counts(frame, name) for name in names])


def _counts(frame: pd.DataFrame, name: str) -> np.ndarray:
    pair = [floats(frame, f"{name}_one"), floats(frame, f"{name}_two")]
    return np.stack(pair, axis=-1)
