"""Adjusted p-values agree with R."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.statistics import multiplicity

METHODS = {
    "BH": multiplicity.benjamini_hochberg,
    "BY": multiplicity.benjamini_yekutieli,
    "holm": multiplicity.holm,
}


@pytest.mark.parametrize("name", METHODS)
def test_it_agrees_with_r(oracle, name):
    table = oracle("p_adjust")

    np.testing.assert_allclose(METHODS[name](table["p"]), table[name], atol=1e-12)


@pytest.mark.parametrize("name", METHODS)
def test_unknown_values_are_no_tests(name):
    found = METHODS[name]([0.01, np.nan, 0.04])

    assert np.isnan(found[1])
    np.testing.assert_allclose(found[[0, 2]], METHODS[name]([0.01, 0.04]))
    assert METHODS[name]([]).size == 0
    assert np.isnan(METHODS[name]([np.nan])).all()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjusting_never_helps_and_keeps_the_order(p_values):
    p_values = np.array(p_values)
    order = np.argsort(p_values)

    for adjust in METHODS.values():
        found = adjust(p_values)
        assert (found >= p_values - 1e-15).all()
        assert (found <= 1).all()
        assert (np.diff(found[order]) >= -1e-15).all()
