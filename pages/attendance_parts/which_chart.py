"""Which control chart is drawn: the one that fits, or the reader's choice, and why."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from measures.chart_choice import Held
from queries import Filters
from ui import data
from ui.page import frame

USUAL = "As fits"
DRAWN = {
    "Week": "weeks, on Laney's p\N{PRIME} chart",
    "Month": "months, on Laney's p\N{PRIME} chart",
    "XmR": "whole months as single values, on an XmR chart",
    "Runs": "a run chart",
    "Between no-shows": "the sessions between no-shows, on a g chart",
}
SMALL = "a usual week holds {week} sessions, fewer than 20"
WHY = {
    "Week": "a usual week holds {week} sessions, 20 or more",
    "Between no-shows": f"{SMALL}, and a usual month {{month}} no-shows, fewer than 5",
    "XmR": f"{SMALL}, and there are {{months}} whole months, 12 or more",
    "Runs": f"{SMALL}, and too few no-shows for a g chart or too many, and "
    "whole months are {months}, fewer than the 12 that limits need",
}


def controls(charts: Sequence[str], chosen: Filters) -> tuple[str | None, date | None]:
    """Let the reader choose a chart, and a date to compute limits anew from.

    None is the chart that fits.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", key="over_time"):
        picked = frame.choose("by", [USUAL, *charts])
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
    return (None if picked == USUAL else picked), baseline


def why(chart: str, fits: str, held: Held) -> str:
    """Say which chart is drawn, and why it or another one fits."""
    reason = WHY[fits].format(
        week=_number(held.a_week),
        month=_number(held.no_shows_a_month),
        months=held.whole_months,
    )
    if chart == fits:
        return f"Drawn: {DRAWN[chart]}, because {reason}."
    return (
        f"Drawn as you chose: {DRAWN[chart]}. As fits: {DRAWN[fits]}, because {reason}."
    )


def _number(value: float) -> str:
    return f"{value:.1f}" if value < 10 else f"{value:,.0f}"
