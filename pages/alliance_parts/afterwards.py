"""Do clients leave more often after a session without a score?"""

from charts.paired import paired
from measures.release import Release
from measures.statistics.rates import RATES, with_interval
from pages.alliance_parts import figure_rows, rows, words
from pages.alliance_parts.instrument import About
from ui import data
from ui.figures import figure

SIDES = {"not scored": "without a score", "scored": "with a score"}


def show(about: About) -> None:
    """Draw who left right after each session, with and without a score."""
    counted = data.answer("alliance_unscored_afterwards", about.chosen)
    judged = with_interval(counted, events="dropped", total="known")
    drawn = figure_rows.of_questionnaires(judged)
    table = drawn[["session_number", "questionnaire", "known", "dropped", *RATES]]
    figure.show(
        paired(drawn, names=SIDES, noun="sessions", shares=True),
        about.chosen,
        question="alliance_unscored_afterwards",
        headline=words.unscored_headline(drawn[drawn["session_number"].eq(1)]),
        note=words.unscored_note(),
        table=drawn[["mark_id"]].join(table),
        rows=rows.sessions_by_questionnaire(),
        release=Release(["dropped"], RATES, "known", without=["mark_id"]),
    )
