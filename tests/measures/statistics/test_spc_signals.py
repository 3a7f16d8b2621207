"""The rules mark the points that NHSRplotthedots marks, and no others."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.statistics import spc

NAMES = {
    "Common Cause": ("", ""),
    "Above UCL": ("limits", "high"),
    "Below LCL": ("limits", "low"),
    "7 Point Trend (Increasing)": ("trend", "rising"),
    "7 Point Trend (Decreasing)": ("trend", "falling"),
    "2 in 3 Above CL": ("two of three", "high"),
    "2 in 3 Below CL": ("two of three", "low"),
    "7 Points Above CL": ("shift", "high"),
    "7 Points Below CL": ("shift", "low"),
}


def marked(values, *, center=0.0, low=-9.0, high=9.0):
    frame = pd.DataFrame({"value": values}, dtype=float)
    frame = frame.assign(center=center, low=low, high=high)
    return spc.with_signals(frame, value="value")


def test_every_point_is_marked_as_nhsrplotthedots_marks_it(oracle):
    for series, rows in oracle("nhs_rules").groupby("series"):
        limits = spc.xmr(rows, value="value", screened=series.endswith("_screened"))

        found = spc.with_signals(limits, value="value")

        expected = [NAMES[rule] for rule in rows["rule"]]
        assert list(zip(found["rule"], found["side"], strict=True)) == expected


def test_on_the_limit_is_not_outside_it():
    found = marked([9, -9, 9.1, -9.1])

    assert found["limits"].to_list() == [False, False, True, True]
    assert found["side"].to_list()[2:] == ["high", "low"]


@pytest.mark.parametrize(("points", "shifted"), [(6, 0), (7, 7)])
def test_a_shift_takes_seven_on_one_side(points, shifted):
    found = marked([1, 2] * 3 + [1] * (points - 6) + [-1])

    assert found["shift"].sum() == shifted


def test_a_point_on_the_center_breaks_a_shift():
    assert not marked([1, 2, 1, 0, 1, 2, 1, 2])["shift"].any()


@pytest.mark.parametrize(("points", "trending"), [(6, 0), (7, 7)])
def test_a_trend_takes_seven_points(points, trending):
    found = marked([*range(-3, points - 3), -5])

    assert found["trend"].sum() == trending


def test_a_tie_breaks_a_trend():
    assert not marked([-3, -2, -1, 0, 0, 1, 2, 3])["trend"].any()


def test_two_of_three_need_all_three_on_one_side():
    assert marked([7, 1, 7])["two_of_three"].to_list() == [True, False, True]
    assert not marked([7, -1, 7])["two_of_three"].any()
    assert not marked([7, 1, 6])["two_of_three"].any()
    assert not marked([7, 1, 10])["two_of_three"].any()


def test_points_without_a_value_are_skipped():
    found = marked([1, 2, 1, np.nan, 2, 1, 2, 1])

    assert found["shift"].to_list() == [True] * 3 + [False] + [True] * 4
    assert found["rule"].to_list() == ["shift"] * 3 + [""] + ["shift"] * 4


@pytest.mark.parametrize("values", [[], [1], [np.nan], [1, 2]])
def test_few_points_break_no_rule(values):
    found = marked(values, low=np.nan, high=np.nan)

    assert len(found) == len(values)
    assert (found["rule"] == "").all()


def test_runs_agree_with_qicharts2(oracle):
    table = oracle("laney")
    rate = table["within_four_hours"] / table["attendances"]

    found = spc.runs(rate, table["p_cl"])

    assert found == (36, 10, 8, 7, 13)
    assert found.signal


@pytest.mark.parametrize(
    ("points", "longest", "crossings"), [(10, 6, 2), (20, 7, 6), (24, 8, 8)]
)
def test_what_chance_allows_grows_with_the_points(points, longest, crossings):
    found = spc.runs([1, -1] * (points // 2), 0)

    assert (found.longest_allowed, found.fewest_allowed) == (longest, crossings)
    assert (found.longest, found.crossings) == (1, points - 1)
    assert not found.signal


def test_a_long_run_and_few_crossings_are_signals():
    assert spc.runs([1] * 7 + [-1, 1, -1], 0).signal
    assert spc.runs([1] * 5 + [-1] * 5, 0).signal
    assert not spc.runs([1] * 6 + [-1, 1, -1, -1], 0).signal


def test_points_on_the_center_or_missing_do_not_count():
    found = spc.runs([0, 1, np.nan, 1, 0, -1], 0)

    assert (found.useful, found.longest, found.crossings) == (3, 2, 1)


@pytest.mark.parametrize("values", [[], [0.0], [np.nan]])
def test_no_useful_points_are_no_signal(values):
    assert not spc.runs(values, 0).signal


@given(st.lists(st.integers(-8, 8), max_size=40))
def test_upside_down_the_same_points_are_marked(values):
    up, down = marked(values), marked([-value for value in values])

    assert up["rule"].to_list() == down["rule"].to_list()
    assert up["shift"].equals(down["shift"])
