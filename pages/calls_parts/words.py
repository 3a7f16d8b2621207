"""The sentences of the Calls page: headlines and quiet lines."""

import pandas as pd
import streamlit as st

from ui import words

Frame = pd.DataFrame


def headline(overall: Frame) -> str:
    """Say how many clients need a call, and for how many time runs out."""
    listed, closing = _any(overall)
    if not listed:
        return "Nobody is on the call list for these reasons"
    needs = "client needs" if listed == 1 else "clients need"
    return (
        f"{listed:,} {needs} a call; for {closing:,} of them the window closes within "
        "a week"
    )


def by_reason(overall: Frame) -> str:
    """Say which reason is the most frequent."""
    rows = overall[overall["reason"] != "any"]
    if rows.empty:
        return "No reason applies to anybody"
    most = rows.iloc[0]
    return f"Most are {_sentence(most['reason'])} ({words.count(most['clients'], 'client')})"


def by_counselor(people: Frame) -> str:
    """Say how the list is spread over counselors."""
    if people.empty:
        return "No counselor has a client on the list"
    return (
        f"{words.count(len(people), 'counselor')} "
        f"{'has' if len(people) == 1 else 'have'} clients to call, "
        f"{people['clients'].min():,} to {people['clients'].max():,} each"
    )


def worked(rows: Frame) -> str:
    """Say what share of those who would have been listed came back in time."""
    shares = {row["reason"]: row for _, row in rows.iterrows()}
    if "any" not in shares:
        return "No past date is known well enough to tell how the list would have done"
    listed = shares["any"]
    answer = (
        f"{words.percent(listed['rate'], 0)} of clients who would have been listed came "
        f"back in time ({words.interval(listed['low'], listed['high'])}, "
        f"{words.sample(listed['clients'])})"
    )
    if "none" not in shares:
        return answer
    return f"{answer}, {words.percent(shares['none']['rate'], 0)} of the others"


def drawn(rows: Frame) -> Frame:
    """Add what `charts.people.dots` needs: counselor_id, counselor, provisional, note.

    The reason stands in the place of a counselor.
    """
    counts = zip(rows["came_back"], rows["clients"], strict=True)
    return rows.assign(
        counselor_id=rows["reason"],
        counselor=rows["label"],
        provisional=False,
        note=[f"{back:,} of {words.count(n, 'client')}" for back, n in counts],
    )


def past(rows: Frame) -> str:
    """Say how the list is tried out on the past, and what that cannot tell."""
    first, last = (
        words.day(rows[column].agg(how), st.context.locale) if len(rows) else ""
        for column, how in (("first_date", "min"), ("last_date", "max"))
    )
    return (
        f"The same rules on a day every four weeks from {first} to {last}, knowing only "
        "what was known then; each client counts on the first such day. Came back: "
        "attended before the window closed. Nobody recorded who was called, so this "
        "tells how well the list picks clients out, not what a call achieves."
    )


def _any(overall: Frame) -> tuple[int, int]:
    rows = overall[overall["reason"] == "any"]
    return (int(rows["clients"].sum()), int(rows["closing"].sum()))


def _sentence(reason: str) -> str:
    return {
        "early": "there because nothing is booked after session one or two",
        "missed": "there because they missed the last appointment",
        "rupture": "there for a possible rupture",
        "rhythm": "away longer than usual for them",
        "waiting": "not seen yet",
        "usual": "at the clinic's usual point of leaving",
    }[reason]
