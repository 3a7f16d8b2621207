"""How many clients does the clinic see a year for each standard counselor?"""

from charts.load_index import by_year
from measures import load_index
from measures.release import released
from pages.caseload_parts import index_words
from ui import data, figure

COUNTS = ["clients_seen", "counselors", "days_covered"]
HOURS = ["contracted_hours", "standard_counselors", "load_index"]


def show(chosen, carried):  # noqa: ARG001 every part takes the judged load
    """Draw the clinical load index by year."""
    years = load_index.indexed(data.answer("clinical_load_index", chosen))
    table = years[["year_from", *COUNTS, *HOURS]]
    figure.show(
        by_year(index_words.named(years)),
        chosen,
        question="clinical_load_index",
        headline=index_words.headline(years),
        note=index_words.NOTE,
        table=table,
        released=lambda: released(table, ["clients_seen"], [*COUNTS[1:], *HOURS]),
    )
