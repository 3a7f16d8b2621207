"""Sessions of one client say less than as many clients."""

import numpy as np
import pandas as pd
import pytest

from measures.statistics import design

RANDOM = np.random.default_rng(11)


def counselor(name, attended, counted):
    """Draw the counts for a clustered rate from sessions per client."""
    x, n = np.asarray(attended), np.asarray(counted)
    return {
        "counselor_id": name,
        "attended": x.sum(),
        "counted": n.sum(),
        "clients": len(n),
        "sum_xx": (x * x).sum(),
        "sum_xn": (x * n).sum(),
        "sum_nn": (n * n).sum(),
    }


def clinic(people, clients, sessions, *, alike):
    """Draw counselors who do not differ; clients do, by Beta(a, b) with ICC alike."""
    strength = 1 / alike - 1
    drawn = []
    for person in range(people):
        own = RANDOM.beta(0.8 * strength, 0.2 * strength, clients)
        counted = np.full(clients, sessions)
        drawn.append(counselor(f"c{person}", RANDOM.binomial(counted, own), counted))
    return pd.DataFrame(drawn)


def test_clients_who_always_or_never_come_are_one_session_each():
    all_or_nothing = pd.DataFrame([counselor("a", [10] * 15 + [0] * 5, [10] * 20)])

    # k/(k-1) sum (x - p n)^2 / (N p q) = 20/19 * 10
    assert design.effect(all_or_nothing) == pytest.approx(10 * 20 / 19)
    assert design.effective(all_or_nothing)["effective"].tolist() == [19]


def test_the_design_effect_is_that_of_the_intraclass_correlation():
    found = design.effect(clinic(200, 30, 10, alike=0.2))

    assert found == pytest.approx(1 + 9 * 0.2, rel=0.05)


def test_differences_between_counselors_do_not_count_as_clients_alike():
    apart = pd.DataFrame(
        [
            counselor("a", RANDOM.binomial(10, 0.9, 500), [10] * 500),
            counselor("b", RANDOM.binomial(10, 0.5, 500), [10] * 500),
        ]
    )

    assert design.effect(apart) == pytest.approx(1, abs=0.1)


def test_it_is_never_below_one_and_one_where_nothing_is_known():
    even = pd.DataFrame([counselor("a", [4] * 12, [5] * 12)])
    one = pd.DataFrame([counselor("a", [4], [5])])

    assert design.effect(even) == 1
    assert design.effect(one) == 1
    assert design.effect(one.head(0)) == 1


@pytest.mark.parametrize(("clients", "side"), [(9, "not compared"), (10, "within")])
def test_below_ten_clients_nobody_is_compared(clients, side):
    two = pd.DataFrame(
        [
            counselor("a", [4, 2] * 30, [5, 5] * 30),
            counselor("b", [3] * clients, [5] * clients),
        ]
    )

    assert design.compared(two)["side"].iloc[1] == side


def test_chance_flags_no_more_than_its_level_where_clients_are_alike():
    people = clinic(1_000, 30, 10, alike=0.2)

    flagged = design.compared(people)["side"].isin(["low", "high"]).mean()

    naive = design.funnel(people, events="attended", total="counted")
    assert naive["side"].isin(["low", "high"]).mean() > 0.15
    assert 0.02 < flagged < 0.055


def test_those_who_differ_anyway_are_asked_about_differently():
    people = pd.DataFrame(
        [
            counselor(f"c{n}", RANDOM.binomial(10, share, 40), [10] * 40)
            for n, share in enumerate(np.linspace(0.6, 0.9, 24))
        ]
    )

    chance, usual = (design.compared(people, differ=on) for on in (False, True))

    def outside(judged):
        return judged["side"].isin(["low", "high"]).sum()

    assert outside(chance) > 5
    assert outside(usual) < outside(chance)
    wide = design.curve(usual, differ=True)
    narrow = design.curve(chance)
    assert (wide["low_95"] <= narrow["low_95"] + 1e-9).all()
    assert narrow["total"].max() <= people["counted"].max() * 1.01


def test_nobody_is_an_empty_answer():
    nobody = pd.DataFrame([counselor("a", [4], [5])]).head(0)

    assert design.compared(nobody).empty
    assert len(design.curve(design.compared(nobody)))
