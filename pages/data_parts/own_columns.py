"""What a file of the clinic's own layout holds: which table, which of our columns."""

from zlib import crc32

import streamlit as st

from ingest import Found
from ingest.look import OURS
from ingest.recognize.layout import tables
from pages.data_parts import answers, columns
from ui import words
from ui.page.choices import named_by

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
UNKNOWN = "**{}: what is in it?** Its columns are not known here."
USE_COLUMNS = "Use these columns"
MORE = "Use this column"


def label(column: str) -> str:
    """Return what one of our columns is called."""
    return COLUMNS.get(column, column.replace("_", " ").capitalize())


def of_unknown(one: Found) -> None:
    """Ask what a file holds and which of its columns we need."""
    key = f"unknown_{crc32(one.file.encode())}"
    st.markdown(UNKNOWN.format(words.escaped(one.file)))
    table = _each_row(key, answers.entries().files.get(one.file, "sessions"))
    named = {
        ours: recipe
        for ours in tables()[table].required
        if (recipe := columns.choose(one, table, ours, label(ours), key))
    }
    if st.button(USE_COLUMNS, type="primary", key=f"{key}_use"):
        is_told = one.file in answers.entries().files
        files = is_told or any(map(columns.is_made_up, named.values()))
        answers.answer(columns={table: named}, files={one.file: table} if files else {})
        st.rerun()


def _each_row(key: str, usual: str) -> str:
    return st.selectbox(
        "Each row of the file is",
        list(TABLES),
        index=list(TABLES).index(usual),
        format_func=named_by(TABLES),
        key=key,
    )


def another_table(one: Found) -> None:
    """Let the clinic say that a file of its own layout holds something else."""
    if one.table and one.system == OURS:
        table = _each_row(f"table_{crc32(one.file.encode())}", one.table)
        if table != one.table:
            answers.answer(files={one.file: table})
            st.rerun()


def one_more(one: Found) -> None:
    """Let the clinic name a column that is not used yet, or another for one that is."""
    if not one.table:
        return
    theirs, key = columns.headings(one), f"more_{crc32(one.file.encode())}"
    with st.form(key, border=False):
        left, middle, right = st.columns(3)
        first = left.selectbox(
            "Column of the file", theirs, index=None, key=f"{key}_theirs"
        )
        second = middle.selectbox(
            "together with (if two make it)", theirs, index=None, key=f"{key}_second"
        )
        ours = right.selectbox(
            "is our",
            list(tables()[one.table].columns),
            format_func=label,
            index=None,
            key=f"{key}_ours",
        )
        if st.form_submit_button(MORE) and ours and first:
            named = columns.named(one, ours, first, second)
            answers.answer(columns={one.table: named})
            st.rerun()
