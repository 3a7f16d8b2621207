"""The rows behind the marks of the Alliance page."""

from dataclasses import replace
from datetime import date

import pandas as pd

from queries import Filters
from ui import period
from ui.behind import SCORES, SESSIONS
from ui.marks import Rows
from ui.scales import APART, TOTAL

FIRST_EPISODE = "first episode"
LAST_SESSION = 12
ATTENDED = ("attended",)


def mark_id(frame: pd.DataFrame, *columns: str) -> list[str]:
    """Return what a mark carries: the texts of these columns."""
    parts = (frame[column].astype(str) for column in columns)
    return [APART.join(row) for row in zip(*parts, strict=True)]


def scores_of_session() -> Rows:
    """Lead from a session number to its scores in first episodes."""
    return Rows(
        **(SCORES | {"mark": "mark_id"}),
        narrow=_session,
        named="session {}".format,
        whole=_followed,
    )


def scores_of_side() -> Rows:
    """Lead from a session number of those who left, or stayed, to their scores."""
    return Rows(
        **(SCORES | {"mark": "mark_id"}),
        narrow=_side,
        named=lambda mark: "session {}, those who {}".format(*mark.split(APART)),
        whole=lambda chosen: replace(_followed(chosen), states=("left", "stayed")),
    )


def scores_of_bin(highest: float) -> Rows:
    """Lead from a part of the range, early or later, to its ratings."""
    return Rows(
        **(SCORES | {"mark": "mark_id"}),
        narrow=lambda chosen, mark: _bin(chosen, mark, highest),
        named=lambda mark: "{}, {} to below {}".format(*mark.split(APART)),
        whole=lambda chosen: replace(chosen, subscales=(TOTAL,)),
    )


def clients_of_third() -> Rows:
    """Lead from a third of a rating to its clients."""
    return Rows(
        "early_dropout_alliance_clients",
        "client",
        mark="mark_id",
        narrow=_third,
        named=lambda mark: "{}, {} to {}".format(*mark.split(APART)),
        whole=lambda chosen: replace(chosen, subscales=(TOTAL,)),
    )


def sessions_by_questionnaire() -> Rows:
    """Lead from a session number with or without a score to its sessions."""
    return Rows(
        "alliance_unscored_sessions",
        "session",
        mark="mark_id",
        narrow=lambda chosen, mark: _states(_session(chosen, mark), mark),
        named=lambda mark: "session {}, {}".format(*mark.split(APART)),
    )


def _followed(chosen: Filters) -> Filters:
    """Narrow to what the figures by session number are made of."""
    whole = {"first_number": 1, "last_number": LAST_SESSION, "length": FIRST_EPISODE}
    return replace(chosen, subscales=(TOTAL,), **whole)


def _session(chosen: Filters, mark: str) -> Filters:
    number = int(mark.split(APART)[0])
    return replace(chosen, first_number=number, last_number=number)


def _states(chosen: Filters, mark: str) -> Filters:
    return replace(chosen, states=(mark.split(APART)[1],))


def _side(chosen: Filters, mark: str) -> Filters:
    return _states(_session(chosen, mark), mark)


def _bin(chosen: Filters, mark: str, top: float) -> Filters:
    """Narrow to scores from the first to below the last; the top belongs to its part."""
    phase, first, last = mark.split(APART)
    early = {"first_number": 1, "last_number": 3}
    numbers = early if phase == "early" else {"first_number": 4}
    below = None if float(last) >= top else float(last)
    return replace(chosen, lowest=float(first), highest=below, **numbers)


def _third(chosen: Filters, mark: str) -> Filters:
    subscale, first, last = mark.split(APART)
    ends = {"lowest": float(first), "highest": float(last)}
    return replace(chosen, subscales=(subscale,), **ends)


def scores_of_counselor(people: pd.DataFrame) -> Rows:
    """Lead from a counselor to the ratings of their clients."""
    return Rows(
        **(SCORES | {"mark": "counselor_id"}),
        **_people(people),
        whole=lambda chosen: replace(chosen, subscales=(TOTAL,)),
    )


def attended_of_counselor(people: pd.DataFrame) -> Rows:
    """Lead from a counselor to the attended sessions that could have a score."""
    return Rows(**SESSIONS, mark="counselor_id", **_people(people), whole=_attended)


def attended_of_month() -> Rows:
    """Lead from a month to its attended sessions."""
    return Rows(
        **SESSIONS,
        mark="month",
        narrow=lambda chosen, mark: period.month(chosen, date.fromisoformat(mark)),
        named=lambda mark: f"{date.fromisoformat(mark):%B %Y}",
        whole=_attended,
    )


def clients_of_outcome(outcome: str) -> Rows:
    """Lead from any correlation to the clients it is made of."""
    return Rows(
        "alliance_outcome_clients",
        "client",
        mark="mark_id",
        narrow=lambda chosen, _: chosen,
        named=lambda _: "the clinic's correlations",
        whole=lambda chosen: replace(chosen, value=outcome),
    )


def ruptures_of_state() -> Rows:
    """Lead from a state to its possible ruptures."""
    return Rows(
        "alliance_ruptures",
        "possible rupture",
        mark="state",
        narrow=lambda chosen, mark: replace(chosen, states=(mark,)),
        named=str,
    )


def sessions_of_client() -> Rows:
    """Lead from a client to the sessions of their panel."""
    return Rows(
        "alliance_by_client",
        "session",
        mark="client_id",
        narrow=lambda chosen, mark: replace(chosen, clients=(mark,)),
        named=str,
    )


def _people(people: pd.DataFrame) -> dict:
    names = dict(zip(people["counselor_id"], people["counselor"], strict=True))
    return {
        "narrow": lambda chosen, mark: replace(chosen, counselors=(mark,)),
        "named": lambda mark: str(names.get(mark, mark)),
    }


def _attended(chosen: Filters) -> Filters:
    return replace(chosen, statuses=ATTENDED)
