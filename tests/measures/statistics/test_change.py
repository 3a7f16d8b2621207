"""A change is named only when its interval leaves out zero."""

import numpy as np
import pandas as pd

from measures.statistics import change

NOW = pd.DataFrame(
    {"rate": [0.30, 0.20, 0.10, 0.20], "low": [0.25, 0.1, 0.08, 0.1]}
).assign(high=[0.35, 0.3, 0.12, 0.3])


def test_direction_needs_an_interval_without_zero():
    named = change.direction(
        [0.01, -0.2, -0.1, 0.0, -0.1, np.nan], [0.2, -0.01, 0.1, 0.1, 0.0, 1]
    )

    assert list(named) == ["up", "down"] + ["unclear"] * 4


def test_rows_are_paired_by_label_and_new_ones_are_unclear():
    now = NOW.set_axis(["ruth", "carl", "mary", "new"])
    before = pd.DataFrame(
        {"rate": 0.2, "low": 0.17, "high": 0.23}, index=["mary", "carl", "ruth", "old"]
    )

    answer = change.between(now, before)

    assert list(answer.index) == ["ruth", "carl", "mary", "new"]
    assert list(answer["direction"]) == ["up", "unclear", "down", "unclear"]
    assert np.isnan(answer.loc["new", "difference"])
    np.testing.assert_allclose(answer.loc["ruth", "difference"], 0.1)


def test_symmetric_intervals_give_the_usual_root_of_squares():
    gap, low, high = change.difference((0.5, 0.4, 0.6), (0.3, 0.25, 0.35))

    half = np.hypot(0.10, 0.05)
    np.testing.assert_allclose([gap, low, high], [0.2, 0.2 - half, 0.2 + half])


def test_the_nearer_limit_of_each_side_decides():
    _, low, high = change.difference((0.5, 0.3, 0.6), (0.2, 0.15, 0.4))

    np.testing.assert_allclose(low, 0.3 - np.hypot(0.2, 0.2))
    np.testing.assert_allclose(high, 0.3 + np.hypot(0.1, 0.05))


def test_no_rows_before_is_unclear_everywhere():
    answer = change.between(NOW, NOW.iloc[:0])

    assert set(answer["direction"]) == {"unclear"}
    assert answer[["difference", "low", "high"]].isna().all(axis=None)
