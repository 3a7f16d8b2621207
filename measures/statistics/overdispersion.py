"""Over-dispersion: who is unusual among counselors who differ anyway."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import ndtri

from measures.statistics.columns import floats
from measures.statistics.comparison import (
    NOT_COMPARED,
    SMALLEST_COMPARED,
    TAILS,
    WITHIN,
)
from measures.statistics.funnel import LIMITS, center, funnel
from measures.statistics.funnel import guide as plain_guide
from measures.statistics.rates import share

FEWEST_GROUPS = 10
WINSORIZED = (0.1, 0.9)
Z_LIMITS = {level: float(-ndtri(tail)) for level, tail in TAILS.items()}


class Dispersion(NamedTuple):
    """How much more than chance the groups differ."""

    center: float
    phi: float
    tau2: float
    groups: int

    @property
    def enough(self) -> bool:
        """Tell whether the groups are many enough for tau2 to mean something."""
        return self.groups >= FEWEST_GROUPS


def z_scores(events: ArrayLike, total: ArrayLike, middle: float) -> np.ndarray:
    """Return (asin sqrt p - asin sqrt p0) 2 sqrt n: near standard normal by chance."""
    gap = np.arcsin(np.sqrt(share(events, total))) - np.arcsin(np.sqrt(middle))
    return gap * 2 * np.sqrt(np.asarray(total, dtype=float))


def dispersion(
    events: ArrayLike, total: ArrayLike, *, middle: float | None = None
) -> Dispersion:
    """Estimate over-dispersion phi and tau2 (arcsine scale) from winsorized z.

    phi = sum z^2 / I; tau2 = (I phi - (I - 1)) / (sum w - sum w^2 / sum w) with
    w = 4n, and 0 when I phi < I - 1. Spiegelhalter 2005 and 2012, as FunnelPlotR.
    Empty groups are left out; NaN without any.
    """
    events, total = np.asarray(events, dtype=float), np.asarray(total, dtype=float)
    middle = center(events, total) if middle is None else middle
    events, total = events[total > 0], total[total > 0]
    groups = len(total)
    if groups == 0:
        return Dispersion(middle, np.nan, np.nan, 0)
    z = winsorized(z_scores(events, total, middle))
    excess = np.sum(z**2) - (groups - 1)
    weight = 4 * total
    spread = np.sum(weight) - np.sum(weight**2) / np.sum(weight)
    tau2 = excess / spread if excess > 0 and spread > 0 else 0.0
    return Dispersion(middle, float(np.mean(z**2)), float(tau2), groups)


def winsorized(z: np.ndarray) -> np.ndarray:
    """Pull the outer tenth on each side to the 10th and 90th percentile."""
    return np.clip(z, *np.quantile(z, WINSORIZED))


def adjusted(
    frame: pd.DataFrame, *, events: str, total: str, middle: float | None = None
) -> pd.DataFrame:
    """Ask the other question: who is unusual among counselors who differ anyway?

    As `funnel`, with limits widened by tau2 of the compared counselors:
    sin^2(asin sqrt p0 +/- z sqrt(1 / (4n) + tau2)). Outside means beyond these and
    beyond chance by exact tails: the arcsine alone calls zero of 12 unusual far too
    often. With fewer than FEWEST_GROUPS compared, limits stay those of chance.
    """
    plain = funnel(frame, events=events, total=total, middle=middle)
    happened, among = floats(frame, events), floats(frame, total)
    middle = center(happened, among) if middle is None else middle
    large = among >= SMALLEST_COMPARED
    spread = dispersion(happened[large], among[large], middle=middle)
    if not spread.enough or spread.tau2 == 0:
        return plain
    error = np.sqrt(1 / (4 * np.where(among > 0, among, np.nan)) + spread.tau2)
    reach = np.abs(z_scores(happened, among, middle)) / (2 * np.sqrt(among) * error)
    level = np.zeros(len(frame))
    for percent, z in Z_LIMITS.items():
        level = np.where((plain["level"] >= percent) & (reach > z), percent, level)
    calm = (level == 0) & (plain["side"] != NOT_COMPARED)
    side = np.where(calm, WITHIN, plain["side"])
    return plain.assign(**_widened(middle, error), side=side, level=level)


def guide(spread: Dispersion, largest: int, *, points: int = 200) -> pd.DataFrame:
    """Return the curve of the widened funnel: as `funnel.guide`, with tau2."""
    curve = plain_guide(spread.center, largest, points=points)
    if not spread.enough or spread.tau2 == 0:
        return curve
    error = np.sqrt(1 / (4 * curve["total"].to_numpy()) + spread.tau2)
    return curve.assign(**_widened(spread.center, error))


def _widened(middle: float, error: np.ndarray) -> dict[str, np.ndarray]:
    """Return the four limits on the arcsine scale, back as shares."""
    answer = {}
    for name, (level, sign) in LIMITS.items():
        angle = np.arcsin(np.sqrt(middle)) + sign * Z_LIMITS[level] * error
        answer[name] = np.sin(np.clip(angle, 0, np.pi / 2)) ** 2
    return answer
