"""The invented counselors: their hours, their names, and the parts they play."""

from statistics import NormalDist

import numpy as np
from numpy.random import Generator

from sample_data import clinic
from sample_data.records import Counselors, Flags, Floats, Ints, Texts


def count_for(clients: int) -> int:
    """Return how many counselors a clinic of about so many clients has."""
    return min(-(-clients // clinic.CLIENTS_PER_COUNSELOR), clinic.MOST_COUNSELORS)


def drawn(rng: Generator, number: Ints, total: int, per_counselor: float) -> Counselors:
    """Draw the counselors with these numbers, out of `total`.

    `per_counselor` is how many clients each has.
    """
    count = len(number)
    role = np.array([clinic.ROLES.get(place, "") for place in number % clinic.TEAM])
    sites = min(-(-total // clinic.COUNSELORS_PER_SITE), clinic.MOST_SITES)
    size = rng.uniform(0.85, 1.15, count) * np.where(role == "part_time", 0.5, 1)
    hours = np.round(2 * clinic.HOURS_PER_CLIENT * per_counselor * size) / 2
    return Counselors(
        number=number,
        role=role,
        site=number * sites // total,
        supervisor=number // clinic.COUNSELORS_PER_SUPERVISOR,
        hours=np.maximum(hours, 1),
        limit=np.zeros(count, int),
        leaves=leaves(rng, role),
        alliance=rng.normal(0, 0.015, count),
        started=np.where(role == "started", clinic.STARTED_WEEK, 0),
        left=np.where(role == "left", clinic.LEFT_WEEK, clinic.WEEKS),
        ill=illness(rng, count),
        away=vacations(rng, role),
        days_employed=rng.integers(0, 3000, count),
        credential=rng.integers(0, len(clinic.CREDENTIALS), count),
        specialty=rng.integers(0, len(clinic.SPECIALTIES), count),
    )


def leaves(rng: Generator, role: Texts) -> Floats:
    """Spread the counselors' effects on leaving evenly over a normal distribution."""
    place = (rng.random(len(role)).argsort() + 0.5) / len(role)
    spread = NormalDist(0, clinic.COUNSELOR_SPREAD)
    effect = np.array([spread.inv_cdf(share) for share in place]).clip(-0.4, 0.8)
    parts = {
        "clients_stay": clinic.CLIENTS_STAY,
        "overloaded": clinic.STRAIN,
        "group": 0,
    }
    for part, value in parts.items():
        effect[role == part] = value
    return effect


def illness(rng: Generator, count: int) -> Flags:
    """Draw the days on which each counselor is ill: a few spells of one to five days."""
    days = np.zeros((count, clinic.WEEKS * 7 + 7), bool)
    first = rng.integers(0, clinic.WEEKS * 7, (count, 7))
    length = rng.integers(1, 6, (count, 7))
    for day in range(5):
        who, spell = np.nonzero(day < length)
        days[who, first[who, spell] + day] = True
    return days


def vacations(rng: Generator, role: Texts) -> Flags:
    """Draw the weeks in which each counselor is away; the overloaded stay on."""
    weeks = np.zeros((len(role), clinic.WEEKS + 1), bool)
    for first in clinic.VACATION_WEEKS:
        start = first + rng.integers(0, 4, len(role))
        weeks[np.arange(len(role)), start] = True
        weeks[np.arange(len(role)), start + 1] = rng.random(len(role)) < 0.6
    weeks[role == "overloaded", clinic.CROWDING[0][0] :] = False
    return weeks


def names(numbers: Ints) -> list[str]:
    """Name people: the first nine hundred names all differ."""
    first, last = clinic.FIRST_NAMES.split(), clinic.LAST_NAMES.split()
    turn = numbers // (len(first) * len(last))
    pairs = zip(numbers % len(first), (numbers + turn) % len(last), strict=True)
    return [f"{first[one]} {last[two]}" for one, two in pairs]


def site_names(count: int) -> list[str]:
    """Name the sites: those of the sample, then the same with a number."""
    turns = (divmod(place, len(clinic.SITES)) for place in range(count))
    return [clinic.SITES[at] + (f" {turn + 1}" if turn else "") for turn, at in turns]
