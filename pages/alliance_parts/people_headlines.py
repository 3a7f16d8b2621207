"""The sentences of the Alliance page about counselors, clients, coverage and outcome."""

import pandas as pd

from ui import words

Frame = pd.DataFrame


def counselors(rated: Frame, parts: dict[str, float]) -> str:
    """Say how much of the spread of ratings lies between counselors, of whose clients."""
    if rated.empty or pd.isna(parts["counselors"]):
        return "Too few counselors have rated clients to tell how they differ"
    return (
        f"{words.percent(parts['counselors'])} of the spread of ratings lies between "
        f"counselors, {words.percent(parts['clients'])} between clients of one "
        f"counselor, {words.percent(parts['sessions'])} between sessions of one client "
        f"({words.sample(rated['clients'].sum(), 'clients')})"
    )


def ruptures(states: Frame) -> str:
    """Say how many possible ruptures there are, and what became of them."""
    events = states.set_index("state")["events"]
    if not events.sum():
        return "No possible rupture in this selection"
    parts = [
        f"{events.get(state, 0):,} {state}"
        for state in ("repaired", "unrepaired", "open")
    ]
    return f"{words.count(events.sum(), 'possible rupture')}: {words.listed(parts)}"


def clients(shown: int, everyone: int, one: str | None) -> str:
    """Say whose scores are drawn."""
    if one is not None:
        return "One client, session by session"
    more = f" of {everyone:,}, those rated last" if everyone > shown else ""
    return f"{words.count(shown, 'rated client')}{more}"


def coverage(total: pd.Series) -> str:
    """Say which share of attended sessions has a score."""
    return (
        f"{words.percent(total['rate'])} of attended sessions have a score "
        f"({words.interval(total['low'], total['high'])}; "
        f"{words.sample(total['counted'], 'sessions')})"
    )


def by_counselor(people: Frame) -> str:
    """Say between which shares the counselors lie who have clients enough."""
    known = people[people["low"].notna()]
    if known.empty:
        return "No counselor has clients enough for a share"
    if len(known) == 1:
        row = known.iloc[0]
        return (
            f"The one counselor who has clients enough: {words.percent(row['rate'])} of "
            f"sessions have a score ({words.interval(row['low'], row['high'])}; "
            f"{words.sample(row['counted'], 'sessions')})"
        )
    low, high = (words.percent(known["rate"].agg(end)) for end in ("min", "max"))
    return (
        f"By counselor, between {low} and {high} of sessions have a score "
        f"({words.count(len(known), 'counselor')})"
    )


def unscored(first: Frame) -> str:
    """Say how many left after session one with and without a score."""
    sides = first.set_index("side")
    if len(sides) < 2:
        return "Too few sessions without or with a score to compare what followed"
    parts = [
        f"{words.percent(row['estimate'])} ({words.interval(row['low'], row['high'])}, "
        f"{words.sample(row['clients'])}) {when}"
        for when, row in (
            ("without a score", sides.loc["not scored"]),
            ("with one", sides.loc["scored"]),
        )
    ]
    return f"After session one, {parts[0]} left and {parts[1]}"


def outcome(levels: Frame) -> str:
    """Say the clinic's own correlation of early alliance and later outcome."""
    row = levels.iloc[0]
    if pd.isna(row["r"]):
        return "Too few clients have an early alliance and two outcomes"
    sure = row["low"] > 0 or row["high"] < 0
    return (
        f"Early alliance and later outcome correlate by {_correlation(row['r'])} "
        f"({_correlation(row['low'])} to {_correlation(row['high'])}; "
        f"{words.sample(row['n'], 'clients')}), "
        + (
            f"{words.percent(row['explained'])} of the outcome's variance"
            if sure
            else "which chance explains"
        )
    )


def _correlation(r: float) -> str:
    return f"{words.MINUS if r < 0 else ''}{abs(r):.2f}"
