"""Who carries too much, measured against each counselor's own capacity."""

import numpy as np
import pandas as pd

from measures.statistics.columns import floats

TYPICAL = ("active_clients", "attended_hours", "utilization")


def judged(frame: pd.DataFrame) -> pd.DataFrame:
    """Add utilization, what is over capacity and why; those in need come first.

    Takes active_clients, caseload_limit, attended_hours (a week) and weekly_hours
    per counselor. Adds utilization (attended hours per contracted hour),
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
