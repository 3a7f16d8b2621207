"""Which tables does the store hold, and which status words?"""

import streamlit as st

from pages.data_parts import holds_words
from ui import data, frame, tables


def show(chosen):
    """Show the tables of the store and the status words in it."""
    facts = data.answer("snapshot", chosen).iloc[0]
    tables.show(holds_words.tables_of(facts), alt="Tables in the store", key="held")
    frame.section(holds_words.words_read(facts))
    st.caption(holds_words.UNKNOWN_WORDS)
    known = data.answer("status_words", chosen)
    tables.show(known, alt="Status words", key="status_words")
