"""Does early dropout differ between those who began at different times?"""

from charts.dropout import cohorts as cohorts_chart
from measures import cohorts
from measures.release import Release
from measures.statistics.comparison import SMALLEST_IN_RATE
from measures.statistics.rates import RATES
from pages.early_dropout_parts import rows, words
from queries import Filters
from ui import data
from ui.figures import figure
from ui.page import choices, frame

SPANS = {"By month": "month", "By quarter": "quarter"}
MEASURES = {
    "Left after session one": ("after_one", "left after session one", "dropped_one"),
    "Left by session two": ("by_two", "left by session two", "dropped"),
}


def show(chosen: Filters) -> None:
    """Draw one mark a month or a quarter."""
    with choices.row():
        span = SPANS[frame.choose("cohort", SPANS)]
        measure, became, dropped = MEASURES[frame.choose("cohort_measure", MEASURES)]
    quarters = span == "quarter"
    months = data.answer("early_dropout_by_month", chosen)
    began = cohorts.left(cohorts.grouped(months, quarters=quarters), by=measure)
    began = began.assign(dropped=began["dropped_one"] + began["dropped_two"])
    p = cohorts.differ(began, by=measure, fewest=SMALLEST_IN_RATE)
    table = began[["began", "clients", "known", dropped, *RATES]]
    figure.show(
        cohorts_chart(began, fewest=SMALLEST_IN_RATE, became=became, quarters=quarters),
        chosen,
        question="early_dropout_by_month",
        headline=words.cohorts_headline(
            began,
            p,
            fewest=SMALLEST_IN_RATE,
            became=became,
            span=span,
        ),
        note=words.cohorts_note(chosen, SMALLEST_IN_RATE, span, p),
        table=table,
        rows=rows.clients_of_cohort(quarters=quarters),
        release=Release([dropped], RATES, "known", without=["clients"]),
        key=f"cohorts_by_{span}",
    )
