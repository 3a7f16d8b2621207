"""How many sessions lie between one no-show and the next?"""

from datetime import date

import pandas as pd

from charts import control as between_chart
from measures import between_no_shows
from measures.statistics.spc import STABLE_FROM
from pages.attendance_parts import rows, signals
from queries import Filters
from ui import data
from ui.figures import figure
from ui.page import frame

QUESTION = "attendance_between_no_shows"
COUNTS = ["between_no_shows", "sessions"]


def show(chosen: Filters, why: str, baseline: date | None) -> None:
    """Draw one mark per no-show, under the limit of a g chart."""
    stretches = data.answer(QUESTION, chosen)
    if len(stretches) < 2:
        frame.section("There are no two no-shows to count sessions between")
        return
    points = between_no_shows.charted(stretches, baseline=baseline)
    day = pd.to_datetime(points["ended"]).fillna(pd.Timestamp(chosen.end))
    points = points.assign(day=day.dt.normalize())
    named = {"center": "usual", "limit_high": "most"}
    table = points[["number", "day", *COUNTS, *named, "above"]].rename(columns=named)
    figure.show(
        between_chart.between_chart(points),
        chosen,
        question=QUESTION,
        headline=signals.between(points, between_no_shows.judged(points)),
        note=f"{why} {signals.between_note(points, STABLE_FROM)}",
        table=table,
        rows=rows.sessions_between(table),
    )
