"""Where and when do clients come?"""

from collections.abc import Callable

import pandas as pd

from charts.attendance import grid
from charts.attendance import rows as rows_chart
from measures.release import Release
from measures.statistics import design
from measures.statistics.comparison import SMALLEST_IN_RATE, expected_exactly
from pages.attendance_parts import circumstances, rows, words
from queries import Filters
from ui import data
from ui.figures import figure
from ui.page import frame

QUESTION = "attendance_by_circumstance"
HOURS = "attendance_by_weekday_and_hour"
RATES = ["rate", "low", "high", "counted", "side"]


def show(chosen: Filters, now: pd.DataFrame) -> None:
    """Draw the client's appointments, where and how, and the hours of the week."""
    rates = design.compared_by(data.answer(QUESTION, chosen), "circumstance")
    rates = circumstances.placed(rates)
    center = now["rate"].iloc[0]
    left, right = frame.halves()
    with left:
        first = circumstances.values(rates, "appointment")
        headline = circumstances.first_against_later(first)
        _rows(
            first,
            chosen,
            center=center,
            headline=headline,
            key="appointments",
            note=words.appointments,
        )
    with right:
        _hours(chosen, center=center)
    groups = circumstances.grouped(rates)
    headline = circumstances.outside(
        groups, _by_chance(groups, center), "value", "values", named=True
    )
    _rows(groups, chosen, center=center, headline=headline, key="circumstances")


def _by_chance(rates: pd.DataFrame, center: float) -> float:
    return expected_exactly(rates["effective"], center)


def _rows(
    values: pd.DataFrame,
    chosen: Filters,
    *,
    center: float,
    headline: str,
    key: str,
    note: Callable[[int], str] = words.places,
) -> None:
    shown = circumstances.drawn(values)
    table = values[["place_id", "group", "label", "attended", *RATES]]
    figure.show(
        rows_chart(shown, center=center),
        chosen,
        question=QUESTION,
        headline=headline,
        note=note(SMALLEST_IN_RATE) + circumstances.more(values, shown),
        table=table,
        rows=rows.sessions_of_place(),
        release=Release(["attended"], RATES, without=["place_id"]),
        key=key,
    )


def _hours(chosen: Filters, *, center: float) -> None:
    cells = circumstances.cells(design.compared_clusters(data.answer(HOURS, chosen)))
    days, times = circumstances.days_and_hours(cells)
    table = cells[["place_id", "weekday", "hour", "attended", *RATES]]
    figure.show(
        grid(cells, days=days, hours=times),
        chosen,
        question=HOURS,
        headline=circumstances.outside(
            cells, _by_chance(cells, center), *circumstances.HOURS, named=False
        ),
        note=words.hours(SMALLEST_IN_RATE),
        table=table,
        rows=rows.sessions_of_place(),
        release=Release(["attended"], RATES, without=["place_id"]),
        key="hours",
    )
