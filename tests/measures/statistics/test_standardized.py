"""Counselors beside what is expected of their own clients."""

import numpy as np
import pandas as pd
import pytest

from measures import dropout
from measures.statistics import funnel, poisson_binomial, standardized
from tests.measures.test_case_mix import clients, judged


def test_the_clinics_own_share_is_put_back_at_a_ratio_of_one():
    clinic = judged(clients(900))[1].assign(completed_one=30, other_one=5)
    own = dropout.early(clinic)["by_two"].iloc[0]

    assert standardized.share(clinic, 1.0) == pytest.approx(own, abs=1e-12)
    shares = standardized.share(clinic, np.linspace(0, 30, 200))
    assert shares[0] == 0
    assert (np.diff(shares) >= -1e-12).all()
    assert shares.max() <= 1


@pytest.mark.parametrize(("known", "side"), [(11, "not compared"), (12, "high")])
def test_nobody_is_compared_below_twelve(known, side):
    few = judged(clients(900))[0].head(1)
    few = few.assign(at_risk_one=known, lower=1.0, upper=1e-6)
    clinic = judged(clients(900))[1]

    assert standardized.judged(few, clinic)["side"].tolist() == [side]


@pytest.mark.parametrize(
    ("lower", "upper", "side", "level"),
    [
        (0.9, 0.0251, "within", 0),
        (0.9, 0.025, "high", 95),
        (0.9, 0.0011, "high", 95),
        (0.9, 0.001, "high", 99.8),
        (0.025, 0.99, "low", 95),
        (0.0251, 0.99, "within", 0),
        (0.001, 0.99, "low", 99.8),
    ],
)
def test_the_tails_decide_who_is_outside(lower, upper, side, level):
    found, clinic = judged(clients(900))
    one = found.head(1).assign(at_risk_one=40, lower=lower, upper=upper)
    decided = standardized.judged(one, clinic).iloc[0]

    assert (decided["side"], decided["level"]) == (side, level)


def test_the_curve_begins_at_twelve_clients_around_the_clinics_share():
    found, clinic = judged(clients(2_000))
    curve = standardized.guide(found, clinic)
    own = standardized.share(clinic, 1.0)

    assert curve["total"].min() >= 12
    assert curve["total"].max() >= found["at_risk_one"].max()
    assert (curve["low_95"] < own).all()
    assert (curve["high_998"] >= curve["high_95"]).all()
    assert (curve["high_95"] > own).all()


CLINIC = pd.DataFrame(
    {
        "at_risk_one": [200],
        "dropped_one": [40],
        "completed_one": [10],
        "other_one": [6],
        "at_risk_two": [120],
        "dropped_two": [30],
        "completed_two": [3],
        "other_two": [2],
    }
)
PEOPLE = pd.DataFrame(
    {
        "left": [9, 4, 0, 2],
        "expected": [6.0, 8.0, 3.0, 0.0],
        "variance": [4.5, 6.0, 2.4, 0.0],
        "lower": 0.6,
        "upper": 0.5,
        "at_risk_one": [24, 30, 12, 20],
    }
)


@pytest.mark.parametrize(
    ("ratio", "share"),
    [
        (0, 0),
        (1, 0.2 + (0.8 - 0.08) * 0.25),
        (0.5, 0.1 + (0.9 - 0.08) * 0.125),
        (4, 0.8 + (0.2 - 0.08) * 1),
        (4.8, 0.96),
        (9, 1),
    ],
)
def test_a_share_is_that_of_the_clinic_at_so_many_times_its_risks(ratio, share):
    assert standardized.share(CLINIC, ratio) == pytest.approx(share)


def test_without_anybody_at_risk_nobody_leaves():
    nobody = CLINIC.assign(**dict.fromkeys(CLINIC, 0))

    assert standardized.share(nobody, 1.0) == 0


def test_a_ratio_is_left_of_expected_and_none_of_nothing():
    found = standardized.judged(PEOPLE, CLINIC)
    low, high = poisson_binomial.ratio_limits(
        PEOPLE["left"], PEOPLE["expected"], PEOPLE["variance"]
    )

    assert found["ratio"].tolist()[:3] == [1.5, 0.5, 0]
    assert np.isnan(found["ratio"][3])
    assert found["side"].tolist() == ["within", "within", "within", "not compared"]
    for name, ratio in {"rate": found["ratio"], "low": low, "high": high}.items():
        np.testing.assert_allclose(found[name], standardized.share(CLINIC, ratio))


def test_the_curve_is_the_funnel_of_the_mean_chance_put_into_shares():
    found = standardized.guide(PEOPLE, CLINIC)
    # 17 expected with a variance of 12.9, of 66 clients
    chance = 1 - 12.9 / 17
    trials = 17 / chance / 66
    plain = funnel.guide(chance, int(np.ceil(30 * trials)))
    kept = plain["total"] / trials >= 12

    np.testing.assert_allclose(found["total"], (plain["total"] / trials)[kept])
    for name in funnel.LIMITS:
        shares = standardized.share(CLINIC, plain[name] / chance)
        np.testing.assert_allclose(found[name], shares[kept])


def test_where_nothing_is_expected_the_curve_is_unknown():
    curve = standardized.guide(PEOPLE.assign(expected=0.0), CLINIC)

    assert curve["low_95"].isna().all()
