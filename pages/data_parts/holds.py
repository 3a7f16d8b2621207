"""Which tables does the store hold, and which status words?"""

import pandas as pd
import streamlit as st

from ingest.recognize.layout import plain
from queries import Filters
from ui import data, words
from ui.figures import tables
from ui.page import frame

GIVES = {
    "sessions": ("sessions", "everything on these pages"),
    "alliance_scores": ("alliance", "how clients rate the alliance, early and later"),
    "outcome_scores": ("outcomes", "whether clients get better"),
    "client_details": ("clients", "discharge reasons, referral and what clients bring"),
    "counselor_details": (
        "counselors",
        "names, supervisors, sites, weekly hours and caseload limits",
    ),
}
UNKNOWN_WORDS = (
    "A word that is not recognized is kept and counted, and left out of every rate. "
    "Load the export again to say what it means."
)
ANSWER = (
    "{} a status word that nobody has explained yet: {}. They are kept, and left "
    "out of every rate. Load that export again below and say what it means."
)
MOST_WORDS = 3


def show(chosen: Filters) -> None:
    """Show the tables of the store and the status words in it."""
    facts = data.answer("snapshot", chosen).iloc[0]
    tables.show(tables_of(facts), alt="Tables in the store", key="held")
    frame.section(words_read(facts))
    st.caption(UNKNOWN_WORDS)
    known = data.answer("status_words", chosen)
    tables.show(known, alt="Status words", key="status_words")


def held(facts: pd.Series, through: str, *, named: bool = True) -> str:
    """Say how much the store holds, and until when; counselors may be `named` or not."""
    counselors = words.count(facts["counselors"], "counselor")
    return (
        f"{words.count(facts['sessions'], 'session')} of "
        f"{words.count(facts['clients'], 'client')} with "
        f"{counselors if named else 'no counselor named'}, until {through}"
    )


def to_answer(status_words: pd.DataFrame, explained: set[str]) -> str:
    """Say which words of the store wait for an answer; empty if none does.

    `explained` are words, in plain letters, that the clinic left out on purpose.
    """
    unknown = status_words[status_words["status"].eq("unknown")]
    unknown = unknown[~unknown["word"].map(plain).isin(explained)]
    if unknown.empty:
        return ""
    named = [f"“{words.escaped(word)}”" for word in unknown["word"].head(MOST_WORDS)]
    more = len(unknown) - len(named)
    named += [words.count(more, "more word")] if more else []
    rows = int(unknown["sessions"].sum())
    return ANSWER.format(_carry(rows), words.listed(named))


def tables_of(facts: pd.Series) -> pd.DataFrame:
    """List the tables of an export: table, rows (count), gives (what it is good for)."""
    return pd.DataFrame(
        [
            {
                "table": table,
                "rows": int(facts[column]),
                "gives": gives
                if facts[column]
                else f"not exported; would give {gives}",
            }
            for column, (table, gives) in GIVES.items()
        ]
    )


def words_read(facts: pd.Series) -> str:
    """Say whether every status word was understood."""
    unknown = int(facts["unknown_status"])
    if not unknown:
        return "Every status word was recognized"
    return f"{_carry(unknown)} a status word nobody recognized"


def _carry(sessions: int) -> str:
    return (
        f"{words.count(sessions, 'session')} {'carries' if sessions == 1 else 'carry'}"
    )
