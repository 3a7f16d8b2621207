"""What was answered before about files like these, each answer to be given anew."""

from zlib import crc32

import pandas as pd
import streamlit as st

from ingest import Found
from ingest.recognize import answers as one_by_one
from ingest.recognize.answers import Answer
from ingest.recognize.layout import DO_NOT_CONTACT, plain
from pages.data_parts import answers
from ui import words

ANEW = "Answer anew"


def show(seen: list[Found]) -> None:
    """Show the answers that are used for these files, open where some are from before."""
    used = [
        answer for answer in one_by_one.listed(answers.entries()) if bears(answer, seen)
    ]
    if not used:
        return
    kept = {answer.place for answer in one_by_one.listed(answers.kept())}
    before = sum(answer.place in kept for answer in used)
    with st.expander(title(len(used), before), expanded=before > 0):
        for answer in used:
            _line(answer)


def title(used: int, before: int) -> str:
    """Say how many answers are used for these files, and how many are from before."""
    said = f"{words.count(used, 'answer')} {'is' if used == 1 else 'are'} used for these files"
    return f"{said}, {before} of them kept from an earlier import" if before else said


def bears(answer: Answer, seen: list[Found]) -> bool:
    """Tell whether an answer is used for one of these files."""
    used: dict[str, set[str]] = {}
    for one in seen:
        used.setdefault(one.table or "", set()).update(one.used)
    met = {
        (plain(one.used.get("status", "")), plain(word))
        for one in seen
        for word in one.status_words
    }
    flags = [
        heading
        for one in seen
        for heading in [*one.unused, *one.used.get(DO_NOT_CONTACT, "").split(" + ")]
    ]
    files = {one.file for one in seen}
    return one_by_one.bears_on(answer, files, used, met, set(map(plain, flags)))


def _line(answer: Answer) -> None:
    left, right = st.columns([5, 1], vertical_alignment="center")
    left.markdown(words.escaped(answer.says) + since(answer))
    right.button(
        ANEW,
        key=f"anew_{crc32('.'.join(answer.place).encode())}",
        type="tertiary",
        on_click=answers.withdraw,
        args=(answer.place,),
    )


def since(answer: Answer) -> str:
    """Say when an answer was given, where that is known."""
    if answer.day is None:
        return ""
    return f", as answered on {words.day(pd.Timestamp(answer.day), st.context.locale)}"
