"""The rows behind the marks of the Attendance page."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from queries import Filters
from ui import words
from ui.figures import marks
from ui.figures.behind import CLIENTS, SESSIONS, in_the_rate, of_counselor, of_month
from ui.figures.marks import Rows
from ui.page import period

CANCELLED = ("clinic_cancelled",)


def sessions_of(when: str) -> Rows:
    """Lead from a "week" or a "month" to the sessions that its rate is made of."""
    if when == "month":
        return of_month(*SESSIONS, whole=in_the_rate)
    return Rows(*SESSIONS, when, _week, _week_name, whole=in_the_rate)


def sessions_between(stretches: pd.DataFrame) -> Rows:
    """Lead from a no-show (number) to the sessions before it, and to itself."""
    days = dict(zip(stretches["number"], stretches["day"], strict=True))

    def named(mark: str) -> str:
        if int(mark) == 0:
            return "the stretch that goes on"
        day = words.day(days[int(mark)], st.context.locale)
        return f"the stretch that ends with the no-show of {day}"

    return Rows(
        "attendance_between_sessions",
        "session",
        mark="number",
        narrow=lambda chosen, mark: replace(chosen, first_number=int(mark)),
        named=named,
    )


def sessions_of_place() -> Rows:
    """Lead from a circumstance's value (place_id) to the sessions of its rate."""
    return Rows(*SESSIONS, "place_id", _place, _place_name, whole=in_the_rate)


def cancelled_of_counselor(people: pd.DataFrame) -> Rows:
    """Lead from a counselor to the sessions that the clinic cancelled."""
    return of_counselor(
        *SESSIONS, people, whole=lambda chosen: replace(chosen, statuses=CANCELLED)
    )


def clients_of_band(measure: str) -> Rows:
    """Lead from a band of the "slot" or of the "gap" to its clients."""
    return Rows(
        "steadiness_clients",
        "client",
        mark="band",
        narrow=lambda chosen, band: replace(chosen, attribute=measure, value=band),
        named=lambda band: f"{measure}: {band}",
        whole=lambda chosen: replace(chosen, attribute=f"any {measure}"),
    )


def dropouts_of_band() -> Rows:
    """Lead from a band and a session number (place_id) to those who left by then."""
    return Rows(*CLIENTS, "place_id", _band, _band_name)


def _week(chosen: Filters, mark: str) -> Filters:
    return period.week(chosen, date.fromisoformat(mark))


def _week_name(mark: str) -> str:
    return f"the week of {words.day(date.fromisoformat(mark), st.context.locale)}"


def _place(chosen: Filters, mark: str) -> Filters:
    circumstance, value = marks.parts(mark)
    return replace(chosen, attribute=circumstance, value=value)


def _place_name(mark: str) -> str:
    circumstance, value = marks.parts(mark)
    return f"{circumstance.replace('_', ' ')}: {value}"


def _band(chosen: Filters, mark: str) -> Filters:
    attribute, value, number = marks.parts(mark)
    by_then = tuple(range(1, int(number) + 1))
    return replace(chosen, attribute=attribute, value=value, left_after=by_then)


def _band_name(mark: str) -> str:
    _, value, number = marks.parts(mark)
    return f"those who left by session {number}: {value}"
