"""Case mix: how many early dropouts each counselor's clients would give anywhere."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from measures.statistics import logistic, poisson_binomial

ABOUT_CLIENTS = (
    "severity",
    "earlier_treatment",
    "mandated",
    "referral_source",
    "age_band",
    "payer",
    "modality",
    "service_type",
)
INTAKE = "quarter"
SMALLEST_LEVEL = 30
MOST_LEVELS = 12
RIDGE = 0.01


class Expected(NamedTuple):
    """What is expected of each counselor, and what it was computed from."""

    counselors: pd.DataFrame
    attributes: tuple[str, ...]


def expected(clients: pd.DataFrame, *, adjusted: bool = True) -> Expected:
    """Say how many early dropouts each counselor's clients would give anywhere.

    Takes one row per client: counselor_key, the attributes ABOUT_CLIENTS and
    `quarter` of intake (missing is a level of its own), left_one, came_to_two and
    left_two (bool). A logistic model over person-periods (session one, session two;
    Singer & Willett 1993) is fitted to everybody, without a term for counselors, and
    its predictions are summed over the periods at risk: indirect standardization.
    Returns per counselor_key left, expected, variance (of chance alone), lower and
    upper (the exact tails P(X <= left), P(X >= left)), and the attributes used: those
    with two levels, and the quarter beside them; none when not `adjusted`.
    """
    known = {name: pooled(clients[name]) for name in ABOUT_CLIENTS if adjusted}
    used = {name: codes for name, codes in known.items() if codes.any()}
    if used and (quarters := pooled(clients[INTAKE])).any():
        used[INTAKE] = quarters
    groups, keys = pd.factorize(clients["counselor_key"].to_numpy(), sort=True)
    periods, chance, left = _predicted(clients, list(used.values()))
    among, number = groups[periods], len(keys)
    events = np.bincount(among, left, number).astype(int)
    mean, variance = poisson_binomial.moments(chance, among, number)
    lower, upper = poisson_binomial.tails(chance, among, events)
    counselors = {"counselor_key": keys, "left": events, "expected": mean}
    counselors |= {"variance": variance, "lower": lower, "upper": upper}
    return Expected(pd.DataFrame(counselors), tuple(used))


def pooled(values: pd.Series) -> np.ndarray:
    """Return each client's level as a number, the commonest 0; missing is a level.

    Levels of fewer than SMALLEST_LEVEL clients, and all beyond the MOST_LEVELS
    commonest, are one level together; where that is still too small it joins the
    commonest.
    """
    codes, words = pd.factorize(values, sort=True, use_na_sentinel=False)
    counts = np.bincount(codes, minlength=len(words))
    order = np.argsort(-counts, kind="stable")
    own = [c for c in order[:MOST_LEVELS] if counts[c] >= SMALLEST_LEVEL]
    level = np.full(len(words), len(own))
    level[own] = np.arange(len(own))
    if counts.sum() - counts[own].sum() < SMALLEST_LEVEL:
        level[level == len(own)] = 0
    return level[codes]


def _predicted(
    clients: pd.DataFrame, factors: list[np.ndarray]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return each period's client (its row), predicted chance, and who left in it.

    The model is fitted to counts: the clients of one pattern are one row of it.
    """
    came = clients["came_to_two"].to_numpy(dtype=bool)
    left_one, left_two = (clients[n].to_numpy(float) for n in ("left_one", "left_two"))
    patterns, place = _patterns(factors, len(clients))
    number = len(patterns)
    events = [np.bincount(place, left, number) for left in (left_one, left_two)]
    trials = [np.bincount(place, n, number) for n in (np.ones(len(came)), came)]
    session = np.repeat([0, 1], number)
    codes = np.column_stack([session, np.tile(patterns, (2, 1))])
    found = logistic.fit(
        codes, np.concatenate(events), np.concatenate(trials), ridge=RIDGE, free=1
    )
    one, two = np.split(logistic.chances(found, codes), 2)
    second = np.flatnonzero(came)
    periods = np.concatenate([np.arange(len(came)), second])
    chance = np.concatenate([one[place], two[place[second]]])
    return periods, chance, np.concatenate([left_one, left_two[second]])


def _patterns(factors: list[np.ndarray], number: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the patterns of levels that occur, and which of them each client has."""
    levels = [int(codes.max(initial=0)) + 1 for codes in factors]
    if not levels:
        return np.zeros((min(number, 1), 0), dtype=np.int64), np.zeros(number, int)
    place, patterns = pd.factorize(np.ravel_multi_index(factors, levels))
    return np.column_stack(np.unravel_index(patterns, levels)), place
