"""The logistic model agrees with statsmodels, and survives what no model can fit."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.optimize import minimize
from scipy.special import expit

from measures.statistics import logistic


def drawn(seed, *, levels=(2, 3, 5, 4), patterns=400):
    """Return codes, events and trials of a model with known coefficients."""
    rng = np.random.default_rng(seed)
    codes = np.column_stack([rng.integers(0, n, patterns) for n in levels])
    codes[: max(levels)] = np.arange(max(levels))[:, None] % np.array(levels)
    effects = [np.append(0, rng.normal(0, 0.7, n - 1)) for n in levels]
    slope = sum(effect[column] for effect, column in zip(effects, codes.T, strict=True))
    trials = rng.integers(1, 30, patterns)
    return codes, rng.binomial(trials, expit(slope - 1)), trials


def dummies(codes):
    """Return the design matrix: an intercept, and all levels but each first."""
    columns = [np.ones(len(codes))]
    for column in codes.T:
        columns += [column == level for level in range(1, column.max() + 1)]
    return np.column_stack(columns).astype(float)


def estimated(found, codes):
    """Leave out the references, which are 0."""
    begins = 1 + np.cumsum([0, *(codes.max(axis=0) + 1)])[:-1]
    assert not found[begins].any()
    return np.delete(found, begins)


@pytest.mark.parametrize("seed", range(5))
def test_agrees_with_statsmodels(seed):
    codes, events, trials = drawn(seed)
    pairs = np.column_stack([events, trials - events])
    theirs = sm.GLM(pairs, dummies(codes), family=sm.families.Binomial())
    theirs = theirs.fit(tol=1e-14, maxiter=200)

    ours = logistic.fit(codes, events, trials)

    assert np.allclose(estimated(ours, codes), theirs.params, atol=1e-8, rtol=0)
    chances = logistic.chances(ours, codes)
    assert np.allclose(chances, theirs.fittedvalues, atol=1e-8, rtol=0)


@pytest.mark.parametrize("ridge", [0.01, 2.0])
def test_a_ridge_balances_the_score_and_spares_the_free(ridge):
    codes, events, trials = drawn(7)
    found = logistic.fit(codes, events, trials, ridge=ridge, free=1)
    rest = events - trials * logistic.chances(found, codes)
    score = dummies(codes).T @ rest
    ours = estimated(found, codes)

    assert np.allclose(score[:2], 0, atol=5 * ridge * logistic.HARDLY + 1e-8)
    assert np.allclose(score[2:], ridge * ours[2:], atol=1e-7)


def test_what_tells_everything_is_held_by_the_ridge():
    codes = np.array([[0], [1], [2]])
    events, trials = np.array([10, 0, 40]), np.array([40, 40, 40])
    held, runs = (logistic.fit(codes, events, trials, ridge=r) for r in (0.01, 0))

    assert np.allclose(logistic.chances(held, codes), [0.25, 0, 1], atol=0.005)
    assert np.abs(held).max() < 10
    assert np.abs(runs).max() > 15


def test_two_that_say_the_same_do_no_harm():
    codes, events, trials = drawn(3, levels=(3,))
    once = logistic.fit(codes, events, trials, ridge=1e-6)
    twice = logistic.fit(np.repeat(codes, 2, axis=1), events, trials, ridge=1e-6)
    both = np.repeat(codes, 2, axis=1)

    same = logistic.chances(once, codes), logistic.chances(twice, both)
    assert np.allclose(*same, atol=1e-6)


@pytest.mark.parametrize("events", [[0, 0], [5, 9], [0, 9]])
def test_nobody_or_everybody_gives_finite_chances(events):
    found = logistic.fit([[0], [1]], events, [5, 9], ridge=0.01)

    assert np.isfinite(found).all()


def test_where_it_begins_changes_nothing(monkeypatch):
    codes, events, trials = drawn(5)
    whole = logistic.fit(codes, events, trials, ridge=0.01, free=1)
    monkeypatch.setattr(logistic, "SAMPLE", 40)

    assert np.allclose(
        logistic.fit(codes, events, trials, ridge=0.01, free=1), whole, atol=1e-8
    )


def test_what_never_settles_says_so(monkeypatch):
    codes, events, trials = drawn(2)
    monkeypatch.setattr(logistic, "MOST_STEPS", 2)

    with pytest.raises(ArithmeticError, match="does not settle"):
        logistic.fit(codes, events, trials)


def test_without_factors_the_chance_is_the_share():
    found = logistic.fit(np.zeros((3, 0)), [1, 2, 0], [10, 5, 5])

    assert expit(found).tolist() == pytest.approx([0.15])
    assert logistic.chances(found, np.zeros((2, 0))).tolist() == pytest.approx(
        [0.15] * 2
    )


@pytest.mark.parametrize("free", [0, 1, 2])
def test_a_ridge_is_that_of_a_penalized_likelihood(free):
    codes, events, trials = drawn(9, levels=(2, 3), patterns=60)
    design = dummies(codes)
    pull = np.array([1e-6, 1.0, 1.0, 1.0]) * 3
    pull[1 : 1 + free + (free == 2)] = 3e-6

    def penalized(beta):
        chance = expit(design @ beta)
        logs = events * np.log(chance) + (trials - events) * np.log1p(-chance)
        return -logs.sum() + np.sum(pull * beta**2) / 2

    theirs = minimize(penalized, np.zeros(4), method="BFGS", options={"gtol": 1e-9})
    ours = logistic.fit(codes, events, trials, ridge=3.0, free=free)

    assert np.allclose(estimated(ours, codes), theirs.x, atol=1e-5)
    unsaid = logistic.fit(codes, events, trials, ridge=3.0)
    assert np.array_equal(ours, unsaid) == (free == 0)
