"""How the alliance felt in a session, with ruptures and repairs, and how it was rated."""

import numpy as np
from numpy.random import Generator

from sample_data import clinic
from sample_data.records import Clients, Flags, Floats, Held, Ints, Rows, Scores


def felt(rng: Generator, clients: Clients, who: Ints, fit: Floats) -> Held:
    """Hold these clients' next sessions; `fit` is their counselors' effect (0-1)."""
    number = clients.sessions[who]
    settled = 0.02 * np.log(np.minimum(number, 12)) - 0.03 * (number == 1)
    quality = clients.level[who] + fit + settled
    quality = np.minimum(quality + rng.normal(0, clinic.SESSION_SPREAD, len(who)), 1)
    mending = clients.rupture[who] > 0
    clients.rupture[who[mending]] -= 1
    repair = mending & (clients.rupture[who] == 0)
    rupture = breaks(rng, clients, who)
    hurt = clients.rupture[who] != 0
    quality = np.where(hurt, clients.before[who] - clients.depth[who], quality)
    quality = np.where(repair, clients.before[who] + 0.01, quality)
    rated = (rng.random(len(who)) >= clients.skips[who]) | hurt | repair
    clients.rated[who], clients.last_felt[who] = rated, quality
    score = symptoms(rng, clients, who)
    return Held(quality, rated, rupture, repair, score, number)


def breaks(rng: Generator, clients: Clients, who: Ints) -> Flags:
    """Begin a rupture for a few clients whose last session was rated well."""
    number = clients.sessions[who]
    apt = (number > 2) & (number < 15) & ~clients.ruptured[who] & ~clients.grouped[who]
    apt &= clients.rated[who] & (clients.last_felt[who] > 0.8)
    apt &= rng.random(len(who)) < clinic.RUPTURES
    broken = who[apt]
    mends = rng.random(len(broken)) < clinic.REPAIRED
    clients.ruptured[broken] = True
    clients.before[broken] = clients.last_felt[broken]
    clients.depth[broken] = rng.uniform(*clinic.DEPTH, len(broken))
    clients.rupture[broken] = np.where(mends, rng.integers(1, 4, len(broken)), -1)
    return apt


def symptoms(rng: Generator, clients: Clients, who: Ints) -> Ints:
    """Return the outcome score at intake and every fourth session, -1 where none."""
    number = clients.sessions[who]
    better = clients.gain[who] * (1 - np.exp(-(number - 1) / 7))
    score = clients.symptoms[who] - better + rng.normal(0, 1.8, len(who))
    score = np.rint(score.clip(0, clinic.HIGHEST_OUTCOME)).astype(int)
    asked = ((number == 1) | (number % 4 == 0)) & (rng.random(len(who)) < 0.85)
    return np.where(asked, score, -1)


def scores(rng: Generator, rows: Rows, clients: Clients) -> Scores:
    """Return a row per rated session and scale: the total, then its subscales."""
    used = np.take(clinic.USED, clients.program[rows.client])
    parts, first = [], 0
    for instrument in range(len(clinic.INSTRUMENTS)):
        rated = np.flatnonzero(rows.rated & (used == instrument))
        early = rows.number[rated] <= 3
        score = scored(rng, rows.quality[rated], early, instrument)
        scales = np.append(-1, np.arange(first, first + score.shape[1] - 1))
        first += len(scales) - 1
        row = np.repeat(rated, len(scales))
        of_instrument, subscale = (
            np.full(len(row), instrument),
            np.tile(scales, len(rated)),
        )
        parts.append((row, of_instrument, subscale, score.ravel()))
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    order = np.argsort(columns[0], kind="stable")
    return Scores(*(column[order] for column in columns))


def scored(rng: Generator, quality: Floats, early: Flags, instrument: int) -> Floats:
    """Score an instrument: a row per session, the total before its subscales."""
    name, leans = list(clinic.INSTRUMENTS)[instrument], clinic.LEANS[instrument]
    _, low, high, step = clinic.INSTRUMENTS[name]
    apart = np.where(early, clinic.LEANS_EARLY, clinic.LEANS_LATER)
    quality = quality[:, None] + apart[:, None] * leans
    quality += rng.normal(0, clinic.SCALE_SPREAD, quality.shape)
    if name == "WAI-SR":  # no ceiling: most scores are well below the highest
        quality = 0.76 + 1.1 * (quality - 0.9)
    parts = np.rint((low + (high - low) * quality).clip(low, high) / step) * step
    return np.column_stack([parts.sum(1), parts]).round(1)
