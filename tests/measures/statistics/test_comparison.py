"""Nobody is called unusual more often than the level says."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from measures.statistics import comparison


def test_limits_agree_with_r(oracle):
    table = oracle("funnel_exact_limits")

    for name in ("p0.001", "p0.025", "p0.975", "p0.999"):
        limit = comparison.exact_limit(table["n"], table["target"], float(name[1:]))
        np.testing.assert_allclose(limit, table[name], rtol=0, atol=1e-9)


def test_tails_agree_with_r(oracle):
    table = oracle("binomial_tails")

    lower, upper = comparison.exact_tails(table["x"], table["n"], table["target"])

    np.testing.assert_allclose(lower, table["p_lower"], rtol=0, atol=1e-12)
    np.testing.assert_allclose(upper, table["p_upper"], rtol=0, atol=1e-12)


def test_from_twelve_to_twenty_nine_a_comparison_is_provisional():
    found = comparison.provisional([0, 11, 12, 29, 30, np.nan])

    assert found.tolist() == [False, False, True, True, False, False]


def test_eleven_clients_are_not_compared_and_twelve_are():
    side, level = comparison.outside([11, 12], [11, 12], 0.2)

    assert list(side) == ["not compared", "high"]
    assert list(level) == [0, 99.8]


def test_zero_of_twelve_is_not_unusual_at_one_in_ten():
    side, level = comparison.outside(0, 12, 0.10)

    assert side == "within"
    assert level == 0


@pytest.mark.parametrize(("events", "level"), [(13, 0), (14, 95), (16, 95), (17, 99.8)])
def test_a_flag_starts_where_the_exact_tail_says(events, level):
    tail = binom.sf(events - 1, 40, 0.2)

    side, found = comparison.outside(events, 40, 0.2)

    assert found == level == (99.8 if tail <= 0.001 else 95 if tail <= 0.025 else 0)
    assert side == ("high" if level else "within")


def test_nobody_counted_and_no_center_are_not_compared():
    side, level = comparison.outside([0, 5], [0, 40], [0.3, np.nan])

    assert list(side) == ["not compared"] * 2
    assert list(level) == [0, 0]
    assert np.isnan(comparison.exact_limit([0, 40], [0.3, np.nan], 0.975)).all()


@pytest.mark.parametrize("center", [0.0, 1.0])
def test_a_clinic_at_the_edge_still_answers(center):
    side, _ = comparison.outside([0, 20, 3], [20, 20, 20], center)

    assert list(side) == (
        ["within", "high", "high"] if center == 0 else ["low", "within", "low"]
    )


def test_chance_flags_twenty_four_counselors_at_most_one_point_two_times():
    exactly = comparison.expected_exactly(np.full(24, 35), 0.25)

    assert comparison.expected_by_chance(24) == pytest.approx(1.2)
    assert comparison.expected_by_chance(24, 99.8) == pytest.approx(0.048)
    assert 0 < exactly < 1.2
    assert exactly == comparison.expected_exactly(np.full(24, 35), 0.25, 95.0)


@pytest.mark.parametrize("level", [95.0, 99.8])
def test_flags_expected_by_chance_are_the_flags_that_chance_gives(level):
    totals = np.array([5, 12, 20, 47, 150])
    given = 0.0
    for n in totals[totals >= comparison.SMALLEST_COMPARED]:
        events = np.arange(n + 1)
        _, flagged = comparison.outside(events, n, 0.27)
        given += binom.pmf(events, n, 0.27)[flagged >= level].sum()

    assert comparison.expected_exactly(totals, 0.27, level) == pytest.approx(given)


@given(st.integers(12, 400), st.floats(0.01, 0.99))
def test_no_side_is_flagged_more_often_than_its_level(total, center):
    events = np.arange(total + 1)
    side, level = comparison.outside(events, total, center)
    chance = binom.pmf(events, total, center)

    for name in ("low", "high"):
        assert chance[(side == name) & (level >= 95)].sum() <= 0.025 + 1e-12
        assert chance[(side == name) & (level == 99.8)].sum() <= 0.001 + 1e-12


@given(st.integers(1, 400), st.floats(0.01, 0.99))
def test_limits_surround_the_center_and_the_outer_ones_lie_outside(total, center):
    limits = [
        float(comparison.exact_limit(total, center, tail))
        for tail in (0.001, 0.025, 0.975, 0.999)
    ]

    assert limits == sorted(limits)
    assert 0 <= limits[0] <= limits[1] <= center + 1e-9
    assert center - 1 / total <= limits[2] <= limits[3] <= 1


def test_those_with_too_few_are_kept_out_of_a_comparison():
    judged = pd.DataFrame({"side": ["low", "within", "high", "not compared"]})

    assert comparison.compared(judged)["side"].tolist() == ["low", "within", "high"]
    assert comparison.beyond_chance(judged)["side"].tolist() == ["low", "high"]


def test_where_nobody_is_judged_a_side_only_says_whether_there_are_enough():
    few = pd.Series([True, False])

    assert comparison.unjudged(few).tolist() == ["not compared", "within"]


@pytest.mark.parametrize("center", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("probability", [0.001, 0.025, 0.4, 0.975])
def test_a_quantile_is_the_smallest_count_that_reaches_it(center, probability):
    totals = np.arange(1, 60)
    found = comparison.quantile(probability, totals, center)

    assert found.tolist() == binom.ppf(probability, totals, center).tolist()


def test_a_quantile_of_certainty_is_all_or_nobody():
    assert comparison.quantile(0.5, [9, 9], [0.0, 1.0]).tolist() == [0, 9]
    assert np.isnan(comparison.quantile(0.5, [np.nan, 9, 9], [0.5, 1.1, -0.1])).all()
