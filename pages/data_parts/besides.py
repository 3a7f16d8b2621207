"""What stands below the steps of an import: the mapping file, and the terminal."""

import streamlit as st

from pages.data_parts import accounting, answers, questions


def mapping(asked: dict) -> None:
    """Show the answers as a file, to change, download or forget."""
    with st.expander("Your answers: the mapping file"):
        if "time_zone" not in asked:
            questions.settings()
        st.caption(accounting.KEPT_MAPPING)
        st.code(answers.text(), language="toml")
        with st.container(horizontal=True):
            st.download_button(
                "Download the mapping file",
                answers.text(),
                file_name=answers.FILE,
                mime="application/toml",
                on_click="ignore",
            )
            st.button("Forget these answers", on_click=answers.clear)


def terminal() -> None:
    """Say how the same import runs in a terminal."""
    with st.expander("From the terminal"):
        st.markdown(accounting.HOW)
        st.code(accounting.COMMAND, language="bash")
