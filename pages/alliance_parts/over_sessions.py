"""How does the alliance change from session to session?"""

import pandas as pd

from charts import alliance as alliance_chart
from measures import alliance, trajectories
from measures.release import Release
from measures.statistics import growth
from measures.statistics.comparison import SMALLEST_IN_RATE
from pages.alliance_parts import rows, words
from pages.alliance_parts.instrument import About
from ui import data
from ui.figures import behind, figure, headlines, marks, notes
from ui.page import frame
from ui.topics import scales

LINE = ["model", "model_low", "model_high"]
MEANS = ["mean", "mean_low", "mean_high", "sd", *LINE]
FOLLOWED = ["scale_id", "length", "session_number", "clients", "mean", "sd"]


def show(about: About) -> None:
    """Draw the line that follows clients, and beside it groups by length of stay."""
    followed = scales.named(data.answer("alliance_by_session_number", about.chosen))
    left, right = frame.halves()
    with left if about.has_total else right:
        if about.has_total:
            _growth(followed[followed["total"]], about)
        else:
            figure.instead(about.without_total("The line that follows clients"))
    with right if about.has_total else left:
        _groups(followed, about)


def _growth(followed: pd.DataFrame, about: About) -> None:
    line = growth.fit(data.answer("alliance_growth", about.chosen))
    among = followed[followed["session_number"] <= rows.LAST_SESSION]
    means = trajectories.with_line(trajectories.together(among), line)
    means = means[means["clients"] >= SMALLEST_IN_RATE]
    means = means.assign(mark_id=marks.of(means, "session_number"))
    table = means[["mark_id", "session_number", "clients", *MEANS]]
    figure.show(
        alliance_chart.growth(means, cutoff=about.cutoff, highest=about.highest),
        about.chosen,
        question="alliance_growth",
        headline=words.growth_headline(
            line.clients if line else 0, growth.by_last(line)
        ),
        note=words.growth_note(),
        table=table,
        rows=rows.scores_of_session(),
        release=Release(["clients"], MEANS, without=["mark_id"]),
    )


def _groups(followed: pd.DataFrame, about: About) -> None:
    followed = scales.one(followed)
    marked = scales.marked(followed, "subscale", "length", "session_number")
    enough = alliance.with_interval(marked[marked["clients"] >= SMALLEST_IN_RATE])
    cutoff = about.cutoff if followed["total"].all() else float("nan")
    highest = followed["high"].max()
    figure.show(
        alliance_chart.trajectories(enough, cutoff=cutoff, highest=highest),
        about.chosen,
        question="alliance_by_session_number",
        headline=headlines.trajectories(enough, SMALLEST_IN_RATE),
        note=notes.trajectories(SMALLEST_IN_RATE),
        table=enough[FOLLOWED],
        rows=behind.scores_of_length(),
        release=Release(["clients"], ["mean", "sd"], without=["scale_id"]),
    )
