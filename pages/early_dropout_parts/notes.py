"""The quiet lines of the early dropout page."""

import pandas as pd

from ui import people, words
from ui.notes import INTERVAL, dropout, through

EXACT = (
    "The lines show what chance allows at each number of clients; who lies outside is "
    "decided by exact binomial tails."
)
DIFFER = (
    "Off: who differs from the clinic's share by more than chance? On "
    "(over-dispersion): who is unusual among counselors who differ anyway?"
)
FROM_TWO = (
    " Followed from session {} on: what it says exists only for those who came to it."
)


def hazard(fewest: int) -> str:
    """Say what a bar is a share of, and where the bars stop."""
    return (
        "Of those who came to each session, with it known what followed. It stops "
        f"where fewer than {fewest} clients are at risk. {INTERVAL} {through()}"
    )


def cohorts(chosen, fewest: int, one: str, p: float) -> str:
    """Say what counts as leaving, what the marks are, and how they were tested (p)."""
    test = (
        f" One log-rank test over all {one}s tells whether chance explains how they "
        "differ: not if p is below 0.05."
    )
    return (
        f"{dropout(chosen)} By {one} of session one; hollow: not everyone is known yet, "
        f"grey: fewer than {fewest} are, shaded: nobody is.{'' if pd.isna(p) else test}"
    )


def funnel(judged: pd.DataFrame, fewest: int, *, differ: bool, spread) -> str:
    """Say which question the funnel answers, and what it leaves out."""
    return (
        f"{_asked(differ, spread)} Hollow: "
        f"provisional, below 30 clients. {_few(judged, fewest)}Not adjusted for who "
        "the clients are: the switch above does that."
    )


def caterpillar(drawn: pd.DataFrame, weight: float, fewest: int) -> str:
    """Say what pulls a counted share to the likely one."""
    more = len(drawn) - people.MOST
    order = (
        f" The {people.MOST} drawn are the surest outside chance first; {more:,} more are "
        "in the table."
        if more > 0
        else ""
    )
    pull = (
        f"as if {words.count(round(weight), 'client')} of the whole clinic were added"
        if 0 < weight < 10_000
        else "all the way, as counselors differ no more than chance"
    )
    return (
        "Ring: as counted. Dot: pulled toward all counselors together, the more the "
        f"fewer clients stand behind it ({pull}). Intervals are 95% and take the pull as "
        f"given. From {fewest} known clients on, by name. Not adjusted for who the "
        f"clients are.{order}"
    )


def attributes(fewest: int) -> str:
    """Say how attributes are tested, and that it is association."""
    return (
        "Association, not cause. One dot per value, larger for more clients; share who "
        "left by the second session from which the value is known. One log-rank test "
        f"per attribute over values of {fewest} clients or more, all tests held together "
        f"to a false discovery rate of 10%. {through()}"
    )


def values(about: pd.Series, clients: pd.Series, fewest: int) -> str:
    """Say what an attribute's values are shares of, and which are too small."""
    more, known = len(clients) - people.MOST, clients.nlargest(people.MOST)
    p = "too few to test" if pd.isna(about["p"]) else _p(about)
    begins = FROM_TWO.format(about["begins_at"]) if about["begins_at"] > 1 else ""
    rest = f" {more:,} smaller values are in the table." if more > 0 else ""
    few = f" Grey, without an interval: fewer than {fewest} clients."
    sure = f" {INTERVAL}" if known.ge(fewest).any() else ""
    grey = few if known.lt(fewest).any() else ""
    return f"Association, not cause: {p}.{begins}{rest}{sure}{grey} {through()}"


def definitions(rows: pd.DataFrame) -> str:
    """Say why the same clients give different shares, and what a bar is if there is one."""
    bar = " The bar runs between the bounds that missing endings allow."
    bounds = bar if rows["bounds"].any() else ""
    return (
        "Who began in this period. The definitions below ours do not handle clients "
        "still in treatment: all clients counts them as staying, closed cases leaves "
        f"them out.{bounds} {INTERVAL} {through()}"
    )


def never_came(window: int, windows: int) -> str:
    """Say who has never come, and who may still come."""
    return (
        f"Of clients referred or booked {windows * window} days or more before the data "
        "ends (of later ones only those who came are known yet), without those still "
        "waiting; never came: nothing attended, nothing booked and "
        f"no appointment for {window} days. Hollow: some still wait or are too recent, "
        "grey: fewer than 10 are known, shaded: nobody is. Reference, never "
        "a target: 37% of 397 prospective clients missed their first session in one "
        f"study (Psychotherapy Research). {INTERVAL} {through()}"
    )


def _few(judged: pd.DataFrame, fewest: int) -> str:
    few = int((judged["side"] == "not compared").sum())
    if not few:
        return ""
    they = words.count(few, "counselor")
    are = "is" if few == 1 else "are"
    return f"{they} with fewer than {fewest} known clients {are} not drawn. "


def _asked(differ: bool, spread) -> str:
    if not differ:
        return f"Asks: who differs from the clinic's own share by more than chance? {EXACT}"
    if not spread.enough:
        return (
            f"Counselors compared: {spread.groups}; below 10 it cannot be told how much "
            f"they differ anyway, so the limits stay those of chance. {EXACT}"
        )
    if not spread.tau2:
        return f"Counselors differ no more than chance explains. {EXACT}"
    return (
        "Asks: who is unusual among counselors who differ anyway? The variance between "
        f"them is {spread.phi:.1f} times that of chance, and the lines allow for it; "
        "outside is beyond the lines and beyond chance."
    )


def _p(about: pd.Series) -> str:
    p = "below 0.001" if about["p"] < 0.001 else f"{about['p']:.3f}"
    q = "below 0.001" if about["q"] < 0.001 else f"{about['q']:.3f}"
    return f"log-rank p {p}, {q} after allowing for all attributes tested"
