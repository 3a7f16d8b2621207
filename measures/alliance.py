"""Mean alliance scores with intervals, and the one axis that instruments share."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from measures.statistics.change import between, difference
from measures.statistics.clustered import with_clustered_rate
from measures.statistics.columns import floats
from measures.statistics.comparison import SMALLEST_IN_RATE

PERCENTS = ("percent", "percent_low", "percent_high")
SUMS = ["clients", "attended", "counted", "sum_xx", "sum_xn", "sum_nn"]


def with_interval(frame: pd.DataFrame) -> pd.DataFrame:
    """Add mean_low and mean_high (95%) and few, from clients, mean and sd.

    Mean and sd are over client means, one per client, so that the client who
    answers often counts once; limits are mean -/+ t(k - 1) sd / sqrt(k), kept within
    the instrument's low and high where they are known. NaN below two clients; few marks fewer than
    SMALLEST_IN_RATE clients, which are not compared.
    """
    clients, mean = floats(frame, "clients"), floats(frame, "mean")
    several = np.where(clients >= 2, clients, np.nan)
    half = stdtrit(several - 1, 0.975) * floats(frame, "sd") / np.sqrt(several)
    lowest, highest = floats(frame, "low"), floats(frame, "high")
    return frame.assign(
        mean_low=_within(mean - half, lowest, highest),
        mean_high=_within(mean + half, lowest, highest),
        few=~(clients >= SMALLEST_IN_RATE),
    )


def _within(score: np.ndarray, lowest: np.ndarray, highest: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(score), np.nan, np.fmin(np.fmax(score, lowest), highest))


def percent_of_range(score: ArrayLike, low: ArrayLike, high: ArrayLike) -> np.ndarray:
    """Return a score as percent (0-100) of its instrument's range; NaN without one.

    The only axis on which two instruments may stand together.
    """
    score, low, high = (np.asarray(part, dtype=float) for part in (score, low, high))
    width = np.where(high > low, high - low, np.nan)
    return 100 * (score - low) / width


def with_percent(frame: pd.DataFrame) -> pd.DataFrame:
    """Add percent, percent_low and percent_high (0-100 of the instrument's range)."""
    frame = with_interval(frame)
    low, high = floats(frame, "low"), floats(frame, "high")
    scores = {"percent": "mean", "percent_low": "mean_low", "percent_high": "mean_high"}
    percents = {
        name: percent_of_range(floats(frame, score), low, high)
        for name, score in scores.items()
    }
    return frame.assign(**percents)


def change(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Compare percent of the range between two `with_percent` frames, by index label.

    Returns difference, low, high (points of the range) and direction.
    """
    estimate, low, high = PERCENTS
    return between(now, before, estimate=estimate, low=low, high=high)


def bond_above(phases: pd.DataFrame) -> dict[str, tuple[float, float, float, int]]:
    """Return how far the bond lies above goals and tasks, in points of the range.

    Takes `with_percent` rows with kind and phase. Per phase the difference of the mean
    percent, its 95% interval and the clients of the smallest subscale. The subscales
    are taken as independent: since one client's are alike, the interval is if anything
    too wide. Empty without both kinds.
    """
    found = {}
    for phase in ("early", "later"):
        own = phases[phases["phase"].eq(phase)]
        bond, rest = (own[own["kind"].isin(k)] for k in (["bond"], ["goal", "task"]))
        if len(bond) and len(rest):
            sides = [[_mean(part, end) for end in PERCENTS] for part in (bond, rest)]
            gap, low, high = (float(end) for end in difference(*sides))
            fewest = int(min(bond["clients"].min(), rest["clients"].min()))
            found[phase] = (gap, low, high, fewest)
    return found


def _mean(part: pd.DataFrame, column: str) -> float:
    return float(np.mean(floats(part, column)))


def below(phases: pd.DataFrame, *, together: bool = True) -> pd.DataFrame:
    """Add rate, low, high (0-1): ratings at or below the cutoff of all ratings.

    Takes clients, ratings, at_or_below_cutoff, sum_xx, sum_xn, sum_nn and cutoff, a row
    per phase. `together` sums the phases; a client rated in both then counts as two,
    which leaves out how alike a client's phases are: the interval is a little narrow.
    """
    named = phases.rename(
        columns={"at_or_below_cutoff": "attended", "ratings": "counted"}
    )
    if together:
        cutoff = named["cutoff"].max() if len(named) else float("nan")
        named = named[SUMS].sum().to_frame().T.assign(cutoff=cutoff)
    return with_clustered_rate(named)


def scored(sessions: pd.DataFrame) -> pd.DataFrame:
    """Add rate, low, high (0-1): sessions with a score of all attended ones.

    Takes attended, scored, clients, sum_xx, sum_xn and sum_nn (x scored, n attended).
    """
    counts = {"counted": sessions["attended"], "attended": sessions["scored"]}
    judged = with_clustered_rate(sessions.assign(**counts))
    return judged.assign(sessions=judged["counted"])
