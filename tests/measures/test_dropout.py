"""Who left early, from counts of mature sessions."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures import dropout
from measures.statistics import change, rates

RAJ = {
    "at_risk_one": 162,
    "dropped_one": 120,
    "completed_one": 0,
    "other_one": 0,
    "at_risk_two": 42,
    "dropped_two": 29,
    "completed_two": 0,
    "other_two": 0,
}
NOTHING = dict.fromkeys(RAJ, 0)


def test_the_counts_of_the_public_export_give_its_rate():
    found = dropout.early(pd.DataFrame([RAJ])).iloc[0]

    np.testing.assert_allclose(found["after_one"], 120 / 162)
    np.testing.assert_allclose(found["after_two"], 29 / 42)
    np.testing.assert_allclose(found["by_two"], 0.919753, atol=1e-6)
    assert found["by_two_low"] < found["by_two"] < found["by_two_high"]


def test_completed_after_one_is_not_dropout():
    found = dropout.early(
        pd.DataFrame([RAJ | {"dropped_one": 20, "completed_one": 100}])
    )

    np.testing.assert_allclose(found["by_two"], 20 / 162 + 42 / 162 * 29 / 42)


def test_nothing_mature_is_unknown_and_nobody_second_too():
    frame = pd.DataFrame([NOTHING, NOTHING | {"at_risk_one": 9, "dropped_one": 3}])

    found = dropout.early(frame)

    assert found.loc[0, "after_one":].isna().all()
    assert found.loc[1, "after_one"] == pytest.approx(1 / 3)
    assert found.loc[1, "after_two":].isna().all()


def test_everybody_gone_after_one_is_known_by_two():
    found = dropout.early(
        pd.DataFrame([NOTHING | {"at_risk_one": 9, "dropped_one": 9}])
    )

    assert found.loc[0, "by_two"] == found.loc[0, "by_two_high"] == 1
    assert found.loc[0, "by_two_low"] == rates.wilson(9, 9)[0]


def test_no_dropout_still_has_an_upper_limit():
    found = dropout.early(
        pd.DataFrame([NOTHING | {"at_risk_one": 30, "at_risk_two": 20}])
    )

    assert found.loc[0, "by_two"] == found.loc[0, "by_two_low"] == 0
    assert found.loc[0, "by_two_high"] == rates.wilson(0, 20)[1]


def test_one_client_at_risk_is_the_fewest():
    found = dropout.early(
        pd.DataFrame([NOTHING | {"at_risk_one": 30, "at_risk_two": 1}])
    )

    assert found.loc[0, "by_two_high"] == rates.wilson(0, 1)[1]


def test_a_change_has_an_interval_and_a_direction():
    now, before = pd.DataFrame([RAJ]), pd.DataFrame([RAJ | {"dropped_one": 60}])

    for measure in ("after_one", "by_two"):
        found = dropout.change(now, before, measure=measure).iloc[0]
        assert found["direction"] == "up"
        assert 0 < found["low"] < found["difference"] < found["high"]
    same = dropout.change(now, before, measure="after_two").iloc[0]
    assert same["direction"] == "unclear"


def test_the_change_after_session_one_is_newcombes():
    found = dropout.change(
        pd.DataFrame([RAJ]),
        pd.DataFrame([RAJ | {"dropped_one": 60}]),
        measure="after_one",
    ).iloc[0]

    np.testing.assert_allclose(
        found[["difference", "low", "high"]].astype(float),
        change.difference(
            *((n / 162, *rates.wilson(n, 162)) for n in (120, 60)),
        ),
    )


def test_no_rows_stay_no_rows():
    assert dropout.early(pd.DataFrame([RAJ]).iloc[:0]).empty


@st.composite
def clinics(draw):
    one = draw(st.integers(0, 300))
    ends = [draw(st.integers(0, one // 3)) for _ in range(3)]
    two = draw(st.integers(0, one - sum(ends)))
    return [one, *ends, two, *(draw(st.integers(0, two // 3)) for _ in range(3))]


@given(st.lists(clinics(), max_size=4))
def test_every_estimate_lies_in_its_interval_inside_0_and_1(rows):
    found = dropout.early(pd.DataFrame(rows, columns=list(RAJ)))

    for name in ("after_one", "after_two", "by_two"):
        known = found[found[name].notna()]
        assert known[[f"{name}_low", f"{name}_high"]].notna().all(axis=None)
        assert (known[f"{name}_low"] >= 0).all()
        assert (known[f"{name}_low"] <= known[name]).all()
        assert (known[name] <= known[f"{name}_high"]).all()
        assert (known[f"{name}_high"] <= 1).all()
    both = found.dropna(subset=["after_one", "by_two"])
    assert (both["by_two"] >= both["after_one"]).all()


@pytest.mark.parametrize(("clients", "compared"), [(11, False), (12, True)])
@pytest.mark.parametrize("lately", [True, False])
def test_a_handful_of_clients_is_no_period_to_compare_with(clients, compared, lately):
    few = NOTHING | {"at_risk_one": clients, "dropped_one": 4, "at_risk_two": 7}
    frames = pd.DataFrame([few]), pd.DataFrame([RAJ])
    now, before = frames if lately else frames[::-1]

    for measure in ("after_one", "by_two"):
        found = dropout.change(now, before, measure=measure).iloc[0]
        assert pd.notna(found["low"]) == compared
    found = dropout.change(now, before, measure="after_two").iloc[0]
    assert pd.isna(found["difference"])
    assert found["direction"] == "unclear"


def test_unless_said_otherwise_a_change_is_that_by_session_two():
    frames = pd.DataFrame([RAJ]), pd.DataFrame([RAJ | {"dropped_one": 60}])
    by_two = dropout.change(*frames, measure="by_two")

    assert dropout.change(*frames).equals(by_two)
    assert not dropout.change(*frames, measure="after_one").equals(by_two)
