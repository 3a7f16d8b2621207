"""The questions about an export that only the clinic can answer."""

from datetime import date
from typing import Any
from zlib import crc32

import streamlit as st

from ingest import Found
from ingest.recognize import mapping
from ingest.recognize.mapping import MOST_HOURS, NOTICE_HOURS
from pages.data_parts import answers, own_columns, zones
from ui import words
from ui.page.choices import named_by

MOST_WORDS = 12
STATUSES = {
    "attended": "attended",
    "attended_if_past": "attended, once its time has passed",
    "no_show": "no-show: the client did not come",
    "late_cancelled": "cancelled late by the client",
    "client_cancelled": "cancelled earlier by the client",
    "clinic_cancelled": "cancelled by counselor or clinic",
    "rescheduled": "rescheduled",
    "scheduled": "scheduled, in the future",
    "unmarked": "never marked",
    "unknown": "something else: leave it out of every rate",
}
ORDERS = {
    "day-month-year": "Day first: 03/02/2026 is in February",
    "month-day-year": "Month first: 03/02/2026 is in March",
}
FIRST = ("Day first", "Month first")
ZONED = (
    "{}: the times are written in a zone of their own, such as Z for UTC, and will be"
    " shown on the clinic's clock."
)
DECIMALS = {".": "A point: 12.5", ",": "A comma: 12,5"}
TURNED = {
    "points": "Points: turned already, so that all items can be added up",
    "answers": "Answers as they were given: these items are still to be turned",
}
CHOOSE = "Choose"
USE = "Use these answers"


def open_questions(seen: list) -> dict:
    """Return what must be answered: {"date_order": file, "statuses": {words: rows}...}."""
    asked = {one.question: one for one in seen if one.question}
    if "columns" in asked:  # what else must be asked shows when the columns are known
        return {"columns": [one for one in seen if one.question == "columns"]}
    asked_words = unknown_words(seen)
    if asked_words:
        asked["statuses"] = asked_words
    if answers.entries().time_zone is None:
        asked["time_zone"] = [one.file for one in seen if one.zoned]
    return asked


def unknown_words(seen: list) -> dict[tuple[str, str], int]:
    """Return (heading, status word) that nobody has explained yet and its rows, most first."""
    told = mapping.meant(answers.entries())
    rows: dict[tuple[str, str], int] = {}
    for one in seen:
        for word, (meaning, count) in one.status_words.items():
            under = one.used.get("status", ""), word
            if meaning == "unknown" and not told.status(*under):
                rows[under] = rows.get(under, 0) + count
    return dict(sorted(rows.items(), key=lambda item: -item[1]))


def ask(asked: dict) -> None:
    """Ask, and take the answers when they are given."""
    for one in asked.get("columns", []):
        own_columns.of_unknown(one)
    if "columns" not in asked:
        _form(asked)


def _form(asked: dict) -> None:
    with st.form("import_questions", border=False):
        answered: dict[str, Any] = {}
        if "date_order" in asked:
            one = asked["date_order"]
            answered["date_order"] = _one_of(_order_of(one), orders(one))
        if "decimal" in asked:
            answered["decimal"] = _one_of("What separates decimals?", DECIMALS)
        if "turned" in asked:
            answered |= _turned(asked["turned"])
        if "statuses" in asked:
            answered["statuses_under"] = statuses(asked["statuses"])
        if "time_zone" in asked:
            if asked["time_zone"]:
                st.caption(ZONED.format(words.escaped(", ".join(asked["time_zone"]))))
            answered |= clinic()
        if st.form_submit_button(USE, type="primary"):
            answers.answer(**{k: v for k, v in answered.items() if v not in (None, {})})
            st.rerun()


def _order_of(one: Found) -> str:
    file, heading = (
        words.escaped(name or "") for name in (one.file, one.question_about)
    )
    says = f"In which order does {file} write day and month (column {heading})?"
    if one.readings:
        says += f" Line {words.number(one.line)} says {words.escaped(one.readings[0])}."
    return says


def orders(one: Found) -> dict[str, str]:
    """Return the date orders, each with the day that it takes the file's first date for."""
    if not one.readings:
        return ORDERS
    text, *days = one.readings
    meant = [words.day(date.fromisoformat(day), st.context.locale) for day in days]
    return {
        order: f"{first}: {words.escaped(text)} is {day}"
        for order, first, day in zip(ORDERS, FIRST, meant, strict=True)
    }


def _turned(one: Found) -> dict:
    """Ask whether a file holds the items that count the other way round as points."""
    name = one.question_about or ""
    turned = _one_of(
        f"Some items of {words.escaped(name)} count the other way round. What does"
        f" {words.escaped(one.file)} hold for them?",
        TURNED,
    )
    if turned is None:
        return {}
    return {"instrument": answers.of_instrument(name, turned=turned == "points")}


def _one_of(label: str, options: dict[str, str]) -> str | None:
    return st.radio(label, list(options), format_func=named_by(options), index=None)


def statuses(asked: dict[tuple[str, str], int]) -> dict[str, dict[str, str]]:
    """Ask what words under a heading mean; return the statuses by heading and word."""
    st.markdown("**What do these words say about a session?**")
    first = list(asked.items())[:MOST_WORDS]
    if len(asked) > len(first):
        more = words.count(len(asked) - len(first), "word")
        st.caption(f"The most frequent {len(first)} first; {more} will follow.")
    several = len({heading for heading, _ in asked}) > 1
    chosen: dict[str, dict[str, str]] = {}
    for (heading, word), rows in first:
        under = f" under “{words.escaped(heading)}”" if several else ""
        status = st.selectbox(
            f"“{words.escaped(word)}”{under}, {words.count(rows, 'session')}",
            list(STATUSES),
            format_func=named_by(STATUSES),
            index=None,
            placeholder=CHOOSE,
            key=f"status_word_{crc32(f'{heading} {word}'.encode())}",
        )
        if status in STATUSES:
            chosen.setdefault(heading, {})[word] = status
    return chosen


def clinic() -> dict:
    """Ask for the clock on the clinic's wall and its rule for late cancellation."""
    known = answers.entries()
    own = st.context.timezone
    listed = zones.listed(own)
    usual = known.time_zone or own
    left, right = st.columns(2)
    zone = left.selectbox(
        "Time zone of the clinic",
        listed,
        index=listed.index(usual if usual in listed else "UTC"),
        format_func=zones.named(own),
        help="For times that an export writes in another zone. Type a city to find it.",
    )
    hours = right.number_input(
        "A cancellation is late within so many hours",
        min_value=0.0,
        max_value=float(MOST_HOURS),
        value=float(NOTICE_HOURS if known.notice_hours is None else known.notice_hours),
        step=1.0,
        format="%g",
        help="For exports that carry the moment of cancellation and no word for late.",
    )
    return {"time_zone": zone, "notice_hours": hours}


def settings() -> None:
    """Offer to change what was answered about the clinic."""
    with st.form("clinic_settings", border=False):
        answered = clinic()
        if st.form_submit_button("Change"):
            answers.answer(**answered)
            st.rerun()
