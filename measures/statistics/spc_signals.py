"""Signals in a series: the NHS rules for control charts, Anhoej's for run charts."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from measures.statistics.columns import floats
from measures.statistics.comparison import quantile

RUN = 7
LIMITS, TREND, TWO_OF_THREE, SHIFT = "limits", "trend", "two of three", "shift"
PRIORITY = (LIMITS, TREND, TWO_OF_THREE, SHIFT)
OUTER_THIRD = 2 / 3
WORDS = dict.fromkeys(PRIORITY, ("high", "low")) | {TREND: ("rising", "falling")}


class Runs(NamedTuple):
    """Anhoej's count of runs: what was seen, what chance allows, and the verdict."""

    useful: int
    longest: int
    longest_allowed: float
    crossings: int
    fewest_allowed: float

    @property
    def signal(self) -> bool:
        """Tell whether the series does not vary by chance alone."""
        too_long = self.longest > self.longest_allowed
        return bool(too_long or self.crossings < self.fewest_allowed)


def with_signals(frame: pd.DataFrame, *, value: str) -> pd.DataFrame:
    """Add which rule of "Making Data Count" each point breaks, and to which side.

    Needs center, low and high. Rules (NHS England, as NHSRplotthedots codes them):
    outside a limit; trend, RUN points that all rise or all fall; two of three
    consecutive points on one side in the outer third of the way to the limit;
    shift, RUN points on one side of the center. A point on the center, or a tie,
    breaks a run. Adds one boolean per rule (limits, trend, two_of_three, shift),
    rule (the first of PRIORITY, or '') and side ('high', 'low', 'rising',
    'falling', or ''). Points without a value are skipped.
    """
    values = floats(frame, value)
    known = ~np.isnan(values)
    limits = (floats(frame, name)[known] for name in ("center", "low", "high"))
    answer, marks = frame.copy(), _marks(values[known], *limits)
    for rule in PRIORITY:
        mark = np.zeros(len(frame), dtype=int)
        mark[known] = marks[rule]
        marks[rule] = mark
        answer[rule.replace(" ", "_")] = mark != 0
    broken = [marks[rule] != 0 for rule in PRIORITY]
    words = [np.where(marks[rule] > 0, *WORDS[rule]) for rule in PRIORITY]
    answer["rule"] = np.select(broken, PRIORITY, "")
    return answer.assign(side=np.select(broken, words, ""))


def runs(values, center) -> Runs:
    """Count runs and crossings around the center (Anhoej & Olesen 2014).

    A signal is a run longer than round(log2 n) + 3 points, or fewer crossings than
    the 5% quantile of Binomial(n - 1, 1/2); n are the points not on the center.
    """
    side = np.sign(np.asarray(values, dtype=float) - center)
    side = side[~np.isnan(side) & (side != 0)]
    useful = len(side)
    if useful == 0:
        return Runs(0, 0, np.nan, 0, np.nan)
    starts = np.flatnonzero(np.diff(side, prepend=0))
    longest = int(np.diff(np.append(starts, useful)).max())
    allowed = float(np.round(np.log2(useful)) + 3)
    fewest = float(quantile(0.05, useful - 1, 0.5)) if useful > 1 else 0.0
    return Runs(useful, longest, allowed, len(starts) - 1, fewest)


def _marks(points, center, low, high) -> dict[str, np.ndarray]:
    """Return +1 or -1 per point and rule where the rule is broken, else 0."""
    side = np.sign(points - center)
    beyond = np.where(points > high, 1, np.where(points < low, -1, 0))
    edge = np.where(side > 0, high, low)
    far = np.abs(points - center) > OUTER_THIRD * np.abs(edge - center)
    return {
        LIMITS: beyond,
        TREND: _trend(points),
        TWO_OF_THREE: _two_of_three(side, far & (beyond == 0)),
        SHIFT: _in_runs(side, RUN),
    }


def _in_runs(signs: np.ndarray, length: int) -> np.ndarray:
    """Keep the sign of each element in a run of at least this length; else 0."""
    starts = np.flatnonzero(np.diff(signs, prepend=np.nan) != 0)
    lengths = np.diff(np.append(starts, len(signs)))
    return np.where(np.repeat(lengths, lengths) >= length, signs, 0)


def _trend(points: np.ndarray) -> np.ndarray:
    """Mark the points of RUN - 1 or more moves the same way; a tie is no move."""
    if len(points) < RUN:
        return np.zeros(len(points))
    moves = _in_runs(np.sign(np.diff(points)), RUN - 1)
    arrived, leaving = np.append(0, moves), np.append(moves, 0)
    return np.where(arrived != 0, arrived, leaving)


def _two_of_three(side: np.ndarray, close: np.ndarray) -> np.ndarray:
    """Mark the close points of every three on one side of which two are close."""
    marked = np.zeros(len(side))
    for first in range(len(side) - 2):
        three = slice(first, first + 3)
        if abs(side[three].sum()) == 3 and close[three].sum() >= 2:
            marked[three] = np.where(close[three], side[three], marked[three])
    return marked
