"""Does attendance change over time, beyond chance?"""

import pandas as pd

from charts import attendance
from measures import chart_choice, control
from measures.release import Release
from pages.attendance_parts import between, rates, which_chart
from queries import Filters
from ui.figures import behind, figure, headlines, notes
from ui.page import period

UNITS = {
    chart_choice.WEEKS: "week",
    chart_choice.MONTHS: "month",
    chart_choice.SINGLE: "month",
}
LIMITS = {chart_choice.SINGLE: control.XMR, chart_choice.RUN: control.RUNS}
STATUSES = list(attendance.STATUSES)


def show(chosen: Filters, now: pd.DataFrame) -> None:
    """Draw attendance over time on the chart that fits, and what became of all."""
    held = chart_choice.Held(
        days=(chosen.end - chosen.start).days + 1,
        sessions=now["counted"].iloc[0],
        no_shows=now["no_show"].iloc[0],
        whole_months=period.whole_months(chosen),
    )
    fits = chart_choice.fitting(held)
    picked, baseline = which_chart.controls(chart_choice.CHARTS, chosen)
    chart = picked or fits
    why = which_chart.why(chart, fits, held)
    if chart == chart_choice.BETWEEN:
        between.show(chosen, why, baseline)
    else:
        unit = (
            chart_choice.run_unit(held) if chart == chart_choice.RUN else UNITS[chart]
        )
        limits = LIMITS.get(chart, control.LANEY)
        rates.show(chosen, limits, unit, baseline, why)
    _by_status(chosen, now)


def _by_status(chosen: Filters, now: pd.DataFrame) -> None:
    """Draw how all sessions ended."""
    statuses = now[STATUSES].melt(var_name="status", value_name="sessions")
    statuses = statuses[statuses["sessions"] > 0]
    statuses["share"] = statuses["sessions"] / statuses["sessions"].sum()
    figure.show(
        attendance.by_status(
            statuses.assign(in_the_rate=statuses["status"].isin(behind.IN_THE_RATE))
        ),
        chosen,
        question="attendance_overall",
        headline=headlines.statuses(now),
        note=notes.statuses(),
        table=statuses,
        rows=behind.sessions_of_status(attendance.STATUSES),
        release=Release(["sessions"], ["share"]),
    )
