"""Months in a band of their interval, and statuses as bars."""

import pandas as pd

from charts import attendance, theme
from tests.charts.frames import ATTENDED, carried


def test_a_month_that_is_not_complete_is_hollow():
    _, line = attendance.by_month(ATTENDED).data

    assert list(line.marker.color) == [theme.ACCENT, theme.ACCENT, theme.SURFACE]
    assert carried(line) == ["2026-01-01", "2026-02-01", "2026-03-01"]


def test_an_interval_that_is_not_known_is_not_drawn():
    band, _ = attendance.by_month(ATTENDED).data

    assert list(band.x) == ["2026-01-01", "2026-02-01", "2026-02-01", "2026-01-01"]


def test_the_statuses_of_the_rate_stand_out():
    statuses = pd.DataFrame({"status": ["attended", "rescheduled"], "sessions": [3, 1]})

    (bars,) = attendance.by_status(statuses).data

    assert list(bars.marker.color) == [theme.ACCENT, theme.CONTEXT]
    assert carried(bars) == ["attended", "rescheduled"]


def test_a_percent_axis_runs_from_nothing_to_everything():
    axis = attendance.by_month(ATTENDED).layout.yaxis

    assert axis.range[0] == 0
    assert list(axis.ticktext) == ["0%", "25%", "50%", "75%", "100%"]
