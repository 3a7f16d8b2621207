"""Which clients' names are kept, and how to delete them."""

import streamlit as st

from queries import Filters
from ui import words
from ui.page import frame, names

NONE = (
    "No export brought names. Where one does, each client gets a pseudonym at import, "
    "and the names go into a file of their own beside the store."
)
WHERE = (
    "They are in a file beside the store that only your account on this machine can "
    "read. They never enter the store, a chart, a download, a link or a log. The switch "
    "in the sidebar shows them in tables, for this visit only."
)
DELETE = "Delete the file of names"
GONE = (
    "Pseudonyms and all numbers stay as they are. The next export with names brings "
    "the names back."
)


def show(_: Filters) -> None:
    """Say how many names are kept, and offer to delete them."""
    known = names.known()
    if not known:
        frame.section("No names are kept")
        st.markdown(NONE)
        return
    frame.section(f"The names of {words.count(len(known), 'client')} are kept")
    st.markdown(WHERE)
    sure = st.checkbox("I want to delete them", key="sure_to_delete_names")
    st.button(DELETE, disabled=not sure, on_click=names.delete, key="delete_names")
    st.caption(GONE)
