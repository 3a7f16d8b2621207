"""What becomes of an appointment, and what a client decides after a session."""

import numpy as np
from numpy.random import Generator

from sample_data import clinic
from sample_data.records import Clients, Flags, Floats, Ints

MINUTES = np.array(list(clinic.MINUTES.values()))
MONTH = (clinic.OPENING + np.arange(clinic.WEEKS * 7 + 14)).astype("M8[M]").astype(int)
BUSY = np.isin(MONTH % 12 + 1, clinic.BUSY_MONTHS)


def chance(odds: Floats) -> Floats:
    """Turn log odds into a probability."""
    return 1 / (1 + np.exp(-odds))


def booked(
    rng: Generator, clients: Clients, who: Ints, start: Ints, service: Ints
) -> Ints:
    """Return when each was booked: weeks ahead, as a session of the series ended."""
    ahead = clients.weeks_booked[who] * clients.weeks_apart[who] * clinic.WEEK
    regular = start - ahead + MINUTES[service] + rng.integers(0, 9, len(who))
    earliest = clients.not_before[who]
    first = earliest == clients.first_booked[who]
    return np.where(first, earliest, np.maximum(regular, earliest))


def status(
    rng: Generator, clients: Clients, who: Ints, start: Ints, booked: Ints, ill: Flags
) -> Ints:
    """Draw the status of each appointment; one later than the export is scheduled."""
    odds = clinic.NO_SHOW_ODDS + clinic.FIRST_NO_SHOW * (clients.sessions[who] == 0)
    odds = odds + clinic.LEAD_NO_SHOW * np.log1p((start - booked) / clinic.WEEK)
    odds += clinic.MANDATED_NO_SHOW * clients.mandated[who]
    chances = np.empty((len(who), 5))
    chances[:, clinic.NO_SHOW] = chance(odds)
    chances[:, clinic.LATE :] = clinic.CHANCES
    chances[:, clinic.CANCELLED] += clinic.BUSY_CANCELS * BUSY[start // clinic.DAY]
    chances[clients.leaving[who]] = clinic.TRAILING
    drawn = (rng.random((len(who), 1)) >= chances.cumsum(1)).sum(1)
    drawn[ill] = clinic.CLINIC
    asked = (drawn == clinic.CANCELLED) | (drawn == clinic.RESCHEDULED)
    drawn[asked & (start - booked < 2 * clinic.DAY)] = clinic.LATE
    drawn[start > clinic.NOW] = clinic.SCHEDULED
    return drawn


def cancelled(rng: Generator, status: Ints, start: Ints, booked: Ints) -> Ints:
    """Return when each was cancelled, 0 where it was not; late is within 24 hours."""
    late, notice = status == clinic.LATE, start - clinic.DAY
    earliest = np.where(late, np.maximum(notice, booked), booked) + 1
    latest = np.where(late, start - 20, notice)
    before = rng.random(len(start)) ** np.where(late, 1, 2) * (latest - earliest)
    when = latest - before.astype(int)
    minute = when % clinic.DAY  # nobody cancels at night: the evening before
    when -= np.where(minute < 7 * 60, minute + 60 + minute // 2, 0)
    when = np.maximum(when, earliest)
    morning = start // clinic.DAY * clinic.DAY + rng.integers(405, 480, len(start))
    when = np.where(status == clinic.CLINIC, np.maximum(morning, booked + 1), when)
    kept = (status == clinic.NO_SHOW) | (status >= clinic.ATTENDED)
    return np.where(kept, 0, when)


def odds_of_leaving(
    clients: Clients, who: Ints, counselor: Floats, gap: Ints, quality: Floats
) -> Floats:
    """Return the log odds that a client does not come again after this session.

    `counselor` is the counselor's own effect, `gap` the minutes since the session before.
    """
    number = clients.sessions[who]
    odds = clinic.LEAVES[np.minimum(number, len(clinic.LEAVES)) - 1]
    odds = odds + counselor + clients.leaves[who]
    weight = np.where(number < 4, clinic.EARLY_ALLIANCE, clinic.LATER_ALLIANCE)
    odds += weight * (quality - 0.9)
    odds += (number == 1) * clinic.WAIT_LEAVES * (clients.wait[who] - 15)
    apart = (gap / clinic.DAY - 10).clip(-7, 20)
    return odds + (number == 2) * clinic.GAP_LEAVES * apart


def next_step(
    rng: Generator, clients: Clients, who: Ints, odds: Floats
) -> tuple[Flags, Flags, Flags]:
    """Draw who leaves, who finishes as planned and who ends otherwise."""
    number = clients.sessions[who]
    brief = clients.program[who] == clinic.EMPLOYEE
    finishes = clinic.FINISHES[np.minimum(number, len(clinic.FINISHES)) - 1]
    finishes = finishes + clinic.EMPLOYEE_FINISHES * (brief & (number > 5))
    mending, broken = clients.rupture[who] > 0, clients.rupture[who] < 0
    leaves = np.where(broken, 0.6, np.where(mending, 0, chance(odds)))
    drawn = rng.random(len(who))
    left = drawn < leaves
    otherwise = ~left & ~mending & (drawn < leaves + clinic.ENDS_OTHERWISE)
    finished = rng.random(len(who)) < finishes
    return left, finished & ~(left | otherwise | mending | broken), otherwise


def planned(rng: Generator, count: int) -> Ints:
    """Draw the recorded reason of a planned ending; some are never recorded."""
    place = np.searchsorted((0.60, 0.95), rng.random(count), "right")
    return np.take((clinic.PLANNED, clinic.AGREED, -1), place)


def otherwise(rng: Generator, count: int) -> Ints:
    """Draw how care ended otherwise: transferred, referred on, moved, died."""
    kind = np.searchsorted(clinic.OTHERWISE, rng.random(count), "right")
    return clinic.TRANSFERRED + kind
