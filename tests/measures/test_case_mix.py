"""Adjusting for who the clients are: what it explains, and what it leaves."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.stats import binom

from measures import case_mix
from measures.statistics import standardized

EASY, HARD = 0.15, 0.55
UNSAID = dict.fromkeys(case_mix.ABOUT_CLIENTS)


def clients(number, *, effect=None, seed=1, counselors=20):
    """Draw clients; counselor 0's are nearly all severe, and `effect` is a counselor's."""
    rng = np.random.default_rng(seed)
    keys = rng.integers(0, counselors, number)
    severe = rng.random(number) < np.where(keys == 0, 0.9, 0.3)
    risk = np.where(severe, HARD, EASY) * pd.Series(keys).map(effect or {}).fillna(1)
    left_one = rng.random(number) < risk
    came = ~left_one & (rng.random(number) < 0.95)
    left_two = came & (rng.random(number) < risk / 2)
    words = np.where(severe, "severe", "mild")
    drawn = {"counselor_key": keys, **UNSAID, "severity": words, "quarter": 8100}
    left = {"left_one": left_one, "came_to_two": came, "left_two": left_two}
    return pd.DataFrame(drawn | left)


def counts(drawn):
    """Return the counts that the other questions give, by counselor."""
    rows = drawn.assign(at_risk_one=1, at_risk_two=drawn["came_to_two"])
    rows = rows.rename(columns={"left_one": "dropped_one", "left_two": "dropped_two"})
    names = ["at_risk_one", "dropped_one", "at_risk_two", "dropped_two"]
    summed = rows.groupby("counselor_key")[names].sum().astype(int).reset_index()
    nobody = ("completed_one", "other_one", "completed_two", "other_two")
    return summed.assign(**dict.fromkeys(nobody, 0))


def judged(drawn, *, adjusted=True):
    by_counselor = counts(drawn)
    expected = case_mix.expected(drawn, adjusted=adjusted).counselors
    clinic = by_counselor.sum().to_frame().T
    merged = by_counselor.merge(expected, on="counselor_key")
    return standardized.judged(merged, clinic), clinic


def test_harder_clients_explain_what_looks_like_a_counselor():
    drawn = clients(4_000)
    adjusted, plain = (judged(drawn, adjusted=a)[0] for a in (True, False))

    assert plain["side"][0] == "high"
    assert adjusted["side"][0] == "within"
    assert adjusted["low"][0] < plain["rate"][1:].mean() < adjusted["high"][0]


def test_a_counselor_who_differs_still_does():
    drawn = clients(6_000, effect={3: 1.6})
    adjusted, _ = judged(drawn)

    assert adjusted["side"][3] == "high"
    assert adjusted["ratio"][3] == pytest.approx(1.5, abs=0.2)


def test_as_many_are_expected_as_left():
    drawn = clients(900)
    found = case_mix.expected(drawn).counselors
    left = drawn["left_one"].sum() + drawn["left_two"].sum()

    assert found["left"].sum() == left
    assert found["expected"].sum() == pytest.approx(left, abs=1e-4)


def test_without_attributes_the_clinics_own_shares_are_expected():
    drawn = clients(900)
    expected, attributes = case_mix.expected(drawn.assign(severity=None))
    by_counselor = counts(drawn)
    total = by_counselor.sum()
    by_hand = sum(
        by_counselor[f"at_risk_{n}"] * total[f"dropped_{n}"] / total[f"at_risk_{n}"]
        for n in ("one", "two")
    )

    assert attributes == ()
    assert np.allclose(expected["expected"], by_hand, atol=1e-4)


def test_the_quarter_alone_says_nothing_of_clients():
    drawn = clients(900).assign(severity="mild", quarter=np.arange(900) % 2 + 8100)

    assert case_mix.expected(drawn).attributes == ()
    mixed = clients(900).assign(quarter=np.arange(900) % 2 + 8100)
    assert case_mix.expected(mixed).attributes == ("severity", "quarter")


def test_what_was_not_recorded_is_a_level_of_its_own():
    drawn = clients(2_000)
    unsaid = drawn["severity"].where(drawn["severity"] != "severe")
    same = case_mix.expected(drawn.assign(severity=unsaid)).counselors

    assert np.allclose(
        same["expected"], case_mix.expected(drawn).counselors["expected"]
    )


@pytest.mark.parametrize(
    ("sizes", "levels"),
    [
        ({"a": 90, "b": 30}, [0, 1]),
        ({"a": 90, "b": 30, "c": 30}, [0, 1, 2]),
        ({"a": 90, "b": 29}, [0, 0]),
        ({"a": 90, "b": 29, "c": 29}, [0, 1, 1]),
        ({"a": 90, "b": 40, "c": 29}, [0, 1, 0]),
        ({"a": 40, "b": 40, None: 50}, [1, 2, 0]),
        ({"a": 5}, [0]),
    ],
)
def test_rare_values_are_taken_together(sizes, levels):
    values = pd.Series([word for word, size in sizes.items() for _ in range(size)])
    found = case_mix.pooled(values)
    starts = np.cumsum([0, *sizes.values()])[:-1]

    assert found[starts].tolist() == levels


def test_at_most_the_twelve_commonest_values_stand_alone():
    words = [f"{n:02}" for n in range(15) for _ in range(60 - n)]
    found = case_mix.pooled(pd.Series(words))

    assert found.max() == case_mix.MOST_LEVELS
    assert (found == case_mix.MOST_LEVELS).sum() == 48 + 47 + 46


def test_the_order_of_clients_changes_nothing():
    drawn = clients(900)
    turned = drawn.iloc[::-1].reset_index(drop=True)

    one, other = (case_mix.expected(rows).counselors for rows in (drawn, turned))
    assert np.allclose(one, other, atol=1e-9)


def test_words_that_tell_everything_are_survived():
    drawn = clients(900)
    drawn = drawn.assign(payer=drawn["left_one"].map({True: "x", False: "y"}))
    found = case_mix.expected(drawn).counselors

    assert np.allclose(found["expected"].sum(), found["left"].sum(), atol=0.01)


def test_chance_alone_flags_no_more_than_it_says():
    flagged = [
        judged(clients(2_000, seed=seed, counselors=40))[0]["side"].ne("within").sum()
        for seed in range(25)
    ]

    assert 5 < sum(flagged) <= 25 * 40 * 0.05 + 12


def test_nobody_at_all_is_no_error():
    nobody = clients(900).iloc[:0]

    assert case_mix.expected(nobody).counselors.empty


def test_the_tails_and_the_variance_are_those_of_the_clients_chances():
    drawn = clients(1_200, counselors=30).assign(severity=None)
    found = case_mix.expected(drawn).counselors.set_index("counselor_key")
    by_counselor = counts(drawn).set_index("counselor_key")
    one, two = (
        by_counselor[f"dropped_{n}"].sum() / by_counselor[f"at_risk_{n}"].sum()
        for n in ("one", "two")
    )
    at_risk = by_counselor[["at_risk_one", "at_risk_two"]]
    variance = at_risk @ [one * (1 - one), two * (1 - two)]

    assert np.allclose(found["variance"], variance, atol=1e-4)
    assert found["left"].equals(
        by_counselor["dropped_one"] + by_counselor["dropped_two"]
    )
    near = found[np.minimum(found["lower"], found["upper"]).between(0.001, 0.05)]
    for key, row in near.iterrows():
        first, second = at_risk.loc[key]
        mass = np.convolve(
            binom.pmf(np.arange(first + 1), first, one),
            binom.pmf(np.arange(second + 1), second, two),
        )
        left = int(row["left"])
        assert row["lower"] == pytest.approx(mass[: left + 1].sum(), abs=1e-5)
        assert row["upper"] == pytest.approx(mass[left:].sum(), abs=1e-5)
    assert len(near)


def test_what_is_expected_is_that_of_a_logistic_model():
    drawn = clients(1_200).assign(quarter=np.arange(1_200) // 400)
    came = drawn[drawn["came_to_two"]]
    periods = pd.concat([drawn.assign(second=0), came.assign(second=1)])
    y = np.where(periods["second"], periods["left_two"], periods["left_one"])
    severe = periods["severity"] == "severe"
    design = [severe, periods["second"], *(periods["quarter"] == n for n in (1, 2))]
    design = sm.add_constant(np.column_stack(design).astype(float))
    fitted = sm.GLM(y.astype(float), design, family=sm.families.Binomial()).fit()
    theirs = pd.Series(fitted.fittedvalues).groupby(periods["counselor_key"].to_numpy())

    found = case_mix.expected(drawn).counselors
    assert np.allclose(found["expected"], theirs.sum(), atol=0.01)
    assert not np.allclose(found["expected"], theirs.sum(), atol=1e-9)


def test_an_attribute_of_one_level_is_not_used():
    drawn = clients(900).assign(mandated="no", payer=["self", "other"] * 450)

    assert case_mix.expected(drawn).attributes == ("severity", "payer")
    assert case_mix.expected(drawn, adjusted=False).attributes == ()


def test_the_ridge_is_a_hundredth():
    drawn = clients(1_200)
    drawn = drawn.assign(counselor_key=(drawn["severity"] == "severe").astype(int))
    came = drawn[drawn["came_to_two"]]
    second = np.repeat([0, 1], [len(drawn), len(came)])
    severe = np.append(drawn["counselor_key"], came["counselor_key"])
    left = np.append(drawn["left_one"], came["left_two"]).astype(float)
    design = sm.add_constant(np.column_stack([severe, second]).astype(float))
    slope = sm.GLM(left, design, family=sm.families.Binomial()).fit().params[1]
    found = case_mix.expected(drawn).counselors

    assert (found["left"] - found["expected"])[1] == pytest.approx(
        0.01 * slope, rel=0.01
    )
