"""Attendance over time: control limits that tell a signal from the usual wobble."""

import numpy as np
import pandas as pd

from measures.statistics.columns import floats
from measures.statistics.rates import counts, share

STABLE_FROM = 12
RANGE_TO_SIGMA = 1.128
XMR_FACTOR = 2.66
SCREEN = 3.267


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
