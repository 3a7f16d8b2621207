"""What changed since the import before?"""

import streamlit as st

from ui import changed, data, frame, tables


def show(_):
    """Show what was added, what changed, and what is no longer in the export."""
    changes = data.changes()
    frame.section(changed.headline(changes, st.context.locale))
    if not changes.earlier:
        return
    st.caption(changed.GONE)
    numbers = changed.numbers(changes)
    if len(numbers):
        frame.section(changed.NUMBERS)
        tables.show(numbers, alt="Headline numbers before and after", key="numbers")
    statuses = changed.statuses(changes)
    if len(statuses):
        frame.section("From which status to which")
        tables.show(statuses, alt="Sessions by change of status", key="statuses")
    rows = changed.rows(changes)
    if len(rows):
        with st.expander(changed.ROWS):
            tables.show(rows, alt="Sessions that changed or are gone", key="moved")
