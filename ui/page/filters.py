"""The filters every page shares: the sidebar's choice as `Filters`."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from queries import USUAL_WINDOW, WINDOWS, Filters
from ui import words
from ui.page import period
from ui.page.choices import named_by


@dataclass(frozen=True)
class Choice:
    """A list to choose from. People stay out of the address; places may stand in it."""

    dimension: str
    label: str
    person: bool = False

    @property
    def keeping(self) -> dict[str, Any]:
        """Return where the choice is remembered."""
        if self.person:
            return {"persist_state": "session"}
        return {"bind": "query-params"}


CHOICES = {
    "sites": Choice("site", "Site"),
    "programs": Choice("program", "Program"),
    "services": Choice("service", "Service type"),
    "supervisors": Choice("supervisor", "Supervisor", person=True),
    "counselors": Choice("counselor", "Counselor", person=True),
}


def draw(
    first: date, last: date, choices: pd.DataFrame, scope: tuple[str, ...] | None
) -> Filters:
    """Draw the sidebar's filters and return the choice.

    `first` and `last` bound the data; `choices` has dimension, value, label.
    """
    start, end = _period(first, last)
    labels = _labels(choices)
    chosen: dict[str, Any] = {
        field: _chosen(choice, labels[choice.dimension])
        for field, choice in CHOICES.items()
    }
    window = st.segmented_control(
        "Inactivity window, days",
        WINDOWS,
        default=USUAL_WINDOW,
        required=True,
        key="window",
        bind="query-params",
        help="A client who attends nothing for so many days has left.",
    )
    days = window if window in WINDOWS else USUAL_WINDOW
    return Filters(start=start, end=end, window=days, scope=scope, **chosen)


def _period(first: date, last: date) -> tuple[date, date]:
    preset = st.selectbox(
        "Period",
        list(period.PRESETS),
        index=list(period.PRESETS).index(period.DEFAULT),
        key="period",
        bind="query-params",
        help="Counted back from the last day of the data, never from today.",
    )
    if preset != "Custom":
        return period.bounds(preset, first, last)
    usual = period.bounds(period.DEFAULT, first, last)
    days = st.date_input(
        "From, to",
        value=usual,
        min_value=first,
        max_value=last,
        key="dates",
        bind="query-params",
    )
    return days if isinstance(days, tuple) and len(days) == 2 else usual


def _chosen(choice: Choice, labels: dict[str, str]) -> tuple[str, ...] | None:
    """Offer a list, unless there is nothing to choose; None is everything."""
    if len(labels) < 2:
        return None
    chosen = st.multiselect(
        choice.label,
        list(labels),
        format_func=named_by(labels),
        placeholder="All",
        key=choice.dimension,
        wrap=True,
        **choice.keeping,
    )
    known = sorted(value for value in chosen if value in labels)
    return tuple(known) or None


def _labels(choices: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return label by value, by dimension; people of one name are told apart by id."""
    columns = (choices[name].tolist() for name in ("dimension", "value", "label"))
    rows = list(zip(*columns, strict=True))
    called = Counter((dimension, label) for dimension, _, label in rows)
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for dimension, value, label in rows:
        name = f"{label} {value}" if called[dimension, label] > 1 else label
        labels[dimension][value] = words.visible(name)
    return labels
