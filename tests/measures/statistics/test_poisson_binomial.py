"""Sums of unlike chances: exact, and close to the binomial that stands in for them."""

from itertools import product

import numpy as np
import pytest
from scipy.stats import binom, binomtest

from measures.statistics import poisson_binomial as summed
from measures.statistics.comparison import TAILS


def by_hand(chances):
    """Return the distribution by adding up all outcomes."""
    answer = np.zeros(len(chances) + 1)
    for outcome in product([0, 1], repeat=len(chances)):
        given = [p if o else 1 - p for o, p in zip(outcome, chances, strict=True)]
        answer[sum(outcome)] += np.prod(given)
    return answer


@pytest.mark.parametrize("events", range(8))
def test_the_tails_are_exact(events):
    chances = [0.05, 0.9, 0.3, 0.31, 0.5, 0.02, 0.77]
    mass = by_hand(chances)
    lower, upper = summed.exact_tails([chances, [*chances[:6], 0]], [events, 0])

    assert lower[0] == pytest.approx(mass[: events + 1].sum(), abs=1e-14)
    assert upper[0] == pytest.approx(mass[events:].sum(), abs=1e-14)
    assert lower[1] == pytest.approx(by_hand(chances[:6])[0], abs=1e-14)
    assert upper[1] == 1


def test_like_chances_are_the_binomial():
    events = np.arange(31)
    chances, groups = np.full(31 * 30, 0.27), np.repeat(events, 30)
    lower, upper = summed.tails(chances, groups, events)

    assert np.allclose(lower, binom.cdf(events, 30, 0.27), atol=1e-12)
    assert np.allclose(upper, binom.sf(events - 1, 30, 0.27), atol=1e-12)


def drawn(number=400):
    """Return chances, groups and events of groups that differ by chance and more."""
    rng = np.random.default_rng(5)
    groups = np.repeat(np.arange(number), rng.integers(12, 200, number))
    chances = rng.beta(1.5, 3, len(groups))
    shifted = np.clip(chances * rng.uniform(0.4, 1.6, number)[groups], 0, 1)
    return chances, groups, np.bincount(groups, rng.random(len(groups)) < shifted)


def test_where_the_binomial_stands_in_no_flag_can_change():
    chances, groups, events = drawn()
    lower, upper = summed.tails(chances, groups, events)
    rows = [chances[groups == g] for g in range(len(events))]
    longest = max(map(len, rows))
    exact = summed.exact_tails(
        [np.append(row, np.zeros(longest - len(row))) for row in rows], events
    )

    for tail in TAILS.values():
        for ours, theirs in zip((lower, upper), exact, strict=True):
            assert ((ours <= tail) == (theirs <= tail)).all()
    near = (np.minimum(*exact) < 0.05) & (np.minimum(*exact) > 2e-4)
    assert near.sum() > 40
    assert np.allclose(lower[near], exact[0][near], atol=1e-12)
    assert np.allclose(upper[near], exact[1][near], atol=1e-12)


def test_very_long_groups_take_the_matched_binomial(monkeypatch):
    chances, groups, events = drawn(60)
    exact = summed.tails(chances, groups, events)
    monkeypatch.setattr(summed, "LONGEST", 10)

    assert np.allclose(summed.tails(chances, groups, events), exact, atol=2e-3)


def test_small_blocks_say_the_same(monkeypatch):
    chances, groups, events = drawn(60)
    whole = summed.tails(chances, groups, events)
    monkeypatch.setattr(summed, "CELLS", 1)

    assert np.allclose(summed.tails(chances, groups, events), whole, atol=0)


@pytest.mark.parametrize("events", [0, 1, 9, 30])
def test_limits_of_like_chances_are_clopper_pearson(events):
    mean, variance = 30 * 0.2, 30 * 0.2 * 0.8
    low, high = summed.ratio_limits(events, mean, variance)
    expected = np.array(binomtest(events, 30).proportion_ci()) / 0.2

    assert np.allclose((low, high), expected, atol=1e-9)


def test_limits_and_flags_agree():
    chances, groups, events = drawn()
    mean, variance = summed.moments(chances, groups, len(events))
    low, high = summed.ratio_limits(events, mean, variance)
    lower, upper = summed.tails(chances, groups, events)
    said = (low > 1) | (high < 1)

    assert (said != (np.minimum(lower, upper) <= 0.025)).mean() < 0.01


def test_more_than_could_be_expected_has_limits_too():
    low, high = summed.ratio_limits([12, 0], [3.0, 3.0], [1.0, 1.0])

    assert (low <= high).all()
    assert low[1] == 0


def test_nothing_expected_has_no_limits():
    assert np.isnan(summed.ratio_limits([0], [0.0], [0.0])).all()


def test_the_matched_binomial_has_the_same_mean_and_variance():
    lower, upper = summed.matched_tails([0, 4, 10], [2.5] * 3, [1.875] * 3)

    assert lower == pytest.approx(binom.cdf([0, 4, 10], 10, 0.25))
    assert upper == pytest.approx(binom.sf([-1, 3, 9], 10, 0.25))


def test_moments_are_those_of_each_group():
    mean, variance = summed.moments([0.5, 0.2, 0.1], [1, 1, 2], 4)

    assert mean.tolist() == pytest.approx([0, 0.7, 0.1, 0])
    assert variance.tolist() == pytest.approx([0, 0.41, 0.09, 0])


def test_a_group_of_nobody_has_certain_tails():
    lower, upper = summed.tails([0.5], [1], [0, 1])

    assert lower.tolist() == [1, 1]
    assert upper.tolist() == [1, pytest.approx(0.5)]


def two_kinds(size, low=0.02, high=0.6):
    """Return chances of two kinds and their distribution, by convolution."""
    each = [binom.pmf(np.arange(size + 1), size, p) for p in (low, high)]
    return np.repeat([low, high], size), np.convolve(*each)


@pytest.mark.parametrize("size", [100, 1_000, 2_000])
def test_a_tail_that_may_decide_is_exact_up_to_four_thousand(size):
    chances, mass = two_kinds(size)
    events = int(np.searchsorted(np.cumsum(mass), 0.975))
    groups = np.zeros(len(chances), dtype=int)
    _, upper = summed.tails(chances, groups, [events])

    assert upper[0] == pytest.approx(mass[events:].sum(), rel=1e-9)


def test_beyond_four_thousand_the_matched_binomial_is_near_enough():
    chances, mass = two_kinds(2_001)
    events = int(np.searchsorted(np.cumsum(mass), 0.975))
    groups = np.zeros(len(chances), dtype=int)
    _, upper = summed.tails(chances, groups, [events])
    exact = mass[events:].sum()

    assert upper[0] == pytest.approx(exact, rel=0.05)
    assert upper[0] != pytest.approx(exact, rel=1e-9)


@pytest.mark.parametrize("tail", [0.025, 0.005])
def test_limits_are_those_of_the_tail_asked_for(tail):
    low, high = summed.ratio_limits(9, 6.0, 4.8, tail=tail)
    expected = binomtest(9, 30).proportion_ci(1 - 2 * tail)

    assert (low, high) == pytest.approx((expected.low / 0.2, expected.high / 0.2))
