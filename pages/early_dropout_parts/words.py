"""The sentences of the Early dropout page: headlines and quiet lines."""

import pandas as pd

from measures.attributes import UNRECORDED
from measures.statistics import comparison
from measures.statistics.overdispersion import Dispersion
from queries import Filters
from ui import words
from ui.figures.notes import INTERVAL, dropout, through
from ui.page import period
from ui.topics import people

Frame = pd.DataFrame
MOST_NAMED = 3
SURE = 0.05
EARLY = ("leave after session one", "after session two")
TOO_FEW = "No attribute has two values with clients enough to be compared"
NOT_BEYOND = "does not go with leaving early by more than chance explains"
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


def hazard_headline(sessions: Frame) -> str:
    """Say which share leaves after session one, and which after session two."""
    shares = [
        f"{words.percent(row['hazard'])} {leave} "
        f"({words.interval(row['hazard_low'], row['hazard_high'])}, "
        f"{words.sample(row['at_risk'])})"
        for leave, (_, row) in zip(EARLY, sessions.head(2).iterrows(), strict=False)
    ]
    return ", ".join(shares)


def cohorts_headline(
    began: Frame, p: float, *, fewest: int, became: str, span: str
) -> str:
    """Say between which shares the cohorts lie, and whether chance explains it (p)."""
    enough = began[began["known"].ge(fewest) & began["rate"].notna()]
    if enough.empty:
        hint = "; a quarter may hold more" if span == "month" else ""
        return f"No {span} has {fewest} clients of whom it is known{hint}"
    low, high = words.percent(enough["rate"].min()), words.percent(enough["rate"].max())
    if len(enough) == 1:
        row = enough.iloc[0]
        return (
            f"Of those who began in {period.named(row['began'], span)}, {low} {became} "
            f"({words.interval(row['low'], row['high'])}, {words.sample(row['known'])}); "
            f"no other {span} is known well enough"
        )
    return (
        f"From {span} to {span}, between {low} and {high} {became}, {_chance(p)} "
        f"({words.count(len(enough), span)} with {fewest} known clients or more)"
    )


def _chance(p: float) -> str:
    """Say whether chance alone would give such differences, by a test's p."""
    if pd.isna(p) or p >= SURE:
        return "no more apart than chance explains"
    return "more apart than chance explains"


def outside_headline(judged: Frame, expected: float, *, differ: bool = False) -> str:
    """Say how many counselors lie outside chance, and how many chance would give."""
    among = comparison.compared(judged)
    if among.empty:
        return "No counselor has clients enough to be compared"
    if len(among) == 1:
        return "One counselor has clients enough, and there is nobody to compare with"
    outside = len(comparison.beyond_chance(among))
    few = outside < 2
    what = f"{'lies' if few else 'lie'} outside what chance explains"
    if differ:
        are = "is" if few else "are"
        what = f"{are} unusual even among counselors who differ anyway"
    return (
        f"{words.small(outside)} of {words.count(len(among), 'counselor')} {what}; "
        f"chance alone would give up to {expected:.1f}"
    )


def likely_headline(people: Frame, alike: bool) -> str:
    """Say between which shares counselors likely lie, once chance is allowed for."""
    if people.empty:
        return "A likely share needs two counselors, and clients who left"
    low = words.percent(people["shrunken"].min())
    high = words.percent(people["shrunken"].max())
    if alike:
        return f"Once chance is allowed for, all counselors are alike, near {low}"
    return (
        f"Once chance is allowed for, counselors lie between {low} and {high}, "
        f"not between {words.percent(people['rate'].min())} and "
        f"{words.percent(people['rate'].max())}"
    )


def attributes_headline(tested: Frame) -> str:
    """Say which attributes go with leaving early by more than chance explains."""
    possible = int(tested["p"].notna().sum())
    several = words.count(possible, "attribute")
    passing = tested.loc[tested["passes"], "label"].str.lower().tolist()
    if possible < 2 and not passing:
        return TOO_FEW if possible == 0 else f"The one attribute {NOT_BEYOND}"
    if not passing:
        return f"None of {several} goes with leaving early by more than chance explains"
    goes = "goes" if len(passing) == 1 else "go"
    rest = len(passing) - MOST_NAMED
    more = [f"{words.small(rest).lower()} more"] if rest > 0 else []
    names = words.listed(passing[:MOST_NAMED] + more)
    return (
        f"{words.small(len(passing))} of {several} {goes} with leaving early: {names}"
    )


