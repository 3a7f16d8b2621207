"""The line through clients' scores: lme4's published figures, statsmodels, the trap."""

import warnings

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm
from statsmodels.regression.mixed_linear_model import MixedLM

from measures.statistics import growth


def patterns(scores):
    """Sum long scores (client, x, y) over clients who were rated at the same x."""
    rows = []
    for _, own in scores.groupby("client"):
        own = own.sort_values("x")
        y, xy = own["y"].sum(), (own["x"] * own["y"]).sum()
        rows.append(
            {
                "rated_at": tuple(own["x"]),
                "clients": 1,
                "ratings": len(own),
                "sum_x": own["x"].sum(),
                "sum_xx": (own["x"] ** 2).sum(),
                "sum_y": y,
                "sum_xy": xy,
                "sum_yy": (own["y"] ** 2).sum(),
                "y_y": y * y,
                "y_xy": y * xy,
                "xy_xy": xy * xy,
            }
        )
    frame = pd.DataFrame(rows)
    same = frame.groupby("rated_at")
    summed = same[
        ["clients", "sum_y", "sum_xy", "sum_yy", "y_y", "y_xy", "xy_xy"]
    ].sum()
    return summed.join(same[["ratings", "sum_x", "sum_xx"]].first()).reset_index()


def invented(seed=1, clients=150, *, skipped=0.3):
    """Draw clients of 1 to 12 sessions, some questionnaires skipped."""
    rng = np.random.default_rng(seed)
    length = rng.integers(1, 13, clients)
    own = rng.multivariate_normal([33, 1.2], [[6, -0.8], [-0.8, 0.9]], clients)
    rows = [
        (client, np.log(number), start + slope * np.log(number) + rng.normal(0, 2))
        for client, (start, slope) in enumerate(own)
        for number in range(1, length[client] + 1)
        if number == 1 or rng.random() > skipped
    ]
    return pd.DataFrame(rows, columns=["client", "x", "y"])


def test_lme4s_published_figures_for_the_sleep_study(oracle):
    data = oracle("sleepstudy").rename(
        columns={"subject": "client", "day": "x", "reaction": "y"}
    )
    line = growth.fit(patterns(data))
    sd = np.sqrt(np.diag(line.between))
    correlation = line.between[0, 1] / sd.prod()

    # Bates et al. 2015, section 5.2: fm1 <- lmer(Reaction ~ Days + (Days | Subject)).
    assert (line.start, line.slope) == pytest.approx((251.405, 10.467), abs=5e-4)
    error = np.sqrt(np.diag(line.covariance))
    assert error == pytest.approx([6.825, 1.546], abs=5e-4)
    assert sd == pytest.approx([24.74, 5.92], abs=5e-3)
    assert correlation == pytest.approx(0.07, abs=5e-3)
    assert np.sqrt(line.within) == pytest.approx(25.59, abs=5e-3)
    assert (line.clients, line.ratings) == (18, 180)


@pytest.mark.parametrize("seed", [1, 2])
def test_agrees_with_statsmodels(seed):
    data = invented(seed)
    design = np.column_stack([np.ones(len(data)), data["x"]])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = MixedLM(data["y"], design, data["client"], design).fit(
            reml=True, method="powell", ftol=1e-12, xtol=1e-12
        )
    line = growth.fit(patterns(data))

    assert [line.start, line.slope] == pytest.approx(other.fe_params, abs=1e-4)
    assert np.sqrt(np.diag(line.covariance)) == pytest.approx(other.bse_fe, abs=1e-4)
    np.testing.assert_allclose(line.between, other.cov_re, atol=1e-3)
    assert line.within == pytest.approx(other.scale, abs=1e-3)


def test_sums_of_patterns_say_what_single_clients_say():
    data = invented()
    together = growth.fit(patterns(data))
    rows = [patterns(own) for _, own in data.groupby("client")]
    apart = growth.fit(pd.concat(rows, ignore_index=True))

    assert len(patterns(data)) < len(rows)
    assert together.slope == pytest.approx(apart.slope, abs=1e-6)


