"""Shares and their intervals agree with R and stay between 0 and 1."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri

from measures.statistics import change, rates

SOME = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def assert_same(ours, theirs):
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-9)


def test_wilson_agrees_with_r(oracle):
    table = oracle("proportion_intervals")

    for level, rows in table.groupby("level"):
        low, high = rates.wilson(rows["x"], rows["n"], z=ndtri((1 + level) / 2))
        assert_same(low, rows["wilson_lo"])
        assert_same(high, rows["wilson_hi"])


def newcombe(now, total_now, before, total_before):
    """Return (difference, low, high) of two shares: method 10 of Newcombe 1998."""
    counts = ((now, total_now), (before, total_before))
    sides = ((rates.share(*side), *rates.wilson(*side)) for side in counts)
    return change.difference(*sides)


def test_a_difference_of_shares_agrees_with_newcombe(oracle):
    table = oracle("two_proportions")

    gap, low, high = newcombe(*(table[name] for name in ("x1", "n1", "x2", "n2")))

    assert_same(gap, table["diff"])
    assert_same(low, table["newcombe_lo"])
    assert_same(high, table["newcombe_hi"])


def test_nobody_counted_has_no_rate():
    frame = pd.DataFrame({"left": [0, 3], "clients": [0, 12]})

    answer = rates.with_interval(frame, events="left", total="clients")

    assert answer.loc[0, ["rate", "low", "high"]].isna().all()
    assert answer.loc[1, "rate"] == 0.25


def test_nothing_and_everything_end_at_the_edge():
    low, high = rates.wilson([0, 20], [20, 20])

    assert low[0] == 0
    assert high[1] == 1
    assert 0 < high[0] < 0.2
    assert 0.8 < low[1] < 1


def test_no_total_means_no_interval():
    assert np.isnan(rates.wilson(0, 0)).all()


def test_no_rows_stay_no_rows():
    empty = pd.DataFrame({"left": [], "clients": []}, dtype=object)

    answer = rates.with_interval(empty, events="left", total="clients")

    assert list(answer) == ["left", "clients", "rate", "low", "high"]
    assert list(answer)[2:] == rates.RATES
    assert answer.empty


def test_missing_counts_pass_through_as_missing():
    frame = pd.DataFrame({"left": [None, 1], "clients": [5, 5]}, dtype="Int64")

    answer = rates.with_interval(frame, events="left", total="clients")

    assert np.isnan(answer.loc[0, "rate"])
    assert answer.loc[1, "rate"] == 0.2


@pytest.mark.parametrize(("events", "total"), [(3, 2), (-1, 5)])
def test_impossible_counts_are_refused(events, total):
    with pytest.raises(ValueError, match="between 0 and their total"):
        rates.wilson(events, total)


@given(SOME)
def test_the_interval_holds_the_rate_and_stays_inside(case):
    events, total = case

    low, high = rates.wilson(events, total)

    assert 0 <= low <= events / total <= high <= 1


@given(SOME, SOME)
def test_a_difference_lies_in_its_interval_and_turns_with_its_sides(now, before):
    gap, low, high = newcombe(*now, *before)
    back, back_low, back_high = newcombe(*before, *now)

    assert -1 <= low <= gap <= high <= 1
    np.testing.assert_allclose([back, back_low, back_high], [-gap, -high, -low])


@given(SOME)
def test_more_clients_at_the_same_rate_narrow_the_interval(case):
    events, total = case

    narrow, wide = (rates.wilson(k * events, k * total) for k in (4, 1))

    assert narrow[1] - narrow[0] < wide[1] - wide[0]
