"""The sentences above the figures of the Alliance page, which say the answer."""

import pandas as pd

from ui import words

Frame = pd.DataFrame


def subscales(phases: Frame) -> str:
    """Say which part of the alliance is rated lowest in the first sessions, and highest."""
    early = phases[phases["phase"].eq("early")]
    if len(early) and early["percent"].isna().all():
        return "Clients' mean ratings early and later"
    early = early[early["percent"].notna()]
    if early.empty:
        return "No part of the alliance was rated in sessions 1 to 3"
    first, last = (early.loc[early["percent"].agg(way)] for way in ("idxmin", "idxmax"))
    if len(early) == 1:
        return f"In sessions 1 to 3 clients rate {_part(first)}"
    return f"In sessions 1 to 3 clients rate {_part(first)} lowest and {_part(last)} highest"


def growth(clients: int, change: tuple[float, float, float] | None) -> str:
    """Say how the alliance changes within clients, or that too few were rated."""
    if change is None:
        return "Too few clients were rated more than once to follow how it changes"
    rise, low, high = change
    among = words.sample(clients, "clients")
    if low <= 0 <= high:
        return (
            "Within clients the alliance does not clearly change by session 12 "
            f"({signed(rise)}, {limits(low, high)}; {among})"
        )
    way = "rises" if rise > 0 else "falls"
    return (
        f"Within clients the alliance {way} by {abs(rise):.1f} from session 1 to 12 "
        f"({limits(low, high)}; {among})"
    )


def last_scores(gap: tuple[float, float, float], left: int) -> str:
    """Say how those who left rated, beside those who stayed after the same session."""
    middle, low, high = gap
    if pd.isna(middle):
        return "Too few left after a rated session to compare their last score"
    what = "lower" if middle < 0 else "higher"
    unclear = ", which chance explains" if low <= 0 <= high else ""
    return (
        f"Those who left rated that session {abs(middle):.1f} {what} than those who "
        f"stayed after the same one ({limits(low, high)}; {words.sample(left, 'left')})"
        f"{unclear}"
    )


def thirds(rows: Frame, what: str, *, apart: bool) -> str:
    """Say how many of the lowest and the highest third left early."""
    if len(rows) < 2:
        return f"Too few clients with {what} to compare thirds"
    first, last = rows.iloc[0], rows.iloc[-1]
    parts = [
        f"{words.percent(row['by_two'])} ({_shares(row)}) of the {row['third']}"
        for row in (first, last)
    ]
    unclear = "" if apart else "; the intervals overlap"
    clients = words.sample(rows["at_risk_one"].sum(), "clients")
    return f"By their {what}, {parts[0]} left early, {parts[1]} ({clients}){unclear}"


def below(share: pd.Series | None, cutoff: float) -> str:
    """Say which share of ratings is at or below the cutoff."""
    if share is None or pd.isna(cutoff):
        return "How the ratings spread over the range"
    return (
        f"{words.percent(share['rate'])} of ratings are at or below {cutoff:g} "
        f"({words.interval(share['low'], share['high'])}; "
        f"{words.sample(share['counted'], 'ratings')})"
    )


def kinds(gaps: dict[str, tuple[float, float, float, int]]) -> str:
    """Say how far the bond lies above goals and tasks, early and later."""
    parts = [
        f"{signed(middle)} points {phase} ({limits(low, high)}, {words.sample(n)})"
        for phase, (middle, low, high, n) in gaps.items()
    ]
    if not parts:
        return "This instrument has no goal, task and bond to compare"
    return f"Bond against goals and tasks, of the range: {words.listed(parts)}"


def signed(value: float) -> str:
    """Return a score difference with its sign."""
    return f"{words.MINUS if value < 0 else '+'}{abs(value):.1f}"


def limits(low: float, high: float) -> str:
    """Return an interval of score differences."""
    return f"{signed(low)} to {signed(high)}"


def _part(row: pd.Series) -> str:
    limits = words.interval(row["percent_low"] / 100, row["percent_high"] / 100)
    return (
        f"{words.escaped(row['label'])} ({row['percent']:.1f}% of the range, {limits}, "
        f"{words.sample(row['clients'])})"
    )


def _shares(row: pd.Series) -> str:
    return words.interval(row["by_two_low"], row["by_two_high"])
