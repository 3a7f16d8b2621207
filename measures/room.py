"""Who has room, and what a load would become if clients moved or came."""

import numpy as np
import pandas as pd

from measures.statistics.columns import floats

WEEKS_AHEAD = 8


def room(load: pd.DataFrame) -> pd.DataFrame:
    """Add free_places and free_hours; those with most room first, then by name.

    Takes active_clients, caseload_limit, attended_hours, booked_hours, hours_now (those
    contracted from now on), at_work. Free hours are counted from the larger of what is
    attended in a week at work and what is booked a week. NaN where the limit is not
    known, as it is of everybody who is away. Ordered by the scarcer of the two, as a
    share of the limit; who has no known limit comes last.
    """
    places = floats(load, "caseload_limit") - floats(load, "active_clients")
    at_work = np.where(floats(load, "at_work") > 0, floats(load, "at_work"), np.nan)
    used = np.fmax(
        floats(load, "attended_hours") / at_work, floats(load, "booked_hours")
    )
    hours = floats(load, "hours_now") - used
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.fmin(
            places / floats(load, "caseload_limit"), hours / floats(load, "hours_now")
        )
    answer = load.assign(free_places=places, free_hours=hours, free_share=shares)
    return answer.sort_values(
        ["free_share", "counselor"],
        ascending=[False, True],
        kind="stable",
        ignore_index=True,
    )


def hours_of_a_client(load: pd.DataFrame) -> np.ndarray:
    """Return attended hours a week per active client: one's own, else the median."""
    clients, hours = floats(load, "active_clients"), floats(load, "attended_hours")
    with np.errstate(divide="ignore", invalid="ignore"):
        own = np.where((clients > 0) & (hours > 0), hours / clients, np.nan)
    usual = np.nanmedian(own) if np.isfinite(own).any() else np.nan
    return np.where(np.isnan(own), usual, own)


def moved(
    load: pd.DataFrame, *, giver: str | None, taker: str | None, clients: int
) -> pd.DataFrame:
    """Return the load of two counselors before and after so many clients move.

    A moved client brings the hours a week that a client of the giver has; coming from
    nobody (None), those of a client of the taker.
    """
    each = dict(zip(load["counselor_id"], hours_of_a_client(load), strict=True))
    mover = giver if giver in each else taker
    hours = clients * float(each.get(mover, np.nan))
    change = {giver: (-clients, -hours), taker: (clients, hours)}
    return _after(load, change)


def with_intakes(
    load: pd.DataFrame, *, taker: str, intakes: float, ending: float
) -> pd.DataFrame:
    """Return a counselor's load WEEKS_AHEAD weeks on, with so many intakes a week.

    `ending` is the share of active clients whose care ends in a week. Hours follow the
    hours a week of one of the counselor's clients.
    """
    row = load[load["counselor_id"] == taker]
    now = float(floats(row, "active_clients")[0])
    then = now
    for _ in range(WEEKS_AHEAD):
        then = then * (1 - ending) + intakes
    each = dict(zip(load["counselor_id"], hours_of_a_client(load), strict=True))[taker]
    return _after(load, {taker: (then - now, (then - now) * each)})


def _after(load: pd.DataFrame, change: dict) -> pd.DataFrame:
    rows = load[load["counselor_id"].isin([key for key in change if key])].copy()
    clients, hours = (
        np.array([change[key][place] for key in rows["counselor_id"]], dtype=float)
        for place in (0, 1)
    )
    active = floats(rows, "active_clients") + clients
    attended = floats(rows, "attended_hours") + hours
    room = floats(rows, "hours_now")
    with np.errstate(divide="ignore", invalid="ignore"):
        used = np.where(room > 0, attended / room, np.nan)
    return rows.assign(
        active_after=np.maximum(active, 0),
        hours_after=np.maximum(attended, 0),
        utilization_after=np.maximum(used, 0),
        over_after=(active > floats(rows, "caseload_limit")) | (attended > room),
    ).reset_index(drop=True)


def ending_rate(weeks: pd.DataFrame) -> float:
    """Return the share of active clients whose care ends in a week, lately."""
    active, intakes, endings = (
        floats(weeks, name).sum() for name in ("active_clients", "intakes", "endings")
    )
    exposed = active - intakes + endings
    return float(min(endings / exposed, 1)) if exposed > 0 else 0.0
