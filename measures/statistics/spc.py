"""Control limits, signals and runs of a series in the order of time."""

from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from measures.statistics.columns import floats
from measures.statistics.comparison import quantile
from measures.statistics.rates import counts, share

STABLE_FROM = 12
RANGE_TO_SIGMA = 1.128
XMR_FACTOR = 2.66
SCREEN = 3.267
RUN = 7
LIMITS, TREND, TWO_OF_THREE, SHIFT = "limits", "trend", "two of three", "shift"
PRIORITY = (LIMITS, TREND, TWO_OF_THREE, SHIFT)
OUTER_THIRD = 2 / 3
WORDS = dict.fromkeys(PRIORITY, ("high", "low")) | {TREND: ("rising", "falling")}


def part_numbers(moments: pd.Series, baseline: date | None) -> pd.Series:
    """Return in which part each moment lies: 1 from the baseline on, 0 before it.

    Without a baseline all are of one part.
    """
    begins = pd.Timestamp.min if baseline is None else pd.Timestamp(baseline)
    return (moments >= begins).astype(int)


def p_chart(
    frame: pd.DataFrame,
    *,
    events: str,
    total: str,
    laney: bool | None = None,
    screened: bool = False,
) -> pd.DataFrame:
    """Add rate, center, low, high (0-1) and sigma_z to counts in the order of time.

    p +/- 3 sigma_z sqrt(p q / n). Laney's p' takes sigma_z from the moving ranges
    of z (mean / 1.128; Laney 2002), so that clinics with many sessions do not
    alarm at every point; the plain p chart has sigma_z 1. Unless `laney` says
    which, p' is drawn from STABLE_FROM points on; below that limits are trials.
    `screened` leaves out moving ranges from 3.267 times their mean up, once
    (Nelson 1982). Periods without sessions stay NaN and are skipped.
    """
    happened, among = counts(floats(frame, events), floats(frame, total))
    rate = share(happened, among)
    center = float(share(np.nansum(happened), np.nansum(among)))
    error = np.sqrt(center * (1 - center) / np.where(among > 0, among, np.nan))
    sigma_z = 1.0
    if np.sum(among > 0) >= STABLE_FROM if laney is None else laney:
        z = np.divide(rate - center, error, out=np.zeros_like(error), where=error > 0)
        ranges = _mean_range(z[~np.isnan(rate)], screened=screened)
        sigma_z = ranges / RANGE_TO_SIGMA
    return frame.assign(
        rate=rate,
        center=center,
        low=np.clip(center - 3 * sigma_z * error, 0, 1),
        high=np.clip(center + 3 * sigma_z * error, 0, 1),
        sigma_z=sigma_z,
    )


def xmr(frame: pd.DataFrame, *, value: str, screened: bool = False) -> pd.DataFrame:
    """Add center, low and high to single values in the order of time (XmR chart).

    mean +/- 2.66 mean moving range (Wheeler), in the unit of the value; screening
    as in `p_chart`, off as in the NHS tool. NaN with fewer than two values.
    """
    values = floats(frame, value)
    known = values[~np.isnan(values)]
    center = float(np.mean(known)) if len(known) else np.nan
    reach = XMR_FACTOR * _mean_range(known, screened=screened)
    return frame.assign(center=center, low=center - reach, high=center + reach)


def g_chart(frame: pd.DataFrame, *, value: str) -> pd.DataFrame:
    """Add center (median) and high to counts of sessions between rare events.

    high = mean + 3 sqrt(mean (mean + 1)) (Benneyan 2001); there is no lower limit:
    low is 0. Each value is the sessions from one event to the next.
    """
    values = floats(frame, value)
    known = values[~np.isnan(values)]
    mean, center = (np.mean(known), np.median(known)) if len(known) else [np.nan] * 2
    return frame.assign(center=center, low=0.0, high=mean + 3 * np.sqrt(mean**2 + mean))


def run_chart(frame: pd.DataFrame, *, value: str) -> pd.DataFrame:
    """Add center, the median of the values; a run chart has no limits."""
    values = floats(frame, value)
    known = values[~np.isnan(values)]
    return frame.assign(center=float(np.median(known)) if len(known) else np.nan)


def _mean_range(known: np.ndarray, *, screened: bool) -> float:
    """Return the mean absolute step from point to point; NaN below two points."""
    ranges = np.abs(np.diff(known))
    if len(ranges) == 0:
        return np.nan
    if screened and ranges.mean() > 0:
        ranges = ranges[ranges < SCREEN * ranges.mean()]
    return float(ranges.mean())


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


def runs(values: ArrayLike, center: ArrayLike) -> Runs:
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


def _marks(
    points: np.ndarray, center: np.ndarray, low: np.ndarray, high: np.ndarray
) -> dict[str, np.ndarray]:
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
