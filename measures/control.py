"""Control charts of attendance: limits part by part, and signals."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from measures.statistics.columns import floats
from measures.statistics.comparison import quantile
from measures.statistics.spc import (
    PRIORITY,
    RUN,
    STABLE_FROM,
    TREND,
    TWO_OF_THREE,
    Runs,
    p_chart,
    part_numbers,
    run_chart,
    runs,
    with_signals,
    xmr,
)

LANEY, XMR, RUNS = "Laney's p\N{PRIME}", "XmR", "run"
SMALLEST_EXPECTED = 5
THREE_SIGMA = 0.00135
LIMITS = {"low": "limit_low", "high": "limit_high"}
SIDES = {TREND: {1: "rising", -1: "falling"}}
HIGH_LOW = {1: "high", -1: "low"}


def charted(
    frame: pd.DataFrame,
    *,
    events: str,
    total: str,
    when: str,
    baseline: date | None = None,
    chart: str = LANEY,
) -> pd.DataFrame:
    """Add center, limit_low, limit_high, the rules of `with_signals`, part and stable.

    Rows in the order of time; a row without sessions is skipped. From `baseline` on
    everything is computed anew (part 1 instead of 0). A part of STABLE_FROM periods
    or more has the limits of its `chart` (LANEY; XMR: every rate a single value) and is
    stable. A shorter part has trial limits around its median and no rules, and a RUNS
    chart no limits at all: `spc.runs` is for those. The rate itself
    is in `rate`; limits are shares.
    """
    counts = {"events": events, "total": total, "chart": chart}
    known = frame[floats(frame, total) > 0].reset_index(drop=True)
    number = part_numbers(pd.to_datetime(known[when]), baseline)
    parts = [
        _limited(part, **counts).assign(part=int(which))
        for which, part in known.groupby(number)
    ]
    if not parts:
        return _limited(known, **counts).assign(part=0)
    return pd.concat(parts, ignore_index=True)


def signals(points: pd.DataFrame, *, when: str) -> pd.DataFrame:
    """List what the rules found, the newest first.

    Takes the answer of `charted`. Returns rule, side, first and last (of `when`)
    and points, one row for each stretch of points that break one rule together.
    """
    found = [
        {"rule": rule, "side": side, "points": count}
        | {"first": part[when].iloc[start], "last": part[when].iloc[end]}
        for _, part in points.groupby("part")
        for rule in PRIORITY
        for start, end, count, side in _stretches(part, rule)
    ]
    columns = ["rule", "side", "first", "last", "points"]
    rows = pd.DataFrame(found, columns=columns)
    return rows.sort_values("last", ascending=False, kind="stable", ignore_index=True)


def judged(points: pd.DataFrame) -> Runs:
    """Count the runs around the median of the newest part (Anhoej)."""
    newest = points[points["part"].eq(points["part"].max())]
    return runs(newest["rate"], newest["rate"].median())


def _limited(
    part: pd.DataFrame, *, events: str, total: str, chart: str
) -> pd.DataFrame:
    """Add the limits of one part, and its signals where it is long enough."""
    limited = p_chart(part, events=events, total=total)
    stable = len(part) >= STABLE_FROM and chart != RUNS
    if chart == XMR:
        limited = xmr(limited.assign(sigma_z=np.nan), value="rate")
    elif stable:
        limited = _where_few(limited, floats(part, total))
    judged = with_signals(limited, value="rate")
    if not stable:
        judged = run_chart(judged, value="rate").assign(rule="", side="")
        names = [rule.replace(" ", "_") for rule in PRIORITY]
        judged = judged.assign(**dict.fromkeys(names, False))
    low, high = judged["low"].clip(lower=0), judged["high"].clip(upper=1)
    if chart == RUNS:
        judged = judged.assign(low=np.nan, high=np.nan)
    else:
        judged = judged.assign(low=low, high=high)
    return judged.rename(columns=LIMITS).assign(stable=stable)


def _where_few(limited: pd.DataFrame, among: np.ndarray) -> pd.DataFrame:
    """Widen limits to exact binomial ones where fewer than 5 of a kind are expected.

    The tails are those of three sigma. A limit is never drawn nearer than Laney's.
    """
    center = floats(limited, "center")
    few = among * np.minimum(center, 1 - center) < SMALLEST_EXPECTED
    low = quantile(THREE_SIGMA, among, center) / among
    high = quantile(1 - THREE_SIGMA, among, center) / among
    return limited.assign(
        low=np.where(few, np.fmin(low, limited["low"]), limited["low"]),
        high=np.where(few, np.fmax(high, limited["high"]), limited["high"]),
    )


def _stretches(part: pd.DataFrame, rule: str) -> Iterator[tuple[int, int, int, str]]:
    """Yield first, last (positions), points and side of each stretch of a rule."""
    broken = part[rule.replace(" ", "_")].to_numpy(dtype=bool)
    rates = floats(part, "rate")
    if rule == TREND:
        moves = np.sign(np.diff(rates))
        for start, end, count, sign in _blocks(moves):
            if broken[start : end + 2].all() and count >= RUN - 1:
                yield start, end + 1, count + 1, SIDES[TREND][sign]
        return
    signs = np.where(broken, np.sign(rates - floats(part, "center")), 0)
    apart = 2 if rule == TWO_OF_THREE else 1
    for start, end, count, sign in _blocks(signs, apart=apart):
        yield start, end, count, HIGH_LOW[sign]


def _blocks(
    signs: np.ndarray, *, apart: int = 1
) -> Iterator[tuple[int, int, int, int]]:
    """Yield first, last, number and sign of like signs at most `apart` steps apart."""
    places = np.flatnonzero(signs)
    new = (np.diff(places) > apart) | (np.diff(signs[places]) != 0)
    for block in np.split(places, np.flatnonzero(new) + 1):
        if len(block):
            yield int(block[0]), int(block[-1]), len(block), int(signs[block[0]])
