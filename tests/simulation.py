"""An invented clinic whose true early dropout is known, exported at a day of choice."""

from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd

LEAVE_AFTER_ONE, LEAVE_AFTER_TWO, LEAVE_LATER = 0.25, 0.15, 0.05
TRUTH = LEAVE_AFTER_ONE + (1 - LEAVE_AFTER_ONE) * LEAVE_AFTER_TWO
FIRST_PLANNED_ENDING, PLANNED_ENDING = 8, 0.15
SKIPPED_WEEK = 0.2
LONGEST = 60
COUNSELORS = 8
FIRST_DAY = date(2025, 1, 6)


class Clinic(NamedTuple):
    """What the clinic knows on the last day: days are counted from FIRST_DAY.

    sessions: client, counselor, day, session_number, one row per attended session,
    by client and number. discharges: client, day, one row per planned ending.
    """

    sessions: pd.DataFrame
    discharges: pd.DataFrame
    last_day: int


def clinic(clients: int, *, weeks: int, seed: int = 20260101) -> Clinic:
    """Simulate clients who begin on any day of so many weeks, known up to the end.

    After each session a client drops out, ends as planned (from session 8 on), or
    comes back a week later, now and then two. Sessions after the last day are not
    in the export; a planned ending is recorded on the day of the last session.
    """
    random, last_day = np.random.default_rng((seed, weeks)), weeks * 7
    client = np.arange(clients)
    day = random.integers(0, last_day + 1, clients)
    sessions, discharges = [], []
    for number in range(1, LONGEST + 1):
        seen = day <= last_day
        client, day = client[seen], day[seen]
        sessions.append(_table(client, day).assign(session_number=number))
        chance = random.random(len(client))
        leaves = chance < _hazard(number)
        ends = ~leaves & (chance < _hazard(number) + _planned(number))
        discharges.append(_table(client[ends], day[ends]))
        stays = ~leaves & ~ends
        skipped = random.random(stays.sum()) < SKIPPED_WEEK
        client, day = client[stays], day[stays] + np.where(skipped, 14, 7)
    attended = pd.concat(sessions).sort_values(["client", "session_number"])
    attended = attended.assign(counselor=attended["client"] % COUNSELORS)
    return Clinic(
        attended.reset_index(drop=True),
        pd.concat(discharges, ignore_index=True),
        last_day,
    )


def export(known: Clinic) -> dict[str, pd.DataFrame]:
    """Turn it into the tables of an export, in the canonical columns, as text.

    Returns sessions and clients; data are through `last_day(known)`.
    """
    sessions, discharges = known.sessions, known.discharges
    attended = pd.DataFrame(
        {
            "session_id": "s" + (sessions.index + 1).astype(str),
            "client_id": "c" + sessions["client"].astype(str),
            "counselor_id": "k" + sessions["counselor"].astype(str),
            "start": _dates(sessions["day"]) + " 14:00",
            "minutes": "50",
            "status": "attended",
        }
    )
    ended = pd.DataFrame(
        {
            "client_id": "c" + discharges["client"].astype(str),
            "discharge_date": _dates(discharges["day"]),
            "discharge_reason": "completed",
        }
    )
    return {"sessions": attended, "clients": ended}


def last_day(known: Clinic) -> date:
    """Return the day through which the clinic's data are known."""
    return FIRST_DAY + timedelta(days=known.last_day)


def _table(client: np.ndarray, day: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"client": client, "day": day})


def _dates(days: pd.Series) -> pd.Series:
    start = pd.Timestamp(FIRST_DAY)
    return (start + pd.to_timedelta(days, unit="D")).dt.strftime("%Y-%m-%d")


def _hazard(number: int) -> float:
    return {1: LEAVE_AFTER_ONE, 2: LEAVE_AFTER_TWO}.get(number, LEAVE_LATER)


def _planned(number: int) -> float:
    return PLANNED_ENDING if number >= FIRST_PLANNED_ENDING else 0.0
