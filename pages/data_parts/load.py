"""How does the next export get in?"""

import streamlit as st

from ui import ask, besides, found, frame, importing, loading, outcome, tables
from ui import data as store

STEPS = "Drop an export: you see what it holds before anything is imported"
TRY = "Try it: nothing changes"
PUBLISH = "Publish"
OPEN = "Answer the questions above first; then you can try it or publish."
BEFORE = "Before it can be counted"
WRONG = "Take the files out that cannot be read, or export them again as they say."


def show(_):
    """Drop or name an export, see what it is, answer, try it, publish it."""
    job = loading.job()
    other = importing.running(store.folder())
    if other:
        outcome.progress(other, own=other is job)
    elif job:
        outcome.ended(job)
    frame.section(STEPS)
    paths = loading.sources(disabled=bool(other))
    if other:
        return
    if not paths:
        besides.terminal()
        return
    seen = loading.look(paths)
    frame.section(found.overview(seen))
    tables.show(found.summary(seen), alt="What each file is", key="found")
    found.refusals(seen)
    paths, seen = loading.without(paths, seen)
    with st.expander("First rows and columns"):
        found.details(seen)
    asked = ask.open_questions(seen)
    if asked:
        frame.section(BEFORE)
        ask.ask(asked)
    _actions(paths, seen, asked)
    besides.mapping(asked)
    besides.terminal()


def _actions(paths, seen, asked):
    ready = loading.ready(seen) and not asked
    with st.container(horizontal=True):
        for label, dry_run in ((TRY, True), (PUBLISH, False)):
            st.button(
                label,
                type="secondary" if dry_run else "primary",
                disabled=not ready,
                on_click=loading.begin,
                args=(paths,),
                kwargs={"dry_run": dry_run},
                key=f"import_{'try' if dry_run else 'publish'}",
            )
    if not ready:
        st.caption(OPEN if asked else WRONG)
