"""Who was referred or booked, and never came to a first session?"""

from dataclasses import replace

from charts.dropout import cohorts as cohorts_chart
from measures import cohorts
from measures.release import Release
from measures.statistics.comparison import SMALLEST_IN_RATE
from measures.statistics.rates import RATES, with_interval
from pages.early_dropout_parts import rows, words
from queries import Filters
from ui import data
from ui.figures import figure
from ui.page import frame, period

SPANS = {"By month": "month", "By quarter": "quarter"}
WINDOWS = 2  # one in which to be seen, one in which to be missed


def show(chosen: Filters) -> None:
    """Draw the share who never came, by the month in which they were booked."""
    span = SPANS[frame.choose("booked", SPANS)]
    quarters = span == "quarter"
    old = replace(chosen, end=period.mature(chosen, data.through(), windows=WINDOWS))
    booked, known = (
        data.answer("never_attended_by_month", asked) for asked in (chosen, old)
    )
    if booked.empty:
        frame.stop("Nobody was referred or booked in this period.")
    began = cohorts.never_came(
        *(cohorts.grouped(months, quarters=quarters) for months in (booked, known))
    )
    table = began[["began", "clients", "not_come", "known", "never_came", *RATES]]
    total = with_interval(
        data.total(began[["known", "never_came"]]), events="never_came", total="known"
    )
    figure.show(
        cohorts_chart(
            began,
            fewest=SMALLEST_IN_RATE,
            became="never came",
            quarters=quarters,
            verb="Booked",
        ),
        chosen,
        question="never_attended_by_month",
        headline=words.never_came_headline(total),
        note=words.never_came_note(chosen.window, WINDOWS),
        table=table,
        rows=rows.waiting_of_cohort(quarters=quarters),
        release=Release(
            ["never_came"], RATES, "known", without=["clients", "not_come"]
        ),
        key=f"booked_by_{span}",
    )
