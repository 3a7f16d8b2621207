"""Partial correlations from sums are those of the residuals; intervals are Fisher's."""

import numpy as np
import pandas as pd
import pytest

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
