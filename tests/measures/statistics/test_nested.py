"""Counselor means pulled together: the model is statsmodels' own, its parts add up."""

import warnings

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm
from statsmodels.regression.mixed_linear_model import MixedLM

from measures.statistics import nested


def invented(seed, *, counselors=20, between=1.0, within=2.0):
    rng = np.random.default_rng(seed)
    size = rng.integers(1, 30, counselors)
    mean = 36 + rng.normal(0, between, counselors)
    clients = np.repeat(np.arange(counselors), size)
    return pd.DataFrame(
        {
            "counselor": clients,
            "score": mean[clients] + rng.normal(0, within, len(clients)),
        }
    )


def summed(clients):
    own = clients.groupby("counselor")["score"]
    frame = own.agg(clients="size", mean="mean", sd="std").reset_index()
    return frame.assign(low=0.0, high=60.0)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_agrees_with_statsmodels(seed):
    clients = invented(seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = MixedLM(
            clients["score"], np.ones(len(clients)), clients["counselor"]
        ).fit(reml=True, method="powell", ftol=1e-12, xtol=1e-12)
    found = nested.spread(summed(clients))
    shrunken = nested.shrunken(summed(clients))
    effects = [float(effect.iloc[0]) for effect in other.random_effects.values()]

    assert found.middle == pytest.approx(other.fe_params.iloc[0], abs=1e-4)
    assert found.between == pytest.approx(other.cov_re.iloc[0, 0], abs=1e-3)
    assert found.within == pytest.approx(other.scale, abs=1e-3)
    np.testing.assert_allclose(shrunken["shrunken"] - found.middle, effects, atol=2e-3)


def test_counselors_who_differ_by_chance_alone_are_pulled_all_the_way():
    clients = invented(4, between=0.0)
    frame = summed(clients)
    close = frame.assign(mean=36.0)

    assert nested.spread(close).between == 0
    assert nested.shrunken(close)["shrunken"].nunique() == 1


def test_the_fewer_clients_the_harder_the_pull():
    frame = summed(invented(1)).sort_values("clients")
    weight = nested.shrunken(frame)["weight"]

    assert weight.is_monotonic_increasing
    assert 0 < weight.iloc[0] < weight.iloc[-1] < 1


def test_a_counselor_without_clients_gets_the_middle_and_all_of_the_spread():
    frame = summed(invented(1))
    nobody = {"counselor": 99, "clients": 0, "low": 0.0, "high": 60.0}
    judged = nested.shrunken(pd.concat([frame, pd.DataFrame([nobody])]))
    found = nested.spread(frame)

    assert judged["shrunken"].iloc[-1] == pytest.approx(found.middle)
    half = judged["shrunken_high"].iloc[-1] - found.middle
    assert half == pytest.approx(nested.Z_95 * np.sqrt(found.between))


@pytest.mark.parametrize("rows", [0, 1])
def test_one_counselor_cannot_be_compared(rows):
    frame = summed(invented(1)).head(rows)

    assert np.isnan(nested.spread(frame).middle)
    assert nested.shrunken(frame)["shrunken"].isna().all()


def test_the_parts_of_the_spread_are_those_it_was_drawn_from():
    rng = np.random.default_rng(7)
    rows = []
    for counselor, middle in enumerate(rng.normal(36, 1, 60)):
        own = [
            client + rng.normal(0, 3, rng.integers(4, 12))
            for client in rng.normal(middle, 2, 40)
        ]
        means = np.array([scores.mean() for scores in own])
        rows.append(
            {
                "counselor": counselor,
                "clients": len(own),
                "ratings": sum(map(len, own)),
                "mean": means.mean(),
                "sd": means.std(ddof=1),
                "within_squares": sum(((s - s.mean()) ** 2).sum() for s in own),
                "inverse_ratings": sum(1 / len(s) for s in own),
            }
        )
    found = nested.parts(pd.DataFrame(rows))

    assert sum(found.values()) == pytest.approx(1)
    truth = {"counselors": 1 / 14, "clients": 4 / 14, "sessions": 9 / 14}
    assert found == pytest.approx(truth, abs=0.03)


def test_the_parts_by_hand():
    frame = summed(invented(2)).assign(within_squares=40.0, inverse_ratings=3.0)
    frame = frame.assign(ratings=frame["clients"] + 8)
    _, between, within = nested.spread(frame)
    sessions = 40 / 8
    clients = within - sessions * 60 / frame["clients"].sum()
    found = nested.parts(frame)

    assert clients > 0
    assert found["sessions"] == pytest.approx(sessions / (between + clients + sessions))
    assert found["clients"] == pytest.approx(clients / (between + clients + sessions))


def test_clients_who_differ_no_more_than_their_sessions_have_no_part():
    frame = summed(invented(2)).assign(within_squares=4_000.0, inverse_ratings=30.0)
    found = nested.parts(frame.assign(ratings=frame["clients"] + 8))

    assert found["clients"] == 0
    assert found["sessions"] > 0.9


def test_one_rating_each_leaves_the_parts_unknown():
    frame = summed(invented(2)).assign(within_squares=0.0, inverse_ratings=1.0)

    assert np.isnan(
        list(nested.parts(frame.assign(ratings=frame["clients"])).values())
    ).all()


def test_the_interval_is_the_posteriors_held_within_the_range():
    frame = summed(invented(1))
    middle, between, within = nested.spread(frame)
    found = nested.shrunken(frame)
    weight = frame["clients"] * between / (frame["clients"] * between + within)
    likely = middle + weight * (frame["mean"] - middle)
    half = norm.ppf(0.975) * np.sqrt(between * (1 - weight))

    np.testing.assert_allclose(found["weight"], weight)
    np.testing.assert_allclose(found["shrunken_low"], likely - half)
    np.testing.assert_allclose(found["shrunken_high"], likely + half)
    held = nested.shrunken(frame.assign(low=36.0, high=36.1))
    assert held["shrunken_low"].min() == 36
    assert held["shrunken_high"].max() == 36.1


@pytest.mark.parametrize(
    ("clients", "sd", "known"),
    [
        ([1, 1], [np.nan, np.nan], False),
        ([2, 1], [1.0, np.nan], True),
        ([2, 2], [0.0, 0.0], False),
        ([2, 0], [1.0, np.nan], False),
    ],
)
def test_somebody_must_differ_within_a_counselor(clients, sd, known):
    frame = pd.DataFrame({"clients": clients, "mean": [30.0, 34.0], "sd": sd})

    assert np.isfinite(nested.spread(frame.assign(low=0, high=60)).middle) == known


def test_two_counselors_of_many_clients_keep_what_they_differ():
    frame = pd.DataFrame(
        {"clients": [500, 500], "mean": [30.0, 34.0], "sd": [2.0, 2.0]}
    )
    found = nested.spread(frame)

    assert found.within == pytest.approx(4)
    assert found.middle == pytest.approx(32)
    assert found.between == pytest.approx(8 - 4 / 500, rel=1e-5)
