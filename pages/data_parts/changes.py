"""What changed since the import before?"""

import streamlit as st

from pages.data_parts import changes_words
from ui import data, frame, tables


def show(_):
    """Show what was added, what changed, and what is no longer in the export."""
    changes = data.changes()
    frame.section(changes_words.headline(changes, st.context.locale))
    if not changes.earlier:
        return
    st.caption(changes_words.GONE)
    numbers = changes_words.numbers(changes)
    if len(numbers):
        frame.section(changes_words.NUMBERS)
        tables.show(numbers, alt="Headline numbers before and after", key="numbers")
    statuses = changes_words.statuses(changes)
    if len(statuses):
        frame.section("From which status to which")
        tables.show(statuses, alt="Sessions by change of status", key="statuses")
    rows = changes_words.rows(changes)
    if len(rows):
        with st.expander(changes_words.ROWS):
            tables.show(rows, alt="Sessions that changed or are gone", key="moved")
