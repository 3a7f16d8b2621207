"""Which counselors differ once case mix is allowed for?"""

from functools import partial

import pandas as pd
import streamlit as st

from charts.adjusted import beside, funnel
from measures import case_mix, dropout
from measures.release import Release
from measures.statistics import comparison, standardized
from measures.statistics.comparison import OUTSIDE, SMALLEST_COMPARED
from pages.early_dropout_parts import adjusted_words
from queries import Filters
from ui import data
from ui.figures import behind, figure
from ui.page import frame
from ui.topics import people

QUESTION = "early_dropout_by_mix"
JUDGED = ["expected", "ratio", "rate", "low", "high", "counted_share"]
KEPT = 50


def show(chosen: Filters) -> None:
    """Draw adjusted and counted shares together: a funnel, and one row each."""
    counselors = data.answer("early_dropout_by_counselor", chosen)
    clinic = data.total(counselors)
    expected, attributes = _expected(data.snapshot(), chosen, adjusted=True)
    if not attributes:
        fewest = case_mix.SMALLEST_LEVEL
        frame.stop(adjusted_words.nothing_known(len(counselors), fewest))
    judged = _judged(counselors, expected, clinic)
    unadjusted, _ = _expected(data.snapshot(), chosen)
    plain = _judged(counselors, unadjusted, clinic)
    judged = judged.assign(before=plain["side"])
    enough = comparison.compared(judged)
    outside = enough[["side", "before"]].isin(OUTSIDE).any(axis="columns")
    drawn = people.noted(enough, "at_risk_one")
    table = judged[["counselor_id", "counselor", "left", *JUDGED, "side"]]
    center = float(dropout.early(clinic)["by_two"].iloc[0])
    show_figure = partial(
        figure.show,
        question=QUESTION,
        table=table.assign(clients=judged["clients"], before=judged["before"]),
        rows=behind.clients_of_counselor(judged),
        release=Release(["left"], JUDGED, without=["clients", "before"]),
    )
    left, right = frame.halves()
    with left:
        show_figure(
            funnel(drawn, standardized.guide(judged, clinic), outside, center=center),
            chosen,
            headline=adjusted_words.outside(enough),
            note=adjusted_words.funnel(attributes, SMALLEST_COMPARED),
            key="adjusted_funnel",
        )
    with right:
        show_figure(
            beside(
                people.shown(drawn, first=people.surest(drawn, "at_risk_one")),
                center=center,
            ),
            chosen,
            headline=adjusted_words.moved(enough),
            note=adjusted_words.beside(enough),
            key="adjusted",
        )


def _judged(
    counselors: pd.DataFrame, expected: pd.DataFrame, clinic: pd.DataFrame
) -> pd.DataFrame:
    """Return each counselor beside what is expected of their clients."""
    together = dropout.early(counselors).merge(expected, on="counselor_key", how="left")
    judged = standardized.judged(together, clinic)
    provisional = comparison.provisional(judged["at_risk_one"])
    return judged.assign(counted_share=judged["by_two"], provisional=provisional)


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _expected(
    snapshot: str, chosen: Filters, *, adjusted: bool = False
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Keep what is expected by counselor, not the clients it was computed from."""
    clients = data.once(QUESTION, chosen, snapshot)
    expected = case_mix.expected(clients, adjusted=adjusted)
    return expected.counselors, expected.attributes
