"""What the weeks of a caseload say: how it went, and where it goes."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from queries import Filters
from ui import data, words
from ui.marks import Rows
from ui.notes import through

Frame = pd.DataFrame
MOST_PANELS = 24
MEASURES = {"Active clients": "active_clients", "Attended hours": "attended_hours"}


def headline(weeks: Frame, expected: Frame) -> str:
    """Say how many clients there are, and how many are expected."""
    now = int(weeks["active_clients"].iloc[-1])
    answer = f"{words.count(now, 'active client')} at the end of the last week shown"
    if expected.empty:
        return answer
    last = expected.iloc[-1]
    low, high = (words.number(last[f"{e}_expected"]) for e in ("lowest", "highest"))
    return (
        f"{words.count(now, 'active client')}; about {words.number(last['expected'])} "
        f"({low}{words.DASH}{high}) in {len(expected) - 1} weeks if clients come and go as "
        "they lately did"
    )


def note(chosen: Filters, learned: int) -> str:
    """Say what comes, goes and waits, and what the projection assumes."""
    return (
        "By week, counted back from the last day. Intakes: clients who came to a "
        "caseload (new, back again, taken over); endings: who left it (discharged, "
        f"{chosen.window} days of silence with nothing booked, handed over). Waiting: "
        "referred or booked, not seen yet. The projection assumes that as many come a "
        f"week, and the same share leaves, as in the last {learned} weeks, and that who "
        f"is booked beyond a week is still active then; 95% range. {through()}"
    )


def rising(people: Frame, drawn: int) -> str:
    """Say whose weeks are drawn."""
    over = int(people["over_capacity"].sum())
    many = len(people)
    who = words.count(many, "counselor") if many <= drawn else f"{drawn} of {many:,}"
    return (
        f"Week by week for {who}, those in most need first; "
        f"{over or 'nobody'} over the limit now"
    )


def panels_note(measure: str) -> str:
    """Say how the small panels are read."""
    limit = {
        "active_clients": "caseload limit",
        "attended_hours": "contracted hours a week",
    }[measure]
    return (
        "All panels share their scales. Dotted: the counselor's own "
        f"{limit}, as it is now. {through()}"
    )


def ends_now(chosen: Filters) -> bool:
    """Tell whether the period reaches the last day of the data."""
    return chosen.end >= data.through()


def counselors_of_week() -> Rows:
    """Lead from a week to the counselors whose caseloads add up to it."""
    return Rows(
        "caseload_weeks",
        "counselor",
        mark="week_end",
        narrow=lambda chosen, mark: replace(
            chosen, start=date.fromisoformat(mark), end=date.fromisoformat(mark)
        ),
        named=lambda mark: (
            f"the week to {words.day(date.fromisoformat(mark), st.context.locale)}"
        ),
    )


def weeks_of_counselor(people: Frame) -> Rows:
    """Lead from a counselor to their weeks."""
    names = dict(zip(people["counselor_id"], people["counselor"], strict=True))
    return Rows(
        "caseload_weeks",
        "week",
        mark="counselor_id",
        narrow=lambda chosen, mark: replace(chosen, counselors=(mark,)),
        named=lambda mark: str(names.get(mark, mark)),
    )
