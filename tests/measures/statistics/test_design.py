"""Sessions of one client say less than as many clients."""

import numpy as np
import pandas as pd
import pytest

from measures.statistics import (
    clustered,
    comparison,
    design,
    funnel,
    overdispersion,
)

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


def test_two_clients_tell_something_and_one_nothing():
    two = counselor("a", [4, 0], [4, 4])
    one = counselor("b", [0], [9])

    # 2/1 * ((4 - 2)^2 + 2^2) of 8 * 1/4
    assert design.effect(pd.DataFrame([two])) == pytest.approx(16 / 2)
    assert design.effect(pd.DataFrame([two, one])) == pytest.approx(16 / 2)
    assert design.effect(pd.DataFrame([counselor("a", [1, 0], [1, 1])])) == 2


def test_each_counselor_spreads_about_its_own_rate():
    both = [counselor("a", [4, 0, 2], [4, 4, 4]), counselor("b", [2, 0, 0], [2, 3, 1])]
    spread = 3 / 2 * (4 + 4) + 3 / 2 * ((2 - 2 / 3) ** 2 + 1 + 1 / 9)
    independent = 12 / 4 + 6 * 2 / 9

    assert design.effect(pd.DataFrame(both)) == pytest.approx(spread / independent)


def test_attended_sessions_are_rounded_toward_the_clinics_middle(monkeypatch):
    monkeypatch.setattr(design, "effect", lambda _: 2.5)
    rows = pd.DataFrame({"attended": [81, 100, 119, 0], "counted": [201, 200, 201, 0]})
    found = design.effective(rows.assign(clients=20))

    # 80 of 201 / 2.5 sessions; of them 32.2, 40 and 47.4, and half attended in all
    assert found["effective"].tolist() == [80, 80, 80, 0]
    assert found["effective_attended"].tolist() == [33, 40, 47, 0]


@pytest.mark.parametrize(("clients", "effective"), [(9, 0), (10, 20)])
def test_below_ten_clients_no_session_is_effective(clients, effective):
    rows = pd.DataFrame([counselor("a", [1, 2] * 5, [2] * 10)])
    found = design.effective(rows.assign(clients=clients))

    assert found["effective"].tolist() == [effective]
    assert found["effective_attended"].tolist() == [effective * 3 // 4]


def test_who_attended_nothing_counted_has_none_effective():
    rows = [counselor("a", [0] * 12, [0] * 12), counselor("b", [1, 2] * 9, [3] * 18)]
    found = design.effective(pd.DataFrame(rows))

    assert found.loc[0, ["effective", "effective_attended"]].tolist() == [0, 0]


def people():
    rows = [
        counselor(f"c{n}", [10] * yes + [0] * (20 - yes), [10] * 20)
        for n, yes in enumerate([4, 8, 12, 16, 18, 19, 5, 13, 15, 17, 10, 11])
    ]
    return pd.DataFrame(rows)


def test_the_middle_is_that_of_all_sessions_and_the_interval_is_clustered():
    frame = people()
    judged = design.compared(frame)
    plain = clustered.with_clustered_rate(frame)

    assert design.middle(frame) == frame["attended"].sum() / frame["counted"].sum()
    assert judged["rate"].tolist() == plain["rate"].tolist()
    assert judged["low"].tolist() == plain["low"].tolist()
    side, level = comparison.outside(
        judged["effective_attended"], judged["effective"], design.middle(frame)
    )
    assert judged["side"].tolist() == side.tolist()
    assert judged["level"].tolist() == level.tolist()


def test_the_spread_is_that_of_who_is_compared():
    judged = design.compared(people())
    few = judged.head(1).assign(effective=11, effective_attended=0)
    enough = few.assign(effective=12)
    spread = design.spread(judged)

    assert spread.groups == 12
    assert design.spread(pd.concat([judged, few])).groups == 12
    assert design.spread(pd.concat([judged, enough])).groups == 13
    assert spread.center == design.middle(judged)
    assert spread == overdispersion.dispersion(
        judged["effective_attended"], judged["effective"], middle=design.middle(judged)
    )


def test_the_curve_counts_sessions_not_effective_ones():
    judged = design.compared(people())
    curve = design.curve(judged)
    effect = design.effect(judged)
    plain = funnel.guide(design.middle(judged), 19)

    assert curve["total"].tolist() == pytest.approx((plain["total"] * effect).tolist())
    assert curve["low_95"].tolist() == pytest.approx(plain["low_95"].tolist())
    wide = design.curve(judged, differ=True)
    assert (wide["high_95"] > curve["high_95"]).all()


def test_random_groups_of_clients_are_compared_as_clients_are():
    frame = people()
    grouped = frame.assign(clusters=frame["clients"], clients=9)

    found = design.compared_clusters(grouped)
    assert found["side"].tolist() == design.compared(frame)["side"].tolist()


def test_each_kind_is_a_clinic_of_its_own():
    frame = people().assign(clusters=20, kind=["b", "a"] * 6)
    found = design.compared_by(frame, "kind")

    assert found["kind"].tolist() == ["b"] * 6 + ["a"] * 6
    for kind, own in frame.groupby("kind"):
        alone = design.compared_clusters(own)
        rows = found[found["kind"] == kind]
        assert rows["side"].tolist() == alone["side"].tolist()
        assert rows["low_95"].tolist() == alone["low_95"].tolist()
    assert design.compared_by(frame.head(0), "kind").empty
