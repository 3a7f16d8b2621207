"""The sentences of the counselor sheet."""

from datetime import date

import pandas as pd
import streamlit as st

from measures.statistics.comparison import HIGH, LOW, NOT_COMPARED, WITHIN
from ui import words

Frame = pd.DataFrame
SIDES = {
    WITHIN: "chance explains the difference to all together",
    LOW: "fewer than chance explains",
    HIGH: "more than chance explains",
    NOT_COMPARED: "too few clients to compare",
}


def load(row: pd.Series) -> str:
    """Say what is over, or that nothing is."""
    if row["whereabouts"]:
        return f"{words.begun(row['whereabouts'])}: no capacity is counted"
    if row["over_capacity"]:
        return f"Over capacity: {row['reason']}"
    if pd.isna(row["excess"]):
        return "No limit is known for this counselor"
    return f"Within capacity: {words.percent(row['excess'], 0)} of the limit in use"


def position(row: pd.Series | None) -> str:
    """Say where the counselor lies in the funnel of early dropout."""
    if row is None or not row["at_risk_one"]:
        return "No first session of this period is old enough to know who left"
    return (
        f"{row['dropped_one']:,} of {words.count(int(row['at_risk_one']), 'client')} "
        f"left after session one ({words.percent(row['rate'])}, "
        f"{words.interval(row['low'], row['high'])}): {SIDES[row['side']]}"
    )


def calls(listed: Frame) -> str:
    """Say how many clients need a call."""
    closing = int((listed["days_left"] <= 7).sum())
    if listed.empty:
        return "Nobody needs a call this week"
    return (
        f"{words.count(len(listed), 'client')} may need a call, {closing} within a week"
    )


def dips(fallen: Frame) -> str:
    """Say how many possible ruptures are not repaired."""
    if fallen.empty:
        return "No possible rupture of the last four weeks is unrepaired"
    return (
        f"{words.count(len(fallen), 'possible rupture')} of the last four weeks, not "
        "repaired: check with the client"
    )


def changes(changed: Frame, day: date) -> str:
    """Say what changed since the last supervision, by kind."""
    start = words.day(day, st.context.locale)
    if changed.empty:
        return f"Nothing is recorded since {start}"
    kinds = changed["change"].str.split(":").str[0].value_counts()
    said = [f"{count} {words.visible(str(kind))}" for kind, count in kinds.items()]
    return f"Since {start}: {words.listed(said)}"
