"""How do clients rate the alliance, early and later?"""

from collections.abc import Iterator

from measures import alliance
from measures.statistics import change
from pages.alliance_parts import (
    clients,
    counselors,
    coverage,
    early_later,
    leaving,
    outcome,
    over_sessions,
)
from pages.alliance_parts import instrument as about_alliance
from pages.alliance_parts import numbers as alliance_numbers
from ui import data
from ui.figures import numbers
from ui.page import frame
from ui.topics import scales

PARTS = {
    "Over sessions": over_sessions.show,
    "Early and later": early_later.show,
    "Leaving": leaving.show,
    "Counselors": counselors.show,
    "Clients": clients.show,
    "Coverage": coverage.show,
    "Outcome": outcome.show,
}

chosen = frame.open_page("Alliance")
if not data.holds("alliance_scores"):
    frame.missing("alliance", "how clients rate the alliance, early and later")

about = about_alliance.choose(chosen)


def of_the_total() -> Iterator[numbers.Number]:
    """Yield the numbers that only a total gives."""
    phases, phases_before = data.now_and_before("alliance_overall", about.chosen)
    rated, rated_before = (
        alliance.with_percent(scales.main(rows)) for rows in (phases, phases_before)
    )
    below, below_before = (alliance.below(rows) for rows in (phases, phases_before))
    moved = alliance.change(rated, rated_before)
    yield alliance_numbers.phase(rated, moved, "early")
    yield alliance_numbers.phase(rated, moved, "later")
    yield alliance_numbers.below(below, change.between(below, below_before))


scored, scored_before = (
    alliance.scored(rows)
    for rows in data.now_and_before("alliance_coverage", about.chosen)
)
coverage_number = alliance_numbers.scored(scored, change.between(scored, scored_before))
if about.has_total:
    states = data.answer("alliance_ruptures_by_state", about.chosen)
    ruptures = alliance_numbers.ruptures(states)
    numbers.row(*of_the_total(), coverage_number, ruptures)
else:
    numbers.row(coverage_number)
numbers.footnote(about.footnote)

PARTS[frame.choose("alliance_part", PARTS)](about)
