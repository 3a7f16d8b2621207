"""How does the next export get in?"""

from pathlib import Path

import streamlit as st

from pages.data_parts import (
    accounting,
    answered,
    answers,
    import_job,
    import_progress,
    load_steps,
    questions,
    recognized,
)
from queries import Filters
from ui import data as store
from ui.figures import tables
from ui.page import frame

STEPS = "Drop an export: you see what it holds before anything is imported"
TRY = "Try it: nothing changes"
PUBLISH = "Publish"
OPEN = "Answer the questions above first; then you can try it or publish."
BEFORE = "Before it can be counted"
WRONG = "Take the files out that cannot be read, or export them again as they say."


def show(_: Filters) -> None:
    """Drop or name an export, see what it is, answer, try it, publish it."""
    job = load_steps.job()
    other = import_job.running(store.folder())
    if other:
        import_progress.progress(other, own=other is job)
    elif job:
        import_progress.ended(job)
    frame.section(STEPS)
    paths = load_steps.sources(disabled=bool(other))
    if other:
        return
    if not paths:
        terminal()
        return
    seen = load_steps.look(paths)
    frame.section(recognized.overview(seen))
    listed = recognized.summary(seen, questions.unknown_words(seen))
    tables.show(listed, alt="What each file is", key="found")
    recognized.refusals(seen)
    paths, seen = load_steps.without(paths, seen)
    with st.expander("First rows and columns"):
        recognized.details(seen)
    answered.show(seen)
    asked = questions.open_questions(seen)
    if asked:
        frame.section(BEFORE)
        questions.ask(asked)
    _actions(paths, seen, asked)
    mapping(asked)
    terminal()


def _actions(paths: list[Path], seen: list, asked: dict) -> None:
    ready = load_steps.ready(seen) and not asked
    load_steps.replacing()
    with st.container(horizontal=True):
        for label, dry_run in ((TRY, True), (PUBLISH, False)):
            st.button(
                label,
                type="secondary" if dry_run else "primary",
                disabled=not ready,
                on_click=load_steps.begin,
                args=(paths,),
                kwargs={"dry_run": dry_run},
                key=f"import_{'try' if dry_run else 'publish'}",
            )
    if not ready:
        st.caption(OPEN if asked else WRONG)


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
