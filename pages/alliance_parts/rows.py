"""The rows behind the marks of the Alliance page."""

from dataclasses import replace

import pandas as pd

from queries import Filters
from ui.figures import marks
from ui.figures.behind import (
    EARLY,
    LATER,
    SCORES,
    SESSIONS,
    attended,
    of_counselor,
    of_month,
)
from ui.figures.marks import Rows
from ui.topics.scales import TOTAL

FIRST_EPISODE = "first episode"
LAST_SESSION = 12


def scores_of_session() -> Rows:
    """Lead from a session number to its scores in first episodes."""
    return Rows(
        *SCORES,
        "mark_id",
        narrow=_session,
        named="session {}".format,
        whole=_followed,
    )


def scores_of_side() -> Rows:
    """Lead from a session number of those who left, or stayed, to their scores."""
    return Rows(
        *SCORES,
        "mark_id",
        narrow=_side,
        named=lambda mark: "session {}, those who {}".format(*marks.parts(mark)),
        whole=lambda chosen: replace(_followed(chosen), states=("left", "stayed")),
    )


def scores_of_bin(highest: float) -> Rows:
    """Lead from a part of the range, early or later, to its ratings."""
    return Rows(
        *SCORES,
        "mark_id",
        narrow=lambda chosen, mark: _bin(chosen, mark, highest),
        named=lambda mark: "{}, {} to below {}".format(*marks.parts(mark)),
        whole=_totals,
    )


def clients_of_third() -> Rows:
    """Lead from a third of a rating to its clients."""
    return Rows(
        "early_dropout_alliance_clients",
        "client",
        mark="mark_id",
        narrow=_third,
        named=lambda mark: "{}, {} to {}".format(*marks.parts(mark)),
        whole=_totals,
    )


def sessions_by_questionnaire() -> Rows:
    """Lead from a session number with or without a score to its sessions."""
    return Rows(
        "alliance_unscored_sessions",
        "session",
        mark="mark_id",
        narrow=lambda chosen, mark: _states(_session(chosen, mark), mark),
        named=lambda mark: "session {}, {}".format(*marks.parts(mark)),
    )


def _followed(chosen: Filters) -> Filters:
    """Narrow to what the figures by session number are made of."""
    whole = replace(chosen, first_number=1, last_number=LAST_SESSION)
    return replace(whole, subscales=(TOTAL,), length=FIRST_EPISODE)


def _session(chosen: Filters, mark: str) -> Filters:
    number = int(marks.parts(mark)[0])
    return replace(chosen, first_number=number, last_number=number)


def _states(chosen: Filters, mark: str) -> Filters:
    return replace(chosen, states=(marks.parts(mark)[1],))


def _side(chosen: Filters, mark: str) -> Filters:
    return _states(_session(chosen, mark), mark)


def _bin(chosen: Filters, mark: str, top: float) -> Filters:
    """Narrow to scores from the first to below the last; the top belongs to its part."""
    phase, first, last = marks.parts(mark)
    numbers = EARLY if phase == "early" else LATER
    below = None if float(last) >= top else float(last)
    return replace(chosen, lowest=float(first), highest=below, **numbers)


def _third(chosen: Filters, mark: str) -> Filters:
    subscale, first, last = marks.parts(mark)
    narrowed = replace(chosen, lowest=float(first), highest=float(last))
    return replace(narrowed, subscales=(subscale,))


def scores_of_counselor(people: pd.DataFrame) -> Rows:
    """Lead from a counselor to the ratings of their clients."""
    return of_counselor(*SCORES, people, whole=_totals)


def attended_of_counselor(people: pd.DataFrame) -> Rows:
    """Lead from a counselor to the attended sessions that could have a score."""
    return of_counselor(*SESSIONS, people, whole=attended)


def attended_of_month() -> Rows:
    """Lead from a month to its attended sessions."""
    return of_month(*SESSIONS, whole=attended)


def clients_of_outcome(outcome: str) -> Rows:
    """Lead from any correlation to the clients it is made of."""
    return Rows(
        "alliance_outcome_clients",
        "client",
        mark="level",
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


def _totals(chosen: Filters) -> Filters:
    return replace(chosen, subscales=(TOTAL,))
