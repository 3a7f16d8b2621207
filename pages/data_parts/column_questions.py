"""Which of our columns a file's own columns are, where only the clinic can say."""

from zlib import crc32

import streamlit as st

from ingest.recognize.layout import tables
from pages.data_parts import answers
from ui import words

TABLES = {
    "sessions": "one session with a client",
    "alliance": "one alliance score",
    "outcomes": "one outcome score",
    "clients": "what is known of one client",
    "counselors": "what is known of one counselor",
}
COLUMNS = {
    "client_id": "Client",
    "counselor_id": "Counselor",
    "session_id": "Session id",
    "start": "Start: date, or date and time",
    "day": "Date",
    "status": "Status: what became of the session",
}
CHOOSE = "Choose the column of the file"
UNKNOWN = "**{}: what is in it?** Its columns are not known here."
USE = "Use these columns"
MORE = "Use one more column"


def label(column: str) -> str:
    """Return what one of our columns is called."""
    return COLUMNS.get(column, column.replace("_", " ").capitalize())


def of_unknown(one) -> None:
    """Ask what a file holds and which of its columns we need."""
    key = f"unknown_{crc32(one.file.encode())}"
    st.markdown(UNKNOWN.format(words.escaped(one.file)))
    table = st.selectbox(
        "Each row of the file is", list(TABLES), format_func=TABLES.get, key=key
    )
    with st.form(f"{key}_columns", border=False):
        chosen = {
            column: st.selectbox(
                label(column),
                one.unused,
                index=None,
                placeholder=CHOOSE,
                key=f"{key}_{table}_{column}",
            )
            for column in tables()[table].required
        }
        if st.form_submit_button(USE, type="primary"):
            named = {ours: theirs for ours, theirs in chosen.items() if theirs}
            answers.answer(columns={table: named})
            st.rerun()


def one_more(one) -> None:
    """Let the clinic name a column that is not used yet."""
    free = [c for c in tables()[one.table].columns if c not in one.used]
    if not one.unused or not free:
        return
    key = f"more_{crc32(one.file.encode())}"
    with st.form(key, border=False):
        left, right = st.columns(2)
        theirs = left.selectbox(
            "Column of the file", one.unused, index=None, key=f"{key}_theirs"
        )
        ours = right.selectbox(
            "is our", free, format_func=label, index=None, key=f"{key}_ours"
        )
        if st.form_submit_button(MORE) and ours and theirs:
            answers.answer(columns={one.table: {ours: theirs}})
            st.rerun()
