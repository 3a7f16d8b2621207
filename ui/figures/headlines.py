"""The sentences above figures that several pages show: the answer with its number."""

import pandas as pd

from ui import words

Frame = pd.DataFrame


def statuses(overall: Frame) -> str:
    """Say how the sessions that did not take place were lost."""
    row = overall.iloc[0]
    among = max(1, row["counted"])
    return (
        f"{words.percent(row['no_show'] / among)} were missed without a word, "
        f"{words.percent(row['late_cancelled'] / among)} cancelled late "
        f"({words.sample(row['counted'])})"
    )


def left_after_one(totals: Frame, change: Frame) -> str:
    """Say which share of clients leaves after session one."""
    row = totals.iloc[0]
    if not row["at_risk_one"]:
        return "It is not known yet whether anyone leaves after session one"
    way = moved(change)
    return (
        f"{words.percent(row['after_one'])} leave after session one "
        f"({words.interval(row['after_one_low'], row['after_one_high'])}, "
        f"{words.sample(row['at_risk_one'])})"
        f"{'' if way == words.INCOMPARABLE else f', {way}'}"
    )


def road(known: Frame) -> str:
    """Say how treatment went by the last session known well enough."""
    if known.empty:
        return "Too few clients are known for a road through treatment"
    last = known.iloc[-1]
    limits = words.interval(last["dropped_out_low"], last["dropped_out_high"])
    return (
        f"By session {int(last['session_number'])}, "
        f"{words.percent(last['dropped_out'])} have dropped out "
        f"({limits}, {words.sample(known['at_risk'].iloc[0])})"
    )


def alliance(early: Frame, later: Frame) -> str:
    """Say how clients rate the alliance early and later, as percent of the range."""
    parts = [
        f"{_rated(row)} {when}"
        for rows, when in ((early, "in sessions 1 to 3"), (later, "later"))
        for _, row in rows.iterrows()
    ]
    return f"Clients rate the alliance {words.listed(parts)}"


def trajectories(groups: Frame, fewest: int) -> str:
    """Say where clients of short and of long stay begin."""
    first = groups[groups["session_number"] == 1].set_index("length")
    if not {"1-2", "9+"} <= set(first.index):
        return f"Too few clients to follow groups of {fewest} or more"
    short, long = (first.loc[[length]].iloc[0] for length in ("1-2", "9+"))
    apart = (
        short["mean_high"] < long["mean_low"] or long["mean_high"] < short["mean_low"]
    )
    return (
        f"Clients who ended after 1-2 sessions began at {_mean(short)}, "
        f"those who stayed 9 or more at {_mean(long)}"
        f"{'' if apart else '; the intervals overlap'}"
    )


def caseload(people: Frame, typical: Frame | None = None) -> str:
    """Say how many counselors carry more than they have room for, and what is usual."""
    known = people[["caseload_limit", "weekly_hours"]].notna().any(axis=1).sum()
    over = int(people["over_capacity"].sum())
    carry = "carries" if over == 1 else "carry"
    answer = f"{words.number(over)} of {words.number(known)} counselors {carry}"
    if known == 1:
        answer = f"The one counselor with a known limit {'carries' if over else 'does not carry'}"
    answer = f"{answer} more than their limit"
    if not known:
        answer = "No capacity is exported, so nobody can be over it"
    return answer if typical is None else f"{answer}; {_usual(typical)}"


def moved(change: Frame) -> str:
    """Say whether a share moved, and only by more than chance explains."""
    row = change.iloc[0]
    return words.direction(row["difference"], row["low"], row["high"])


def scores(row: pd.Series) -> str:
    """Return the interval of a mean score, and of how many clients it is."""
    limits = f"{row['mean_low']:.1f} to {row['mean_high']:.1f}"
    return f"{limits}, {words.sample(row['clients'])}"


def _mean(row: pd.Series) -> str:
    return f"{row['mean']:.1f} ({scores(row)})"


def _rated(row: pd.Series) -> str:
    if pd.isna(row["percent"]):
        return _mean(row)
    return f"{row['percent']:.1f}% ({_percents(row)}, {words.sample(row['clients'])})"


def _percents(row: pd.Series) -> str:
    return words.interval(row["percent_low"] / 100, row["percent_high"] / 100)


def _usual(typical: Frame) -> str:
    row = typical[typical["measure"] == "active_clients"].iloc[0]
    return (
        f"the middle half carries {words.number(row['lower_quartile'])} to "
        f"{words.number(row['upper_quartile'])} active clients"
    )
