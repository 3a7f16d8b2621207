"""Weeks or months, a new baseline, and what their signals say in words."""

from datetime import date

import pandas as pd
import streamlit as st

from queries import Filters
from ui import data, frame, words

UNITS = {"Week": "week", "Month": "month"}
FEWEST_A_WEEK = 20
SAID = 2
FEWEST_JUDGED = 8


def controls(overall: pd.DataFrame, chosen: Filters) -> tuple[str, date | None]:
    """Let the reader choose weeks or months, and a date to compute limits anew from.

    Months come first where a week holds fewer than FEWEST_A_WEEK sessions.
    """
    weeks = ((chosen.end - chosen.start).days + 1) / 7
    small = overall["counted"].iloc[0] < FEWEST_A_WEEK * weeks
    with st.container(horizontal=True, vertical_alignment="bottom", key="over_time"):
        unit = frame.choose("by", sorted(UNITS, reverse=not small))
        baseline = st.date_input(
            "New baseline from",
            value=None,
            min_value=chosen.start,
            max_value=data.through(),
            key="baseline",
            bind="query-params",
            width=190,
            help="Mean and limits are computed anew from this day on: after a known "
            "change, such as new reminders. Never done automatically.",
        )
    return UNITS[unit], baseline


def headline(points: pd.DataFrame, signals: pd.DataFrame, unit: str, runs) -> str:
    """Say what the rules found, newest first, or that chance explains it all."""
    if points.empty:
        return f"No whole {unit} lies in this period"
    if not points["stable"].any():
        return _few(points, unit, runs)
    count = words.count(int(points["stable"].sum()), unit)
    if signals.empty:
        return f"From {unit} to {unit}, attendance moves as chance explains ({count})"
    said = "; ".join(_signal(row, unit) for row in signals.head(SAID).itertuples())
    more = len(signals) - SAID
    also = f"; {words.count(more, 'earlier signal')}" if more > 0 else ""
    return f"{said}{also} ({count})"


def note(points: pd.DataFrame, unit: str, stable_from: int) -> str:
    """Say what the limits are, which rules mark a point, and what is left out."""
    if points.empty:
        return ""
    if not points["stable"].any():
        return (
            f"Whole {unit}s only. Fewer than {stable_from}: the dashed limits are trials "
            "(three sigma), and only the runs around the median are judged (Anh\N{LATIN SMALL LETTER O WITH STROKE}j)."
        )
    sigma = points.loc[points["stable"], "sigma_z"]
    wide = f" (sigma z {sigma.iloc[-1]:.2f})" if len(sigma) else ""
    trial = (
        f" Limits over fewer than {stable_from} {unit}s are trials, around the median."
        if not points["stable"].all()
        else ""
    )
    return (
        f"Whole {unit}s only. Limits: three sigma around the mean, widened by how much "
        f"{unit}s differ anyway{wide} (Laney's p\N{PRIME} chart).{trial} Marked: "
        "outside a limit, seven in a row on one side or one way, two of three near a "
        "limit (NHS Making Data Count). A mark asks for a reason; it does not give one."
    )


def _few(points: pd.DataFrame, unit: str, runs) -> str:
    low, high = (words.percent(points["rate"].agg(end)) for end in ("min", "max"))
    about = f"{words.count(len(points), unit)}: too few for firm limits"
    if len(points) < 2:
        return f"{low} took place in {about}"
    if runs.useful < FEWEST_JUDGED:
        return f"Between {low} and {high} took place in {about} or for judging runs"
    way = (
        f"{runs.longest} in a row on one side of the median is more than chance explains"
        if runs.signal
        else "the runs are as chance explains"
    )
    return f"Between {low} and {high} took place in {about}; {way}"


def _signal(row, unit: str) -> str:
    """Say one signal: "Seven weeks in a row below the mean, from Jul 6, 2026"."""
    since = _when(row.first, unit)
    if row.rule == "limits" and row.points == 1:
        beyond = "below the lower" if row.side == "low" else "above the upper"
        return f"{_named(row.first, unit)} lies {beyond} limit"
    number = words.small(row.points)
    if row.rule == "limits":
        beyond = "below the lower" if row.side == "low" else "above the upper"
        return f"{number} {unit}s in a row {beyond} limit, from {since}"
    if row.rule == "trend":
        return f"{number} {unit}s in a row {row.side}, from {since}"
    side = "lower" if row.side == "low" else "upper"
    if row.rule == "two of three":
        return f"{number} {unit}s close together near the {side} limit, from {since}"
    mean = "below" if row.side == "low" else "above"
    return f"{number} {unit}s in a row {mean} the mean, from {since}"


def _when(first, unit: str) -> str:
    moment = pd.Timestamp(first)
    if unit == "month":
        return f"{moment:%B %Y}"
    return words.day(moment, st.context.locale)


def _named(first, unit: str) -> str:
    when = _when(first, unit)
    return when if unit == "month" else f"The week of {when}"
