"""Does attendance change, by more than chance explains?"""

from charts import attendance
from measures import control, fitting
from measures.release import released
from pages.attendance_parts import between, rates
from ui import (
    behind,
    figure,
    headlines,
    notes,
    over_time,
    period,
)
from ui import fitting as charted

QUESTION = "attendance_over_time"
UNITS = {fitting.WEEKS: "week", fitting.MONTHS: "month", fitting.SINGLE: "month"}
LIMITS = {fitting.SINGLE: control.XMR, fitting.RUN: control.RUNS}
STATUSES = list(attendance.STATUSES)
JUDGED = ["rate", "low", "high", "counted", "center", "limit_low", "limit_high"]


def show(chosen, now):
    """Draw attendance over time on the chart that fits, and what became of all."""
    held = fitting.Held(
        days=(chosen.end - chosen.start).days + 1,
        sessions=now["counted"].iloc[0],
        no_shows=now["no_show"].iloc[0],
        whole_months=period.whole_months(chosen),
    )
    fits = fitting.fitting(held)
    picked, baseline = over_time.controls(fitting.CHARTS, chosen)
    chart = picked or fits
    why = charted.said(chart, fits, held)
    if chart == fitting.BETWEEN:
        between.show(chosen, why, baseline)
    else:
        unit = fitting.run_unit(held) if chart == fitting.RUN else UNITS[chart]
        limits = LIMITS.get(chart, control.LANEY)
        rates.show(chosen, limits, unit, baseline, why)
    _by_status(chosen, now)


def _by_status(chosen, now):
    """Draw how all sessions ended."""
    statuses = now[STATUSES].melt(var_name="status", value_name="sessions")
    statuses = statuses[statuses["sessions"] > 0]
    statuses["share"] = statuses["sessions"] / statuses["sessions"].sum()
    figure.show(
        attendance.by_status(statuses),
        chosen,
        question="attendance_overall",
        headline=headlines.statuses(now),
        note=notes.statuses(),
        table=statuses,
        rows=behind.sessions_of_status(attendance.STATUSES),
        released=lambda: released(statuses, ["sessions"], ["share"]),
    )
