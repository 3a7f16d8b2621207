"""The questions about an export that only the clinic can answer."""

from typing import Any
from zlib import crc32
from zoneinfo import available_timezones

import streamlit as st

from ingest import Found
from ingest.recognize.layout import plain, tables
from ingest.recognize.mapping import MOST_HOURS, NOTICE_HOURS
from pages.data_parts import answers
from ui import words
from ui.choices import named_by

MOST_WORDS = 12
STATUSES = {
    "attended": "attended",
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
DECIMALS = {".": "A point: 12.5", ",": "A comma: 12,5"}
TURNED = {
    "points": "Points: turned already, so that all items can be added up",
    "answers": "Answers as they were given: these items are still to be turned",
}
CHOOSE = "Choose"
USE = "Use these answers"
TABLES = {
    "sessions": "one session with a client",
    "alliance": "one alliance score",
    "outcomes": "one outcome score",
    "clients": "what is known of one client",
    "counselors": "what is known of one counselor",
}
COLUMNS = {
    "client_id": "Client",
    "counselor_id": "Counselor",
    "session_id": "Session id",
    "start": "Start: date, or date and time",
    "day": "Date",
    "status": "Status: what became of the session",
}
CHOOSE_COLUMN = "Choose the column of the file"
UNKNOWN = "**{}: what is in it?** Its columns are not known here."
USE_COLUMNS = "Use these columns"
MORE = "Use one more column"


def open_questions(seen: list) -> dict:
    """Return what must be answered: {"date_order": file, "statuses": {word: rows}...}."""
    asked = {one.question: one for one in seen if one.question}
    if "columns" in asked:  # what else must be asked shows when the columns are known
        return {"columns": [one for one in seen if one.question == "columns"]}
    asked_words = unknown_words(seen)
    if asked_words:
        asked["statuses"] = asked_words
    if answers.entries().time_zone is None:
        asked["time_zone"] = True
    return asked


def unknown_words(seen: list) -> dict[str, int]:
    """Return status words that nobody has explained yet, the most frequent first."""
    explained = {plain(word) for word in answers.entries().statuses}
    rows: dict[str, int] = {}
    for one in seen:
        for word, (meaning, count) in one.status_words.items():
            if meaning == "unknown" and plain(word) not in explained:
                rows[word] = rows.get(word, 0) + count
    return dict(sorted(rows.items(), key=lambda item: -item[1]))


def ask(asked: dict) -> None:
    """Ask, and take the answers when they are given."""
    for one in asked.get("columns", []):
        of_unknown(one)
    if "columns" not in asked:
        _form(asked)


def _form(asked: dict) -> None:
    with st.form("import_questions", border=False):
        answered: dict[str, Any] = {}
        if "date_order" in asked:
            answered["date_order"] = _one_of(_order_of(asked["date_order"]), ORDERS)
        if "decimal" in asked:
            answered["decimal"] = _one_of("What separates decimals?", DECIMALS)
        if "turned" in asked:
            answered |= _turned(asked["turned"])
        if "statuses" in asked:
            answered["statuses"] = _statuses(asked["statuses"])
        if "time_zone" in asked:
            answered |= clinic()
        if st.form_submit_button(USE, type="primary"):
            answers.answer(**{k: v for k, v in answered.items() if v not in (None, {})})
            st.rerun()


def _order_of(one: Found) -> str:
    file, heading = (
        words.escaped(name or "") for name in (one.file, one.question_about)
    )
    return f"In which order does {file} write day and month (column {heading})?"


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


def _statuses(asked: dict[str, int]) -> dict[str, str]:
    st.markdown("**What do these words say about a session?**")
    first = list(asked.items())[:MOST_WORDS]
    if len(asked) > len(first):
        more = words.count(len(asked) - len(first), "word")
        st.caption(f"The most frequent {len(first)} first; {more} will follow.")
    chosen = {
        word: st.selectbox(
            f"“{words.escaped(word)}”, {words.count(rows, 'session')}",
            list(STATUSES),
            format_func=named_by(STATUSES),
            index=None,
            placeholder=CHOOSE,
            key=f"status_word_{crc32(word.encode())}",
        )
        for word, rows in first
    }
    return {word: status for word, status in chosen.items() if status in STATUSES}


def clinic() -> dict:
    """Ask for the clock on the clinic's wall and its rule for late cancellation."""
    known = answers.entries()
    zones = sorted(available_timezones())
    usual = known.time_zone or st.context.timezone
    left, right = st.columns(2)
    zone = left.selectbox(
        "Time zone of the clinic",
        zones,
        index=zones.index(usual) if usual in zones else zones.index("UTC"),
        help="For times that an export writes in another zone.",
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


def label(column: str) -> str:
    """Return what one of our columns is called."""
    return COLUMNS.get(column, column.replace("_", " ").capitalize())


def of_unknown(one: Found) -> None:
    """Ask what a file holds and which of its columns we need."""
    key = f"unknown_{crc32(one.file.encode())}"
    st.markdown(UNKNOWN.format(words.escaped(one.file)))
    table = st.selectbox(
        "Each row of the file is", list(TABLES), format_func=named_by(TABLES), key=key
    )
    with st.form(f"{key}_columns", border=False):
        chosen = {
            column: st.selectbox(
                label(column),
                one.unused,
                index=None,
                placeholder=CHOOSE_COLUMN,
                key=f"{key}_{table}_{column}",
            )
            for column in tables()[table].required
        }
        if st.form_submit_button(USE_COLUMNS, type="primary"):
            named = {ours: theirs for ours, theirs in chosen.items() if theirs}
            answers.answer(columns={table: named})
            st.rerun()


def one_more(one: Found) -> None:
    """Let the clinic name a column that is not used yet."""
    if not one.table or not one.unused:
        return
    free = [c for c in tables()[one.table].columns if c not in one.used]
    if not free:
        return
    key = f"more_{crc32(one.file.encode())}"
    with st.form(key, border=False):
        left, right = st.columns(2)
        theirs = left.selectbox(
            "Column of the file", one.unused, index=None, key=f"{key}_theirs"
        )
        ours = right.selectbox(
            "is our", free, format_func=label, index=None, key=f"{key}_ours"
        )
        if st.form_submit_button(MORE) and ours and theirs:
            answers.answer(columns={one.table: {ours: theirs}})
            st.rerun()
