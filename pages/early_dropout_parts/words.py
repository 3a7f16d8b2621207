"""The sentences above the figures of the early dropout page."""

import pandas as pd

from ui import period, words

Frame = pd.DataFrame
MOST_NAMED = 3
SURE = 0.05
EARLY = ("leave after session one", "after session two")
TOO_FEW = "No attribute has two values with clients enough to be compared"
NOT_BEYOND = "does not go with leaving early by more than chance explains"


def hazard(sessions: Frame) -> str:
    """Say which share leaves after session one, and which after session two."""
    said = [
        f"{words.percent(row['hazard'])} {leave} "
        f"({words.interval(row['hazard_low'], row['hazard_high'])}, "
        f"{words.sample(row['at_risk'])})"
        for leave, (_, row) in zip(EARLY, sessions.head(2).iterrows(), strict=False)
    ]
    return ", ".join(said)


def cohorts(began: Frame, p: float, *, fewest: int, became: str, one: str) -> str:
    """Say between which shares the cohorts lie, and whether chance explains it (p)."""
    enough = began[began["known"].ge(fewest) & began["rate"].notna()]
    if enough.empty:
        hint = "; a quarter may hold more" if one == "month" else ""
        return f"No {one} has {fewest} clients of whom it is known{hint}"
    low, high = words.percent(enough["rate"].min()), words.percent(enough["rate"].max())
    if len(enough) == 1:
        row = enough.iloc[0]
        return (
            f"Of those who began in {period.named(row['began'], one)}, {low} {became} "
            f"({words.interval(row['low'], row['high'])}, {words.sample(row['known'])}); "
            f"no other {one} is known well enough"
        )
    return (
        f"From {one} to {one}, between {low} and {high} {became}, {_chance(p)} "
        f"({words.count(len(enough), one)} with {fewest} known clients or more)"
    )


def _chance(p: float) -> str:
    """Say whether chance alone would give such differences, by a test's p."""
    if pd.isna(p) or p >= SURE:
        return "no more apart than chance explains"
    return "more apart than chance explains"


def outside(judged: Frame, expected: float, *, differ: bool = False) -> str:
    """Say how many counselors lie outside chance, and how many chance would give."""
    among = judged[judged["side"] != "not compared"]
    if among.empty:
        return "No counselor has clients enough to be compared"
    if len(among) == 1:
        return "One counselor has clients enough, and there is nobody to compare with"
    found = int((among["side"] != "within").sum())
    few = found < 2
    what = f"{'lies' if few else 'lie'} outside what chance explains"
    if differ:
        are = "is" if few else "are"
        what = f"{are} unusual even among counselors who differ anyway"
    return (
        f"{words.small(found)} of {words.count(len(among), 'counselor')} {what}; "
        f"chance alone would give up to {expected:.1f}"
    )


def likely(people: Frame, alike: bool) -> str:
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


def attributes(tested: Frame) -> str:
    """Say which attributes go with leaving early by more than chance explains."""
    possible = int(tested["p"].notna().sum())
    several = words.count(possible, "attribute")
    found = tested.loc[tested["passes"], "label"].str.lower().tolist()
    if possible < 2 and not found:
        return TOO_FEW if possible == 0 else f"The one attribute {NOT_BEYOND}"
    if not found:
        return f"None of {several} goes with leaving early by more than chance explains"
    goes = "goes" if len(found) == 1 else "go"
    rest = len(found) - MOST_NAMED
    more = [f"{words.small(rest).lower()} more"] if rest > 0 else []
    said = words.listed(found[:MOST_NAMED] + more)
    return f"{words.small(len(found))} of {several} {goes} with leaving early: {said}"


def values(rows: Frame, about: pd.Series, fewest: int) -> str:
    """Say between which shares the values of one attribute lie."""
    label, passes = about["label"], bool(about["passes"])
    enough = rows[(rows["known"] >= fewest) & (rows["value"] != "not recorded")]
    if len(enough) < 2:
        return f"{label}: too few clients to compare its values"
    low = enough.loc[enough["by_two"].idxmin()]
    high = enough.loc[enough["by_two"].idxmax()]
    end = "" if passes else "; chance may explain it"
    return words.visible(
        f"{label}: from {words.percent(low['by_two'])} ({low['value']}) to "
        f"{words.percent(high['by_two'])} ({high['value']}) leave early{end}"
    )


def definitions(rows: Frame) -> str:
    """Say between which shares the definitions of dropout lie."""
    leaving = rows[rows["leaving"]]
    low = leaving["rate"].fillna(leaving["low"]).min()
    high = leaving["rate"].fillna(leaving["high"]).max()
    return (
        f"Between {words.percent(low)} and {words.percent(high)} of the same clients "
        "have dropped out, depending on the definition"
    )


def never_came(total: Frame) -> str:
    """Say which share of those booked or referred never came."""
    row = total.iloc[0]
    if not row["known"]:
        return "It is not known yet whether anyone never came"
    return (
        f"{words.percent(row['rate'])} never came to a first session "
        f"({words.interval(row['low'], row['high'])}, {words.sample(row['known'])})"
    )
