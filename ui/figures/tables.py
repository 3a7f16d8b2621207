"""A table on a page: headings, units, order, and the row that is selected."""

from typing import Any

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from ui import words
from ui.figures import columns
from ui.page import names


def arranged(frame: pd.DataFrame) -> tuple[pd.DataFrame, dict]:
    """Return the frame in the units shown, and Streamlit's settings per column."""
    if "rate" not in frame:  # then low and high are an instrument's range
        frame = frame.rename(columns={"low": "lowest", "high": "highest"})
    if "status" in frame:
        frame = frame.assign(status=frame["status"].str.replace("_", " "))
    shares = [name for name in frame if name in columns.SHARES]
    return frame.assign(**{name: 100 * frame[name] for name in shares}), {
        str(name): _column(str(name)) for name in frame
    }


def show(
    frame: pd.DataFrame,
    *,
    alt: str,
    key: str,
    selectable: bool = False,
    whole: bool = False,
) -> int | None:
    """Draw a table; a selectable one returns its selected row's position or None.

    A `whole` one is as high as its rows, so that paper shows them all.
    """
    shown, headings = arranged(names.beside(frame))
    listed = [str(name) for name in shown if name not in columns.UNSHOWN]
    order = sorted(
        listed, key=lambda name: (name not in columns.LEADING, name in columns.TRAILING)
    )
    chosen: Any = st.dataframe(  # a selection only where rows are selectable
        shown,
        column_config=headings,
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


def _column(name: str) -> ColumnConfig:
    config = st.column_config
    kinds = (
        (columns.SHARES | columns.PERCENTS, config.NumberColumn, {"format": "%.1f%%"}),
        (columns.COUNTS, config.NumberColumn, {"format": "localized"}),
        (columns.DECIMALS, config.NumberColumn, {"format": "%.1f"}),
        (columns.PRECISE, config.NumberColumn, {"format": "%.3f"}),
        (columns.MONTHS, config.DateColumn, {"format": "MMM YYYY"}),
        (columns.DAYS, config.DateColumn, {"format": "localized"}),
        (columns.MOMENTS, config.DatetimeColumn, {"format": "localized", "step": 60}),
        (columns.TEXTS, config.TextColumn, {"width": columns.WIDTHS.get(name)}),
    )
    for labels, column, options in kinds:
        if name in labels:
            return column(labels[name], **options)
    return config.TextColumn(name.replace("_", " ").capitalize())
