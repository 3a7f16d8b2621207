"""Who stands under two names, and whose sessions go on under another."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from pages.data_parts import answers, import_job, import_progress, load_steps
from queries import Filters
from ui import data, words
from ui.page import frame, names

NOBODY = "Nobody is entered under two names"
SOME = "{} under two names, counted as one"
WHY = (
    "A client who marries, a number that changes, a record that was merged: without a word "
    "from you the sessions before count as somebody else's, who left, and those after as "
    "a new client's. Rows stay as they were exported, so this can be taken back at any time."
)
MAYBE = "Perhaps one person"
MAYBE_WHY = (
    "Sessions end under one name and go on under another, in the same hour with the same "
    "counselor, or with the same clients. It may as well be somebody new."
)
ENTER = "Enter two names"
PERSON = {"clients": "Client", "counselors": "Counselor"}
OLDER, STAYS = "The other name or number", "The one that stays"
ONE, TWO = "One person", "Two people after all"
BUSY = "An import is running. This can be changed when it ends."


def show(chosen: Filters) -> None:
    """List who stands under two names, what may be one person, and take new pairs."""
    other = import_job.running(data.folder())
    job = load_steps.job()
    if other:
        import_progress.progress(other, own=other is job)
        st.caption(BUSY)
        return
    if job and not job.paths:
        import_progress.ended(job)
    told = _told()
    frame.section(headline(len(told)))
    st.caption(WHY)
    for who, older, stays in told:
        _pair(who, older, stays, TWO, answers.apart)
    maybe = proposed(
        data.answer("two_names", replace(data.EVERYTHING, scope=chosen.scope)), told
    )
    if len(maybe):
        frame.section(MAYBE)
        st.caption(MAYBE_WHY)
        for row in maybe.to_dict("records"):
            pair = row["about"], row["older"], row["newer"]
            _pair(*pair, ONE, answers.same, _when(row))
    with st.expander(ENTER), st.form("two_names", border=False, clear_on_submit=True):
        who = st.radio(
            "Who", list(PERSON), format_func=PERSON.__getitem__, horizontal=True
        )
        older, stays = st.text_input(OLDER), st.text_input(STAYS)
        if st.form_submit_button(ONE) and older.strip() and stays.strip():
            _change(answers.same, who, older.strip(), stays.strip())
            st.rerun()


def headline(pairs: int) -> str:
    """Say how many people stand under two names."""
    if not pairs:
        return NOBODY
    stands = "person stands" if pairs == 1 else "people stand"
    return SOME.format(f"{words.number(pairs)} {stands}")


def proposed(found: pd.DataFrame, told: list[tuple[str, str, str]]) -> pd.DataFrame:
    """Return the pairs of the question two_names that nobody has answered."""
    answered = {(who, older) for who, older, _ in told}
    pairs = zip(found["about"], found["older"], strict=True)
    return found[[pair not in answered for pair in pairs]]


def _told() -> list[tuple[str, str, str]]:
    said = answers.entries().same
    return [
        (who, older, stays)
        for who in PERSON
        for older, stays in sorted(getattr(said, who).items())
    ]


def _pair(
    who: str, older: str, stays: str, label: str, change: Callable, when: str = ""
) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(
            f"{PERSON[who]} {_named(older)} is {_named(stays)}{when}", width="stretch"
        )
        st.button(
            label,
            on_click=_change,
            args=(change, who, older, stays),
            key=f"{change.__name__}_{who}_{older}",
        )


def _named(person: str) -> str:
    """Return an id, with the name beside it while names are switched on."""
    called = names.known().get(person) if st.session_state.get(names.SWITCH) else None
    return f"{person} ({words.visible(called)})" if called else person


def _when(row: dict[Any, Any]) -> str:
    last, first = (
        words.day(row[day].date(), st.context.locale)
        for day in ("last_day", "first_day")
    )
    return (
        f"? {words.count(row['sessions'], 'session')} until {last};"
        f" {words.number(row['sessions_since'])} from {first}"
    )


def _change(change: Callable, who: str, older: str, stays: str) -> None:
    """Change the answers, and build again from the rows that are held."""
    change(who, older, stays)
    load_steps.begin([], dry_run=False)
