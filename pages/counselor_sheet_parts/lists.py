"""Which clients to talk about, and what happened since last time?"""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from pages.counselor_sheet_parts import sheet, words
from queries import Filters
from ui import data
from ui.figures import tables
from ui.page import frame
from ui.topics import calls

CALL = ["client_id", "days_left", "reasons", "last_session"]
FALL = ["client_id", "day", "instrument", "before", "score", "state"]
CHANGE = ["client_id", "day", "change"]


def show(own: Filters, since: date) -> None:
    """List who needs a call, possible ruptures, and what changed."""
    asked = replace(own, reasons=data.settings().reasons)
    listed = data.answer("calls_clients", asked)
    frame.section(words.calls(listed))
    _list(calls.listed(listed)[CALL], "Clients who may need a call", "sheet_calls")
    if data.holds("alliance_scores"):
        fallen = data.answer("alliance_dips", own)
        frame.section(words.dips(fallen))
        _list(fallen[FALL], "Possible ruptures", "sheet_dips")
    changed = data.answer("sheet_changes", own)
    frame.section(words.changes(changed, since))
    _list(changed[CHANGE], "What changed", "sheet_changes")
    aside = data.answer("sheet_left_out", own)
    if told := calls.left_alone(aside, "these lists"):
        st.caption(told)


def _list(rows: pd.DataFrame, alt: str, key: str) -> None:
    if rows.empty:
        return
    tables.show(rows.head(sheet.MOST_LISTED), alt=alt, key=key, whole=True)
    sheet.left_out(rows)
