"""Curves agree with R survfit, ties and competing endings included."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.statistics import survival


@pytest.fixture
def tied(oracle):
    return oracle("competing_endings")


def test_competing_endings_agree_with_r(tied):
    incidence, error = survival.aalen_johansen(
        tied["n.risk"], [tied["ev1"], tied["ev2"]]
    )

    for kind in (0, 1):
        low, high = survival.log_log_limits(incidence[kind], error[kind])
        for ours, name in ((incidence[kind], "cif"), (error[kind], "se")):
            theirs = tied[f"{name}{kind + 1}"]
            np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-12)
        np.testing.assert_allclose(low, tied[f"lo{kind + 1}"], atol=1e-12)
        np.testing.assert_allclose(high, tied[f"hi{kind + 1}"], atol=1e-12)
    np.testing.assert_allclose(1 - incidence.sum(axis=0), tied["p0"], atol=1e-12)


def test_many_groups_at_once_are_each_group_alone():
    random = np.random.default_rng(3)
    at_risk = np.sort(random.integers(30, 90, (5, 4)))[:, ::-1]
    events = random.integers(0, 5, (3, 5, 4))

    together, errors = survival.aalen_johansen(at_risk, events)

    for group in range(5):
        alone, error = survival.aalen_johansen(at_risk[group], events[:, group])
        np.testing.assert_allclose(together[:, group], alone)
        np.testing.assert_allclose(errors[:, group], error)


def test_nobody_at_risk_is_unknown_unless_everybody_has_ended():
    at_risk = [[10, 0, 0], [10, 0, 0], [0, 0, 0]]
    dropped, completed = (
        [[3, 0, 0], [3, 0, 0], [0] * 3],
        [[7, 0, 0], [2, 0, 0], [0] * 3],
    )

    incidence, error = survival.aalen_johansen(at_risk, [dropped, completed])

    np.testing.assert_allclose(incidence[0, 0], [0.3, 0.3, 0.3])
    np.testing.assert_allclose(error[0, 0], [(0.3 * 0.7 / 10) ** 0.5] * 3)
    np.testing.assert_allclose(incidence[0, 1], [0.3, np.nan, np.nan])
    assert np.isnan(incidence[0, 2]).all()
    assert np.isnan(error[:, 2]).all()


def test_no_times_give_no_curve():
    incidence, error = survival.aalen_johansen(np.empty(0), np.empty((2, 0)))

    assert incidence.shape == error.shape == (2, 0)


def test_limits_are_unknown_at_the_edge():
    low, high = survival.log_log_limits([0.0, 0.4, 1.0], [0.0, 0.1, 0.0])

    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [True, False, True]
    assert 0 < low[1] < 0.4 < high[1] < 1


@given(st.lists(st.tuples(*[st.integers(0, 4)] * 3), min_size=1))
def test_endings_only_grow_and_add_up(times):
    dropped, completed, censored = np.array(times).T
    at_risk = (dropped + completed + censored)[::-1].cumsum()[::-1]
    events = np.stack([dropped, completed])[:, at_risk > 0]

    incidence, error = survival.aalen_johansen(at_risk[at_risk > 0], events)

    assert (np.diff(incidence, axis=-1) >= 0).all()
    assert (incidence.sum(axis=0) <= 1 + 1e-12).all()
    assert np.isfinite(error).all()


@given(st.integers(2, 400), st.data())
def test_without_rivals_and_censoring_the_error_is_binomial(clients, data):
    first = data.draw(st.integers(0, clients))
    second = data.draw(st.integers(0, clients - first))
    at_risk = np.array([clients, clients - first])

    incidence, error = survival.aalen_johansen(at_risk, [[first, second]])

    share = (first + second) / clients
    np.testing.assert_allclose(incidence[0, 1], share, atol=1e-12)
    binomial = np.sqrt(share * (1 - share) / clients)
    np.testing.assert_allclose(error[0, 1], binomial, atol=1e-7)
