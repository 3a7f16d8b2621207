"""The controls and numbers of the counselor sheet."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from queries import Filters
from ui import data, words
from ui.figures.notes import through
from ui.figures.numbers import Number
from ui.page.choices import named_by
from ui.topics import people

Frame = pd.DataFrame
USUAL_SINCE = timedelta(days=14)
MOST_LISTED = 20
PRINTED = (
    "Prints on one or two sheets, light even where the screen is dark. It lists "
    "clients: keep it in the building."
)


def choose(load: Frame, chosen: Filters) -> str:
    """Let the reader choose the counselor; never in the address."""
    names = people.distinct(load)
    (only, *more) = chosen.counselors or (None,)
    first = list(names).index(only) if only in names and not more else 0
    return st.selectbox(
        "Counselor",
        list(names),
        first,
        format_func=named_by(names),
        key="sheet_counselor",
        persist_state="session",
    )


def since() -> date:
    """Let the reader choose the day of the last supervision."""
    last = data.through()
    return st.date_input(
        "Last supervision",
        last - USUAL_SINCE,
        max_value=last,
        key="sheet_since",
        persist_state="session",
    )


def of(chosen: Filters, counselor: str, day: date) -> Filters:
    """Narrow to one counselor, since a day."""
    return replace(chosen, counselors=(counselor,), since=day)


def clients(row: pd.Series) -> Number:
    """Return active clients against the limit."""
    limit = row["caseload_limit"]
    return Number(
        "Active clients",
        words.number(row["active_clients"]),
        row["whereabouts"]
        or ("over the limit" if row["over_clients"] else "on the last day"),
        f"limit {words.number(limit)}; {row['only_booked']} only booked",
    )


def hours(row: pd.Series) -> Number:
    """Return attended hours a week against those contracted."""
    return Number(
        "Hours a week",
        words.number(row["attended_hours"], 1),
        "over the contract" if row["over_hours"] else "mean of four weeks",
        f"of {words.number(row['weekly_hours'], 1)} contracted; "
        f"{words.number(row['booked_hours'], 1)} booked",
    )


def left_out(rows: Frame) -> None:
    """Say how many rows are not on the sheet, if any."""
    more = len(rows) - MOST_LISTED
    if more > 0:
        st.caption(f"{more:,} more are not on the sheet.")


def footnote(chosen: Filters) -> None:
    """Close the sheet with what it counts and how it prints."""
    first, last = (
        words.day(day, st.context.locale) for day in (chosen.start, chosen.end)
    )
    st.caption(
        f"Attendance, leaving and alliance: {first} {words.DASH} {last}, with 95% "
        f"intervals. Load and calls: the last day of the data. {through()} {PRINTED}"
    )
