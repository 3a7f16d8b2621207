"""How does attendance differ between counselors, beyond chance?"""

import pandas as pd

from charts import attendance
from charts.funnel import funnel as funnel_chart
from charts.people import dots
from measures.release import Release
from measures.statistics import design
from measures.statistics.comparison import (
    SMALLEST_IN_RATE,
    compared,
    expected_exactly,
)
from pages.attendance_parts import words
from queries import Filters
from ui import data
from ui.figures import behind, figure
from ui.page import choices, frame
from ui.topics import people

QUESTION = "attendance_by_counselor"
STATUSES = list(attendance.STATUSES)
JUDGED = ["rate", "low", "high", "counted", "effective", "side"]


def show(chosen: Filters, now: pd.DataFrame) -> None:
    """Draw the funnel, and beside it everyone's rate."""
    frame.needs_counselors()
    differ = choices.switch(
        "differ", "Allow for counselors who differ anyway", words.DIFFER
    )
    judged = design.compared(data.answer(QUESTION, chosen), differ=differ)
    judged = people.with_note(judged, "counted", "session")
    center = now["rate"].iloc[0]
    left, right = frame.halves()
    with left:
        _funnel(judged, chosen, center=center, differ=differ)
    with right:
        _rates(judged, chosen, center=center)


def _funnel(
    judged: pd.DataFrame, chosen: Filters, *, center: float, differ: bool
) -> None:
    spread = design.spread(judged)
    widened = differ and spread.enough and spread.tau2 > 0
    table = judged[["counselor_id", "counselor", "attended", *JUDGED]]
    drawn = funnel_chart(
        compared(judged),
        design.curve(judged, differ=differ),
        center=center,
        total="counted",
    )
    by_chance = expected_exactly(judged["effective"], center)
    figure.show(
        drawn.update_xaxes(title_text="Sessions in the rate"),
        chosen,
        question=QUESTION,
        headline=words.compared(judged, by_chance, differ=widened),
        note=words.funnel(
            design.effect(judged),
            differ=differ,
            widened=widened,
        ),
        table=table,
        rows=behind.sessions_of_counselor(judged),
        release=Release(["attended"], JUDGED),
        key="funnel",
    )


def _rates(judged: pd.DataFrame, chosen: Filters, *, center: float) -> None:
    table = judged[["counselor_id", "counselor", *JUDGED, *STATUSES]]
    drawn = people.shown(judged, first=people.surest(judged, "counted"))
    figure.show(
        dots(drawn, center=center),
        chosen,
        question=QUESTION,
        headline=people.spread(judged, SMALLEST_IN_RATE),
        note=words.rates(judged),
        table=table.assign(clients=judged["clients"]),
        rows=behind.sessions_of_counselor(judged),
        release=Release(STATUSES, JUDGED, without=["clients"]),
    )
