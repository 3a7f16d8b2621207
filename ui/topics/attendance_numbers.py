"""Attendance in five numbers, and the sessions that no rate counts."""

import pandas as pd

from ui import words
from ui.figures.notes import INTERVAL, through
from ui.figures.numbers import Number

LOST = {
    "no_show": ("Missed without a word", "counted"),
    "late_cancelled": ("Cancelled late", "counted"),
    "client_cancelled": ("Cancelled earlier by client", "sessions"),
    "clinic_cancelled": ("Cancelled by clinic", "sessions"),
}
FEWEST_BEFORE = 10  # sessions, for a share of them to be said
FEW_BEFORE = "too few in the period before"
OF = {"counted": "in the rate", "sessions": "booked"}
APART = {
    "rescheduled": "rescheduled",
    "unmarked": "never marked",
    "unknown": "with a status not recognized",
}


def attended(now: pd.DataFrame, change: pd.DataFrame) -> Number:
    """Return which share of sessions took place, with its interval and its change."""
    row = now.iloc[0]
    limits = words.interval(row["low"], row["high"])
    among = words.sample(row["counted"], OF["counted"])
    return Number(
        "Sessions attended",
        words.percent(row["rate"]),
        direction(change),
        f"{limits}, {among}{_change(change)}",
    )


def lost(now: pd.DataFrame, before: pd.DataFrame) -> list[Number]:
    """Return each way in which sessions were lost, as a share of what it is part of."""
    row, then = now.iloc[0], before.iloc[0]
    return [
        Number(
            label,
            words.percent(_share(row, status, among)),
            _before(then, status, among),
            f"{words.number(row[status])} of {words.number(row[among])} {OF[among]}",
        )
        for status, (label, among) in LOST.items()
    ]


def direction(change: pd.DataFrame) -> str:
    """Say whether the rate moved, unless there is nothing it could have moved from."""
    row = change.iloc[0]
    if pd.isna(row["difference"]):
        return words.NONE_BEFORE
    return words.direction(row["difference"], row["low"], row["high"])


def apart(now: pd.DataFrame) -> str:
    """Say what the rate divides by what, and what else became of sessions."""
    row = now.iloc[0]
    beside = [
        f"{words.number(row[status])} {name}"
        for status, name in APART.items()
        if row[status]
    ]
    also = f" Apart, and in no rate: {words.listed(beside)}." if beside else ""
    return (
        "Attended, of the sessions attended, missed or cancelled late; earlier "
        f"cancellations are in no rate.{also} {INTERVAL} {through()}"
    )


def _change(change: pd.DataFrame) -> str:
    row = change.iloc[0]
    if pd.isna(row["low"]):
        return ""
    low, high = (words.points(row[end]) for end in ("low", "high"))
    return f"; change {low} to {high} points"


def _before(then: pd.Series, status: str, among: str) -> str:
    if not then[among]:
        return words.NONE_BEFORE
    if then[among] < FEWEST_BEFORE:
        return FEW_BEFORE
    return f"{words.percent(_share(then, status, among))} in the period before"


def _share(row: pd.Series, status: str, among: str) -> float:
    return row[status] / row[among] if row[among] else float("nan")
