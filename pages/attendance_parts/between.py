"""How many sessions lie between one no-show and the next?"""

import pandas as pd

from charts import between as between_chart
from measures import between
from measures.spc import STABLE_FROM
from ui import behind_attendance, data, figure, fitting, frame

QUESTION = "attendance_between_no_shows"
COUNTS = ["between_no_shows", "sessions"]


def show(chosen, why, baseline):
    """Draw one mark per no-show, under the limit of a g chart."""
    stretches = data.answer(QUESTION, chosen)
    if len(stretches) < 2:
        frame.section("There are no two no-shows to count sessions between")
        return
    points = between.charted(stretches, baseline=baseline)
    day = pd.to_datetime(points["ended"]).fillna(pd.Timestamp(chosen.end))
    points = points.assign(day=day.dt.normalize())
    named = {"center": "usual", "limit_high": "most"}
    table = points[["number", "day", *COUNTS, *named, "above"]].rename(columns=named)
    figure.show(
        between_chart.chart(points),
        chosen,
        question=QUESTION,
        headline=fitting.between(points, between.judged(points)),
        note=f"{why} {fitting.between_note(points, STABLE_FROM)}",
        table=table,
        rows=behind_attendance.sessions_between(table),
    )
