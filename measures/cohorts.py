"""Clients who began in the same month or quarter, and how many are known."""

import numpy as np
import pandas as pd

from measures.dropout import early
from measures.statistics.columns import floats
from measures.statistics.rates import share, with_interval
from measures.statistics.survival import log_rank


def grouped(months: pd.DataFrame, *, quarters: bool) -> pd.DataFrame:
    """Sum counts by month into quarters of the calendar, or leave them by month.

    Adds began, the first day of the month or of the quarter, in place of month.
    """
    month = pd.to_datetime(months["month"])
    began = month.dt.to_period("Q").dt.start_time if quarters else month
    counts = months.drop(columns="month").assign(began=began)
    return counts.groupby("began", as_index=False).sum()


def left(cohorts: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Add rate, low, high (0-1), known (clients) and whole: all of them are known.

    `by` is 'after_one' (Wilson) or 'by_two' (Aalen-Johansen); see `dropout.early`.
    By session two a cohort is whole once everyone who stayed after session one
    has a mature session two.
    """
    found = early(cohorts)
    known = floats(cohorts, "at_risk_one")
    whole = known == floats(cohorts, "clients")
    if by == "by_two":
        ended = sum(
            floats(cohorts, f"{kind}_one") for kind in ("dropped", "completed", "other")
        )
        whole &= known - ended == floats(cohorts, "at_risk_two")
    limits = {name: found[f"{by}_{name}"] for name in ("low", "high")}
    return found.assign(rate=found[by], **limits, known=known.astype(int), whole=whole)


def differ(cohorts: pd.DataFrame, *, by: str, fewest: int) -> float:
    """Return p of one global test: do the cohorts leave alike? NaN with fewer than two.

    Log-rank over the sessions that `by` counts, of cohorts of `fewest` known clients or
    more (with one session it is the chi-square of a table; see `log_rank`).
    """
    sessions = ("one",) if by == "after_one" else ("one", "two")
    enough = cohorts[floats(cohorts, "at_risk_one") >= fewest]
    counts = (
        np.column_stack([floats(enough, f"{kind}_{s}") for s in sessions])
        for kind in ("at_risk", "dropped")
    )
    return log_rank(*counts).p


def never_came(booked: pd.DataFrame, old: pd.DataFrame) -> pd.DataFrame:
    """Add the share who never came, as `left` does, and not_come, who has not yet.

    `booked` counts clients, came, never_came and still_waiting by the column began;
    `old` the same of those booked long enough ago. Who comes is known at once, who
    never comes only after a window of silence: the share is one of `old`, without
    those who still wait.
    """
    later = old.set_index("began").reindex(booked["began"]).fillna(0).reset_index()
    never = later["never_came"].to_numpy(dtype=int)
    known = later["came"].to_numpy(dtype=int) + never
    answer = booked.assign(
        not_come=booked["never_came"] + booked["still_waiting"],
        never_came=never,
        known=known,
        whole=known == booked["clients"].to_numpy(),
    )
    return with_interval(answer, events="never_came", total="known")


def within_two(by_session: pd.DataFrame) -> pd.DataFrame:
    """Return which share of all known dropout fell after session one or two: one row.

    Takes counts by session number. early, dropped (counts), rate, low, high (0-1,
    Wilson). Clients who began lately have had no time to leave later, which lifts
    it; `cumulative` knows what it would be if everyone were followed.
    """
    first = by_session["session_number"] <= 2
    happened = float(np.nansum(floats(by_session[first], "dropped_out")))
    dropped = float(np.nansum(floats(by_session, "dropped_out")))
    return with_interval(
        pd.DataFrame({"early": [happened], "dropped": [dropped]}),
        events="early",
        total="dropped",
    )


def within_two_followed(curve: pd.DataFrame) -> float:
    """Return the same share of the curve's last cumulative dropout, 0-1, or NaN."""
    first = curve.loc[curve["session_number"] == 2, "dropped_out"]
    if first.empty:
        return float("nan")
    return float(share(first.iloc[0], curve["dropped_out"].iloc[-1]))
