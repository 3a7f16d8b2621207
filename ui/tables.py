"""How each column of a table reads: its label, its unit, its digits."""

import pandas as pd
import streamlit as st

from ui import attendance_columns as attendance
from ui import columns as alliance
from ui import dropout_columns as early
from ui import import_columns as imports
from ui import load_columns as load
from ui import names, words

SHARES = {
    "rate": "Rate",
    "low": "Lower limit",
    "high": "Upper limit",
    "after_one": "Left after one",
    "after_one_low": "Lower limit, one",
    "after_one_high": "Upper limit, one",
    "by_two": "Left by two",
    "by_two_low": "Lower limit, two",
    "by_two_high": "Upper limit, two",
    "hazard": "Left after it",
    "hazard_low": "Lower limit",
    "hazard_high": "Upper limit",
    "share": "Share",
    **attendance.SHARES,
    **early.SHARES,
    **load.SHARES,
    **alliance.SHARES,
}
PERCENTS = {
    "percent": "Percent of range",
    "percent_low": "Lower limit",
    "percent_high": "Upper limit",
}
COUNTS = {
    "clients": "Clients",
    "sessions": "Sessions",
    "session_number": "Session",
    "ratings": "Ratings",
    "at_or_below_cutoff": "At or below cutoff",
    **attendance.COUNTS,
    **early.COUNTS,
    **imports.COUNTS,
    **load.COUNTS,
    **alliance.COUNTS,
}
DECIMALS = {
    "mean": "Mean",
    "sd": "SD",
    "score": "Score",
    "cutoff": "Cutoff",
    "lowest": "Lowest possible",
    "highest": "Highest possible",
    **attendance.DECIMALS,
    **early.DECIMALS,
    **load.DECIMALS,
    **alliance.DECIMALS,
}
DAYS = {
    "week": "Week from",
    "day": "Day",
    "first_session": "First session",
    "last_session": "Last session",
    "next_session": "Next session",
    **early.DAYS,
    **imports.DAYS,
    **load.DAYS,
}
TEXTS = {
    "label": "Attribute",
    "gives": "What it gives",
    **imports.TEXTS,
    **load.TEXTS,
}
LEADING = ("start", "day", "client_name", "client_id", "status", "outcome")
TRAILING = ("session_id", "lowest", "highest")
UNSHOWN = {"counselor_id", "key", "number", "sum_xx", "sum_xn", "sum_nn"}
UNSHOWN |= load.UNSHOWN | {"mark_id", "scale_id", "value_id"}
MOMENTS = {"start": "Start", **imports.MOMENTS}
PRECISE = {**early.PRECISE, **alliance.PRECISE}


def arranged(frame: pd.DataFrame) -> tuple[pd.DataFrame, dict]:
    """Return the frame in the units shown, and Streamlit's settings per column."""
    if "rate" not in frame:  # then low and high are an instrument's range
        frame = frame.rename(columns={"low": "lowest", "high": "highest"})
    if "status" in frame:
        frame = frame.assign(status=frame["status"].str.replace("_", " "))
    shares = [name for name in frame if name in SHARES]
    return frame.assign(**{name: 100 * frame[name] for name in shares}), {
        name: _column(name) for name in frame
    }


def show(
    frame: pd.DataFrame,
    *,
    alt: str,
    key: str,
    selectable: bool = False,
    whole: bool = False,
):
    """Draw a table; a selectable one returns its selected row's position or None.

    A `whole` one is as high as its rows, so that paper shows them all.
    """
    shown, columns = arranged(names.beside(frame))
    listed = [name for name in shown if name not in UNSHOWN]
    order = sorted(listed, key=lambda name: (name not in LEADING, name in TRAILING))
    chosen = st.dataframe(
        shown,
        column_config=columns,
        column_order=order,
        hide_index=True,
        alt=alt,
        key=key,
        on_select="rerun" if selectable else "ignore",
        selection_mode="single-row",
        height="content" if whole else "auto",
        placeholder=words.NOTHING,
    )
    rows = chosen.selection.rows if selectable else []
    return rows[0] if rows and rows[0] < len(frame) else None


def _column(name: str):
    config = st.column_config
    kinds = (
        (SHARES | PERCENTS, config.NumberColumn, {"format": "%.1f%%"}),
        (COUNTS, config.NumberColumn, {"format": "localized"}),
        (DECIMALS, config.NumberColumn, {"format": "%.1f"}),
        (PRECISE, config.NumberColumn, {"format": "%.3f"}),
        (early.MONTHS, config.DateColumn, {"format": "MMM YYYY"}),
        (DAYS, config.DateColumn, {"format": "localized"}),
        (MOMENTS, config.DatetimeColumn, {"format": "localized", "step": 60}),
        (TEXTS, config.TextColumn, {"width": load.WIDTHS.get(name)}),
    )
    for labels, column, options in kinds:
        if name in labels:
            return column(labels[name], **options)
    return config.TextColumn(name.replace("_", " ").capitalize())
