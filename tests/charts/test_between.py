"""Stretches between no-shows, one mark each."""

import pandas as pd

from charts import control
from tests.charts.frames import carried

POINTS = pd.DataFrame(
    {
        "number": [2, 1, 0],
        "day": pd.to_datetime(["2026-01-05", "2026-01-09", "2026-01-31"]),
        "ended": pd.to_datetime(["2026-01-05", "2026-01-09", None]),
        "between_no_shows": [3, 40, 7],
        "center": 5.0,
        "limit_high": 20.0,
        "part": 0,
        "stable": True,
        "above": [False, True, False],
    }
)


def drawn(points=POINTS):
    return {trace.name: trace for trace in control.between_chart(points).data}


def test_each_mark_carries_its_stretch():
    assert carried(drawn()[None]) == [2, 1]
    assert carried(drawn()["longer than chance"]) == [1]
    assert carried(drawn()["goes on"]) == [0]


def test_a_trial_limit_is_dashed_and_says_so():
    assert drawn()["upper limit"].line.dash == "solid"
    assert drawn()["median"].line.dash == "dot"
    assert drawn(POINTS.assign(stable=False))["trial limit"].line.dash == "dash"


def test_each_part_has_a_line_of_its_own_named_once():
    parted = POINTS.assign(part=[0, 0, 1])
    lines = [t for t in control.between_chart(parted).data if t.name == "upper limit"]

    assert [line.showlegend for line in lines] == [True, False]
