"""Empirical Bayes: rates pulled toward the clinic's own, small ones most."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import betaincinv, betaln, digamma, expit, logit

from measures.statistics.columns import floats
from measures.statistics.rates import counts

FEWEST_GROUPS = 2
STRENGTH_RANGE = (1e-3, 1e6)


class Prior(NamedTuple):
    """Beta distribution of the groups' true rates: its mean, worth so many clients."""

    mean: float
    strength: float


def alike(strength: float) -> bool:
    """Tell whether the groups differ no more than chance: strength at its limit."""
    return strength > 0.99 * STRENGTH_RANGE[1]


def prior(events: ArrayLike, total: ArrayLike) -> Prior:
    """Fit a beta-binomial by maximum likelihood to events among total per group.

    NaN where it cannot be learned: fewer than FEWEST_GROUPS groups, no event, or
    nothing but events. Strength is held within STRENGTH_RANGE.
    """
    from scipy.optimize import minimize  # a tenth of a second that few pages need

    events, total = counts(events, total)
    events, total = events[total > 0], total[total > 0]
    if len(total) < FEWEST_GROUPS or not 0 < events.sum() < total.sum():
        return Prior(np.nan, np.nan)
    overall = logit(events.sum() / total.sum())
    best = min(
        (
            minimize(
                _surprise,
                [overall, np.log(strength)],
                args=(events, total),
                jac=True,
                method="L-BFGS-B",
                bounds=[(overall - 5, overall + 5), tuple(np.log(STRENGTH_RANGE))],
                options={"ftol": 1e-15, "gtol": 1e-10, "maxiter": 500},
            )
            for strength in (1.0, 30.0, 1000.0)
        ),
        key=lambda fit: fit.fun,
    )
    return Prior(float(expit(best.x[0])), float(np.exp(best.x[1])))


def shrunken(frame: pd.DataFrame, *, events: str, total: str) -> pd.DataFrame:
    """Add shrunken, shrunken_low and shrunken_high (0-1, 95%), weight (0-1), strength.

    Posterior Beta(mean M + x, (1 - mean) M + n - x); weight n / (n + M) is what
    the group's own clients count. Empirical Bayes: the uncertainty of the prior
    itself is not in the interval. NaN where no prior can be learned; a group
    without clients gets the prior. `strength` is M, the same in every row.
    """
    happened, among = floats(frame, events), floats(frame, total)
    mean, strength = prior(happened, among)
    first = mean * strength + happened
    second = (1 - mean) * strength + among - happened
    return frame.assign(
        shrunken=first / (first + second),
        shrunken_low=betaincinv(first, second, 0.025),
        shrunken_high=betaincinv(first, second, 0.975),
        weight=among / (among + strength),
        strength=strength,
    )


def _surprise(
    parameters: np.ndarray, events: np.ndarray, total: np.ndarray
) -> tuple[float, np.ndarray]:
    """Return the negative log-likelihood and its gradient by (logit mean, log M)."""
    mean, strength = expit(parameters[0]), np.exp(parameters[1])
    first, second = mean * strength, (1 - mean) * strength
    rest = total - events
    value = betaln(first + events, second + rest) - betaln(first, second)
    both = digamma(strength) - digamma(strength + total)
    by_first = np.sum(digamma(first + events) - digamma(first) + both)
    by_second = np.sum(digamma(second + rest) - digamma(second) + both)
    by_mean = (by_first - by_second) * strength * mean * (1 - mean)
    by_strength = (by_first * mean + by_second * (1 - mean)) * strength
    return -float(np.sum(value)), -np.array([by_mean, by_strength])
