"""Which chart fits a selection."""

import pytest

from measures.chart_choice import BETWEEN, RUN, SINGLE, WEEKS, Held, fitting, run_unit

WEEK = 7


def held(sessions_a_week, no_shows=0, *, weeks=52, months=12):
    return Held(weeks * WEEK, sessions_a_week * weeks, no_shows, months)


@pytest.mark.parametrize(
    ("selection", "chart"),
    [
        (held(20, 400), WEEKS),
        (held(20, 13), WEEKS),
        (held(20, 2, weeks=4, months=0), WEEKS),
        (held(19, 400), SINGLE),
        (held(19, 13), BETWEEN),
        (held(19, 12), SINGLE),
        (held(19, 59), BETWEEN),
        (held(19, 61), SINGLE),
        (Held(1461, 2_000, 239, 48), BETWEEN),
        (Held(1461, 2_000, 240, 48), SINGLE),
        (held(19, 400, months=11), RUN),
        (held(19, 12, months=11), RUN),
        (held(0), SINGLE),
        (Held(0, 0, 0, 0), RUN),
        (Held(1, 3, 0, 0), WEEKS),
        (Held(1, 2, 0, 0), RUN),
    ],
)
def test_the_chart_that_fits(selection, chart):
    assert fitting(selection) == chart


@pytest.mark.parametrize(("months", "unit"), [(7, "week"), (8, "month")])
def test_a_run_chart_takes_the_longer_unit_that_gives_eight_points(months, unit):
    assert run_unit(held(5, months=months)) == unit
