"""The rows behind the kinds of mark that several pages draw."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from queries import Filters
from ui.figures import marks
from ui.figures.marks import Narrowing, Rows, unchanged
from ui.page import period

IN_THE_RATE = ("attended", "no_show", "late_cancelled")
LAST_EARLY_SESSION = 3
EARLY: dict[str, Any] = {"first_number": 1, "last_number": LAST_EARLY_SESSION}
LATER: dict[str, Any] = {"first_number": LAST_EARLY_SESSION + 1}
CLIENTS = ("early_dropout_clients", "client")
SCORES = ("alliance_scores", "score")
SESSIONS = ("attendance_sessions", "session")


def of_month(
    question: str, noun: str, *, mark: str = "month", whole: Narrowing = unchanged
) -> Rows:
    """Lead from a month, by its first day, to its rows of a question."""
    return Rows(question, noun, mark, narrow=_month, named=_month_name, whole=whole)


def of_counselor(
    question: str, noun: str, people: pd.DataFrame, *, whole: Narrowing = unchanged
) -> Rows:
    """Lead from a counselor to their rows of a question.

    `people` names them: counselor_id, counselor.
    """
    names = dict(zip(people["counselor_id"], people["counselor"], strict=True))

    def named(mark: str) -> str:
        return str(names.get(mark, mark))

    return Rows(question, noun, "counselor_id", _counselor, named, whole)


def clients_of_month() -> Rows:
    """Lead from a month to the clients who began in it."""
    return of_month(*CLIENTS)


def clients_of_counselor(people: pd.DataFrame) -> Rows:
    """Lead from a counselor to the clients who began with them."""
    return of_counselor(*CLIENTS, people)


def clients_after_session() -> Rows:
    """Lead from a session number to the clients who left right after it."""
    named = "those who left after session {}".format
    return Rows(*CLIENTS, "session_number", narrow=_after, named=named)


def clients_up_to_session() -> Rows:
    """Lead from a session number to the clients who left after it or before."""
    named = "those who left by session {}".format
    return Rows(*CLIENTS, "session_number", narrow=_up_to, named=named)


def sessions_of_counselor(people: pd.DataFrame) -> Rows:
    """Lead from a counselor to the sessions that their rate is made of."""
    return of_counselor(*SESSIONS, people, whole=in_the_rate)


def sessions_of_status(labels: dict[str, str]) -> Rows:
    """Lead from a status to its sessions; `labels` leads to its name."""
    return Rows(
        *SESSIONS,
        "status",
        narrow=_status,
        named=lambda status: labels.get(status, status),
    )


def caseload_of_counselor(people: pd.DataFrame) -> Rows:
    """Lead from a counselor to the clients they carry."""
    return of_counselor("caseload_clients", "client", people)


def early_scores_of_counselor(people: pd.DataFrame) -> Rows:
    """Lead from a counselor to their clients' scores of sessions 1 to 3."""
    return of_counselor(*SCORES, people, whole=_early_totals)


def scores_of_phase() -> Rows:
    """Lead from a scale's early or later mean to the scores in it."""
    return Rows(*SCORES, "scale_id", narrow=_phase, named=_phase_name)


def scores_of_length() -> Rows:
    """Lead from a session of clients of one length of stay to its scores."""
    return Rows(*SCORES, "scale_id", narrow=_length, named=_length_name)


def in_the_rate(chosen: Filters) -> Filters:
    """Narrow to the sessions that an attendance rate is made of."""
    return replace(chosen, statuses=IN_THE_RATE)


def attended(chosen: Filters) -> Filters:
    """Narrow to the sessions that took place."""
    return replace(chosen, statuses=("attended",))


def _month(chosen: Filters, mark: str) -> Filters:
    return period.month(chosen, date.fromisoformat(mark))


def _month_name(mark: str) -> str:
    return period.named(date.fromisoformat(mark), "month")


def _counselor(chosen: Filters, mark: str) -> Filters:
    return replace(chosen, counselors=(mark,))


def _after(chosen: Filters, mark: str) -> Filters:
    return replace(chosen, left_after=(int(mark),))


def _up_to(chosen: Filters, mark: str) -> Filters:
    return replace(chosen, left_after=tuple(range(1, int(mark) + 1)))


def _status(chosen: Filters, mark: str) -> Filters:
    return replace(chosen, statuses=(mark,))


def _early_totals(chosen: Filters) -> Filters:
    return replace(chosen, subscales=("total",), **EARLY)


def _scale(chosen: Filters, instrument: str, subscale: str, **more: Any) -> Filters:
    return replace(chosen, instruments=(instrument,), subscales=(subscale,), **more)


def _phase(chosen: Filters, mark: str) -> Filters:
    instrument, subscale, phase = marks.parts(mark)
    return _scale(
        chosen, instrument, subscale, **(EARLY if phase == "early" else LATER)
    )


def _phase_name(mark: str) -> str:
    return ", ".join(marks.parts(mark))


def _length(chosen: Filters, mark: str) -> Filters:
    instrument, subscale, length, number = marks.parts(mark)
    narrowed = replace(chosen, first_number=int(number), last_number=int(number))
    return _scale(narrowed, instrument, subscale, length=length)


def _length_name(mark: str) -> str:
    instrument, _, length, number = marks.parts(mark)
    return f"{instrument}, session {number} of clients who stayed: {length}"
