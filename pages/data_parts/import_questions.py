"""What an import asks once it has read the rows, before it is published."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from ingest.merge.questions import (
    KEEP,
    ONE,
    OTHERWISE,
    REPLACE,
    THROUGH,
    TWO_PEOPLE,
    WORDS,
)
from ingest.recognize import mapping
from pages.data_parts import answers, questions
from ui import frame, words
from ui.choices import named_by

ACCEPTED, REPLACING = "import_accepted", "import_replacing"
BEFORE = "Before this can be published"
SET_ASIDE = "Yes, set these rows aside"
USE = "Use these answers"
ANSWERED = "Answered. Now try it again, or publish."


def accepted() -> list[str]:
    """Return what the visitor accepted for the files that are there now."""
    return sorted(st.session_state.get(ACCEPTED, []))


def replaces() -> bool:
    """Tell, once, that the visitor answered to replace everything that is held."""
    return st.session_state.pop(REPLACING, False)


def forget() -> None:
    """Forget what was accepted: it was about other files."""
    st.session_state.pop(ACCEPTED, None)
    st.session_state.pop(REPLACING, None)


def ask(asked: list[dict]) -> None:
    """Ask the questions of an import, and take the answers when they are given."""
    open_ones = [one for one in asked if not _is_answered(one)]
    if not open_ones:
        st.info(ANSWERED)
        return
    frame.section(BEFORE)
    with st.form("questions_of_import", border=False):
        given = {
            one["option"]: _answer(place, one) for place, one in enumerate(open_ones)
        }
        if st.form_submit_button(USE, type="primary"):
            _take(open_ones, given)
            st.rerun()


def _is_answered(one: dict) -> bool:
    if one["option"] in accepted():
        return True
    if one.get("words") and not _open_words(one):
        return True
    if one["option"].startswith(TWO_PEOPLE):
        told = getattr(answers.entries().same, one["names"]["who"])
        return one["names"]["older"] in told
    if one["answers"] and one["option"] != OTHERWISE:
        return getattr(answers.entries(), one["option"]) is not None
    return False


def _answer(place: int, one: dict) -> str | bool | dict | None:
    st.markdown(f"**{words.escaped(one['says'])}**")
    if names := one.get("names"):
        st.text(f"{names['older']}, now {names['newer']}")
    if one["examples"]:
        rows = [
            {"File": row["file"], "Line": row["line"], **row["cells"]}
            for row in one["examples"]
        ]
        st.dataframe(
            pd.DataFrame(rows).fillna(""),
            hide_index=True,
            alt="Some of the rows",
            key=f"question_{place}_rows",
        )
    if words_of := _open_words(one):
        told = questions.statuses(words_of)
        key = f"question_{place}_{one['option']}"
        left_out = st.checkbox(one["yes"], key=key)
        return told or left_out
    if one["answers"]:
        return st.radio(
            one["says"],
            list(one["answers"]),
            index=None,
            format_func=named_by(one["answers"]),
            label_visibility="collapsed",
            key=f"question_{one['option']}",
        )
    label = one.get("yes", SET_ASIDE)
    return st.checkbox(label, key=f"question_{place}_{one['option']}")


def _open_words(one: dict) -> dict[tuple[str, str], int]:
    """Return (heading, word) and rows of what a question asks the meaning of, if it still does."""
    told = mapping.meant(answers.entries())
    return {
        (heading, word): rows
        for heading, words_of in one.get("words", {}).items()
        for word, rows in words_of.items()
        if not told.status(heading, word)
    }


def _take(asked: list[dict], given: dict[str, Any]) -> None:
    if given.get(OTHERWISE) == REPLACE:
        st.session_state[REPLACING] = True
    taken = {option for option, what in given.items() if what in (True, KEEP, REPLACE)}
    for one in asked:
        names, entries = one.get("names"), one.get("entries")
        chosen = given.pop(one["option"]) if names or entries else None
        if names and chosen == ONE:
            answers.same(names["who"], names["older"], names["newer"])
        if entries and chosen:
            answers.add(entries[chosen])
    st.session_state[ACCEPTED] = {*st.session_state.get(ACCEPTED, ()), *taken}
    said: dict[str, Any] = {
        option: date.fromisoformat(what) if option == THROUGH else what
        for option, what in given.items()
        if isinstance(what, str) and option not in taken
    }
    words_of = given.get(WORDS)
    if isinstance(words_of, dict) and words_of:
        said["statuses_under"] = words_of
    if said:
        answers.answer(**said)
