"""Cohorts: what is known, what is small, and what is not known yet."""

from math import nan

import pandas as pd
import pytest

from charts import theme
from charts.dropout import cohorts
from tests.charts.frames import MONTHS, carried

BEGAN = pd.DataFrame(
    {
        "began": MONTHS,
        "clients": [40, 40, 40],
        "known": [40, 25, 0],
        "rate": [0.1, 0.2, nan],
        "low": [0.05, 0.1, nan],
        "high": [0.2, 0.4, nan],
        "whole": [True, False, False],
    }
)


def test_a_cohort_of_which_nothing_is_known_is_shaded_and_has_no_mark():
    drawn = cohorts(BEGAN, fewest=10, became="left")

    assert [carried(trace) for trace in drawn.data] == [["2026-01-01"], ["2026-02-01"]]
    assert drawn.data[1].marker.color == theme.SURFACE
    assert len(drawn.layout.shapes) == 1
    (said,) = drawn.layout.annotations
    assert (said.text, said.y, said.yanchor) == ("not known yet", 1, "bottom")
    assert said.yshift >= drawn.data[0].marker.size / 2
    assert drawn.layout.margin.t >= 20


def test_a_small_cohort_is_grey_and_hollow_only_while_it_is_not_whole():
    few = BEGAN.assign(known=[4, 4, 0], clients=[4, 40, 40])
    hollow, filled = cohorts(few, fewest=10, became="left").data

    assert [carried(hollow), carried(filled)] == [["2026-02-01"], ["2026-01-01"]]
    assert (hollow.marker.color, filled.marker.color) == (
        theme.SURFACE,
        theme.CONTEXT_STRONG,
    )
    assert {mark.marker.line.color for mark in (hollow, filled)} == {
        theme.CONTEXT_STRONG
    }


def test_a_cohort_whose_session_two_is_not_known_is_shaded_too():
    few = BEGAN.assign(known=[40, 25, 12])

    assert len(cohorts(few, fewest=10, became="left").layout.shapes) == 1


@pytest.mark.parametrize("quarters", [False, True])
def test_what_is_not_known_yet_is_said_within_the_axis(quarters):
    layout = cohorts(BEGAN, fewest=10, became="left", quarters=quarters).layout
    first, last = layout.xaxis.range

    assert first < layout.annotations[0].x < last


@pytest.mark.parametrize(
    ("months", "apart"), [(1, "M1"), (6, "M1"), (7, None)], ids=["one", "six", "seven"]
)
def test_few_months_are_labeled_once_each(months, apart):
    first = BEGAN.head(1)
    began = pd.concat([first] * months).assign(
        began=pd.date_range("2026-01-01", periods=months, freq="MS")
    )

    assert cohorts(began, fewest=10, became="left").layout.xaxis.dtick == apart
