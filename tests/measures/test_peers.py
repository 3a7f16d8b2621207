"""The funnel answers one of two questions, and its curves say which."""

import numpy as np
import pandas as pd

from measures import peers
from measures.statistics import funnel, overdispersion
from measures.statistics.rates import wilson

TOTALS = np.arange(20, 80, 4)
CLINIC = pd.DataFrame({"left": TOTALS // 4, "clients": TOTALS})
CLINIC.loc[::2, "left"] = TOTALS[::2] // 10
COUNTS = {"events": "left", "total": "clients"}


def spread():
    return overdispersion.dispersion(CLINIC["left"], CLINIC["clients"])


def test_the_plain_curve_is_that_of_chance():
    middle = funnel.center(CLINIC["left"], CLINIC["clients"])
    drawn = peers.guide(spread(), CLINIC["clients"], differ=False)

    pd.testing.assert_frame_equal(drawn, funnel.guide(middle, 76))


def test_the_widened_curve_meets_the_widened_limits():
    judged = peers.with_chance(CLINIC, **COUNTS, differ=True)
    drawn = peers.guide(spread(), CLINIC["clients"], differ=True)
    limits = ["low_95", "high_95", "low_998", "high_998"]

    assert spread().tau2 > 0
    both = judged.merge(drawn, left_on="clients", right_on="total", suffixes=("", "_g"))
    for limit in limits:
        np.testing.assert_allclose(both[limit], both[f"{limit}_g"])


def test_allowing_for_differences_never_flags_more():
    plain = peers.with_chance(CLINIC, **COUNTS)
    allowed = peers.with_chance(CLINIC, **COUNTS, differ=True)

    assert (allowed["level"] <= plain["level"]).all()
    assert plain["rate"].equals(allowed["rate"])


def test_nobody_has_a_curve_too():
    nobody = overdispersion.dispersion([], [])

    assert len(peers.guide(nobody, pd.Series([], dtype=int), differ=True)) == 1


def test_unless_asked_only_chance_is_allowed_for():
    clinic = CLINIC.assign(left=np.where(TOTALS % 8, TOTALS // 2, TOTALS // 10))
    plain = peers.with_chance(clinic, **COUNTS)
    allowed = peers.with_chance(clinic, **COUNTS, differ=True)
    expected = funnel.funnel(clinic, **COUNTS)

    assert plain["side"].tolist() == expected["side"].tolist()
    assert (allowed["level"] < plain["level"]).any()
    low, high = wilson(clinic["left"], clinic["clients"])
    assert plain["low"].tolist() == allowed["low"].tolist() == low.tolist()
    assert plain["high"].tolist() == allowed["high"].tolist() == high.tolist()


def test_where_nobody_is_judged_an_interval_says_there_are_enough():
    found = peers.without_judgment(pd.DataFrame({"low": [0.1, np.nan]}))

    assert found["side"].tolist() == ["within", "not compared"]
    assert found["provisional"].tolist() == [False, False]
