"""How many sessions have a score, and what follows those that have none?"""

from charts.alliance import over_time
from charts.people import UNCOMPARED, dots
from measures import alliance
from measures.peers import without_judgment
from measures.release import Release
from measures.statistics.rates import RATES
from pages.alliance_parts import afterwards, words
from pages.alliance_parts import rows as behind
from pages.alliance_parts.instrument import About
from ui import data
from ui.figures import figure
from ui.page import frame
from ui.topics import people


def show(about: About) -> None:
    """Draw coverage over time and by counselor, and who left afterwards."""
    left, right = frame.halves()
    with left:
        _months(about)
        afterwards.show(about)
    with right:
        _counselors(about)


def _months(about: About) -> None:
    months = alliance.scored(data.answer("alliance_coverage_by_month", about.chosen))
    total = alliance.scored(data.answer("alliance_coverage", about.chosen)).iloc[0]
    table = months[["month", "scored", "sessions", *RATES]]
    figure.show(
        over_time(months),
        about.chosen,
        question="alliance_coverage_by_month",
        headline=words.coverage_headline(total),
        note=words.coverage_note(),
        table=table,
        rows=behind.attended_of_month(),
        release=Release(["scored"], RATES, "sessions"),
    )


def _counselors(about: About) -> None:
    rows = alliance.scored(data.answer("alliance_coverage_by_counselor", about.chosen))
    table = rows[["counselor_id", "counselor", "clients", "scored", "sessions", *RATES]]
    drawn = people.with_note(
        without_judgment(people.shown(rows)), "sessions", "attended session"
    )
    figure.show(
        dots(drawn, center=float("nan"), names=UNCOMPARED),
        about.chosen,
        question="alliance_coverage_by_counselor",
        headline=words.by_counselor_headline(rows),
        note=words.by_counselor_note(people.left_out(rows, "by name")),
        table=table,
        rows=behind.attended_of_counselor(rows),
        release=Release(["scored"], RATES, "sessions", without=["clients"]),
    )
