"""Indirectly standardized rates: observed against expected, per counselor."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from measures.statistics import funnel, poisson_binomial
from measures.statistics.columns import floats
from measures.statistics.comparison import (
    HIGH,
    LOW,
    NOT_COMPARED,
    SMALLEST_COMPARED,
    TAILS,
    WITHIN,
)


def judged(counselors: pd.DataFrame, clinic: pd.DataFrame) -> pd.DataFrame:
    """Add ratio, rate, low and high (0-1), side and level beside what is expected.

    Takes the columns of `case_mix.expected` and at_risk_one; `clinic` is one row of the
    clinic's own at_risk, dropped and other endings. ratio is left / expected, limits
    95% (`poisson_binomial.ratio_limits`). The rate is the share of the clinic's own
    clients who would leave by session two at `ratio` times the clinic's risk after
    each session. Outside chance by exact tails; nobody below SMALLEST_COMPARED.
    """
    left, mean = floats(counselors, "left"), floats(counselors, "expected")
    limits = poisson_binomial.ratio_limits(left, mean, floats(counselors, "variance"))
    ratio = np.divide(left, mean, out=np.full(len(mean), np.nan), where=mean > 0)
    lower, upper = floats(counselors, "lower"), floats(counselors, "upper")
    few = (floats(counselors, "at_risk_one") < SMALLEST_COMPARED) | np.isnan(ratio)
    level = np.zeros(len(counselors))
    for percent, tail in TAILS.items():
        level = np.where(~few & (np.minimum(lower, upper) <= tail), percent, level)
    side = np.where(level == 0, WITHIN, np.where(lower < upper, LOW, HIGH))
    rates = (share(clinic, value) for value in (ratio, *limits))
    added = dict(zip(("rate", "low", "high"), rates, strict=True))
    added |= {"side": np.where(few, NOT_COMPARED, side), "level": level}
    return counselors.assign(ratio=ratio, **added)


def share(clinic: pd.DataFrame, ratio: ArrayLike) -> np.ndarray:
    """Return who would leave by session two at `ratio` times the clinic's risks (0-1).

    h1 = ratio x the clinic's share after session one, h2 the same after session two,
    each at most 1; share = h1 + (1 - h1 - other endings after session one) h2.
    """
    counts = {name: float(clinic[name].iloc[0]) for name in clinic.columns}
    one, two = max(counts["at_risk_one"], 1.0), max(counts["at_risk_two"], 1.0)
    times = np.asarray(ratio, dtype=float)
    first = np.minimum(times * counts["dropped_one"] / one, 1.0)
    second = np.minimum(times * counts["dropped_two"] / two, 1.0)
    otherwise = (counts["completed_one"] + counts["other_one"]) / one
    return first + np.maximum(1 - first - otherwise, 0.0) * second


def guide(judged: pd.DataFrame, clinic: pd.DataFrame) -> pd.DataFrame:
    """Return the funnel's curve of adjusted shares: total (clients) and four limits.

    A guide to the eye, at the clinic's own mean chance and number of periods per
    client; who lies outside is decided by the exact tails.
    """
    known = judged[floats(judged, "expected") > 0]
    clients, mean, spread = (
        floats(known, name).sum() for name in ("at_risk_one", "expected", "variance")
    )
    chance = 1 - spread / mean if mean > 0 else np.nan
    trials = mean / chance / clients if mean > 0 else 1.0
    largest = floats(known, "at_risk_one").max(initial=0) * trials
    curve = funnel.guide(chance, int(np.ceil(largest)))
    limits = {name: share(clinic, curve[name] / chance) for name in funnel.LIMITS}
    curve = curve.assign(total=curve["total"] / trials, **limits)
    return curve[curve["total"] >= SMALLEST_COMPARED]