def test_finds_the_truth_it_was_drawn_from():
    line = growth.fit(patterns(invented(clients=3000)))
    _, low, high = line.at(0)
    _, slope_low, slope_high = line.change(1)

    assert low < 33 < high
    assert slope_low < 1.2 < slope_high


def test_the_interval_of_the_line_is_that_of_its_coefficients():
    line = growth.fit(patterns(invented()))
    middle, low, high = line.at([0, 1])

    assert middle[1] - middle[0] == pytest.approx(line.slope)
    assert (high - low)[0] == pytest.approx(
        2 * growth.Z_95 * np.sqrt(line.covariance[0, 0])
    )


def test_says_nothing_of_few_clients_or_of_scores_that_never_vary():
    few = invented(clients=9)
    flat = invented().assign(y=40.0)

    assert growth.fit(patterns(few)) is None
    assert growth.fit(patterns(flat)) is None
    assert growth.fit(patterns(few).head(0)) is None


def test_one_rating_each_gives_no_line():
    data = invented().groupby("client").head(1)

    assert growth.fit(patterns(data)) is None


def leavers(clients=400):
    """Draw clients whose alliance all rises, of whom the higher leave sooner."""
    rng = np.random.default_rng(5)
    start = rng.normal(30, 4, clients)
    length = np.clip(np.rint(7 - 0.9 * (start - 30)), 2, 12).astype(int)
    rows = [
        (c, np.log(n), start[c] + 1.5 * np.log(n) + rng.normal(0, 0.5))
        for c in range(clients)
        for n in range(1, length[c] + 1)
    ]
    return pd.DataFrame(rows, columns=["client", "x", "y"])


def test_the_line_rises_where_the_mean_of_who_is_left_falls():
    data = leavers()
    naive = data.groupby("x")["y"].mean()
    _, low, high = growth.fit(patterns(data)).change(1)

    assert naive.iloc[-1] < naive.iloc[0] - 2
    assert low < 1.5 < high
    assert low > 1


def test_few_are_those_below_ten_who_were_rated_more_than_once():
    data = invented(clients=60)
    rated = data.groupby("client")["x"].transform("size")
    several = data[rated > 1]
    names = several["client"].unique()
    once = data[rated == 1]
    nine, ten = (
        pd.concat([several[several["client"].isin(names[:number])], once])
        for number in (9, 10)
    )

    assert growth.fit(patterns(nine)) is None
    assert growth.fit(patterns(ten)) is not None


LINE = growth.Line(
    30.0, 2.0, np.array([[0.5, -0.1], [-0.1, 0.04]]), np.eye(2), 4.0, 50, 200
)


def test_the_variance_of_a_line_is_that_of_both_its_coefficients():
    middle, low, high = LINE.at([0.0, 3.0])
    half = norm.ppf(0.975) * np.sqrt([0.5, 0.5 - 2 * 0.1 * 3 + 0.04 * 9])

    assert middle.tolist() == [30, 36]
    assert low.tolist() == pytest.approx((middle - half).tolist())
    assert high.tolist() == pytest.approx((middle + half).tolist())


def test_the_change_by_a_session_is_the_slope_times_its_logarithm():
    half = norm.ppf(0.975) * 0.2

    assert LINE.change(2.0) == pytest.approx((4, 4 - 2 * half, 4 + 2 * half))
    for last in (5, 12):
        x = np.log(last)
        expected = (2 * x, (2 - half) * x, (2 + half) * x)
        assert growth.by_last(LINE, last=last) == pytest.approx(expected)
    assert growth.by_last(LINE) == growth.by_last(LINE, last=12)
    assert growth.by_last(None) is None


def test_the_variances_are_those_of_their_cholesky_factor():
    factor = np.array([[2.0, 0.0], [-3.0, 4.0]])
    first, both, second = growth._Sums.relative(np.array([2.0, -3.0, 4.0]))

    assert [[first, both], [both, second]] == (factor @ factor.T).tolist()
