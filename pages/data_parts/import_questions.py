"""What an import asks once it has read the rows, before it is published."""

from datetime import date

import pandas as pd
import streamlit as st

from ingest.merge.questions import (
    BOTH,
    CORRECTED,
    KEEP,
    ONE,
    OPTIONS,
    REPLACE,
    THROUGH,
    TWO_PEOPLE,
    opened,
)
from ingest.recognize import mapping
from ingest.recognize.layout import plain
from pages.data_parts import answers, questions
from ui import words
from ui.page import frame
from ui.page.choices import named_by

ACCEPTED, REPLACING = "import_accepted", "import_replacing"
BEFORE = "Before this can be published"
ACCEPT, MEND = "accept", "mend"
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
        given = [(one, _answer(place, one)) for place, one in enumerate(open_ones)]
        if st.form_submit_button(USE, type="primary"):
            for one, what in given:
                _take(one, what)
            st.rerun()


def _is_answered(one: dict) -> bool:
    if not opened([one], accepted()):
        return True
    if one.get("words") and not _open_words(one):
        return True
    if one["option"].startswith(TWO_PEOPLE):
        told = getattr(answers.entries().same, one["names"]["who"])
        return one["names"]["older"] in told
    if heading := one.get("contact"):
        told = mapping.meant(answers.entries()).contact
        return plain(heading) in told
    if one["answers"] and REPLACE not in one["answers"]:
        return getattr(answers.entries(), one["option"]) is not None
    return _is_mended(one)


def _is_mended(one: dict) -> bool:
    rules = answers.entries().ids
    mended = one["mend"].get("ids", {})
    return bool(mended) and all(rules.get(name) == mended[name] for name in mended)


def _answer(place: int, one: dict) -> str | bool | dict | None:
    st.markdown(f"**{words.escaped(one['says'])}**")
    if called := one.get("called"):
        st.text(", now ".join(called))
    if one["examples"]:
        _examples(one["examples"], key=f"question_{place}_rows")
    if words_of := _open_words(one):
        told = questions.statuses(words_of)
        key = f"question_{place}_{one['option']}"
        left_out = st.checkbox(one["accept"], key=key)
        return told or left_out
    if one["answers"]:
        return st.radio(
            one["says"],
            list(one["answers"]),
            index=None,
            format_func=named_by(one["answers"]),
            label_visibility="collapsed",
            key=f"question_{_of_a_file(place, one)}{one['option']}",
        )
    if one["mend"]:
        ways = {MEND: one["mend"]["says"], ACCEPT: one["accept"]}
        return st.radio(
            one["says"],
            list(ways),
            index=None,
            format_func=named_by(ways),
            label_visibility="collapsed",
            key=f"question_{place}_{one['option']}",
        )
    return st.checkbox(one["accept"], key=f"question_{place}_{one['option']}")


def _of_a_file(place: int, one: dict) -> str:
    """Return what tells questions apart that are asked of one file each."""
    return f"{place}_" if one["option"] in OPTIONS.values() else ""


def _examples(examples: list[dict], key: str) -> None:
    """Show some rows; what they say needs the room that one file's name would take."""
    of_one = len({row["file"] for row in examples}) == 1
    if of_one:
        st.text(f"Rows of {examples[0]['file']}")
    rows = [
        ({} if of_one else {"File": row["file"]}) | {"Line": row["line"]} | row["cells"]
        for row in examples
    ]
    shown = pd.DataFrame(rows).fillna("")
    st.dataframe(shown, hide_index=True, alt="Some of the rows", key=key)


def _open_words(one: dict) -> dict[tuple[str, str], int]:
    """Return (heading, word) and rows of what a question asks the meaning of, if it still does."""
    told = mapping.meant(answers.entries())
    return {
        (heading, word): rows
        for heading, words_of in one.get("words", {}).items()
        for word, rows in words_of.items()
        if not told.status(heading, word)
    }


def _accept(option: str) -> None:
    st.session_state[ACCEPTED] = {*st.session_state.get(ACCEPTED, ()), option}


def _take(one: dict, what: str | bool | dict | None) -> None:
    """Take one answer into the mapping, or as accepted."""
    option, names = one["option"], one.get("names")
    if what is True or what in (ACCEPT, KEEP, REPLACE):
        _accept(option)
        if what == REPLACE:
            st.session_state[REPLACING] = True
    elif what in (CORRECTED, BOTH):
        _accept(what)
    elif isinstance(what, dict):
        answers.answer(statuses_under=what)
    elif names and what == ONE:
        answers.same(names["who"], names["older"], names["newer"])
    elif one.get("entries") and isinstance(what, str):
        answers.add(one["entries"][what])
    elif what == MEND:
        answers.answer(ids=one["mend"]["ids"])
    elif isinstance(what, str):
        given = date.fromisoformat(what) if option == THROUGH else what
        answers.answer(**{option: given})
