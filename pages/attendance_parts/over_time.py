"""Does attendance change, by more than chance explains?"""

from dataclasses import replace

from charts import attendance
from charts import control as control_chart
from measures import clustered, control
from measures.release import released
from measures.spc import STABLE_FROM
from measures.spc_signals import runs
from ui import (
    behind,
    behind_attendance,
    data,
    figure,
    headlines,
    notes,
    over_time,
    period,
)

QUESTION = "attendance_over_time"
STATUSES = list(attendance.STATUSES)
JUDGED = ["rate", "low", "high", "counted", "center", "limit_low", "limit_high"]


def show(chosen, now):
    """Draw weeks or months between their limits, and what became of all sessions."""
    unit, baseline = over_time.controls(now, chosen)
    answered = data.answer(QUESTION, replace(chosen, grain=unit))
    whole = period.whole(answered.rename(columns={"begins": unit}), chosen, unit)
    points = control.charted(
        whole, events="attended", total="counted", when=unit, baseline=baseline
    )
    points = clustered.with_clustered_rate(points)
    table = points[[unit, *JUDGED, "rule", "side", *STATUSES]]
    figure.show(
        control_chart.chart(points, when=unit),
        chosen,
        question=QUESTION,
        headline=over_time.headline(
            points,
            control.signals(points, when=unit),
            unit,
            runs(points["rate"], points["rate"].median()),
        ),
        note=over_time.note(points, unit, STABLE_FROM),
        table=table,
        rows=behind_attendance.sessions_of(unit),
        released=lambda: released(table, STATUSES, [*JUDGED, "rule", "side"]),
    )
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
