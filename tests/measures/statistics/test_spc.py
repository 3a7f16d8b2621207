"""Control limits agree with qicharts2 and NHSRplotthedots."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from measures.statistics import spc

MONTHS = {"events": "within_four_hours", "total": "attendances"}
SCREENED = {"value": "n", "screened": True}
CLINIC = pd.DataFrame({"attended": [80, 75, 90, 60], "counted": [100, 100, 110, 80]})


def chart(frame, *, laney=True, **how):
    return spc.p_chart(frame, events="attended", total="counted", laney=laney, **how)


@pytest.mark.parametrize(
    ("theirs", "how"),
    [
        ("p", {"laney": False}),
        ("pp_unscreened", {}),
        ("pp_screened", {"screened": True}),
    ],
)
def test_p_charts_agree_with_qicharts2(oracle, theirs, how):
    table = oracle("laney")

    found = spc.p_chart(table, **MONTHS, **how)

    for ours, name in {"center": "cl", "low": "lcl", "high": "ucl"}.items():
        expected = table[f"{theirs}_{name}"]
        np.testing.assert_allclose(found[ours], expected, rtol=0, atol=1e-12)


def test_xmr_agrees_with_nhsrplotthedots(oracle):
    for series, rows in oracle("nhs_rules").groupby("series"):
        found = spc.xmr(rows, value="value", screened=series.endswith("_screened"))

        for name in ("center", "low", "high"):
            np.testing.assert_allclose(found[name], rows[name], rtol=0, atol=1e-6)


def test_screening_leaves_out_a_moving_range_from_its_limit_up():
    frame = pd.DataFrame({"value": [1.0, 2, 1, 2, 1, 2, 1, 2, 30, 31, 30]})

    plain, screened = (
        spc.xmr(frame, value="value", screened=on) for on in (False, True)
    )

    reach = screened["high"] - screened["center"]
    np.testing.assert_allclose(reach, 2.66)
    assert (plain["high"] > screened["high"]).all()


def test_limits_stay_between_nothing_and_everything():
    found = chart(pd.DataFrame({"attended": [1, 9, 2, 9], "counted": [10, 9, 10, 10]}))

    assert (found["low"] == 0).all()
    assert (found["high"] == 1).all()


def test_a_month_without_sessions_is_skipped_not_zero():
    gap = pd.DataFrame({"attended": [0], "counted": [0]})
    with_gap = pd.concat([CLINIC.iloc[:2], gap, CLINIC.iloc[2:]], ignore_index=True)

    found, without = chart(with_gap), chart(CLINIC)

    assert found.loc[2, ["rate", "low", "high"]].isna().all()
    np.testing.assert_allclose(found["high"].dropna(), without["high"])
    assert found.loc[0, "sigma_z"] == without.loc[0, "sigma_z"]


def test_sessions_between_missed_ones_have_no_lower_limit():
    found = spc.g_chart(pd.DataFrame({"between": [3, 8, 4, 9]}), value="between")

    assert found["center"].unique() == [6]
    assert found["low"].unique() == [0]
    np.testing.assert_allclose(found["high"], 6 + 3 * 42**0.5)


def test_the_limit_of_a_g_chart_is_from_the_mean_and_its_center_the_median():
    found = spc.g_chart(pd.DataFrame({"n": [0, 1, np.nan, 8]}), value="n")

    assert found["center"].unique() == [1]
    np.testing.assert_allclose(found["high"], 3 + 3 * 12**0.5)


def test_a_moving_range_at_its_limit_is_left_out():
    largest = 3.267 * 9 / (10 - 3.267)
    found = {
        size: spc.xmr(pd.DataFrame({"n": [*range(10), 9 + size]}), **SCREENED)
        for size in (largest - 1e-6, largest + 1e-6)
    }
    reach = {size: (f["high"] - f["center"]).iloc[0] for size, f in found.items()}

    assert list(reach.values()) == pytest.approx(
        [2.66 * (9 + largest) / 10, 2.66 * 1], abs=1e-5
    )


def test_steps_of_nothing_are_no_reach():
    found = spc.xmr(pd.DataFrame({"n": [4.0, 4.0, 4.0]}), **SCREENED)

    assert found[["center", "low", "high"]].iloc[0].tolist() == [4, 4, 4]


def test_a_run_chart_has_the_median_and_no_limits():
    found = spc.run_chart(pd.DataFrame({"share": [1.0, 5, np.nan, 3]}), value="share")

    assert found["center"].unique() == [3]


@pytest.mark.parametrize("rows", [0, 1])
def test_too_few_points_have_no_limits(rows):
    frame = CLINIC.iloc[:rows]

    assert chart(frame)["low"].isna().all()
    assert spc.xmr(frame, value="attended")["high"].isna().all()
    assert len(spc.g_chart(frame, value="attended")) == rows
    assert len(spc.run_chart(frame, value="attended")) == rows


def test_everything_attended_leaves_no_room_for_limits():
    found = chart(pd.DataFrame({"attended": [10, 12], "counted": [10, 12]}))

    assert (found[["rate", "center", "low", "high"]] == 1).all(axis=None)


@pytest.mark.parametrize(("points", "plain"), [(11, True), (12, False)])
def test_laneys_limits_need_twelve_points(points, plain):
    frame = pd.DataFrame({"attended": [80, 95] * 6, "counted": 100}).iloc[:points]

    assert (chart(frame, laney=None)["sigma_z"] == 1).all() == plain


def test_the_day_of_a_new_baseline_begins_the_second_part():
    days = pd.Series(pd.to_datetime(["2026-01-04", "2026-01-05", "2026-01-06"]))

    assert spc.part_numbers(days, date(2026, 1, 5)).tolist() == [0, 1, 1]
    assert spc.part_numbers(days, None).nunique() == 1


def test_nothing_is_screened_unless_asked():
    frame = pd.DataFrame({"attended": [80, 81, 80, 81, 80, 81, 20, 80] * 2})
    frame = frame.assign(counted=100, n=frame["attended"].to_numpy(float))

    assert spc.xmr(frame, value="n").equals(spc.xmr(frame, value="n", screened=False))
    assert chart(frame).equals(chart(frame, screened=False))
    assert not chart(frame).equals(chart(frame, screened=True))


@pytest.mark.parametrize("empty", [0, 3])
def test_only_periods_with_sessions_count_toward_the_twelve(empty):
    counted = [100] * 11 + [0] * empty
    frame = pd.DataFrame({"counted": counted, "attended": [n * 0.8 for n in counted]})

    assert chart(frame, laney=None)["sigma_z"].eq(1).all()


def test_a_period_of_one_session_counts_toward_the_twelve():
    frame = pd.DataFrame({"attended": [8, 6] * 5 + [9, 1], "counted": [10] * 11 + [1]})
    z = (frame["attended"] / frame["counted"] - 80 / 111) / np.sqrt(
        80 / 111 * 31 / 111 / frame["counted"]
    )
    expected = z.diff().abs().mean() / 1.128

    assert chart(frame, laney=None)["sigma_z"].iloc[0] == pytest.approx(expected)
