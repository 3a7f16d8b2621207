"""Counselors beside what is expected of their own clients."""

import numpy as np
import pytest

from measures import dropout
from measures.statistics import standardized
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
