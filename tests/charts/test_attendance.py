"""Statuses as bars."""

import pandas as pd

from charts import attendance, theme
from tests.charts.frames import carried


def test_the_statuses_of_the_rate_stand_out():
    statuses = pd.DataFrame({"status": ["attended", "rescheduled"], "sessions": [3, 1]})
    statuses["in_the_rate"] = [True, False]

    (bars,) = attendance.by_status(statuses).data

    assert list(bars.marker.color) == [theme.ACCENT, theme.CONTEXT]
    assert carried(bars) == ["attended", "rescheduled"]
