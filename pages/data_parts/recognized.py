"""What each file of an export was recognized as, before anything is imported."""

from collections.abc import Collection

import pandas as pd
import streamlit as st

from ingest import Found
from pages.data_parts import own_columns
from ui import words
from ui.figures import tables

READY, ASKS, REFUSED = "ready", "needs an answer", "cannot be read"
UNREADABLE = "{} cannot be read"
LACKS = (
    "{}: {} of {} cannot be read. Try it: you see which, and whether to publish without"
    " them is asked."
)
TABLES = {
    "sessions": "sessions",
    "alliance": "alliance scores",
    "outcomes": "outcome scores",
    "clients": "client details",
    "counselors": "counselor details",
}


def overview(files: list[Found]) -> str:
    """Say how much the files hold, over which period."""
    read = [file for file in files if file.table]
    if not read:
        return f"None of {words.count(len(files), 'file')} can be imported yet"
    rows = words.count(sum(file.rows for file in read), "row")
    about = "about " if any(file.is_sample for file in read) else ""
    return f"{words.count(len(files), 'file')} with {about}{rows}{_period(read)}"


def _period(read: list[Found]) -> str:
    first = [file.first_day for file in read if file.first_day]
    last = [file.last_day for file in read if file.last_day]
    if not first or not last:
        return ""
    begin, end = (words.day(d, st.context.locale) for d in (min(first), max(last)))
    return f", {begin} {words.DASH} {end}"


def summary(
    files: list[Found], unknown: Collection[tuple[str, str]] = ()
) -> pd.DataFrame:
    """List file, recognized_as, rows (count), first_day, last_day, standing.

    `unknown` are the status words, each with its heading, that nobody has explained.
    """
    return pd.DataFrame(
        [
            {
                "file": file.file,
                "recognized_as": recognized(file),
                "rows": file.rows,
                "first_day": pd.Timestamp(file.first_day) if file.first_day else pd.NaT,
                "last_day": pd.Timestamp(file.last_day) if file.last_day else pd.NaT,
                "standing": standing(file, unknown),
            }
            for file in files
        ]
    )


def recognized(file: Found) -> str:
    """Return what a file is in plain words."""
    if not file.table:
        return file.system or "nothing we know"
    return f"{file.system}: {TABLES.get(file.table, file.table)}"


def standing(file: Found, unknown: Collection[tuple[str, str]] = ()) -> str:
    """Say whether a file can be imported as it is."""
    heading = file.used.get("status", "")
    if file.question or any((heading, word) in unknown for word in file.status_words):
        return ASKS
    if file.refusal:
        return REFUSED
    if file.unreadable:
        return UNREADABLE.format(words.count(file.unreadable, "row"))
    return READY


def can_be_tried(file: Found) -> bool:
    """Tell whether an import can read a file, even if it then asks about its rows."""
    return not file.question and not file.refusal


def refusals(files: list[Found]) -> None:
    """Say why files cannot be imported, and what to do."""
    for file in files:
        if file.refusal and not file.question:
            st.warning(words.escaped(file.refusal))
        elif file.unreadable:
            rows = words.count(file.rows, "row")
            lacks = LACKS.format(file.file, words.number(file.unreadable), rows)
            st.warning(words.escaped(lacks))


def details(files: list[Found]) -> None:
    """Show one file's first rows and what its columns are used for."""
    names = [file.file for file in files]
    place = st.selectbox(
        "File", range(len(files)), format_func=names.__getitem__, key="found_file"
    )
    file = files[place]
    if file.used:
        columns = [
            {"column": theirs, "used_as": own_columns.label(ours)}
            for ours, theirs in file.used.items()
        ]
        columns += [{"column": c, "used_as": "not used"} for c in file.unused]
        tables.show(
            pd.DataFrame(columns), alt="Columns, and what they are used as", key="used"
        )
        if file.table:
            own_columns.one_more(file)
            own_columns.another_table(file)
    if len(file.first_rows):
        st.caption("The first rows, as they stand in the file.")
        st.dataframe(
            pd.DataFrame(file.first_rows).astype("string"),
            hide_index=True,
            alt="The first rows of the file",
            key="first_rows",
        )
