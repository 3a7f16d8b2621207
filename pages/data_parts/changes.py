"""What changed since the import before?"""

import pandas as pd
import streamlit as st

import ingest
from queries import Filters
from ui import data, words
from ui.figures import tables
from ui.page import frame

FIRST = "Nothing to compare with: the current data is the first that was imported"
HEADING = (
    "Since the data through {}: {} added, {} changed, {} no longer in the newest export"
)
GONE = (
    "A session that is missing in a newer export of the same days is kept, and counted "
    "here: exports are cut short more often than sessions are deleted."
)
CORRECTED = (
    "A file was read anew, with other answers: {} that it gave before {} left out."
)
LEFT_OUT = (
    "{} held before {} left out, as the newer export has it corrected, or takes the client "
    "out."
)
OLDER = (
    "That export is older than what was held: its latest session that took place or was "
    "missed is an earlier one. So what it lacks is not counted. If it is the newer one, "
    "import it in the place of everything that is held."
)
REPLACED = (
    "The last import put its export in the place of all that was held. What was held is "
    "kept as an earlier snapshot."
)
NUMBERS = "What that did to the headline numbers"
ROWS = "The sessions that changed or are no longer in the export"
CLIENTS = "active clients"
WHAT = {
    "changed": "changed",
    "gone": "no longer in the export",
    "corrected": "left out, its file was read anew",
    "left_out": "left out, as the newer export says",
}


def show(_: Filters) -> None:
    """Show what was added, what changed, and what is no longer in the export."""
    changes = data.changes()
    frame.section(headline(changes, st.context.locale))
    if not changes.earlier:
        return
    st.caption(REPLACED if changes.replaced else GONE)
    if changes.corrected:
        given = words.count(changes.corrected, "session")
        st.caption(CORRECTED.format(given, "is" if changes.corrected == 1 else "are"))
    if changes.left_out:
        given = words.count(changes.left_out, "session")
        st.caption(LEFT_OUT.format(given, "is" if changes.left_out == 1 else "are"))
    if changes.older:
        st.caption(OLDER)
    numbers = number_table(changes)
    if len(numbers):
        frame.section(NUMBERS)
        tables.show(numbers, alt="Headline numbers before and after", key="numbers")
    statuses = status_table(changes)
    if len(statuses):
        frame.section("From which status to which")
        tables.show(statuses, alt="Sessions by change of status", key="statuses")
    rows = row_table(changes)
    if len(rows):
        with st.expander(ROWS):
            tables.show(rows, alt="Sessions that changed or are gone", key="moved")


def headline(changes: ingest.Changes, locale: str | None) -> str:
    """Say how many sessions were added, changed and are gone."""
    if not changes.earlier:
        return FIRST
    through = words.day(pd.Timestamp(changes.earlier), locale)
    return HEADING.format(
        through,
        words.count(changes.added, "session"),
        words.number(changes.changed),
        words.number(changes.gone),
    )


def status_table(changes: ingest.Changes) -> pd.DataFrame:
    """List before, after (statuses in words) and sessions (count)."""
    return pd.DataFrame(
        [
            {
                "before": _status(row["before"]),
                "after": _status(row["after"]),
                "sessions": row["sessions"],
            }
            for row in changes.statuses
        ]
    )


def number_table(changes: ingest.Changes) -> pd.DataFrame:
    """List measure, when (its month), before and after (texts with their n)."""
    return pd.DataFrame(
        [
            {
                "measure": row["measure"].capitalize(),
                "when": _month(row["first_day"]),
                "before": _number(row, "before"),
                "after": _number(row, "after"),
            }
            for row in changes.numbers
        ]
    )


def row_table(changes: ingest.Changes) -> pd.DataFrame:
    """List the sessions that changed or are gone, with what became of them.

    Takes the columns of `ingest.Changes.rows`; start is a moment, before and after are
    statuses in words, what is one of the texts of WHAT.
    """
    listed = pd.DataFrame(changes.rows)
    if listed.empty:
        return listed
    return listed.rename(columns={"counselor_id": "counselor"}).assign(
        start=pd.to_datetime(listed["start"]),
        before=listed["before"].map(_status),
        after=listed["after"].map(_status),
        what=listed["what"].map(WHAT),
    )


def _status(status: str | float | None) -> str:
    return words.NOTHING if pd.isna(status) else str(status).replace("_", " ")


def _month(first_day: str) -> str:
    return f"{pd.Timestamp(first_day):%B %Y}" if first_day else "on the last day"


def _number(row: dict, at: str) -> str:
    if row[at] is None:
        return "not known"
    if row["measure"] == CLIENTS:
        return words.number(row[at])
    return f"{words.percent(row[at])} ({words.sample(row[f'n_{at}'])})"
