"""Attendance by week or month between control limits."""

from dataclasses import replace
from datetime import date

from charts import attendance
from charts import control as control_chart
from measures import control
from measures.release import Release
from measures.statistics import clustered
from measures.statistics.spc import STABLE_FROM
from pages.attendance_parts import rows, signals
from queries import Filters
from ui import data
from ui.figures import figure
from ui.page import period

QUESTION = "attendance_over_time"
STATUSES = list(attendance.STATUSES)
JUDGED = ["rate", "low", "high", "counted", "center", "limit_low", "limit_high"]


def show(
    chosen: Filters, limits: str, unit: str, baseline: date | None, why: str
) -> None:
    """Draw weeks or months between their limits."""
    answered = data.answer(QUESTION, replace(chosen, grain=unit))
    whole = period.whole(answered.rename(columns={"begins": unit}), chosen, unit)
    points = control.charted(
        whole,
        events="attended",
        total="counted",
        when=unit,
        baseline=baseline,
        chart=limits,
    )
    points = clustered.with_clustered_rate(points)
    table = points[[unit, *JUDGED, "rule", "side", *STATUSES]]
    figure.show(
        control_chart.chart(points, when=unit),
        chosen,
        question=QUESTION,
        headline=signals.headline(
            points,
            control.signals(points, when=unit),
            unit,
            control.judged(points),
            limits=limits != control.RUNS,
        ),
        note=f"{why} {signals.note(points, unit, STABLE_FROM, chart=limits)}",
        table=table,
        rows=rows.sessions_of(unit),
        release=Release(STATUSES, [*JUDGED, "rule", "side"]),
    )
