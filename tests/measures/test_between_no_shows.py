"""Stretches between no-shows under the limit of a g chart."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from measures import between_no_shows
from measures.statistics import spc


def stretches(counts, going_on=None):
    """Return stretches that end a day apart, and one that goes on."""
    ends = list(pd.date_range("2026-01-02", periods=len(counts), freq="D"))
    counted = list(counts)
    if going_on is not None:
        ends, counted = [*ends, pd.NaT], [*counted, going_on]
    began = pd.date_range("2026-01-01", periods=len(counted), freq="D")
    drawn = {"number": range(len(counted), 0, -1), "began": began, "ended": ends}
    return pd.DataFrame({**drawn, "between_no_shows": counted})


def test_the_limit_is_that_of_the_g_chart():
    counts = [3, 0, 7, 2, 5, 1, 0, 4, 6, 2, 3, 9]
    points = between_no_shows.charted(stretches(counts))
    plain = spc.g_chart(pd.DataFrame({"n": counts}), value="n")

    assert points["center"].eq(np.median(counts)).all()
    assert np.allclose(points["limit_high"], plain["high"])
    assert points["stable"].all()
    assert not points["above"].any()


def test_what_goes_on_moves_no_limit_but_may_lie_above_it():
    counts = [3, 0, 7, 2, 5, 1, 0, 4, 6, 2, 3, 9]
    ended = between_no_shows.charted(stretches(counts))
    points = between_no_shows.charted(stretches(counts, going_on=60))

    assert points["limit_high"].iloc[0] == ended["limit_high"].iloc[0]
    assert points["above"].tolist() == [False] * 12 + [True]


@pytest.mark.parametrize(("number", "stable"), [(11, False), (12, True)])
def test_from_twelve_stretches_on_the_limit_is_firm(number, stable):
    points = between_no_shows.charted(stretches([1] * number, going_on=99))

    assert points["stable"].eq(stable).all()
    assert points["above"].iloc[-1] == stable


def test_a_new_baseline_has_a_limit_of_its_own():
    points = between_no_shows.charted(
        stretches([2] * 12 + [20] * 12), baseline=date(2026, 1, 14)
    )

    assert points.groupby("part").size().tolist() == [12, 12]
    assert points.groupby("part")["center"].first().tolist() == [2, 20]


def test_runs_are_judged_in_the_newest_part_without_what_goes_on():
    points = between_no_shows.charted(stretches([5] * 12, going_on=9))

    assert between_no_shows.judged(points).useful == 0
    points = between_no_shows.charted(stretches([1] * 10 + [9] * 10))
    assert between_no_shows.judged(points).longest == 10
    assert between_no_shows.judged(points).signal


def test_nothing_at_all_is_no_error():
    assert between_no_shows.charted(stretches([])).empty


def test_the_limit_itself_is_not_above_it():
    counts = [1] * 12
    limit = 1 + 3 * 2**0.5
    points = [
        between_no_shows.charted(stretches(counts, going_on=n))["above"].iloc[-1]
        for n in (limit, limit + 1e-9, 5, 6)
    ]

    assert points == [False, True, False, True]


def test_the_limit_lies_above_the_mean_and_the_center_is_the_median():
    counts = [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 17]
    points = between_no_shows.charted(stretches(counts, going_on=400))
    mean = 25 / 12

    assert points["center"].eq(1).all()
    assert points["limit_high"].iloc[0] == pytest.approx(
        mean + 3 * np.sqrt(mean * (mean + 1))
    )


@pytest.mark.parametrize(("day", "parts"), [(3, [0, 1, 1, 1]), (4, [0, 0, 1, 1])])
def test_a_stretch_is_of_the_part_in_which_it_ended_or_goes_on(day, parts):
    points = between_no_shows.charted(
        stretches([1, 1, 1], going_on=1), baseline=date(2026, 1, day)
    )

    assert points["part"].tolist() == parts


def test_runs_are_those_of_the_newest_part():
    points = between_no_shows.charted(
        stretches([1] * 10 + [9] * 10 + [2, 4] * 6), baseline=date(2026, 1, 22)
    )

    assert points["part"].tolist() == [0] * 20 + [1] * 12
    assert between_no_shows.judged(points)[:2] == (12, 1)
