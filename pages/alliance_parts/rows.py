"""The rows behind the marks of the Alliance page."""

from dataclasses import replace

import pandas as pd

from queries import Filters
from ui.behind import SCORES
from ui.marks import Rows
from ui.scales import APART, TOTAL

FIRST_EPISODE = "first episode"
LAST_SESSION = 12


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
