"""Mean scores by session number: of everyone, beside the line, and of who left."""

import numpy as np
import pandas as pd

from measures.alliance import with_interval
from measures.statistics.change import difference
from measures.statistics.columns import floats
from measures.statistics.growth import Line

ENDS = ["mean", "mean_low", "mean_high"]


def together(groups: pd.DataFrame) -> pd.DataFrame:
    """Pool groups of similar length of stay: one row per session number, as if nobody stood apart.

    Takes session_number, clients, mean, sd, low and high; returns them with the
    mean's interval (see `alliance.with_interval`). The variance is that within the groups
    and that of their means.
    """
    rows = []
    for number, part in groups.groupby("session_number"):
        clients, mean = floats(part, "clients"), floats(part, "mean")
        everyone = clients.sum()
        middle = float(np.sum(clients * mean) / everyone)
        inside = np.where(clients > 1, (clients - 1) * floats(part, "sd") ** 2, 0)
        squares = float(np.sum(inside + clients * (mean - middle) ** 2))
        sd = np.sqrt(squares / (everyone - 1)) if everyone > 1 else np.nan
        ends = {end: floats(part, end)[0] for end in ("low", "high")}
        counted = {"session_number": number, "clients": int(everyone)}
        rows.append({**counted, "mean": middle, "sd": sd, **ends})
    columns = ["session_number", "clients", "mean", "sd", "low", "high"]
    return with_interval(pd.DataFrame(rows, columns=columns))


def with_line(sessions: pd.DataFrame, line: Line | None) -> pd.DataFrame:
    """Add model, model_low and model_high: the model at each session's log; NaN without."""
    names = ("model", "model_low", "model_high")
    if line is None:
        return sessions.assign(**dict.fromkeys(names, np.nan))
    ends = line.at(np.log(floats(sessions, "session_number")))
    return sessions.assign(**dict(zip(names, ends, strict=True)))


def left_and_stayed(scores: pd.DataFrame) -> pd.DataFrame:
    """Return one row per session number: those who left after it and those who stayed.

    Takes session_number, became (left, stayed), clients, mean, sd, low, high. Adds
    difference, difference_low and difference_high, left minus stayed, from the two
    intervals (Zou & Donner 2008).
    """
    judged = with_interval(scores).set_index("session_number")
    left, stayed = (judged[judged["became"] == side] for side in ("left", "stayed"))
    both = left.merge(
        stayed, left_index=True, right_index=True, suffixes=("_left", "_stayed")
    )
    gap = difference(
        *(
            [floats(both, f"{end}_{side}") for end in ENDS]
            for side in ("left", "stayed")
        )
    )
    names = ("difference", "difference_low", "difference_high")
    return both.assign(**dict(zip(names, gap, strict=True))).reset_index()


def overall(paired: pd.DataFrame) -> tuple[float, float, float]:
    """Return the difference at the same session number, over all sessions, with limits.

    Each session number weighs as many clients as left after it (direct
    standardization); the variances add, so half-widths do by their squares.
    """
    known = paired[paired["difference_low"].notna()]
    weight = floats(known, "clients_left")
    if not weight.sum():
        return np.nan, np.nan, np.nan
    share = weight / weight.sum()
    gap = floats(known, "difference")
    down = np.sqrt(np.sum((share * (gap - floats(known, "difference_low"))) ** 2))
    up = np.sqrt(np.sum((share * (floats(known, "difference_high") - gap)) ** 2))
    middle = float(np.sum(share * gap))
    return middle, middle - float(down), middle + float(up)
