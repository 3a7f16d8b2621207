"""The invented clients, in the order in which they are taken on."""

from types import SimpleNamespace

import numpy as np

from sample_data import clinic


def drawn(rng, count: int) -> SimpleNamespace:
    """Draw the clients who may be taken on, with what predicts that they leave."""
    known = attributes(rng, count)
    mandated = rng.random(count) < np.take(clinic.MANDATED, known["referral_source"])
    level = rng.normal(clinic.ALLIANCE, clinic.ALLIANCE_SPREAD, count)
    start = np.take(clinic.OUTCOME_AT_INTAKE, known["severity"])
    return SimpleNamespace(
        **known,
        **untouched(count),
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


def attributes(rng, count: int):
    """Draw attributes and program, such as go together."""
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


def choice(rng, count: int, shares):
    return np.searchsorted(np.cumsum([*shares])[:-1], rng.random(count), "right")


def effects(drawn):
    """Return the summed effect of a client's attributes on the log odds of leaving."""
    return sum(
        np.take([effect for _, effect in values.values()], drawn[name])
        for name, values in clinic.ATTRIBUTES.items()
    )


def untouched(count: int):
    """Return what care will write to: nobody has been seen yet."""
    numbers = "counselor slot next_week sessions misses trailing rupture last_start"
    numbers += " not_before first_booked referral ended ending"
    shares, marks = "before depth last_felt", "in_care leaving grouped rated ruptured"
    columns = ((numbers, int), (shares, float), (marks, bool))
    return {
        name: np.zeros(count, kind) for names, kind in columns for name in names.split()
    }
