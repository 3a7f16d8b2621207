"""Do those who leave rate the alliance lower?"""

from charts.paired import paired
from charts.rows import rows as rows_chart
from measures import thirds, trajectories
from measures.release import Release
from measures.statistics.comparison import SMALLEST_IN_RATE
from pages.alliance_parts import figure_rows, rows, words
from pages.alliance_parts.instrument import About
from ui import data
from ui.figures import figure
from ui.page import frame

SIDES = {"left": "left after it", "stayed": "stayed"}
CLIENTS = ["clients_left", "clients_stayed"]
MEANS = ["mean_left", "mean_stayed", "difference", "difference_low", "difference_high"]
RATES = ["by_two", "by_two_low", "by_two_high"]
THIRD = ["label", "first", "last"]
COUNTED = ["at_risk_one", "dropped"]


def show(about: About) -> None:
    """Draw thirds of the first rating, and the last score beside those who stayed."""
    left, right = frame.halves()
    with left:
        _thirds(about)
    with right:
        if about.has_total:
            _last(about)
        else:
            figure.instead(about.without_total("The last score before leaving"))


def _thirds(about: About) -> None:
    counted = data.answer("early_dropout_by_alliance", about.chosen)
    found = [
        thirds.thirds(part).assign(subscale=str(subscale))
        for (_, subscale), part in counted.groupby(["begins_at", "subscale"])
        if part["at_risk_one"].sum() >= 3 * SMALLEST_IN_RATE
    ]
    drawn = figure_rows.of_thirds(found)
    first, what = figure_rows.meant(drawn)
    table = drawn[["mark_id", *THIRD, *COUNTED, *RATES]]
    figure.show(
        rows_chart(drawn, value="%{x:.1%}", center=float("nan"), axis="Left early"),
        about.chosen,
        question="early_dropout_by_alliance",
        headline=words.thirds_headline(first, what, apart=thirds.apart(first)),
        note=words.thirds_note(figure_rows.ABOUT_TASKS),
        table=table,
        rows=rows.clients_of_third(),
        release=Release(
            ["dropped"], RATES, "at_risk_one", labels=THIRD, without=["mark_id"]
        ),
    )


def _last(about: About) -> None:
    scores = data.answer("alliance_last_score", about.chosen)
    both = trajectories.left_and_stayed(scores)
    both = both[(both[CLIENTS] >= SMALLEST_IN_RATE).all(axis=1)]
    drawn = figure_rows.of_sides(both, SIDES)
    table = both[["session_number", *CLIENTS, *MEANS]]
    figure.show(
        paired(drawn, names=SIDES, noun="clients"),
        about.chosen,
        question="alliance_last_score",
        headline=words.last_scores_headline(
            trajectories.overall(both), int(both["clients_left"].sum())
        ),
        note=words.last_scores_note(),
        table=drawn[["mark_id", "session_number", "side", "clients", "estimate"]]
        .rename(columns={"estimate": "mean", "side": "became"})
        .assign(mean_low=drawn["low"], mean_high=drawn["high"]),
        rows=rows.scores_of_side(),
        release=Release(CLIENTS, MEANS, instead=table),
    )
