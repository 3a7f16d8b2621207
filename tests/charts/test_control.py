"""Rates between their limits, signals by shape."""

import pandas as pd
import pytest

from charts import control, theme
from tests.charts.frames import MONTHS, carried

POINTS = pd.DataFrame(
    {
        "month": MONTHS,
        "rate": [0.8, 0.9, 0.5],
        "attended": [80, 90, 50],
        "counted": [100, 100, 100],
        "center": [0.75, 0.75, 0.75],
        "limit_low": [0.6, 0.6, 0.6],
        "limit_high": [0.9, 0.9, 0.9],
        "part": [0, 0, 0],
        "stable": [True, True, True],
        "rule": ["", "", "limits"],
        "side": ["", "", "low"],
    }
)


def traces(points):
    drawn = control.chart(points, when="month")
    return {trace.name: trace for trace in drawn.data}


def test_a_signal_has_a_shape_and_a_name_of_its_own():
    below = traces(POINTS)["below the limit"]

    assert (below.marker.symbol, below.marker.color) == ("diamond", theme.FEWER)
    assert carried(below) == ["2026-03-01"]


@pytest.mark.parametrize(("without", "said"), [(0, True), (1, True), (3, False)])
def test_limits_are_said_while_any_point_has_them(without, said):
    limits = [None] * without + [0.9] * (3 - without)
    drawn = control.chart(POINTS.assign(limit_high=limits), when="month")
    rates = next(one for one in drawn.data if one.mode == "lines+markers")

    assert ("limits" in rates.hovertemplate) is said


def test_every_rule_and_side_has_its_own_look():
    looks = [(symbol, color) for symbol, color, _ in control.LOOKS.values()]

    assert len(set(looks)) == len(looks)


def test_every_month_leads_somewhere():
    assert carried(traces(POINTS)[None]) == ["2026-01-01", "2026-02-01", "2026-03-01"]


def test_limits_that_are_trials_are_dashed_and_called_so():
    drawn = traces(POINTS.assign(stable=False))

    assert drawn["trial limits"].line.dash == "dash"
    assert drawn["trial limits"].fill is None
    assert "median" in drawn
    assert "limits" not in drawn


def test_a_new_baseline_breaks_the_limits():
    drawn = control.chart(POINTS.assign(part=[0, 0, 1]), when="month")

    limits = [trace for trace in drawn.data if trace.name == "limits"]
    assert [len(line.x) for line in limits] == [2, 2, 1, 1]
    assert [line.showlegend for line in limits] == [False, True, False, False]


def test_the_axis_runs_from_nothing_to_everything():
    axis = control.chart(POINTS, when="month").layout.yaxis

    assert axis.range[0] == 0
    assert list(axis.ticktext) == ["0%", "25%", "50%", "75%", "100%"]


@pytest.mark.parametrize("when", ["week", "month"])
def test_no_period_is_an_empty_figure(when):
    nothing = POINTS.head(0).rename(columns={"month": when})

    assert not len(control.chart(nothing, when=when).data[0].x)
