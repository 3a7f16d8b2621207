"""The invented clients, in the order in which they are taken on."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.random import Generator

from sample_data import clinic
from sample_data.records import Clients, Floats, Ints


def drawn(rng: Generator, count: int) -> Clients:
    """Draw the clients who may be taken on, with what predicts that they leave."""
    known = attributes(rng, count)
    mandated = rng.random(count) < np.take(clinic.MANDATED, known["referral_source"])
    level = rng.normal(clinic.ALLIANCE, clinic.ALLIANCE_SPREAD, count)
    start = np.take(clinic.OUTCOME_AT_INTAKE, known["severity"])
    return Clients(
        program=known["program"],
        attributes=known,
        recorded={name: rng.random(count) >= clinic.NOT_RECORDED for name in known},
        mandated=mandated,
        copay=np.array(clinic.COPAYS)[known["payer"], rng.integers(0, 4, count)],
        leaves=effects(known) + clinic.MANDATED_LEAVES * mandated,
        modality=np.searchsorted((0.64, 0.93), rng.random(count), "right"),
        couple=(rng.random(count) < clinic.COUPLE) & (known["program"] == clinic.ADULT),
        wait=np.exp(rng.normal(2.5, 0.6, count)).astype(int).clip(3, 90),
        weeks_apart=np.where(rng.random(count) < clinic.FORTNIGHTLY, 2, 1),
        weeks_booked=rng.integers(1, 5, count),
        level=level,
        skips=rng.normal(clinic.SKIPPED, 0.15, count).clip(0.03, 0.95),
        symptoms=start + rng.normal(0, 3, count),
        gain=6 + 25 * (level - clinic.ALLIANCE) + rng.normal(0, 3.2, count),
    )


def attributes(rng: Generator, count: int) -> dict[str, Ints]:
    """Draw attributes and program, such as go together: codes by name."""
    drawn = {"program": choice(rng, count, clinic.PROGRAMS.values())}
    for name, values in clinic.ATTRIBUTES.items():
        drawn[name] = choice(rng, count, [share for share, _ in values.values()])
    source, program = drawn["referral_source"], drawn["program"]
    sources = list(clinic.ATTRIBUTES["referral_source"])
    employer, court, school = map(sources.index, ("employer", "court", "school"))
    drawn["age_band"][source == school] = 0
    program[source == court] = clinic.RECOVERY
    program[source == employer] = clinic.EMPLOYEE
    program[drawn["age_band"] == 0] = clinic.YOUTH
    source[(drawn["age_band"] == 0) & (source >= employer)] = school
    drawn["payer"][program == clinic.EMPLOYEE] = len(clinic.COPAYS) - 1
    return drawn


def choice(rng: Generator, count: int, shares: Iterable[float]) -> Ints:
    """Draw codes, each by its share."""
    return np.searchsorted(np.cumsum([*shares])[:-1], rng.random(count), "right")


def effects(drawn: Mapping[str, Ints]) -> Floats:
    """Return the summed effect of a client's attributes on the log odds of leaving."""
    by_attribute = (
        np.take([effect for _, effect in values.values()], drawn[name])
        for name, values in clinic.ATTRIBUTES.items()
    )
    return sum(by_attribute, np.zeros(len(drawn["program"])))
