"""Which counselors' clients leave early, beyond chance?"""

import pandas as pd

from charts.funnel import funnel as funnel_chart
from measures import peers
from measures.release import Release
from measures.statistics import comparison, overdispersion, shrinkage
from measures.statistics.comparison import SMALLEST_COMPARED
from measures.statistics.funnel import center
from measures.statistics.rates import RATES
from pages.early_dropout_parts import adjusted, adjusted_words, likely, words
from queries import Filters
from ui import data
from ui.figures import behind, figure
from ui.page import choices, frame
from ui.topics import people

AFTER = {"Left after session one": "one", "Left after session two": "two"}


def show(chosen: Filters) -> None:
    """Draw counselors as counted, or allowed for who their clients are."""
    frame.needs_counselors()
    with choices.row():
        adjust = choices.switch(
            "adjust", "Adjust for who the clients are", adjusted_words.ASKED
        )
        if not adjust:
            after = AFTER[frame.choose("left_after", AFTER)]
            differ = choices.switch(
                "differ", "Allow for counselors who differ anyway", words.DIFFER
            )
    if adjust:
        adjusted.show(chosen)
    else:
        _counted(chosen, after, differ=differ)


def _counted(chosen: Filters, after: str, *, differ: bool) -> None:
    """Draw the funnel, and beside it the likely share of each counselor."""
    counts = {"events": f"dropped_{after}", "total": f"at_risk_{after}"}
    counselors = data.answer("early_dropout_by_counselor", chosen)
    judged = peers.with_chance(counselors, **counts, differ=differ)
    judged = shrinkage.shrunken(judged, **counts)
    left, right = frame.halves()
    with left:
        _funnel(judged, chosen, differ=differ, **counts)
    with right:
        likely.show(judged, chosen, **counts)


def _funnel(
    judged: pd.DataFrame, chosen: Filters, *, events: str, total: str, differ: bool
) -> None:
    enough = judged[judged[total] >= SMALLEST_COMPARED]
    middle = center(judged[events], judged[total])
    spread = overdispersion.dispersion(enough[events], enough[total], middle=middle)
    widened = differ and spread.enough and spread.tau2 > 0
    table = judged[["counselor_id", "counselor", events, total, *RATES]]
    figure.show(
        funnel_chart(
            people.noted(enough, total),
            peers.guide(spread, enough[total], differ=differ),
            center=middle,
            total=total,
        ),
        chosen,
        question="early_dropout_by_counselor",
        headline=words.outside_headline(
            judged, comparison.expected_by_chance(len(enough)), differ=widened
        ),
        note=words.funnel_note(judged, SMALLEST_COMPARED, differ=differ, spread=spread),
        table=table.assign(clients=judged["clients"], chance=judged["side"]),
        rows=behind.clients_of_counselor(judged),
        release=Release([events], RATES, total, without=["clients", "chance"]),
    )