def values_headline(rows: Frame, about: pd.Series, fewest: int) -> str:
    """Say between which shares the values of one attribute lie."""
    label, passes = about["label"], bool(about["passes"])
    enough = rows[(rows["known"] >= fewest) & (rows["value"] != UNRECORDED)]
    if len(enough) < 2:
        return f"{label}: too few clients to compare its values"
    low = enough.iloc[enough["by_two"].argmin()]
    high = enough.iloc[enough["by_two"].argmax()]
    end = "" if passes else "; chance may explain it"
    return words.visible(
        f"{label}: from {words.percent(low['by_two'])} ({low['value']}) to "
        f"{words.percent(high['by_two'])} ({high['value']}) leave early{end}"
    )


def definitions_headline(rows: Frame) -> str:
    """Say between which shares the definitions of dropout lie."""
    leaving = rows[rows["leaving"]]
    low = leaving["rate"].fillna(leaving["low"]).min()
    high = leaving["rate"].fillna(leaving["high"]).max()
    return (
        f"Between {words.percent(low)} and {words.percent(high)} of the same clients "
        "have dropped out, depending on the definition"
    )


def never_came_headline(total: Frame) -> str:
    """Say which share of those booked or referred never came."""
    row = total.iloc[0]
    if not row["known"]:
        return "It is not known yet whether anyone never came"
    return (
        f"{words.percent(row['rate'])} never came to a first session "
        f"({words.interval(row['low'], row['high'])}, {words.sample(row['known'])})"
    )


def hazard_note(fewest: int) -> str:
    """Say what a bar is a share of, and where the bars stop."""
    return (
        "Of those who came to each session, with it known what followed. It stops "
        f"where fewer than {fewest} clients are at risk. {INTERVAL} {through()}"
    )


def cohorts_note(chosen: Filters, fewest: int, span: str, p: float) -> str:
    """Say what counts as leaving, what the marks are, and how they were tested (p)."""
    test = (
        f" One log-rank test over all {span}s tells whether chance explains how they "
        "differ: not if p is below 0.05."
    )
    return (
        f"{dropout(chosen)} By {span} of session one; hollow: not everyone is known yet, "
        f"grey: fewer than {fewest} are, shaded: nobody is.{'' if pd.isna(p) else test}"
    )


def funnel_note(
    judged: pd.DataFrame, fewest: int, *, differ: bool, spread: Dispersion
) -> str:
    """Say which question the funnel answers, and what it leaves out."""
    return (
        f"{_asked(differ, spread)} Hollow: "
        f"provisional, below 30 clients. {_few(judged, fewest)}Not adjusted for who "
        "the clients are: the switch above does that."
    )


def caterpillar_note(drawn: pd.DataFrame, weight: float, fewest: int) -> str:
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


def attributes_note(fewest: int) -> str:
    """Say how attributes are tested, and that it is association."""
    return (
        "Association, not cause. One dot per value, larger for more clients; share who "
        "left by the second session from which the value is known. One log-rank test "
        f"per attribute over values of {fewest} clients or more, all tests held together "
        f"to a false discovery rate of 10%. {through()}"
    )


def values_note(about: pd.Series, clients: pd.Series, fewest: int) -> str:
    """Say what an attribute's values are shares of, and which are too small."""
    more, drawn = len(clients) - people.MOST, clients.nlargest(people.MOST)
    p = "too few to test" if pd.isna(about["p"]) else _p(about)
    begins = FROM_TWO.format(about["begins_at"]) if about["begins_at"] > 1 else ""
    rest = f" {more:,} smaller values are in the table." if more > 0 else ""
    few = f" Grey, without an interval: fewer than {fewest} clients."
    sure = f" {INTERVAL}" if drawn.ge(fewest).any() else ""
    grey = few if drawn.lt(fewest).any() else ""
    return f"Association, not cause: {p}.{begins}{rest}{sure}{grey} {through()}"


def definitions_note(rows: pd.DataFrame) -> str:
    """Say why the same clients give different shares, and what a bar is if there is one."""
    bar = " The bar runs between the bounds that missing endings allow."
    bounds = bar if rows["bounds"].any() else ""
    return (
        "Who began in this period. The definitions below ours do not handle clients "
        "still in treatment: all clients counts them as staying, closed cases leaves "
        f"them out.{bounds} {INTERVAL} {through()}"
    )


def never_came_note(window: int, windows: int) -> str:
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
    few = len(judged) - len(comparison.compared(judged))
    if not few:
        return ""
    they = words.count(few, "counselor")
    are = "is" if few == 1 else "are"
    return f"{they} with fewer than {fewest} known clients {are} not drawn. "


def _asked(differ: bool, spread: Dispersion) -> str:
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
