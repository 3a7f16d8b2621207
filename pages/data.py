"""What does the store hold, how does the next export get in, what did it do?"""

import streamlit as st

from pages.data_parts import (
    answers,
    changes,
    holds,
    load,
    names,
    report,
    snapshots,
    two_names,
)
from ui import data, words
from ui.page import frame

PARTS = {
    "Load an export": load.show,
    "Import report": report.show,
    "What changed": changes.show,
    "What it holds": holds.show,
    "Snapshots": snapshots.show,
    "Names": names.show,
    "Two names": two_names.show,
}

chosen = frame.open_page("Data")
facts = data.answer("snapshot", chosen).iloc[0]
through = words.day(facts["data_through"].date(), st.context.locale)

frame.section(holds.held(facts, through, named=data.names_counselors()))
asked = holds.to_answer(data.answer("status_words", chosen), answers.explained())
if asked and not facts["invented"]:
    st.warning(asked, icon=":material/help:")

PARTS[frame.choose("data_part", PARTS)](chosen)
