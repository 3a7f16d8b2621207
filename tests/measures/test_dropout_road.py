"""The road through treatment: in care, dropped out, completed, other ending."""

import numpy as np
import pandas as pd
import pytest

from measures import dropout
from measures.statistics import rates

ROAD = pd.DataFrame(
    {
        "session_number": [2, 1, 3],
        "at_risk": [70, 100, 40],
        "dropped_out": [14, 20, 4],
        "completed": [0, 0, 8],
        "other_ending": [1, 2, 0],
    }
)


def test_the_road_through_treatment_adds_up():
    curve = dropout.cumulative(ROAD)

    shares = curve[["in_care", "dropped_out", "completed", "other_ending"]]
    assert curve["session_number"].to_list() == [1, 2, 3]
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    np.testing.assert_allclose(curve["hazard"], [0.2, 0.2, 0.1])
    np.testing.assert_allclose(curve["in_care"], [0.78, 0.78 * 55 / 70, 0.78 * 0.55])
    np.testing.assert_allclose(
        curve["dropped_out"],
        [0.2, 0.2 + 0.78 * 0.2, 0.2 + 0.78 * 0.2 + 0.78 * 55 / 70 * 0.1],
    )


def test_hazards_carry_wilson_and_the_share_log_log_limits():
    curve = dropout.cumulative(ROAD)

    low, high = rates.wilson(curve["hazard"] * curve["at_risk"], curve["at_risk"])
    np.testing.assert_allclose(curve["hazard_low"], low)
    np.testing.assert_allclose(curve["hazard_high"], high)
    reach = 1.959964 * 0.04 / (0.2 * np.log(0.2))
    np.testing.assert_allclose(
        curve.loc[0, "dropped_out_low"], 0.2 ** np.exp(-reach), 1e-6
    )
    np.testing.assert_allclose(
        curve.loc[0, "dropped_out_high"], 0.2 ** np.exp(reach), 1e-6
    )


def test_the_two_views_agree():
    counts = ROAD.sort_values("session_number")
    names = {"at_risk": "at_risk", "dropped_out": "dropped"}
    names |= {"completed": "completed", "other_ending": "other"}
    row = {
        f"{short}_{number}": counts[name].iloc[position]
        for name, short in names.items()
        for position, number in enumerate(("one", "two"))
    }

    curve = dropout.cumulative(ROAD).iloc[1]
    found = dropout.early(pd.DataFrame([row])).iloc[0]

    for ending in ("", "_low", "_high"):
        np.testing.assert_allclose(
            found[f"by_two{ending}"], curve[f"dropped_out{ending}"]
        )
    np.testing.assert_allclose(found["after_two"], curve["hazard"])


@pytest.mark.parametrize(("last", "kept"), [(9, 2), (10, 3)])
def test_the_curve_ends_where_fewer_than_ten_are_at_risk(last, kept):
    curve = dropout.cumulative(ROAD.assign(at_risk=[70, 100, last], completed=0))

    assert len(dropout.while_known(curve)) == kept


def test_no_sessions_stay_none():
    curve = dropout.cumulative(ROAD.iloc[:0])

    assert curve.empty
    assert dropout.while_known(curve).empty


def test_a_session_of_which_nothing_is_known_ends_the_curve():
    curve = dropout.cumulative(ROAD)
    unknown = curve.assign(at_risk=pd.array([100, None, 40], dtype="Int64"))

    assert dropout.while_known(unknown)["session_number"].to_list() == [1]


def test_the_curve_does_not_come_back():
    curve = dropout.cumulative(ROAD).assign(at_risk=[100, 9, 40])

    assert dropout.while_known(curve)["session_number"].to_list() == [1]
