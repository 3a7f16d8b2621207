"""Pooled means, the line beside them, and who left against who stayed."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

from measures import thirds, trajectories
from measures.statistics.growth import Line

RNG = np.random.default_rng(3)
SCORES = {("1-2", 1): RNG.normal(30, 2, 40), ("9+", 1): RNG.normal(36, 3, 60)}
SCORES |= {("9+", 2): RNG.normal(37, 3, 60), ("5-8", 2): np.array([31.0])}


def groups():
    rows = [
        {"length": length, "session_number": number, "clients": len(own)}
        | {"mean": own.mean(), "sd": own.std(ddof=1) if len(own) > 1 else np.nan}
        for (length, number), own in SCORES.items()
    ]
    return pd.DataFrame(rows).assign(low=0.0, high=40.0)


def test_pooling_gives_the_mean_and_sd_of_all_scores():
    rows = trajectories.together(groups()).set_index("session_number")

    for number, row in rows.iterrows():
        everyone = np.concatenate(
            [own for (_, n), own in SCORES.items() if n == number]
        )
        assert row["clients"] == len(everyone)
        assert row["mean"] == pytest.approx(everyone.mean())
        assert row["sd"] == pytest.approx(everyone.std(ddof=1))
        assert row["mean_low"] < row["mean"] < row["mean_high"]


def test_nothing_pools_to_nothing():
    assert trajectories.together(groups().head(0)).empty


def test_the_line_is_read_at_the_logarithm_of_the_session():
    line = Line(33.0, 2.0, np.diag([0.01, 0.04]), np.eye(2), 4.0, 50, 200)
    rows = trajectories.with_line(pd.DataFrame({"session_number": [1, 4]}), line)

    assert rows["model"].tolist() == pytest.approx([33, 33 + 2 * np.log(4)])
    assert rows["model_high"][0] - 33 == pytest.approx(1.959964 * 0.1)
    assert trajectories.with_line(rows, None)["model"].isna().all()


def paired(left=(30.0, 3.0, 40), stayed=(32.0, 3.0, 400)):
    rows = [
        {"session_number": 1, "became": became, "mean": mean, "sd": sd, "clients": n}
        for became, (mean, sd, n) in {"left": left, "stayed": stayed}.items()
    ]
    return pd.DataFrame(rows).assign(low=0.0, high=40.0)


def test_who_left_is_compared_with_who_stayed_after_the_same_session():
    (row,) = trajectories.left_and_stayed(paired()).to_dict("records")

    assert row["difference"] == -2
    assert row["difference_low"] < -2 < row["difference_high"] < 0
    assert (row["clients_left"], row["clients_stayed"]) == (40, 400)


def test_a_session_after_which_nobody_left_is_left_out():
    scores = paired()

    assert trajectories.left_and_stayed(scores[scores["became"] == "stayed"]).empty


def test_over_all_sessions_each_weighs_by_who_left():
    second = paired(left=(34.0, 3.0, 10)).assign(session_number=2)
    both = trajectories.left_and_stayed(pd.concat([paired(), second]))
    middle, low, high = trajectories.overall(both)

    assert middle == pytest.approx((40 * -2 + 10 * 2) / 50)
    assert low < middle < high
    assert all(np.isnan(trajectories.overall(both.head(0))))


def half(sd, n):
    return t.ppf(0.975, n - 1) * sd / np.sqrt(n)


def test_the_interval_of_pooled_means_is_students_of_everyone():
    row = trajectories.together(groups()).iloc[0]
    everyone = np.concatenate([own for (_, n), own in SCORES.items() if n == 1])
    width = half(everyone.std(ddof=1), 100)

    assert row["mean_low"] == pytest.approx(everyone.mean() - width)
    assert row["mean_high"] == pytest.approx(everyone.mean() + width)


def test_the_range_of_the_instrument_bounds_the_pooled_mean():
    near = groups().assign(mean=39.9, sd=30.0, low=20.0)
    row = trajectories.together(near).iloc[0]

    assert row["mean_high"] == 40
    assert row[["low", "high"]].to_list() == [20, 40]
    assert trajectories.together(near.assign(mean=20.1))["mean_low"].iloc[0] == 20


@pytest.mark.parametrize(("clients", "sd"), [((1, 1), 2**0.5), ((1,), np.nan)])
def test_single_clients_differ_by_their_means_alone(clients, sd):
    rows = [
        {"session_number": 1, "clients": n, "mean": 30 + 2.0 * place, "sd": np.nan}
        for place, n in enumerate(clients)
    ]
    row = trajectories.together(pd.DataFrame(rows).assign(low=0, high=40)).iloc[0]

    assert row["sd"] == pytest.approx(sd, nan_ok=True)
    assert row["mean"] == 29 + len(clients)


def test_a_difference_joins_the_two_intervals():
    row = trajectories.left_and_stayed(paired(left=(30.0, 5.0, 10))).iloc[0]
    reach = np.hypot(half(5, 10), half(3, 400))

    assert row["difference_low"] == pytest.approx(-2 - reach)
    assert row["difference_high"] == pytest.approx(-2 + reach)


def test_variances_of_differences_add_by_their_weights():
    both = pd.DataFrame(
        {
            "clients_left": [30, 10, 60],
            "difference": [1.0, -1.0, 9.0],
            "difference_low": [-1.0, -5.0, np.nan],
            "difference_high": [2.0, 2.0, np.nan],
        }
    )
    middle, low, high = trajectories.overall(both)

    assert middle == pytest.approx(0.75 * 1 - 0.25 * 1)
    assert low == pytest.approx(0.5 - np.hypot(0.75 * 2, 0.25 * 4))
    assert high == pytest.approx(0.5 + np.hypot(0.75 * 1, 0.25 * 3))


def test_the_ends_of_the_line_stand_on_their_sides():
    line = Line(33.0, 2.0, np.diag([0.01, 0.04]), np.eye(2), 4.0, 50, 200)
    rows = trajectories.with_line(pd.DataFrame({"session_number": [1, 4]}), line)
    width = 1.959964 * np.sqrt(0.01 + 0.04 * np.log(4) ** 2)

    assert rows["model_low"].tolist() == pytest.approx(
        [33 - 1.959964 * 0.1, 33 + 2 * np.log(4) - width]
    )
    assert rows["model_high"][1] == pytest.approx(33 + 2 * np.log(4) + width)


def by_score(clients=(10, 10, 10, 10, 10, 10), dropped=(5, 5, 2, 2, 1, 1)):
    frame = pd.DataFrame({"score": range(30, 30 + len(clients))})
    counts = dict.fromkeys(thirds.COUNTS, 0)
    return frame.assign(**counts).assign(
        at_risk_one=list(clients),
        dropped_one=list(dropped),
        at_risk_two=[n - d for n, d in zip(clients, dropped, strict=True)],
    )


def test_thirds_hold_a_third_of_the_clients_each():
    rows = thirds.thirds(by_score())

    assert rows["third"].tolist() == list(thirds.NAMES)
    assert rows["at_risk_one"].tolist() == [20, 20, 20]
    assert rows[["first", "last"]].to_numpy().tolist() == [[30, 31], [32, 33], [34, 35]]
    assert rows["by_two"].tolist() == pytest.approx([0.5, 0.2, 0.1])


def test_equal_scores_stay_together():
    rows = thirds.thirds(by_score(clients=(2, 50, 2), dropped=(1, 5, 0)))

    assert rows["at_risk_one"].sum() == 54
    assert 50 in rows["at_risk_one"].tolist()


def test_thirds_stand_apart_only_beyond_their_intervals():
    few = thirds.thirds(by_score())
    many = thirds.thirds(by_score(clients=(100,) * 6, dropped=(50, 50, 20, 20, 10, 10)))

    assert thirds.apart(many)
    assert not thirds.apart(few.head(1))
