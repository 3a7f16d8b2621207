"""Limits part by part, and the signals as stretches."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from measures import control
from measures.statistics import spc

COUNTS = {"events": "attended", "total": "counted", "when": "week"}


RULES = ["limits", "trend", "two_of_three", "shift"]


def weeks(attended, counted=100, first="2026-01-05"):
    start = pd.date_range(first, periods=len(attended), freq="7D")
    return pd.DataFrame({"week": start, "attended": attended, "counted": counted})


def test_limits_are_those_of_the_p_prime_chart():
    series = weeks([80, 78, 82, 79, 81, 80, 77, 83, 80, 79, 81, 82])

    points = control.charted(series, **COUNTS)

    plain = spc.p_chart(series, events="attended", total="counted", laney=True)
    np.testing.assert_allclose(points["limit_low"], plain["low"])
    np.testing.assert_allclose(points["limit_high"], plain["high"])
    assert points["stable"].all()
    assert control.signals(points, when="week").empty


@pytest.mark.parametrize(("count", "stable"), [(11, False), (12, True)])
def test_fewer_than_twelve_points_have_trial_limits_and_a_median(count, stable):
    points = control.charted(weeks([80, 70] * 5 + [95] * (count - 10)), **COUNTS)

    assert points["stable"].eq(stable).all()
    if not stable:
        assert points["center"].iloc[0] == points["rate"].median()
        assert points["rule"].eq("").all()
        assert not points[RULES].any(axis=None)


def test_a_new_baseline_has_limits_of_its_own():
    both = weeks([80, 82] * 6 + [60, 62] * 6)

    points = control.charted(both, **COUNTS, baseline=date(2026, 3, 30))

    centers = points.groupby("part")["center"].first()
    assert centers.tolist() == pytest.approx([0.81, 0.61])
    assert points.groupby("part").size().tolist() == [12, 12]
    assert len(control.signals(points, when="week")) == 0
    assert len(control.signals(control.charted(both, **COUNTS), when="week")) > 0


@pytest.mark.parametrize("baseline", [date(1990, 1, 1), date(2100, 1, 1)])
def test_a_baseline_outside_the_series_changes_nothing(baseline):
    series = weeks([80, 82] * 8)

    moved = control.charted(series, **COUNTS, baseline=baseline)

    plain = control.charted(series, **COUNTS)
    pd.testing.assert_frame_equal(
        moved.drop(columns="part"), plain.drop(columns="part")
    )


def test_seven_below_the_mean_are_one_signal_with_its_first_week():
    points = control.charted(
        weeks([74, 90] * 8 + [78, 79, 78, 79, 78, 79, 78]), **COUNTS
    )

    found = control.signals(points, when="week").set_index("rule")

    shift = found.loc["shift"]
    assert (shift["side"], shift["points"]) == ("low", 7)
    assert shift["first"] == pd.Timestamp("2026-04-27")


@pytest.mark.parametrize(("steps", "found"), [(6, 1), (5, 0)])
def test_a_trend_is_six_moves_one_way(steps, found):
    falling = [84 - step for step in range(steps + 1)]
    points = control.charted(weeks([80, 83, 80, 83, 80, 83, 80, *falling]), **COUNTS)

    trends = control.signals(points, when="week").query("rule == 'trend'")

    # the rise to the first falling point belongs to no trend
    assert len(trends) == found
    assert trends["points"].tolist() == [steps + 1] * found


def test_small_weeks_have_exact_limits_that_are_never_narrower():
    series = weeks([9, 10, 8, 10, 9, 10, 9, 8, 10, 9, 10, 9], counted=10)

    points = control.charted(series, **COUNTS)

    plain = spc.p_chart(series, events="attended", total="counted")
    assert (points["limit_low"] <= plain["low"] + 1e-12).all()
    center = points["center"].iloc[0]
    assert binom.cdf(10 * points["limit_low"].iloc[0] - 1, 10, center) <= 0.00135
    assert points["limit_high"].eq(1).all()


def test_weeks_without_sessions_are_skipped_and_none_at_all_is_no_point():
    gap = weeks([8, 0, 9, 1], counted=[10, 0, 10, 1])

    assert control.charted(gap, **COUNTS)["counted"].tolist() == [10, 10, 1]
    nothing = control.charted(gap.head(0), **COUNTS)
    assert nothing.empty
    assert control.signals(nothing, when="week").empty


def test_everybody_came_every_week():
    points = control.charted(weeks([10] * 15, counted=10), **COUNTS)

    assert (points["limit_low"] == 1).all()
    assert control.signals(points, when="week").empty


def test_single_months_have_the_limits_of_the_xmr_chart():
    series = weeks([80, 70, 90, 60, 85, 75, 80, 70, 90, 60, 85, 100])
    points = control.charted(series, **COUNTS, chart=control.XMR)
    plain = spc.xmr(series.assign(rate=series["attended"] / 100), value="rate")

    np.testing.assert_allclose(points["limit_low"], plain["low"])
    np.testing.assert_allclose(points["limit_high"], 1)
    assert (plain["high"] > 1).all()
    assert points["stable"].all()
    assert points["sigma_z"].isna().all()


def test_every_month_weighs_the_same_on_an_xmr_chart():
    few = weeks([8, 70] * 6).assign(counted=[10, 100] * 6)
    points = control.charted(few, **COUNTS, chart=control.XMR)

    assert points["center"].iloc[0] == pytest.approx(0.75)


@pytest.mark.parametrize("count", [11, 12, 30])
def test_a_run_chart_has_a_median_and_no_limits(count):
    series = weeks(([90, 60, 80] * 10)[:count])
    points = control.charted(series, **COUNTS, chart=control.RUNS)

    assert points["center"].eq(points["rate"].median()).all()
    assert points[["limit_low", "limit_high"]].isna().all(axis=None)
    assert points["rule"].eq("").all()
    assert not points["stable"].any()


def test_runs_are_judged_in_the_newest_part_around_its_own_median():
    both = weeks([90] * 12 + [60, 62] * 6)
    whole = control.charted(both, **COUNTS, chart=control.RUNS)
    parted = control.charted(
        both, **COUNTS, chart=control.RUNS, baseline=date(2026, 3, 30)
    )

    assert control.judged(whole).signal
    assert not control.judged(parted).signal
    assert control.judged(parted).useful == 12


@pytest.mark.parametrize(("sessions", "widened"), [(8, True), (10, False), (12, False)])
def test_from_five_expected_of_a_kind_on_limits_are_laneys_alone(sessions, widened):
    half = weeks([sessions // 2] * 12, counted=sessions)
    points = control.charted(half, **COUNTS)

    assert (points["limit_low"] < 0.5).all() == widened
    assert (points["limit_high"] > 0.5).all() == widened


def test_limits_of_small_weeks_are_the_binomials_at_three_sigma():
    series = weeks([9, 10, 8, 10, 9, 10] * 2, counted=[10, 14] * 6)
    points = control.charted(series, **COUNTS)
    plain = spc.p_chart(series, events="attended", total="counted")
    counted, center = points["counted"], points["center"]
    low, high = (binom.ppf(p, counted, center) / counted for p in (0.00135, 0.99865))

    assert points["limit_low"].tolist() == pytest.approx(
        np.minimum(low, plain["low"]).tolist()
    )
    assert points["limit_high"].tolist() == pytest.approx(
        np.maximum(high, plain["high"]).tolist()
    )


def test_weeks_that_vary_little_have_the_binomials_limits_alone():
    points = control.charted(weeks([30] * 12, counted=[33, 34] * 6), **COUNTS)
    counted, center = points["counted"], points["center"]
    exact = binom.ppf(0.00135, counted, center) / counted

    assert (counted * (1 - center) < 5).all()
    assert points["limit_low"].tolist() == pytest.approx(exact.tolist())
    assert points["limit_high"].tolist() == [1] * 12


def test_a_rare_kind_widens_limits_on_either_side():
    rare = weeks([2, 1] * 6, counted=40)
    points = control.charted(rare, **COUNTS)
    exact = binom.ppf([0.00135, 0.99865], 40, 1.5 / 40) / 40

    assert points[["limit_low", "limit_high"]].iloc[0].tolist() == pytest.approx(
        exact.tolist()
    )


def test_trial_limits_are_three_plain_sigma_around_the_mean():
    points = control.charted(weeks([80, 70] * 3 + [90]), **COUNTS)
    middle = 540 / 700
    reach = 3 * np.sqrt(middle * (1 - middle) / 100)

    assert points["limit_low"].iloc[0] == pytest.approx(middle - reach)
    assert points["limit_high"].iloc[0] == pytest.approx(middle + reach)
    assert points["center"].iloc[0] == 0.8


def test_single_months_never_have_a_limit_below_nobody():
    series = weeks([8, 70, 5, 60, 3, 75, 8, 70, 9, 60, 8, 10])
    points = control.charted(series, **COUNTS, chart=control.XMR)

    assert (points["limit_low"] == 0).all()


@pytest.mark.parametrize(("count", "stable"), [(11, False), (12, True)])
def test_single_months_are_stable_from_twelve_on(count, stable):
    series = weeks(([80, 60, 100] * 4)[:count])
    points = control.charted(series, **COUNTS, chart=control.XMR)
    middle = points["rate"].mean() if stable else points["rate"].median()

    assert points["stable"].eq(stable).all()
    assert points["center"].iloc[0] == pytest.approx(middle)


def marked(rates, *, rule, broken, part=0, center=0.5):
    """Draw the answer of `charted` with one rule broken at these points."""
    drawn = weeks([0] * len(rates)).assign(rate=rates, center=center, part=part)
    drawn = drawn.assign(**dict.fromkeys(RULES, False))
    drawn.loc[broken, rule] = True
    return drawn


def found(points):
    rows = control.signals(points, when="week")
    day = {week: place for place, week in enumerate(points["week"])}
    ends = (rows[name].map(day) for name in ("first", "last"))
    return list(zip(rows["side"], *ends, rows["points"], strict=True))


@pytest.mark.parametrize(
    ("rule", "broken", "stretches"),
    [
        ("limits", [1, 2, 4], [("high", 4, 4, 1), ("high", 1, 2, 2)]),
        ("two_of_three", [1, 3, 6], [("high", 6, 6, 1), ("high", 1, 3, 2)]),
        ("two_of_three", [0, 1, 2], [("high", 0, 2, 3)]),
        ("shift", [0, 2], [("high", 2, 2, 1), ("high", 0, 0, 1)]),
    ],
)
def test_points_of_one_signal_stand_next_to_each_other(rule, broken, stretches):
    assert found(marked([0.9] * 8, rule=rule, broken=broken)) == stretches


def test_a_change_of_sides_is_a_new_signal():
    points = marked([0.9, 0.9, 0.1, 0.1], rule="limits", broken=[0, 1, 2, 3])

    assert found(points) == [("low", 2, 3, 2), ("high", 0, 1, 2)]


def test_only_the_broken_part_of_a_rise_is_its_trend():
    rising = [0.9, *np.arange(0.1, 0.8, 0.1), 0.2, 0.3]
    points = marked(rising, rule="trend", broken=list(range(1, 8)))

    assert found(points) == [("rising", 1, 7, 7)]
    assert found(points.assign(trend=[True] * 7 + [False] * 3)) == []
    falling = points.assign(rate=1 - points["rate"])
    assert found(falling) == [("falling", 1, 7, 7)]


def test_a_tie_parts_two_rises():
    rising = [*range(1, 8), *range(7, 14)]
    points = marked(np.array(rising) / 20, rule="trend", broken=list(range(14)))

    assert found(points) == [("rising", 7, 13, 7), ("rising", 0, 6, 7)]


def test_signals_of_two_parts_are_never_one():
    points = marked([0.9] * 4, rule="limits", broken=[1, 2], part=[0, 0, 1, 1])

    assert found(points) == [("high", 2, 2, 1), ("high", 1, 1, 1)]


def test_of_signals_that_end_together_the_plainest_comes_first():
    points = marked([0.9] * 4, rule="limits", broken=[3])
    points = points.assign(shift=True, two_of_three=[False, False, True, True])
    rows = control.signals(points, when="week")

    assert rows["rule"].tolist() == ["limits", "two of three", "shift"]
    assert rows["points"].tolist() == [1, 2, 4]
