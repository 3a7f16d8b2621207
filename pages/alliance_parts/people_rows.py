"""The rows behind the marks about counselors, clients, coverage and outcome."""

from dataclasses import replace
from datetime import date

import pandas as pd

from queries import Filters
from ui import period
from ui.behind import SCORES, SESSIONS
from ui.marks import Rows
from ui.scales import TOTAL

ATTENDED = ("attended",)


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
