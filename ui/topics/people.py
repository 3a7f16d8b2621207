"""How counselors are named in figures, and which of them are drawn."""

import pandas as pd

from ui import words

Frame = pd.DataFrame
MOST = 40
ROOM = 24  # characters of a name beside a row


def spread(people: Frame, fewest: int) -> str:
    """Say between which rates the counselors lie who have clients enough."""
    enough = people[people["low"].notna()]
    if enough.empty:
        return f"No counselor has {fewest} clients, so no rate is shown by counselor"
    if len(enough) == 1:
        return (
            f"{words.percent(enough['rate'].iloc[0])} take place with the one counselor "
            f"who has {fewest} clients or more"
        )
    low, high = words.percent(enough["rate"].min()), words.percent(enough["rate"].max())
    return (
        f"By counselor, between {low} and {high} take place "
        f"({words.count(len(enough), 'counselor')} with {fewest} clients or more)"
    )


def shown(people: pd.DataFrame, *, first: pd.Series | None = None) -> pd.DataFrame:
    """Keep at most MOST counselors: the higher in `first`, then the others in order.

    What is kept stays in the order of the frame.
    """
    if len(people) <= MOST:
        return people
    rank = pd.Series(0, people.index) if first is None else -first.astype(float)
    kept = rank.sort_values(kind="stable").index[:MOST]
    return people.loc[people.index.isin(kept)]


def surest(people: pd.DataFrame, among: str) -> pd.Series:
    """Return how surely each lies outside chance: by level, then by how many stand in it."""
    return people["level"] + people[among].rank(pct=True)


def told_apart(people: pd.DataFrame) -> pd.Series:
    """Return names for the rows of a figure; shared ones end in the counselor's id."""
    shared = people["counselor"].duplicated(keep=False)
    both = zip(people["counselor"], people["counselor_id"].map(str), strict=True)
    longer = [f"{_cut(name, ROOM - len(own) - 1)} {own}" for name, own in both]
    return people["counselor"].where(~shared, longer)


def _cut(name: str, most: int) -> str:
    return (
        name
        if len(name) <= most
        else f"{name[: max(1, most - 1)]}\N{HORIZONTAL ELLIPSIS}"
    )


def left_out(people: pd.DataFrame, why: str) -> str:
    """Say how many counselors the figure does not draw, if any."""
    more = len(people) - MOST
    return (
        f" {MOST} are drawn, {why}; {more:,} more are in the table." if more > 0 else ""
    )


def in_figure(people: pd.DataFrame, known: str) -> pd.DataFrame:
    """Return the counselors to draw, the surest outside chance first, with their note."""
    return shown(noted(people, known), first=surest(people, known))


def noted(people: pd.DataFrame, known: str) -> pd.DataFrame:
    """Add note, of how many of their clients it is known, for the hover."""
    counts = zip(people[known], people["clients"], strict=True)
    notes = [f"known for {k:,} of {words.count(n, 'client')}" for k, n in counts]
    return people.assign(note=notes, counselor=told_apart(people))


def with_note(people: pd.DataFrame, among: str, noun: str) -> pd.DataFrame:
    """Add note, what the hover says a rate is a share of."""
    notes = [words.count(n, noun) for n in people[among]]
    return people.assign(note=notes, counselor=told_apart(people))


def distinct(people: pd.DataFrame) -> dict[str, str]:
    """Return names by id, in order; those who share a name are told apart by id."""
    shared = people["counselor"].duplicated(keep=False)
    ids, names = people["counselor_id"], people["counselor"]
    labels = names.where(~shared, names + " " + ids).map(words.visible)
    return dict(sorted(zip(ids, labels, strict=True), key=lambda pair: pair[1]))
