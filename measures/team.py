"""The same few measures of every counselor of a team, and how surely each is known."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from measures import peers
from measures.statistics import design
from measures.statistics.columns import floats
from measures.statistics.comparison import SMALLEST_COMPARED, SMALLEST_IN_RATE

MEASURES = ("clients", "hours", "attendance", "left", "alliance")
COLUMNS = ["counselor_id", "counselor", "measure", "value", "low", "high", "n", "known"]


def side_by_side(
    load: pd.DataFrame,
    attendance: pd.DataFrame,
    dropout: pd.DataFrame,
    alliance: pd.DataFrame,
) -> pd.DataFrame:
    """Return one row per counselor and measure, counselors by name.

    clients: active clients over the limit; hours: attended over contracted (both a
    census, no interval); attendance: rate with a clustered interval; left: left after
    session one (Wilson); alliance: early mean as a share of the range (t over
    clients). `known` is False below SMALLEST_IN_RATE clients (SMALLEST_COMPARED
    mature clients for left): drawn grey, without an interval.
    """
    limit = floats(load, "caseload_limit")
    with np.errstate(divide="ignore", invalid="ignore"):
        full = floats(load, "active_clients") / np.where(limit > 0, limit, np.nan)
    kinds = [
        _rows(load, "clients", full, n=floats(load, "active_clients")),
        _rows(
            load, "hours", floats(load, "utilization"), n=floats(load, "attended_hours")
        ),
        _attended(attendance),
        _left(dropout),
        _rated(alliance),
    ]
    rows = pd.concat([kind for kind in kinds if len(kind)], ignore_index=True)
    people = set(load["counselor_id"])
    rows = rows[rows["counselor_id"].isin(people)]
    place = rows["measure"].map({name: at for at, name in enumerate(MEASURES)})
    return (
        rows.assign(place=place)
        .sort_values(["counselor", "counselor_id", "place"], kind="stable")
        .drop(columns="place")
        .reset_index(drop=True)
    )


def _attended(frame: pd.DataFrame) -> pd.DataFrame:
    rated = design.compared(frame)
    return _rows(
        rated,
        "attendance",
        floats(rated, "rate"),
        low=floats(rated, "low"),
        high=floats(rated, "high"),
        n=floats(rated, "counted"),
        known=floats(rated, "clients") >= SMALLEST_IN_RATE,
    )


def _left(frame: pd.DataFrame) -> pd.DataFrame:
    rated = peers.with_chance(frame, events="dropped_one", total="at_risk_one")
    n = floats(rated, "at_risk_one")
    return _rows(
        rated,
        "left",
        floats(rated, "rate"),
        low=floats(rated, "low"),
        high=floats(rated, "high"),
        n=n,
        known=n >= SMALLEST_COMPARED,
    )


def _rated(frame: pd.DataFrame) -> pd.DataFrame:
    n, mean, sd = (floats(frame, name) for name in ("rated_clients", "mean", "sd"))
    with np.errstate(divide="ignore", invalid="ignore"):
        half = stdtrit(np.where(n > 1, n - 1, np.nan), 0.975) * sd / np.sqrt(n)
    return _rows(
        frame,
        "alliance",
        mean / 100,
        low=np.maximum(mean - half, 0) / 100,
        high=np.minimum(mean + half, 100) / 100,
        n=n,
        known=n >= SMALLEST_IN_RATE,
    )


def _rows(
    frame: pd.DataFrame,
    measure: str,
    value: np.ndarray,
    *,
    n: np.ndarray,
    low: ArrayLike = np.nan,
    high: ArrayLike = np.nan,
    known: ArrayLike = True,
) -> pd.DataFrame:
    enough = np.broadcast_to(known, len(frame))
    return pd.DataFrame(
        {
            "counselor_id": frame["counselor_id"],
            "counselor": frame["counselor"],
            "measure": measure,
            "value": value,
            "low": np.where(enough, low, np.nan),
            "high": np.where(enough, high, np.nan),
            "n": n,
            "known": enough,
        }
    )[COLUMNS]
