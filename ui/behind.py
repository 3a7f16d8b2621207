"""The rows behind each kind of mark, for the figures of all pages."""

from dataclasses import replace
from datetime import date

import pandas as pd

from queries import Filters
from ui import period
from ui.marks import Rows
from ui.scales import APART

IN_THE_RATE = ("attended", "no_show", "late_cancelled")
LAST_EARLY_SESSION = 3
CLIENTS = {"question": "early_dropout_clients", "noun": "client"}
SCORES = {"question": "alliance_scores", "noun": "score", "mark": "scale_id"}
SESSIONS = {"question": "attendance_sessions", "noun": "session"}


def clients_of_month() -> Rows:
    """Lead from a month to the clients who began in it."""
    return Rows(**CLIENTS, mark="month", narrow=_month, named=_month_name)


def clients_of_counselor(people: pd.DataFrame) -> Rows:
    """Lead from a counselor to the clients who began with them."""
    return Rows(**CLIENTS, **_of(people))


def clients_after_session() -> Rows:
    """Lead from a session number to the clients who left right after it."""
    return Rows(
        **CLIENTS,
        mark="session_number",
        narrow=_after,
        named="those who left after session {}".format,
    )


def clients_up_to_session() -> Rows:
    """Lead from a session number to the clients who left after it or before."""
    return Rows(
        **CLIENTS,
        mark="session_number",
        narrow=_up_to,
        named="those who left by session {}".format,
    )


def sessions_of_counselor(people: pd.DataFrame) -> Rows:
    """Lead from a counselor to the sessions that their rate is made of."""
    return Rows(**SESSIONS, **_of(people), whole=_in_the_rate)


def sessions_of_status(named: dict[str, str]) -> Rows:
    """Lead from a status to its sessions."""
    return Rows(**SESSIONS, mark="status", narrow=_status, named=named.get)


def caseload_of_counselor(people: pd.DataFrame) -> Rows:
    """Lead from a counselor to the clients they carry."""
    return Rows("caseload_clients", "client", **_of(people))


def early_scores_of_counselor(people: pd.DataFrame) -> Rows:
    """Lead from a counselor to their clients' scores of sessions 1 to 3."""
    early = {"first_number": 1, "last_number": LAST_EARLY_SESSION}
    return Rows(
        "alliance_scores",
        "score",
        **_of(people),
        whole=lambda chosen: replace(chosen, subscales=("total",), **early),
    )


def scores_of_phase() -> Rows:
    """Lead from a scale's early or later mean to the scores in it."""
    return Rows(**SCORES, narrow=_phase, named=_phase_name)


def scores_of_length() -> Rows:
    """Lead from a session of clients of one length of stay to its scores."""
    return Rows(**SCORES, narrow=_length, named=_length_name)


def _month(chosen: Filters, mark: str) -> Filters:
    return period.month(chosen, date.fromisoformat(mark))


def _month_name(mark: str) -> str:
    return f"{date.fromisoformat(mark):%B %Y}"


def _counselor(chosen: Filters, mark: str) -> Filters:
    return replace(chosen, counselors=(mark,))


def _of(people: pd.DataFrame) -> dict:
    """Return how a mark that carries a counselor's id is followed and named."""
    names = dict(zip(people["counselor_id"], people["counselor"], strict=True))

    def named(mark: str) -> str:
        return str(names.get(mark, mark))

    return {"mark": "counselor_id", "narrow": _counselor, "named": named}


def _after(chosen: Filters, mark: str) -> Filters:
    return replace(chosen, left_after=(int(mark),))


def _up_to(chosen: Filters, mark: str) -> Filters:
    return replace(chosen, left_after=tuple(range(1, int(mark) + 1)))


def _status(chosen: Filters, mark: str) -> Filters:
    return replace(chosen, statuses=(mark,))


def _in_the_rate(chosen: Filters) -> Filters:
    return replace(chosen, statuses=IN_THE_RATE)


def _scale(chosen: Filters, instrument: str, subscale: str, **more) -> Filters:
    return replace(chosen, instruments=(instrument,), subscales=(subscale,), **more)


def _phase(chosen: Filters, mark: str) -> Filters:
    *scale, phase = mark.split(APART)
    if phase == "early":
        return _scale(chosen, *scale, first_number=1, last_number=LAST_EARLY_SESSION)
    return _scale(chosen, *scale, first_number=LAST_EARLY_SESSION + 1)


def _phase_name(mark: str) -> str:
    return ", ".join(mark.split(APART))


def _length(chosen: Filters, mark: str) -> Filters:
    *scale, length, number = mark.split(APART)
    place = {"first_number": int(number), "last_number": int(number)}
    return _scale(chosen, *scale, length=length, **place)


def _length_name(mark: str) -> str:
    instrument, _, length, number = mark.split(APART)
    return f"{instrument}, session {number} of clients who stayed: {length}"
