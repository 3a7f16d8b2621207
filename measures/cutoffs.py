"""The share of ratings at or below a cutoff, and of sessions with a rating."""

import pandas as pd

from measures.statistics.clustered import with_clustered_rate

SUMS = ["clients", "attended", "counted", "sum_xx", "sum_xn", "sum_nn"]


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
