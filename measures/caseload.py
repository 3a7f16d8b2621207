"""Who carries too much, measured against each counselor's own capacity."""

from collections.abc import Mapping
from typing import Protocol

import numpy as np
import pandas as pd

from measures.statistics.columns import floats

TYPICAL = ("active_clients", "attended_hours", "utilization")
HOURS = {
    "attended_hours": ("group_hours", "seat_hours"),
    "booked_hours": ("booked_group_hours", "booked_seat_hours"),
}
NUMBERS = [
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


def against_limits(frame: pd.DataFrame) -> pd.DataFrame:
    """Add utilization, what is over capacity and why; those in need come first.

    Takes active_clients, caseload_limit, attended_hours (a week) and weekly_hours
    (contracted for the same weeks) per counselor. Adds utilization (attended hours per contracted hour),
    over_hours, over_clients, over_capacity (True or False), excess (the larger of
    the two loads over its limit, 1 = full), reason in words. A limit that was not
    exported is not invented: nothing is over it. Ordered by over_capacity, then
    excess, then name. A census, not a sample: no interval.
    """
    clients, limit = floats(frame, "active_clients"), floats(frame, "caseload_limit")
    attended, hours = floats(frame, "attended_hours"), floats(frame, "weekly_hours")
    answer = frame.assign(
        utilization=np.where(hours > 0, _load(attended, hours), np.nan),
        over_hours=attended > hours,
        over_clients=clients > limit,
        over_capacity=(attended > hours) | (clients > limit),
        excess=np.fmax(_load(attended, hours), _load(clients, limit)),
    )
    answer["reason"] = [_reason(row) for row in answer.to_dict("records")]
    return answer.sort_values(
        ["over_capacity", "excess", "counselor"],
        ascending=[False, False, True],
        kind="stable",
        ignore_index=True,
    )


def typical(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the clinic's median and quartiles of the TYPICAL measures of `judged`.

    One row per measure: measure, lower_quartile, median, upper_quartile (clients,
    hours a week, share of contracted hours), counselors who have the number. NaN
    where none has.
    """
    rows = []
    for measure in TYPICAL:
        known = floats(frame, measure)
        known = known[~np.isnan(known)]
        cuts = np.quantile(known, [0.25, 0.5, 0.75]) if len(known) else [np.nan] * 3
        rows.append([measure, *cuts, len(known)])
    names = ["measure", "lower_quartile", "median", "upper_quartile", "counselors"]
    return pd.DataFrame(rows, columns=names)


def _load(carried: np.ndarray, limit: np.ndarray) -> np.ndarray:
    """Divide; anything carried where the limit is 0 is infinitely over it."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return carried / np.where(limit >= 0, limit, np.nan)


def _reason(row: dict) -> str:
    """Say what is over: '31 active clients, limit 25; 27 attended hours a week of 24'."""
    parts = []
    if row["over_clients"]:
        clients, limit = int(row["active_clients"]), _plain(row["caseload_limit"])
        noun = "client" if clients == 1 else "clients"
        parts.append(f"{clients} active {noun}, limit {limit}")
    if row["over_hours"]:
        attended, hours = _plain(row["attended_hours"]), _plain(row["weekly_hours"])
        just = "just over " if attended == hours else ""
        parts.append(f"{just}{attended} attended hours a week of {hours} contracted")
    return "; ".join(parts)


def _plain(number: float) -> str:
    return f"{float(number):.1f}".removesuffix(".0")


LEAST_RISE, LEAST_WEEKS, SMOOTHED = 2, 3, 4

Limits = Mapping[str, tuple[float | None, float | None]]


class Counted(Protocol):
    """How a clinic counts load: `clinic.settings.Settings`, handed over.

    `groups` and `group_share` as in `with_groups`, `limits` as in `with_limits`.
    """

    @property
    def groups(self) -> str:
        """Return how the hours of a group session count."""

    @property
    def group_share(self) -> float:
        """Return the share of a group session's length that counts, if a share does."""

    @property
    def limits(self) -> Limits:
        """Return the limits of counselors who have none in the export."""


def judged(frame: pd.DataFrame, settings: Counted) -> pd.DataFrame:
    """Judge a load as the clinic's `settings` count it: groups, limits, then need."""
    grouped = with_groups(frame, settings.groups, settings.group_share)
    return against_limits(with_limits(grouped, settings.limits))


def with_groups(frame: pd.DataFrame, groups: str, share: float) -> pd.DataFrame:
    """Count the hours of group sessions as the clinic does.

    `groups`: "event" (once for the counselor, as the store counts), "attendee" (the
    whole length for each attendee), "share" (this share of it for each). Takes the
    columns of HOURS that the frame has: all hours, of which in groups, and hours of
    all seats.
    """
    weight = {"event": None, "attendee": 1.0, "share": share}[groups]
    if weight is None:
        return frame
    counted = {
        hours: floats(frame, hours)
        - floats(frame, once)
        + weight * floats(frame, seats)
        for hours, (once, seats) in HOURS.items()
        if {hours, once, seats} <= set(frame.columns)
    }
    return frame.assign(**counted)


def with_limits(frame: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    """Fill caseload_limit and contracted hours where the export has none.

    `limits` leads from counselor_id to (clients, hours), None where not set. What the
    export says stands. Where the frame has at_work (the share of its days on which a
    counselor was at work), hours count for that share; who is `away`, or was for all
    days, has no limit and no hours. Fills weekly_hours and, where the frame has it,
    hours_now (hours a week from now on). Adds limit_set (bool): a limit came from the
    settings.
    """
    own = [limits.get(counselor, (None, None)) for counselor in frame["counselor_id"]]
    clients, hours = (
        np.array([pair[place] for pair in own], dtype=float) for place in (0, 1)
    )
    at_work = floats(frame, "at_work") if "at_work" in frame else np.ones(len(frame))
    away = frame["away"].notna().to_numpy() if "away" in frame else at_work == 0
    set_here = {
        "caseload_limit": np.where(away, np.nan, clients),
        "weekly_hours": np.where(at_work == 0, np.nan, hours * at_work),
        "hours_now": np.where(away, np.nan, hours),
    }
    filled, used = {}, np.zeros(len(frame), dtype=bool)
    for name, own_limit in set_here.items():
        if name in frame:
            exported = floats(frame, name)
            filled[name] = np.where(np.isnan(exported), own_limit, exported)
            used |= np.isnan(exported) & ~np.isnan(own_limit)
    return frame.assign(**filled, limit_set=used)


def weighted(counts: pd.DataFrame, weights: dict[str, float]) -> pd.DataFrame:
    """Sum active clients by the clinic's acuity weights, one row per counselor.

    Takes counselor_id, severity, active_clients. A severity without a weight, or not
    recorded, counts 1. Returns counselor_id, weighted_clients.
    """
    weight = counts["severity"].map(weights).astype(float).fillna(1.0)
    sums = (weight * counts["active_clients"]).groupby(counts["counselor_id"]).sum()
    return sums.rename("weighted_clients").reset_index()


def rising(weeks: pd.DataFrame) -> pd.DataFrame:
    """Return for how many weeks each counselor's caseload has been rising.

    Takes counselor_id, week_end, active_clients. Rising: the mean of SMOOTHED weeks
    never fell, from a week in which it rose, by LEAST_RISE clients or more over
    LEAST_WEEKS weeks or more. Returns counselor_id, weeks_rising (0 where it is
    not), rose_by.
    """
    rows = []
    ordered = weeks.sort_values("week_end", kind="stable")
    for counselor, own in ordered.groupby("counselor_id")["active_clients"]:
        rows.append([counselor, *_run(own.to_numpy(dtype=float))])
    return pd.DataFrame(rows, columns=["counselor_id", "weeks_rising", "rose_by"])


def with_trend(load: pd.DataFrame, trend: pd.DataFrame) -> pd.DataFrame:
    """Add weeks_rising, and say it in the reason of who is over capacity."""
    joined = load.merge(trend, on="counselor_id", how="left")
    joined["weeks_rising"] = joined["weeks_rising"].fillna(0).astype(int)
    rises = joined["over_capacity"] & joined["weeks_rising"].gt(0)
    said = [f"; rising for {_count(weeks)} weeks" for weeks in joined["weeks_rising"]]
    return joined.assign(reason=joined["reason"] + np.where(rises, said, ""))


def _run(active: np.ndarray) -> tuple[int, float]:
    if len(active) < SMOOTHED:
        return 0, 0.0
    steps = np.diff(np.convolve(active, np.full(SMOOTHED, 1 / SMOOTHED), "valid"))
    steps = steps.round(9)
    falls = np.flatnonzero(steps < 0)
    run = steps[falls[-1] + 1 :] if len(falls) else steps
    rises = np.flatnonzero(run > 0)
    run = run[rises[0] :] if len(rises) else run[:0]
    if len(run) < LEAST_WEEKS or run.sum() < LEAST_RISE:
        return 0, 0.0
    return len(run), float(run.sum())


def _count(weeks: int) -> str:
    inside = LEAST_WEEKS <= weeks < LEAST_WEEKS + len(NUMBERS)
    return NUMBERS[weeks - LEAST_WEEKS] if inside else str(weeks)


STANDARD_HOURS, LEAST_PART = 24, 0.5


def indexed(years: pd.DataFrame) -> pd.DataFrame:
    """Add standard_counselors, annualized clients and load_index.

    Takes clients_seen, contracted_hours (of all, a week), days_covered, days_in_year,
    counselors, with_hours. Index = clients seen in the year / (contracted hours / 24).
    A part of a year is annualized by days; NaN where it is less than LEAST_PART (care
    reaches over its edges, so a short part overstates), or hours are not known of all.
    """
    hours = floats(years, "contracted_hours")
    whole = floats(years, "with_hours") == floats(years, "counselors")
    standard = np.where(whole & (hours > 0), hours / STANDARD_HOURS, np.nan)
    part = floats(years, "days_covered") / floats(years, "days_in_year")
    clients = floats(years, "clients_seen") / part
    return years.assign(
        standard_counselors=standard,
        annualized=part < 1,
        load_index=np.where(part >= LEAST_PART, clients / standard, np.nan),
    )
