"""The funnel compares who may be compared, and flags what chance does not explain."""

import numpy as np
import pandas as pd
import pytest

from measures.statistics import comparison, funnel, overdispersion


def clinic(totals, rate=0.2, seed=5):
    totals = np.asarray(totals)
    left = np.random.default_rng(seed).binomial(totals, rate)
    return pd.DataFrame({"left": left, "clients": totals})


def drawn(frame, draw=funnel.funnel):
    return draw(frame, events="left", total="clients")


def test_a_counselor_of_eleven_clients_is_drawn_but_not_compared():
    found = drawn(pd.DataFrame({"left": [11, 0, 200], "clients": [11, 40, 1000]}))

    assert found["provisional"].to_list() == [False, False, False]
    assert found["side"].to_list() == ["not compared", "low", "within"]
    assert found["level"].to_list() == [0, 99.8, 0]


def test_everybody_counts_toward_the_middle():
    frame = pd.DataFrame({"left": [10, 10], "clients": [10, 40]})

    assert funnel.center(frame["left"], frame["clients"]) == 0.4
    assert drawn(frame).equals(
        funnel.funnel(frame, events="left", total="clients", middle=0.4)
    )


def test_chance_alone_flags_no_more_than_its_level():
    found = drawn(clinic(np.random.default_rng(1).integers(12, 200, 5000)))

    assert 0.02 < (found["level"] >= 95).mean() < 0.05
    assert (found["level"] == 99.8).mean() < 0.004


def test_the_guide_narrows_from_twelve_clients_on():
    guide = funnel.guide(0.25, 300, points=80)

    assert guide["total"].iloc[0] == 12
    assert guide["total"].iloc[-1] == 300
    assert len(guide) <= 80
    width = guide["high_95"] - guide["low_95"]
    assert width.iloc[0] > 3 * width.iloc[-1]
    assert (guide["low_998"] <= guide["low_95"]).all()
    assert funnel.guide(0.25, 3)["total"].to_list() == [12]


@pytest.mark.parametrize("draw", [funnel.funnel, overdispersion.adjusted])
@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"left": [], "clients": []}),
        pd.DataFrame({"left": [0], "clients": [0]}),
        pd.DataFrame({"left": [3], "clients": [14]}),
        pd.DataFrame({"left": [0] * 15, "clients": [20] * 15}),
        pd.DataFrame({"left": [20] * 15, "clients": [20] * 15}),
        pd.DataFrame({"left": [None] * 2, "clients": [20, None]}, dtype="Int64"),
    ],
)
def test_edges_give_an_answer(frame, draw):
    found = drawn(frame, draw)

    assert len(found) == len(frame)
    assert (found["level"] == 0).all()


def test_limits_stand_on_the_side_and_level_of_their_names():
    found = funnel.limits([40, 100], 0.3)
    tails = {"low_95": 0.025, "high_95": 0.975, "low_998": 0.001, "high_998": 0.999}

    for name, tail in tails.items():
        expected = comparison.exact_limit([40, 100], 0.3, tail)
        assert found[name].tolist() == expected.tolist()


def test_the_curve_has_two_hundred_points_at_most_and_whole_clients():
    guide = funnel.guide(0.25, 100_000)

    assert 150 < len(guide) <= 200
    assert guide["total"].is_unique
    assert len(funnel.guide(0.25, 13)) == 2
    assert funnel.guide(0.25, 1_000)["total"].tolist() == sorted(
        {round(12 * (1_000 / 12) ** (n / 199)) for n in range(200)}
    )


def test_a_funnel_tells_rate_and_who_is_provisional():
    found = drawn(pd.DataFrame({"left": [3, 10], "clients": [12, 30]}))

    assert found["rate"].tolist() == [0.25, 10 / 30]
    assert found["provisional"].tolist() == [True, False]


def test_what_is_unknown_is_left_out_of_the_middle():
    assert funnel.center([3, np.nan], [10, np.nan]) == 0.3
    assert np.isnan(funnel.center([], []))
