"""The Overview's five numbers, from rows that the measures have judged."""

import pandas as pd

from ui import words
from ui.figures import headlines
from ui.figures.numbers import Number, row
from ui.topics import attendance_numbers, scales

__all__ = ["alliance", "attended", "in_need", "left_after", "over_capacity", "row"]

UNRATED = "not rated before"
MOVED = ["difference", "low", "high"]


def left_after(session: str, totals: pd.DataFrame, change: pd.DataFrame) -> Number:
    """Return which share left after session "one" or "two" of those who came to it."""
    total = totals.iloc[0]
    measure = f"after_{session}"
    limits = words.interval(total[f"{measure}_low"], total[f"{measure}_high"])
    among = words.sample(total[f"at_risk_{session}"], "clients")
    return Number(
        label=f"Left after session {session}",
        value=words.percent(total[measure]),
        moved=headlines.moved(change),
        sure=f"{limits}, {among}",
        page="Early dropout",
    )


NOTHING_MISSED = Number(
    label="Sessions attended",
    value=words.NOTHING,
    moved="no missed session",
    sure="is in the export",
    page="Attendance",
)


def attended(overall: pd.DataFrame, change: pd.DataFrame) -> Number:
    """Return which share of sessions took place."""
    total = overall.iloc[0]
    return Number(
        label="Sessions attended",
        value=words.percent(total["rate"]),
        moved=attendance_numbers.direction(change),
        sure=f"{words.interval(total['low'], total['high'])}, "
        f"{words.sample(total['counted'], 'sessions')}",
        page="Attendance",
    )


def alliance(rated: pd.DataFrame, change: pd.DataFrame) -> Number:
    """Return the alliance early and later, as percent of the instrument's range."""
    if rated.empty:
        none = (words.NOTHING, "no scores", "in this selection")
        return Number("Alliance", *none, page="Alliance")
    early, later = (scales.phase(rated, name) for name in ("early", "later"))
    moved = "not rated early"
    if len(early):
        moved = f"early: {_moved(change.loc[early.index, MOVED] / 100)}"
    clients = ", ".join(_number(part, "clients") for part in (early, later))
    return Number(
        label=f"Alliance, {words.escaped(rated['instrument'].iloc[0])}",
        value=" → ".join(_number(part, "percent", "%") for part in (early, later)),
        moved=moved,
        sure=f"early, later; n{words.STICKY}{clients} clients",
        page="Alliance",
    )


def in_need(load: pd.DataFrame, most: int) -> pd.DataFrame:
    """Keep those in most need, or with most clients where no limit is known."""
    if load["excess"].isna().all():
        load = load.sort_values("active_clients", ascending=False, kind="stable")
    return load.head(most)


def over_capacity(people: pd.DataFrame) -> Number:
    """Return how many counselors carry more than they have room for."""
    known = int(people[["caseload_limit", "weekly_hours"]].notna().any(axis=1).sum())
    return Number(
        label="Over capacity",
        value=str(int(people["over_capacity"].sum())) if known else words.NOTHING,
        moved="on the last day",
        sure=f"of {words.number(known)} with a known limit",
        page="Caseload",
    )


def _moved(change: pd.DataFrame) -> str:
    if change["difference"].isna().all():
        return UNRATED
    return headlines.moved(change)


def _number(rows: pd.DataFrame, column: str, unit: str = "") -> str:
    return words.NOTHING if rows.empty else f"{rows[column].iloc[0]:,.0f}{unit}"
