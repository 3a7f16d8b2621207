"""How do clients rate each part of the alliance early and later, and how widely?"""

import pandas as pd

from charts import alliance as alliance_chart
from charts.distribution import distribution
from measures import alliance
from measures.release import Release
from pages.alliance_parts import rows, words
from pages.alliance_parts.instrument import About
from ui import data
from ui.figures import behind, figure, headlines, marks, notes
from ui.page import frame
from ui.topics import scales

PERCENTS = ["percent", "percent_low", "percent_high"]
COUNTS = ["clients", "at_or_below_cutoff"]
MEANS = [*PERCENTS, "mean", "sd", "ratings"]
PHASE = ["scale_id", "scale", "phase", *COUNTS, *MEANS]
BINS = ["mark_id", "phase", "first", "last", "ratings"]


def show(about: About) -> None:
    """Draw the subscales beside the total, and the spread of all ratings."""
    left, right = frame.halves()
    with left:
        _phases(about)
    with right:
        if not about.has_total:
            figure.instead(about.without_total("The spread over the range"))
        elif not pd.isna(about.facts["high"]):
            _spread(about)


def _phases(about: About) -> None:
    rated = scales.named(data.answer("alliance_early_later", about.chosen))
    marked = scales.marked(rated, "subscale", "phase")
    phases = scales.by_kind(alliance.with_percent(marked))
    if phases["percent"].isna().all():
        figure.instead(words.no_range_note(about.instrument))
    early, later = (scales.phase(phases, name) for name in ("early", "later"))
    figure.show(
        alliance_chart.early_later(phases),
        about.chosen,
        question="alliance_early_later",
        headline=headlines.alliance(early, later)
        if about.has_total
        else words.subscales_headline(phases),
        note=f"{words.kinds_headline(alliance.bond_above(phases))}. "
        + notes.alliance(data.answer("alliance_coverage", about.chosen), phases),
        table=phases[PHASE],
        rows=behind.scores_of_phase(),
        release=Release(COUNTS, MEANS, without=["scale_id"]),
    )


def _spread(about: About) -> None:
    bins = data.answer("alliance_by_bin", about.chosen)
    bins = bins.assign(mark_id=marks.of(bins, "phase", "first", "last"))
    below = alliance.below(data.answer("alliance_overall", about.chosen))
    table = bins[BINS]
    figure.show(
        distribution(bins, cutoff=about.cutoff),
        about.chosen,
        question="alliance_by_bin",
        headline=words.below_headline(below.iloc[0], about.cutoff),
        note=words.distribution_note(about.source),
        table=table,
        rows=rows.scores_of_bin(about.highest),
        release=Release(["ratings"], labels=["first", "last"], without=["mark_id"]),
    )
