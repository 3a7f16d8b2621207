"""Partial correlations from sums are those of the residuals; intervals are Fisher's."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from measures.statistics import correlation

rng = np.random.default_rng(2)
COUNSELOR = np.repeat(np.arange(15), 12)
FIRST = rng.normal(-14, 4, len(COUNSELOR))
ALLIANCE = 36 + rng.normal(0, 1, 15)[COUNSELOR] + rng.normal(0, 2, len(COUNSELOR))
LAST = 0.6 * FIRST + 0.5 * ALLIANCE + rng.normal(0, 3, len(COUNSELOR))


def sums(alliance=ALLIANCE, first=FIRST, last=LAST, counselor=COUNSELOR):
    frame = pd.DataFrame({"a": alliance, "f": first, "l": last, "counselor": counselor})
    own = frame.groupby("counselor")
    answer = own.size().to_frame("clients")
    for name in "afl":
        answer[f"sum_{name}"] = own[name].sum()
    for pair in ("aa", "af", "al", "ff", "fl", "ll"):
        product = frame[pair[0]] * frame[pair[1]]
        answer["_".join(pair)] = product.groupby(frame["counselor"]).sum()
    return answer.reset_index(drop=True)


def residuals(y, x, weight):
    design = np.column_stack([np.ones(len(x)), x]) * np.sqrt(weight)[:, None]
    slope = np.linalg.lstsq(design, y * np.sqrt(weight), rcond=None)[0]
    return y - slope[0] - slope[1] * x


def weighted(a, f, last, weight):
    """Correlate what is left of two variables after a third, client by client."""
    one, two = residuals(a, f, weight), residuals(last, f, weight)
    top = np.sum(weight * one * two)
    return top / np.sqrt(np.sum(weight * one**2) * np.sum(weight * two**2))


def test_each_level_is_the_correlation_of_residuals():
    found = correlation.levels(sums()).set_index("level")["r"]
    ones = np.ones(len(COUNSELOR))
    frame = pd.DataFrame({"a": ALLIANCE, "f": FIRST, "l": LAST})
    means = frame.groupby(COUNSELOR).mean()
    own = frame - frame.groupby(COUNSELOR).transform("mean")

    assert found["all clients"] == pytest.approx(weighted(ALLIANCE, FIRST, LAST, ones))
    assert found["within counselors"] == pytest.approx(
        weighted(own["a"].to_numpy(), own["f"].to_numpy(), own["l"].to_numpy(), ones)
    )
    assert found["between counselors"] == pytest.approx(
        weighted(*(means[name].to_numpy() for name in "afl"), np.full(15, 12.0))
    )


def test_fishers_interval_of_flueckiger_size():
    # r .278 in 100 clients: atanh(.278) -/+ 1.96 / sqrt(97), by hand.
    assert correlation.fisher(0.278, 97) == pytest.approx((0.0863, 0.4499), abs=1e-4)


def test_n_is_clients_and_between_counselors_it_is_counselors():
    found = correlation.levels(sums())

    assert found["n"].tolist() == [180, 180, 15]
    assert (found["low"] < found["r"]).all()
    assert (found["r"] < found["high"]).all()


def test_below_ten_there_is_no_number():
    few = sums().head(1).assign(clients=9)

    assert correlation.levels(few)["r"].isna().all()
    assert correlation.levels(sums().head(0))["r"].isna().all()


def test_scores_that_do_not_vary_have_no_correlation():
    flat = correlation.levels(sums(alliance=np.full(len(COUNSELOR), 40.0)))

    assert flat["r"].isna().all()


def fishers(r, freedom):
    reach = norm.ppf(0.975) / np.sqrt(freedom)
    return [np.tanh(np.arctanh(r) - reach), np.tanh(np.arctanh(r) + reach)]


def test_each_level_has_the_freedom_of_its_own():
    found = correlation.levels(sums())

    # 180 clients of 15 counselors, and one covariate
    for row, freedom in zip(found.to_dict("records"), (176, 162, 11), strict=True):
        assert [row["low"], row["high"]] == pytest.approx(fishers(row["r"], freedom))
        assert row["explained"] == pytest.approx(row["r"] ** 2)


def test_a_counselor_without_clients_is_nobody():
    nobody = pd.DataFrame([dict.fromkeys(sums().columns, 0)])
    found = correlation.levels(pd.concat([sums(), nobody], ignore_index=True))

    pd.testing.assert_frame_equal(found, correlation.levels(sums()))


@pytest.mark.parametrize(("counselors", "known"), [(9, False), (10, True)])
def test_ten_counselors_are_enough_to_compare_their_means(counselors, known):
    found = correlation.levels(sums().head(counselors))

    assert found["r"].notna().tolist() == [True, True, known]
    assert found["low"].notna().tolist() == [True, True, known]


@pytest.mark.parametrize(("clients", "known"), [(9, False), (10, True)])
def test_ten_clients_are_enough_for_a_correlation(clients, known):
    few = sums(*(rows[:clients] for rows in (ALLIANCE, FIRST, LAST, COUNSELOR)))
    found = correlation.levels(few)

    assert found["r"].notna().tolist() == [known, known, False]
    assert found["n"].tolist() == [clients, clients, 1]


def test_without_a_spread_of_the_first_outcome_it_is_the_plain_correlation():
    found = correlation.levels(sums(first=np.full(len(COUNSELOR), 3.0)))

    assert found["r"].iloc[0] == pytest.approx(np.corrcoef(ALLIANCE, LAST)[0, 1])
    assert correlation.partial(np.array([4.0, 0, 1, 0, 0, 9])) == pytest.approx(1 / 6)


@pytest.mark.parametrize(
    "products",
    [
        [0.0, 0, 0, 1, 0, 1],
        [1.0, 0, 0, 1, 0, 0],
        [1.0, 1, 1, 1, 1, 2],
        [2.0, 1, 1, 1, 1, 1],
    ],
)
def test_what_the_first_outcome_explains_whole_has_no_correlation(products):
    assert np.isnan(correlation.partial(np.array(products)))


@pytest.mark.parametrize(
    ("r", "freedom", "known"),
    [
        (0.5, 1, True),
        (0.5, 0, False),
        (1.0, 9, False),
        (-1.0, 9, False),
        (0.0, 9, True),
    ],
)
def test_an_interval_needs_freedom_and_a_correlation_short_of_one(r, freedom, known):
    low, high = correlation.fisher(r, freedom)

    assert np.isfinite([low, high]).all() == known
    if known:
        assert [low, high] == pytest.approx(fishers(r, freedom))
