"""What does the store hold, and what did the last import make of it?"""

import streamlit as st

from ui import accounting, data, frame, tables

chosen = frame.open_page("Data")
facts = data.answer("snapshot", chosen).iloc[0]
report = data.last_import()

frame.section(accounting.held(facts))
tables.show(accounting.tables_of(facts), alt="Tables in the store", key="held")

frame.section(accounting.words_read(facts))
st.caption(accounting.UNKNOWN_WORDS)
tables.show(data.answer("status_words", chosen), alt="Status words", key="status_words")

remarks = data.answer("remarks", chosen)
frame.section(accounting.noticed(remarks))
if len(remarks):
    tables.show(remarks, alt="What the import noticed", key="remarks")

frame.section(accounting.last_import(report))
files = accounting.files(report)
if len(files):
    st.caption(accounting.IDENTITY)
    tables.show(files, alt="Rows of each file", key="files")
rejected = accounting.rejected(report)
if len(rejected):
    tables.show(rejected, alt="Rows that were rejected", key="rejected")

frame.section("Load your own export")
st.markdown(accounting.HOW)
st.code(accounting.COMMAND, language="bash")
