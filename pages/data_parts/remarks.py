"""What the import noticed, and the rows behind each remark."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from pages.data_parts import accounting
from queries import Filters
from ui import data, words
from ui.figures import marks, tables
from ui.page import frame

SHOWN = ["key", "remark", "about", "rows", "file"]
SELECT = "Select a remark to see the rows behind it."
OF_THE_FILE = "This remark is about the file as it was read; no row of the store stands behind it."


def show(chosen: Filters, report: dict) -> None:
    """List the remarks; a selected one leads to its sessions, clients or counselors."""
    everyone = replace(data.EVERYTHING, scope=chosen.scope)
    remarks = together(data.answer("remarks", everyone), _of_this(report))
    frame.section(accounting.noticed(remarks))
    if remarks.empty:
        return
    st.caption(SELECT)
    place = tables.show(
        remarks, alt="What the import noticed", key="remarks", selectable=True
    )
    if place is not None:
        _rows(remarks.iloc[place], everyone)


def together(stored: pd.DataFrame, of_files: list[dict]) -> pd.DataFrame:
    """Return the remarks about the store's rows, then those about files as read.

    Columns: SHOWN, without those that are empty throughout.
    """
    known = set(stored["key"])
    others = [one for one in of_files if one.get("key") not in known]
    every = [*stored.to_dict("records"), *others]
    listed = pd.DataFrame(
        [{name: one.get(name, "") for name in SHOWN} for one in every]
    )
    return listed[[name for name in listed if listed[name].ne("").any()]]


def _of_this(report: dict) -> list[dict]:
    """Return the report's remarks, if it is about the snapshot that is shown."""
    return report["remarks"] if report.get("snapshot") == data.snapshot() else []


def _rows(remark: pd.Series, everyone: Filters) -> None:
    key = remark["key"]
    behind = data.answer("remark_rows", replace(everyone, value=str(key)))
    if behind.empty:
        st.caption(OF_THE_FILE)
        return
    st.text(sentence(behind, remark))
    filled = behind.dropna(axis="columns", how="all")
    tables.show(filled, alt="The rows behind it", key="remark_rows")


def sentence(behind: pd.DataFrame, remark: pd.Series) -> str:
    """Say how many rows are behind which remark."""
    rows = words.count(len(behind), "row")
    if len(behind) >= marks.MOST_ROWS:
        rows = f"The newest {rows} of {words.number(remark['rows'])}"
    return f"{rows}: {remark['remark']}"
