"""What each file of an export was recognized as, before anything is imported."""

import pandas as pd
import streamlit as st

from ingest import Found
from pages.data_parts import questions
from ui import tables, words

READY, ASKS, REFUSED = "ready", "needs an answer", "cannot be read"
TABLES = {
    "sessions": "sessions",
    "alliance": "alliance scores",
    "outcomes": "outcome scores",
    "clients": "client details",
    "counselors": "counselor details",
}


def overview(found: list) -> str:
    """Say how much was found, over which period."""
    read = [one for one in found if one.table]
    if not read:
        return f"None of {words.count(len(found), 'file')} can be imported yet"
    rows = words.count(sum(one.rows for one in read), "row")
    about = "about " if any(one.is_sample for one in read) else ""
    return f"{words.count(len(found), 'file')} with {about}{rows}{_period(read)}"


def _period(read: list) -> str:
    first = [one.first_day for one in read if one.first_day]
    last = [one.last_day for one in read if one.last_day]
    if not first or not last:
        return ""
    begin, end = (words.day(d, st.context.locale) for d in (min(first), max(last)))
    return f", {begin} {words.DASH} {end}"


def summary(found: list) -> pd.DataFrame:
    """List the files: recognized as what, how many rows, from when until when."""
    return pd.DataFrame(
        [
            {
                "file": one.file,
                "recognized_as": recognized(one),
                "rows": one.rows,
                "first_day": pd.Timestamp(one.first_day) if one.first_day else pd.NaT,
                "last_day": pd.Timestamp(one.last_day) if one.last_day else pd.NaT,
                "standing": standing(one),
            }
            for one in found
        ]
    )


def recognized(one: Found) -> str:
    """Return what a file is in plain words."""
    if not one.table:
        return one.system or "nothing we know"
    return f"{one.system}: {TABLES.get(one.table, one.table)}"


def standing(one: Found) -> str:
    """Say whether a file can be imported as it is."""
    if one.question:
        return ASKS
    return REFUSED if one.refusal else READY


def refusals(found: list) -> None:
    """Say why files cannot be imported, and what to do."""
    for one in found:
        if one.refusal and not one.question:
            st.warning(words.escaped(one.refusal))


def details(found: list) -> None:
    """Show one file's first rows and what its columns are used for."""
    names = [one.file for one in found]
    place = st.selectbox(
        "File", range(len(found)), format_func=names.__getitem__, key="found_file"
    )
    one = found[place]
    if one.used:
        columns = [
            {"column": theirs, "used_as": questions.label(ours)}
            for ours, theirs in one.used.items()
        ]
        columns += [{"column": c, "used_as": "not used"} for c in one.unused]
        tables.show(
            pd.DataFrame(columns), alt="Columns, and what they are used as", key="used"
        )
        if one.table:
            questions.one_more(one)
    if len(one.first_rows):
        st.caption("The first rows, as they stand in the file.")
        st.dataframe(
            pd.DataFrame(one.first_rows).astype("string"),
            hide_index=True,
            alt="The first rows of the file",
            key="first_rows",
        )
