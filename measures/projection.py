"""Project the caseload of the next weeks from recent intakes and endings."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from measures.statistics.columns import floats
from measures.statistics.rates import Z_95

AHEAD, LEARNED, LEAST_LEARNED, RUN = 8, 13, 6, 4


def projected(weeks: pd.DataFrame, still_booked: ArrayLike) -> pd.DataFrame:
    """Return the expected active clients: now, and at the end of the next AHEAD weeks.

    Takes week_end, active_clients, intakes, endings by week, oldest first, and how
    many clients are booked beyond each coming week: those are active by definition, so
    nothing below them is expected. Learned from the last LEARNED weeks: intakes a week,
    and the share of active clients whose care ends in a week. Expected and variance
    follow week by week: a(t+1) = a(t)(1 - r) + i. The variance holds who leaves by
    chance, how much weekly intakes vary, how surely both were learned, and that good
    and bad weeks follow one another. Empty below LEAST_LEARNED weeks. 95% limits,
    normal, never below zero.
    """
    recent = weeks.tail(LEARNED)
    if len(recent) < LEAST_LEARNED:
        return pd.DataFrame(columns=_NAMES)
    intakes, endings = floats(recent, "intakes"), floats(recent, "endings")
    active = floats(recent, "active_clients")
    exposed = max((active - intakes + endings).sum(), 1.0)
    rate, number = min(endings.sum() / exposed, 1.0), len(recent)
    arriving, varying = intakes.mean(), max(intakes.var(ddof=1), intakes.mean())
    leaving = max(endings.var(ddof=1) / max(endings.mean(), 1e-9), 1.0)
    persisting = _persisting(floats(weeks, "intakes") - floats(weeks, "endings"))
    mean, spread, rows = active[-1], 0.0, []
    for ahead in range(AHEAD):
        spread = (1 - rate) ** 2 * spread + mean * rate * (1 - rate) * leaving + varying
        mean = mean * (1 - rate) + arriving
        learned = (ahead + 1) ** 2 * (varying + endings.mean() * leaving) / number
        half = Z_95 * np.sqrt(persisting * (spread + learned))
        rows.append([mean, mean - half, mean + half])
    answer = pd.DataFrame(rows, columns=_NAMES[1:])
    floor = np.asarray(still_booked, dtype=float)[:AHEAD]
    for name in answer:
        answer[name] = np.maximum(answer[name], np.append(floor, [0] * AHEAD)[:AHEAD])
    last = pd.Timestamp(recent["week_end"].iloc[-1])
    days = [last + pd.Timedelta(weeks=week + 1) for week in range(AHEAD)]
    now = pd.DataFrame([[last, *[active[-1]] * 3]], columns=_NAMES)
    return pd.concat([now, answer.assign(week_end=days)[_NAMES]], ignore_index=True)


_NAMES = ["week_end", "expected", "lowest_expected", "highest_expected"]


def _persisting(net: np.ndarray) -> float:
    """Return how much more four weeks together vary than four weeks by chance."""
    if len(net) < 2 * RUN or net.var() == 0:
        return 1.0
    together = np.convolve(net, np.ones(RUN), "valid")
    return max(1.0, together.var(ddof=1) / (RUN * net.var(ddof=1)))
