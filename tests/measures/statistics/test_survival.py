"""Curves agree with R survfit, ties and competing endings included."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.statistics import survival


def histories(table, kinds):
    """Unfold counts by time into one time and cause per client."""
    times, causes = [], []
    for row in table.itertuples():
        for cause, column in {**kinds, 0: "censor"}.items():
            number = int(getattr(row, column))
            times += [row.time] * number
            causes += [cause] * number
    return times, causes


@pytest.fixture
def tied(oracle):
    return oracle("competing_endings")


def test_kaplan_meier_agrees_with_r(oracle):
    table = oracle("kaplan_meier").rename(columns={"n.risk": "at_risk"})

    for _, group in table.groupby("strata"):
        found = survival.kaplan_meier(group, events="n.event")
        for ours, theirs in {
            "survival": "surv",
            "error": "std.err",
            "low": "lower",
            "high": "upper",
        }.items():
            np.testing.assert_allclose(found[ours], group[theirs], atol=1e-12)


def test_competing_endings_agree_with_r(tied):
    incidence, error = survival.aalen_johansen(
        tied["n.risk"], [tied["ev1"], tied["ev2"]]
    )

    for kind in (0, 1):
        low, high = survival.log_log_limits(incidence[kind], error[kind])
        for ours, name in ((incidence[kind], "cif"), (error[kind], "se")):
            theirs = tied[f"{name}{kind + 1}"]
            np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-12)
        np.testing.assert_allclose(low, tied[f"lo{kind + 1}"], atol=1e-12)
        np.testing.assert_allclose(high, tied[f"hi{kind + 1}"], atol=1e-12)
    np.testing.assert_allclose(1 - incidence.sum(axis=0), tied["p0"], atol=1e-12)


def test_individual_histories_give_the_same_counts(tied):
    times, causes = histories(tied, {1: "ev1", 2: "ev2"})

    found = survival.life_table(times, causes, kinds=(1, 2))

    assert list(found) == ["time", "at_risk", 1, 2, "censored"]
    assert found["at_risk"].to_list() == tied["n.risk"].to_list()
    assert found[1].to_list() == tied["ev1"].to_list()
    assert found["censored"].to_list() == tied["censor"].to_list()


def test_the_rival_ending_taken_for_censoring_overstates(tied, oracle):
    naive = oracle("naive_kaplan_meier")
    table = tied.rename(columns={"n.risk": "at_risk"})

    found = survival.kaplan_meier(table, events="ev1").set_index("time")
    incidence, _ = survival.aalen_johansen(tied["n.risk"], [tied["ev1"], tied["ev2"]])

    wrong = 1 - found.loc[naive["time"], "survival"]
    np.testing.assert_allclose(wrong, naive["one_minus_km"], atol=1e-12)
    assert wrong.max() > 3 * incidence[0].max()


def test_many_groups_at_once_are_each_group_alone():
    random = np.random.default_rng(3)
    at_risk = np.sort(random.integers(30, 90, (5, 4)))[:, ::-1]
    events = random.integers(0, 5, (3, 5, 4))

    together, errors = survival.aalen_johansen(at_risk, events)

    for group in range(5):
        alone, error = survival.aalen_johansen(at_risk[group], events[:, group])
        np.testing.assert_allclose(together[:, group], alone)
        np.testing.assert_allclose(errors[:, group], error)


def test_nobody_at_risk_is_unknown_unless_everybody_has_ended():
    at_risk = [[10, 0, 0], [10, 0, 0], [0, 0, 0]]
    dropped, completed = (
        [[3, 0, 0], [3, 0, 0], [0] * 3],
        [[7, 0, 0], [2, 0, 0], [0] * 3],
    )

    incidence, error = survival.aalen_johansen(at_risk, [dropped, completed])

    np.testing.assert_allclose(incidence[0, 0], [0.3, 0.3, 0.3])
    np.testing.assert_allclose(error[0, 0], [(0.3 * 0.7 / 10) ** 0.5] * 3)
    np.testing.assert_allclose(incidence[0, 1], [0.3, np.nan, np.nan])
    assert np.isnan(incidence[0, 2]).all()
    assert np.isnan(error[:, 2]).all()


def test_no_times_and_one_client():
    incidence, error = survival.aalen_johansen(np.empty(0), np.empty((2, 0)))
    one = survival.life_table([1], [0])

    assert incidence.shape == error.shape == (2, 0)
    assert one.to_dict("records") == [{"time": 1, "at_risk": 1, 1: 0, "censored": 1}]
    assert survival.kaplan_meier(one, events=1)["survival"].to_list() == [1.0]
    assert survival.life_table([], []).empty


def test_limits_are_unknown_at_the_edge():
    low, high = survival.log_log_limits([0.0, 0.4, 1.0], [0.0, 0.1, 0.0])

    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [True, False, True]
    assert 0 < low[1] < 0.4 < high[1] < 1


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 2)), min_size=1))
def test_endings_only_grow_and_add_up(clients):
    table = survival.life_table(*zip(*clients, strict=True), kinds=(1, 2))

    incidence, error = survival.aalen_johansen(table["at_risk"], [table[1], table[2]])

    assert (np.diff(incidence, axis=-1) >= 0).all()
    assert (incidence.sum(axis=0) <= 1 + 1e-12).all()
    assert np.isfinite(error).all()


@given(st.integers(2, 400), st.data())
def test_without_rivals_and_censoring_the_error_is_binomial(clients, data):
    first = data.draw(st.integers(0, clients))
    second = data.draw(st.integers(0, clients - first))
    at_risk = np.array([clients, clients - first])

    incidence, error = survival.aalen_johansen(at_risk, [[first, second]])

    share = (first + second) / clients
    np.testing.assert_allclose(incidence[0, 1], share, atol=1e-12)
    binomial = np.sqrt(share * (1 - share) / clients)
    np.testing.assert_allclose(error[0, 1], binomial, atol=1e-7)
