"""Adjusted p-values agree with R, and unknown ones are no tests."""

import numpy as np

from measures.statistics.multiplicity import benjamini_hochberg


def test_it_agrees_with_r(oracle):
    table = oracle("p_adjust")

    np.testing.assert_allclose(benjamini_hochberg(table["p"]), table["BH"], atol=1e-12)


def test_unknown_values_are_no_tests():
    found = benjamini_hochberg([0.01, np.nan, 0.04])

    assert np.isnan(found[1])
    np.testing.assert_allclose(found[[0, 2]], benjamini_hochberg([0.01, 0.04]))


def test_without_a_test_nothing_is_adjusted():
    assert benjamini_hochberg([]).size == 0
    assert np.isnan(benjamini_hochberg([np.nan])).all()
