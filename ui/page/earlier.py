"""Showing or restoring an earlier snapshot of the data."""

from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st
from pandas.api.typing import NaTType

from store import snapshots
from store.errors import StoreError
from store.pointer import Snapshot
from ui import words

LOOKED_AT = "earlier_snapshot"
RESTORED = "restored_snapshot"
SHOWN = (
    "You are looking at an earlier snapshot, with data through {}. Every page shows it "
    "until you go back."
)
BACK = "Back to the current data"
KEPT = (
    "Every import that changes something is a snapshot of its own; the last "
    f"{words.small(snapshots.KEPT).lower()} are kept. Looking at one changes nothing. Restoring makes it the current data; the "
    "next import then adds to it."
)
ONLY = "There is no earlier snapshot yet: nothing was imported over the current data."
SELECT = "Select an earlier snapshot to look at it or to restore it."


def looked_at(store: Path) -> str | None:
    """Return the earlier snapshot that this visit looks at, if it is still kept."""
    snapshot = st.session_state.get(LOOKED_AT)
    if snapshot and not (store / f"{snapshot}.duckdb").exists():
        back()
        return None
    return snapshot


def look_at(snapshot: str) -> None:
    """Show an earlier snapshot on every page of this visit."""
    st.session_state[LOOKED_AT] = snapshot


def back() -> None:
    """Show the current snapshot again."""
    st.session_state.pop(LOOKED_AT, None)


def banner(through: date) -> None:
    """Say on every page that it is not the current data, and offer the way back."""
    if LOOKED_AT not in st.session_state:
        return
    sentence = SHOWN.format(words.day(through, st.context.locale))
    st.warning(sentence, icon=":material/history:")
    st.button(BACK, on_click=back, key="back_to_current")


def headline(kept: list[Snapshot]) -> str:
    """Say how many snapshots are kept."""
    if len(kept) == 1:
        return "Only the current data is kept so far"
    return f"{len(kept)} snapshots of the data are kept, the current one among them"


def table(kept: list[Snapshot]) -> pd.DataFrame:
    """List published_at, data_through, sessions (count), standing of each snapshot."""
    return pd.DataFrame(
        [
            {
                "published_at": _moment(one.published_at, utc=True),
                "data_through": _moment(one.data_through),
                "sessions": one.sessions,
                "standing": "current" if one.current else "earlier",
            }
            for one in kept
        ]
    )


def _moment(text: str, *, utc: bool = False) -> pd.Timestamp | NaTType:
    return pd.to_datetime(text, utc=utc) if text else pd.NaT


def restore(store: Path, snapshot: str) -> None:
    """Make a snapshot the current one, or keep the sentence that says why not."""
    try:
        snapshots.restore(store, snapshot)
        st.session_state[RESTORED] = ""
        back()
    except StoreError as refused:
        st.session_state[RESTORED] = str(refused)


def say_restored() -> None:
    """Say once what came of restoring."""
    refusal = st.session_state.pop(RESTORED, None)
    if refusal is None:
        return
    if refusal:
        st.warning(f"Nothing changed. {words.escaped(refusal)}")
    else:
        st.success("Restored: every page now shows this snapshot.")
