"""How do caseloads change from week to week, and where do they go?"""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from charts import caseload_weeks
from measures import projection
from measures.caseload import with_groups, with_limits
from measures.release import Release
from queries import Filters
from ui import data, words
from ui.figures import behind, figure
from ui.figures.marks import Rows
from ui.figures.notes import through
from ui.page import frame
from ui.topics import load

FLOW = ["active_clients", "recently_seen", "intakes", "endings", "waiting"]
OWN = ["active_clients", "recently_seen", "intakes", "endings", "attended_hours"]
Frame = pd.DataFrame
MOST_PANELS = 24
MEASURES = {"Active clients": "active_clients", "Attended hours": "attended_hours"}


def show(chosen: Filters, carried: pd.DataFrame) -> None:
    """Draw everyone together with what is expected, then each counselor."""
    weeks = data.answer("caseload_over_time", chosen)
    if weeks.empty:
        frame.stop("No week of this period is old enough to know who was active.")
    _together(weeks, _expected(chosen), chosen)
    _each(carried, chosen)


def _expected(chosen: Filters) -> pd.DataFrame:
    """Project the next weeks, where the period reaches the last day."""
    learned = data.answer("caseload_over_time", load.recent(chosen))
    if not ends_now(chosen):
        learned = learned.head(0)
    booked = data.answer("caseload_booked_ahead", chosen)["still_booked"]
    return projection.projected(learned, booked)


def _together(weeks: pd.DataFrame, expected: pd.DataFrame, chosen: Filters) -> None:
    table = weeks[["week_end", *FLOW]]
    figure.show(
        caseload_weeks.flow(weeks, expected),
        chosen,
        question="caseload_over_time",
        headline=headline(weeks, expected),
        note=note(chosen, projection.LEARNED),
        table=table,
        rows=counselors_of_week(),
        release=Release(FLOW[:1], FLOW[1:]),
    )


def _each(carried: pd.DataFrame, chosen: Filters) -> None:
    measure = MEASURES[frame.choose("week_measure", MEASURES)]
    people = carried.head(MOST_PANELS)
    settings = data.settings()
    weeks = data.answer(
        "caseload_weeks", replace(chosen, counselors=tuple(people["counselor_id"]))
    )
    weeks = with_groups(weeks, settings.groups, settings.group_share)
    weeks = with_limits(weeks, settings.limits)
    table = weeks[["counselor_id", "counselor", "week_end", *OWN]]
    figure.show(
        caseload_weeks.counselors(weeks, people, measure=measure),
        chosen,
        question="caseload_weeks",
        headline=rising(carried, MOST_PANELS),
        note=panels_note(measure),
        table=table,
        rows=weeks_of_counselor(carried),
        release=Release(OWN[:1], OWN[1:]),
        key=f"weeks_{measure}",
    )


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
        f"{limit}, as it was then. {through()}"
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
    return behind.of_counselor("caseload_weeks", "week", people)
