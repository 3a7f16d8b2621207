"""Over-dispersion agrees with FunnelPlotR, and widens what chance alone allows."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from measures.statistics import funnel, overdispersion

COUNTS = {"events": "breaches", "total": "attendances"}


@pytest.fixture
def providers(oracle):
    return oracle("funnel_overdispersed")


def clinic(totals, rate=0.2, seed=5):
    totals = np.asarray(totals)
    left = np.random.default_rng(seed).binomial(totals, rate)
    return pd.DataFrame({"left": left, "clients": totals})


def drawn(frame, draw=funnel.funnel):
    return draw(frame, events="left", total="clients")


def test_z_and_winsorized_z_agree_with_funnelplotr(providers):
    events, total = providers["breaches"], providers["attendances"]
    z = overdispersion.z_scores(events, total, funnel.center(events, total))

    np.testing.assert_allclose(z, providers["z"], rtol=0, atol=1e-9)
    np.testing.assert_allclose(
        overdispersion.winsorized(z), providers["z_winsorized"], rtol=0, atol=1e-9
    )


def test_phi_and_tau2_agree_with_funnelplotr(providers):
    found = overdispersion.dispersion(providers["breaches"], providers["attendances"])

    z_95 = 1.959964  # as FunnelPlotR rounds it
    middle = np.arcsin(np.sqrt(found.center))
    error = (np.arcsin(np.sqrt(providers["high_95"])) - middle) / z_95
    tau2 = error**2 - 1 / (4 * providers["attendances"])
    np.testing.assert_allclose(found.phi, np.mean(providers["z_winsorized"] ** 2))
    np.testing.assert_allclose(found.tau2, tau2, rtol=0, atol=1e-9)
    assert found.groups == len(providers)


def test_adjusted_limits_agree_with_funnelplotr(providers):
    found = overdispersion.adjusted(providers[["breaches", "attendances"]], **COUNTS)

    for name in ("low_95", "high_95", "low_998", "high_998"):
        np.testing.assert_allclose(found[name], providers[name], rtol=0, atol=1e-7)


def test_chance_alone_flags_many_where_providers_differ_anyway(providers):
    plain = funnel.funnel(providers, **COUNTS)
    wide = overdispersion.adjusted(providers, **COUNTS)

    assert (plain["level"] > 0).mean() > 0.9
    assert (wide["level"] > 0).mean() < 0.2
    beyond = (wide["rate"] < wide["low_95"]) | (wide["rate"] > wide["high_95"])
    assert ((wide["level"] > 0) == beyond).all()
    far = (wide["rate"] < wide["low_998"]) | (wide["rate"] > wide["high_998"])
    assert far.any()
    assert ((wide["level"] == 99.8) == far).all()


def test_no_more_than_chance_means_no_over_dispersion():
    frame = pd.DataFrame({"left": [8] * 20, "clients": [40] * 20})

    found = overdispersion.dispersion(frame["left"], frame["clients"])

    assert found.tau2 == 0
    assert drawn(frame, overdispersion.adjusted).equals(drawn(frame))


@pytest.mark.parametrize(("groups", "widened"), [(9, False), (10, True)])
def test_over_dispersion_needs_ten_compared_counselors(groups, widened):
    left = [2, 30] * (groups // 2) + [16] * (groups % 2)
    small = {"left": [0] * 5, "clients": [11] * 5}
    frame = pd.concat(
        [pd.DataFrame({"left": left, "clients": 40}), pd.DataFrame(small)],
        ignore_index=True,
    )

    wide, plain = drawn(frame, overdispersion.adjusted), drawn(frame)

    assert (wide["high_95"].iloc[0] > plain["high_95"].iloc[0]) == widened


def test_adjusting_never_flags_what_chance_explains():
    random = np.random.default_rng(2)
    totals = random.integers(12, 30, 200)
    frame = clinic(totals, random.beta(2, 18, 200))

    wide, plain = drawn(frame, overdispersion.adjusted), drawn(frame)

    assert overdispersion.dispersion(frame["left"], frame["clients"]).tau2 > 0
    assert (wide["level"] <= plain["level"]).all()


def test_small_counselors_stay_uncompared_and_empty_ones_do_not_count():
    frame = pd.DataFrame({"left": [2, 30] * 6 + [0, 1], "clients": [40] * 12 + [0, 1]})

    sides = drawn(frame, overdispersion.adjusted)["side"].to_list()
    known = overdispersion.dispersion(frame["left"], frame["clients"], middle=0.4)

    assert sides[-2:] == ["not compared"] * 2
    assert known.groups == 13
    assert known == overdispersion.dispersion(
        frame["left"].drop(12), frame["clients"].drop(12), middle=0.4
    )


def test_no_groups_have_no_dispersion():
    assert np.isnan(overdispersion.dispersion([], []).tau2)
    assert not overdispersion.dispersion([1], [20]).enough


def test_the_widened_curve_is_on_the_arcsine_scale():
    spread = overdispersion.Dispersion(0.2, 3.0, 0.01, 10)
    curve = overdispersion.guide(spread, 300, points=30)
    plain = funnel.guide(0.2, 300, points=30)
    reach = norm.ppf(0.975) * np.sqrt(1 / (4 * curve["total"]) + 0.01)
    middle = np.arcsin(np.sqrt(0.2))

    assert curve["total"].tolist() == plain["total"].tolist()
    np.testing.assert_allclose(curve["high_95"], np.sin(middle + reach) ** 2)
    low = np.sin(np.maximum(middle - reach, 0)) ** 2
    np.testing.assert_allclose(curve["low_95"], low)
    far = norm.ppf(0.999) / norm.ppf(0.975) * reach
    np.testing.assert_allclose(
        curve["high_998"], np.sin(np.minimum(middle + far, np.pi / 2)) ** 2
    )


@pytest.mark.parametrize(
    ("groups", "tau2", "widened"),
    [(9, 0.01, False), (10, 0.01, True), (10, 0.0, False)],
)
def test_a_curve_is_widened_by_enough_groups_alone(groups, tau2, widened):
    spread = overdispersion.Dispersion(0.2, 3.0, tau2, groups)
    curve, plain = overdispersion.guide(spread, 300), funnel.guide(0.2, 300)

    assert spread.enough == (groups == 10)
    assert curve.equals(plain) != widened


def test_one_group_has_no_spread():
    found = overdispersion.dispersion([30], [40], middle=0.2)

    assert found.tau2 == 0
    assert found.phi == pytest.approx(
        4 * 40 * (np.arcsin(np.sqrt(0.75)) - np.arcsin(np.sqrt(0.2))) ** 2
    )


def test_tau2_by_hand():
    events, total = np.array([4.0, 12, 10, 30]), np.array([20.0, 40, 50, 50])
    angles = np.arcsin(np.sqrt(events / total)) - np.arcsin(np.sqrt(0.35))
    z = 2 * np.sqrt(total) * angles
    z = np.clip(z, np.quantile(z, 0.1), np.quantile(z, 0.9))
    weight = 4 * total
    spread = weight.sum() - (weight**2).sum() / weight.sum()
    found = overdispersion.dispersion(events, total)

    assert found.center == 0.35
    assert found.phi == pytest.approx((z**2).mean())
    assert found.tau2 == pytest.approx(((z**2).sum() - 3) / spread)
