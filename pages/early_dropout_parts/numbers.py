"""Early dropout in four numbers, and the published references."""

import pandas as pd

from ui import words
from ui.figures.numbers import Number

__all__ = ["left", "within_two"]

MEASURES = {
    "after_one": ("Left after session one", "one"),
    "after_two": ("Left after session two", "two"),
    "by_two": ("Left by session two, together", "one"),
}
REFERENCES = (
    "References, never targets, each by its own definition: 27% of 237 clients left "
    "after the intake or one session (Connolly Gibbons 2019); over 70% of all dropout "
    "came after the first or second visit (Olfson 2009); 19.7% dropped out over 669 "
    "studies (Swift and Greenberg 2012)."
)


def left(measure: str, totals: pd.DataFrame, change: pd.DataFrame) -> Number:
    """Return one of MEASURES with its interval, its n and its change."""
    label, session = MEASURES[measure]
    row = totals.iloc[0]
    limits = words.interval(row[f"{measure}_low"], row[f"{measure}_high"])
    among = words.sample(row[f"at_risk_{session}"], f"with session {session} known")
    return Number(
        label, words.percent(row[measure]), moved(change), f"{limits}, {among}"
    )


def within_two(share: pd.DataFrame, followed: float, last: int) -> Number:
    """Return which share of all dropout falls after session one or two."""
    row = share.iloc[0]
    limits = words.interval(row["low"], row["high"])
    every = words.sample(row["dropped"], "who left")
    return Number(
        "Of all dropout, after one or two",
        words.percent(row["rate"]),
        "reference: over 70%, Olfson 2009",
        f"{limits}, {every}; {words.percent(followed)} if everyone were followed to "
        f"session {last}",
    )


def moved(change: pd.DataFrame) -> str:
    """Say how a share moved against the period before, with the interval of it."""
    row = change.iloc[0]
    if pd.isna(row["difference"]) or pd.isna(row["low"]):
        return "too few in the period before"
    way = words.direction(row["difference"], row["low"], row["high"])
    low, high = words.points(row["low"]), words.points(row["high"])
    if row["low"] <= 0 <= row["high"]:
        return f"{way}, {low} to {high} points"
    return f"{way} ({low} to {high})"
