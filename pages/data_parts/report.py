"""What did the last import make of every row?"""

import streamlit as st

from pages.data_parts import accounting, remarks
from queries import Filters
from ui import data
from ui.figures import export, tables
from ui.page import frame


def show(chosen: Filters) -> None:
    """Show the accounting, the rejected rows, and what was noticed."""
    report = data.last_import()
    frame.section(accounting.identity(report, "The last import: "))
    files = accounting.files(report)
    if len(files):
        tables.show(files, alt="Rows of each file", key="files")
        st.download_button(
            "Download the report",
            lambda: export.report(report),
            file_name="import_report.csv",
            mime="text/csv",
            type="tertiary",
            on_click="ignore",
            key="report_download",
        )
    aside = accounting.aside(report)
    if len(aside):
        with st.expander("Why rows were set aside"):
            tables.show(aside, alt="Rows set aside, by reason", key="aside")
    rejected = accounting.rejected(report)
    if len(rejected):
        frame.section(accounting.rejections(rejected))
        tables.show(rejected, alt="Rows that were rejected", key="rejected")
    remarks.show(chosen, report)
