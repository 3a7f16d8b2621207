"""The quiet line under a figure: what was counted, and until which day."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from queries import Filters
from ui import data, words

INTERVAL = "Intervals are 95%."


def statuses() -> str:
    """Say which statuses the rate is made of."""
    return f"The attendance rate is made of the colored bars. {through()}"


def dropout(chosen: Filters) -> str:
    """Say what counts as leaving, and up to when it is known."""
    known = words.day(data.through() - timedelta(days=chosen.window), st.context.locale)
    return (
        f"Left: nothing attended within {chosen.window} days after the session, and no "
        f"planned ending. Dropout is known up to {known}. {INTERVAL}"
    )


def nothing_known(chosen: Filters, left_out: int) -> str:
    """Say why no first session counts: not old enough, or perhaps not the first."""
    if not left_out:
        return (
            f"No first session in this period is {chosen.window} days old yet, so nothing "
            "is known about dropout. A longer period, a shorter window or a later export "
            "may tell."
        )
    return (
        "Nothing is known about dropout in this period: its first sessions are less than"
        f" {chosen.window} days old, or of clients who were referred before the export"
        f" begins and first seen in its first 90 days ({words.number(left_out)} in the"
        " clinic). They may have come before. A longer period or an export from an earlier"
        " day on may tell."
    )


def most_need(drawn: pd.DataFrame, everyone: int) -> str:
    """Say whose load is drawn, and against what."""
    if drawn["excess"].isna().all():
        who, what = "with the most active clients; ", "no limit is exported"
    else:
        who = "in most need: "
        what = "clients or hours against the counselor's own limit, whichever is fuller"
    whose = f"The {len(drawn)} of {words.number(everyone)} counselors {who}"
    said = f"{whose}{what}" if len(drawn) < everyone else words.begun(what)
    return f"{said}. {through()}"


def road(fewest: int) -> str:
    """Say how endings compete, and where the road stops."""
    return (
        "Of everyone who began, by what became of them; endings compete. It stops "
        f"where fewer than {fewest} clients are at risk. {through()}"
    )


def months(chosen: Filters, fewest: int) -> str:
    """Say what counts as leaving, and what a hollow mark is."""
    return (
        f"{dropout(chosen)} By month of session one; hollow: not everyone is known "
        f"yet, grey: fewer than {fewest} are."
    )


def alliance(coverage: pd.DataFrame, parts: pd.DataFrame) -> str:
    """Say what a mean score is a mean of, and how many sessions have a score."""
    attended, scored = coverage[["attended", "scored"]].iloc[0]
    share = words.percent(scored / attended if attended else float("nan"))
    return (
        "Mean of client means, as percent of the range; early is sessions 1 to 3. "
        f"Scores exist for {share} of {words.count(attended, 'attended session')}. "
        f"{_cutoff(parts)}{INTERVAL} {through()}"
    )


def trajectories(fewest: int) -> str:
    """Say why clients of different length of stay are kept apart."""
    return (
        "Clients are kept apart by how long they stayed: a mean over everyone rises "
        f"only because those who leave are gone. Groups of {fewest} or more; the axis "
        f"does not begin at the lowest score. {through()}"
    )


def loaded(load: pd.DataFrame) -> pd.DataFrame:
    """Add note, what each counselor carries and has room for, for the hover."""
    return load.assign(note=[_carried(row) for _, row in load.iterrows()])


def _cutoff(parts: pd.DataFrame) -> str:
    rows = parts[parts["cutoff"].notna()]
    if rows.empty:
        return ""
    share = rows["at_or_below_cutoff"].sum() / rows["ratings"].sum()
    cutoff = rows["cutoff"].iloc[0]
    return (
        f"{words.percent(share)} of {words.count(rows['ratings'].sum(), 'rating')} are "
        f"at or below the cutoff of {cutoff:g}. "
    )


def through() -> str:
    """Say on which day the data ends."""
    return f"Data through {words.day(data.through(), st.context.locale)}."


def _carried(row: pd.Series) -> str:
    parts = [
        (row["active_clients"], row["caseload_limit"], "active clients"),
        (row["attended_hours"], row["weekly_hours"], "attended hours a week"),
    ]
    said = [
        f"{words.number(carried, digits)} of {words.number(room, digits)} {what}"
        for digits, (carried, room, what) in enumerate(parts)
    ]
    return "; ".join([*filter(None, [row["whereabouts"]]), *said])
