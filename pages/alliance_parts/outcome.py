"""Does a good early alliance go with a better outcome later?"""

from charts.rows import rows as rows_chart
from measures.statistics import correlation
from pages.alliance_parts import figure_rows, rows, words
from pages.alliance_parts.instrument import About
from ui import data
from ui.figures import figure
from ui.page import choices, frame


def show(about: About) -> None:
    """Draw the clinic's own correlations beside the published one."""
    if not about.has_total:
        frame.stop(about.without_total("The association with outcome"))
    if not data.holds("outcome_scores"):
        frame.stop(
            "This part needs an outcomes export, which would show how early alliance "
            "goes with later outcome. The Data page says how to load one."
        )
    sums = data.answer("alliance_outcome", about.chosen)
    if sums.empty:
        frame.stop(
            "No client of this selection has an early alliance score, a first outcome "
            "and one from session 4 on."
        )
    outcomes = dict.fromkeys(sums["outcome"])
    outcome, *others = outcomes
    if others:
        outcome = choices.pick("outcome", "Outcome", {n: n for n in outcomes})
    levels = correlation.levels(sums[sums["outcome"] == outcome])
    drawn = figure_rows.of_correlations(levels)
    known = levels[levels["r"].notna()].rename(
        columns={"low": "r_low", "high": "r_high"}
    )
    figure.show(
        rows_chart(
            drawn,
            value="r %{x:.2f}",
            center=0.0,
            center_name="no association",
            axis="Correlation r",
        ),
        about.chosen,
        question="alliance_outcome",
        headline=words.outcome_headline(levels),
        note=words.outcome_note(outcome),
        table=known[["level", "n", "r", "r_low", "r_high", "explained"]],
        rows=rows.clients_of_outcome(outcome),
    )
