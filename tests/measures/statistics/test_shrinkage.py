"""Shrunken rates are the beta-binomial's, checked against another way to it."""

import numpy as np
import pandas as pd
import pytest
from scipy.integrate import quad
from scipy.optimize import minimize
from scipy.stats import beta, betabinom

from measures.statistics import shrinkage

CLINIC = pd.DataFrame(
    {
        "left": [9, 2, 14, 5, 3, 21, 0, 11, 6, 4, 17, 1],
        "clients": [31, 25, 33, 40, 12, 52, 14, 60, 15, 27, 44, 9],
    }
)


def shrunken(frame):
    return shrinkage.shrunken(frame, events="left", total="clients")


def unlikelihood(parameters, frame):
    first, second = np.exp(parameters)
    return -betabinom.logpmf(frame["left"], frame["clients"], first, second).sum()


def test_the_prior_is_the_maximum_of_scipys_own_likelihood():
    found = shrinkage.prior(CLINIC["left"], CLINIC["clients"])

    other = minimize(
        unlikelihood,
        [0.0, 1.0],
        args=(CLINIC,),
        method="Nelder-Mead",
        options={"xatol": 1e-10, "fatol": 1e-13, "maxiter": 4000},
    )
    first, second = np.exp(other.x)
    np.testing.assert_allclose(found.mean, first / (first + second), atol=1e-6)
    np.testing.assert_allclose(found.strength, first + second, rtol=1e-5)


def test_the_posterior_is_prior_times_likelihood():
    found = shrunken(CLINIC).iloc[0]
    mean, strength = shrinkage.prior(CLINIC["left"], CLINIC["clients"])
    prior = beta(mean * strength, (1 - mean) * strength)

    def weight(rate):
        return prior.pdf(rate) * rate**9 * (1 - rate) ** 22

    mass, _ = quad(weight, 0, 1)
    center, _ = quad(lambda rate: rate * weight(rate), 0, 1)
    below, _ = quad(weight, 0, found["shrunken_low"])
    above, _ = quad(weight, found["shrunken_high"], 1)
    np.testing.assert_allclose(found["shrunken"], center / mass, atol=1e-8)
    np.testing.assert_allclose([below / mass, above / mass], 0.025, atol=1e-8)


def test_rates_move_toward_the_mean_the_more_the_fewer_clients():
    found = shrunken(CLINIC)
    mean = shrinkage.prior(CLINIC["left"], CLINIC["clients"]).mean
    raw = CLINIC["left"] / CLINIC["clients"]

    assert ((found["shrunken"] - mean).abs() < (raw - mean).abs()).all()
    np.testing.assert_allclose(
        found["shrunken"], found["weight"] * raw + (1 - found["weight"]) * mean
    )
    assert found.sort_values("clients")["weight"].is_monotonic_increasing


def test_it_recovers_what_counselors_were_drawn_from():
    random = np.random.default_rng(4)
    totals = random.integers(15, 120, 3000)
    left = random.binomial(totals, random.beta(6, 14, 3000))

    found = shrinkage.prior(left, totals)

    assert found.mean == pytest.approx(0.3, abs=0.01)
    assert found.strength == pytest.approx(20, abs=1.5)
    assert not shrinkage.alike(found.strength)


def test_counselors_all_alike_are_said_to_be_alike():
    frame = pd.DataFrame({"left": [8] * 12, "clients": [40] * 12})

    assert shrinkage.alike(shrunken(frame)["strength"].max())
    np.testing.assert_allclose(shrunken(frame)["shrunken"], 0.2, atol=1e-6)


@pytest.mark.parametrize(
    ("left", "clients"), [([], []), ([3], [9]), ([0, 0], [9, 8]), ([4, 5], [4, 5])]
)
def test_nothing_to_learn_from_is_unknown(left, clients):
    found = shrunken(pd.DataFrame({"left": left, "clients": clients}))

    assert found["shrunken"].isna().all()
    assert found["shrunken_low"].isna().all()


def test_a_counselor_without_clients_gets_the_prior():
    frame = pd.concat([CLINIC, pd.DataFrame({"left": [0], "clients": [0]})])

    found = shrunken(frame).iloc[-1]

    assert found["weight"] == 0
    mean = shrinkage.prior(CLINIC["left"], CLINIC["clients"]).mean
    assert found["shrunken"] == pytest.approx(mean)


@pytest.mark.parametrize(("strength", "alike"), [(0.98e6, False), (0.995e6, True)])
def test_alike_is_a_strength_at_its_limit(strength, alike):
    assert shrinkage.alike(strength) == alike


def test_counselors_of_all_or_nobody_have_no_strength():
    found = shrinkage.prior([0, 40, 0, 40, 0, 40], [40] * 6)

    assert found.mean == pytest.approx(0.5, abs=1e-4)
    assert found.strength < 0.1


def test_two_counselors_are_enough_and_empty_ones_are_none():
    two = shrinkage.prior([3, 15], [20, 20])

    assert np.isfinite(two.mean)
    assert shrinkage.prior([3, 15, 0], [20, 20, 0]) == two
    assert np.isnan(shrinkage.prior([3, 0], [20, 0]).mean)


def test_the_weight_is_that_of_the_own_clients():
    found = shrunken(CLINIC)
    _, strength = shrinkage.prior(CLINIC["left"], CLINIC["clients"])

    clients = CLINIC["clients"]
    np.testing.assert_allclose(found["weight"], clients / (clients + strength))
    assert found["strength"].eq(strength).all()


def test_the_gradient_is_that_of_the_likelihood():
    events, total = (CLINIC[name].to_numpy(float) for name in ("left", "clients"))
    point = np.array([-0.7, 2.0])
    _, gradient = shrinkage._surprise(point, events, total)

    for place in (0, 1):
        step = np.eye(2)[place] * 1e-5
        up, down = (
            shrinkage._surprise(point + sign * step, events, total)[0]
            for sign in (1, -1)
        )
        assert gradient[place] == pytest.approx((up - down) / 2e-5, rel=1e-6)
