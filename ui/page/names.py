"""Client names in tables, while a supervisor has switched them on."""

import pandas as pd
import streamlit as st

from store import beside as kept
from ui import data, words
from ui.page.failures import reported

SWITCH = "show_client_names"
LABEL = "Show client names"
HELP = (
    "In tables on this screen only, until you close or switch it off. Names never enter "
    "a chart, a download, a link or a log."
)
COLUMN = "client_name"


def known() -> dict[str, str]:
    """Return the names kept beside the store, by pseudonym."""
    with reported(data.UNANSWERED, "names"):
        return kept.names(data.folder())


def switch() -> None:
    """Let the supervisor show names for this visit, where there are any."""
    if (data.folder() / kept.NAMES).exists():
        st.toggle(LABEL, key=SWITCH, help=HELP, persist_state="session")


def delete() -> None:
    """Delete the file of names; numbers and pseudonyms stay."""
    kept.forget_names(data.folder())
    st.session_state.pop(SWITCH, None)


def beside(frame: pd.DataFrame) -> pd.DataFrame:
    """Add client_name to a table that is about to be shown, if names are on."""
    if "client_id" not in frame or not st.session_state.get(SWITCH):
        return frame
    by_pseudonym = known()
    called = [words.visible(by_pseudonym.get(one, "")) for one in frame["client_id"]]
    shown = frame.copy()
    shown.insert(list(frame).index("client_id"), COLUMN, called)
    return shown
