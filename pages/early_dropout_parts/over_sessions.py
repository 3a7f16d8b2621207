"""After which session do clients leave, and what becomes of everyone who began?"""

import pandas as pd

from charts import dropout as dropout_chart
from measures import dropout
from measures.release import Release
from pages.early_dropout_parts import words
from queries import Filters
from ui import data
from ui.figures import behind, figure, headlines, notes
from ui.page import choices, frame

HAZARD = ["hazard", "hazard_low", "hazard_high"]
LIMITS = ["dropped_out_low", "dropped_out_high"]


def show(chosen: Filters) -> None:
    """Draw both figures side by side."""
    sessions = data.answer("early_dropout_by_session", chosen)
    followed = dropout.cumulative(sessions).assign(dropped=sessions["dropped_out"])
    known = dropout.while_known(followed)
    limits = choices.switch(
        "road_limits",
        "Show the limits of dropout",
        "Draws the 95% interval of the share who have dropped out so far.",
    )
    left, right = frame.halves()
    with left:
        _hazard(known if len(known) else followed.head(1), chosen)
    with right:
        _road(known, chosen, limits=limits)


def _hazard(known: pd.DataFrame, chosen: Filters) -> None:
    hazard = known[["session_number", "at_risk", "dropped", *HAZARD]]
    figure.show(
        dropout_chart.hazard(hazard),
        chosen,
        question="early_dropout_by_session",
        headline=words.hazard_headline(hazard),
        note=words.hazard_note(dropout.SMALLEST_AT_RISK),
        table=hazard,
        rows=behind.clients_after_session(),
        release=Release(["dropped"], HAZARD, "at_risk"),
    )


def _road(known: pd.DataFrame, chosen: Filters, *, limits: bool) -> None:
    shares = [*dropout_chart.ENDINGS, *LIMITS]
    road = known[["session_number", "at_risk", *shares]]
    figure.show(
        dropout_chart.road(known, limits=limits),
        chosen,
        question="early_dropout_by_session",
        headline=headlines.road(known),
        note=notes.road(dropout.SMALLEST_AT_RISK),
        table=road,
        rows=behind.clients_up_to_session(),
        release=Release(["at_risk"], shares),
        key="road",
    )
