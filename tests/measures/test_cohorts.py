"""Those who began together, and how much of them is known."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency

from measures import cohorts, dropout
from measures.statistics.rates import wilson

ONE = ["at_risk_one", "dropped_one", "completed_one", "other_one"]
TWO = ["at_risk_two", "dropped_two", "completed_two", "other_two"]
PATHS = ["clients", "came", "never_came", "still_waiting"]
BOOKED = [("2026-01-01", 20, 12, 3, 5), ("2026-02-01", 10, 1, 0, 9)]
MONTHS = pd.DataFrame(
    [
        ["2026-01-01", 50, 50, 10, 1, 0, 39, 4, 0, 0],
        ["2026-02-01", 40, 40, 8, 0, 0, 30, 3, 0, 0],
        ["2026-04-01", 30, 0, 0, 0, 0, 0, 0, 0, 0],
    ],
    columns=["month", "clients", *ONE, *TWO],
).assign(month=lambda months: pd.to_datetime(months["month"]))


def test_a_quarter_is_the_sum_of_its_months():
    found = cohorts.grouped(MONTHS, quarters=True)

    assert found["began"].dt.strftime("%Y-%m-%d").tolist() == [
        "2026-01-01",
        "2026-04-01",
    ]
    assert found[["clients", "dropped_one", "at_risk_two"]].to_numpy().tolist() == [
        [90, 18, 69],
        [30, 0, 0],
    ]


def test_months_stay_months():
    found = cohorts.grouped(MONTHS, quarters=False)

    assert found["clients"].tolist() == [50, 40, 30]


def test_a_cohort_that_is_not_mature_has_no_rate():
    found = cohorts.left(cohorts.grouped(MONTHS, quarters=False), by="after_one")

    assert np.isnan(found["rate"].iloc[2])
    assert found["whole"].tolist() == [True, True, False]
    assert found["rate"].iloc[0] == 0.2


def test_by_session_two_it_must_be_known_of_all_who_stayed():
    found = cohorts.left(cohorts.grouped(MONTHS, quarters=False), by="by_two")

    assert found["whole"].tolist() == [True, False, False]
    assert found["rate"].tolist()[:2] == [
        pytest.approx(0.2 + 39 / 50 * 4 / 39),
        pytest.approx(0.2 + 0.8 * 3 / 30),
    ]


def test_those_who_still_wait_are_in_no_rate():
    booked = pd.DataFrame(BOOKED, columns=["began", *PATHS])
    old = pd.DataFrame(BOOKED[:1], columns=["began", *PATHS])
    found = cohorts.never_came(booked, old)

    assert found["known"].tolist() == [15, 0]
    assert found["not_come"].tolist() == [8, 9]
    assert found["rate"].iloc[0] == 0.2
    assert np.isnan(found["rate"].iloc[1])
    assert not found["whole"].any()


def test_who_never_comes_is_known_of_everyone_in_the_end():
    booked = pd.DataFrame([("2026-01-01", 15, 12, 3, 0)], columns=["began", *PATHS])

    assert cohorts.never_came(booked, booked)["whole"].tolist() == [True]


def test_the_share_of_all_dropout_that_is_early():
    sessions = pd.DataFrame(
        {
            "session_number": [1, 2, 3],
            "at_risk": [100, 60, 20],
            "dropped_out": [20, 10, 10],
            "completed": 0,
            "other_ending": 0,
        }
    )
    counted = cohorts.within_two(sessions).iloc[0]
    curve = dropout.cumulative(sessions)

    assert (counted["rate"], counted["dropped"]) == (0.75, 40)
    assert counted["low"] < 0.75 < counted["high"]
    assert cohorts.within_two_followed(curve) == pytest.approx(
        (0.2 + 0.8 / 6) / (0.2 + 0.8 / 6 + (0.8 - 0.8 / 6) / 2)
    )
    assert np.isnan(cohorts.within_two_followed(curve.head(1)))


def test_without_dropout_there_is_no_share_of_it():
    nobody = pd.DataFrame({"session_number": [1], "dropped_out": [0]})

    assert np.isnan(cohorts.within_two(nobody)["rate"].iloc[0])


def test_one_test_says_whether_cohorts_leave_alike():
    months = cohorts.grouped(MONTHS, quarters=False)
    after_one = cohorts.differ(months, by="after_one", fewest=10)
    table = [[10, 40], [8, 32]]
    plain = chi2_contingency(table, correction=False)

    assert after_one == pytest.approx(plain.pvalue, abs=1e-9)
    moved = months.assign(dropped_one=[25, 2, 0])
    assert cohorts.differ(moved, by="after_one", fewest=10) < 0.001
    late = months.assign(dropped_two=[25, 1, 0])
    assert cohorts.differ(late, by="after_one", fewest=10) == pytest.approx(after_one)
    assert cohorts.differ(late, by="by_two", fewest=10) < 0.001


@pytest.mark.parametrize(("fewest", "known"), [(40, True), (41, False)])
def test_small_cohorts_are_in_no_test(fewest, known):
    months = cohorts.grouped(MONTHS, quarters=False)
    p = cohorts.differ(months, by="after_one", fewest=fewest)

    assert np.isfinite(p) == known


def test_months_of_two_years_are_two_quarters():
    later = MONTHS.assign(month=MONTHS["month"] + pd.DateOffset(years=1))
    both = cohorts.grouped(pd.concat([later, MONTHS]), quarters=True)

    assert both["began"].dt.strftime("%Y-%m").tolist() == [
        "2026-01",
        "2026-04",
        "2027-01",
        "2027-04",
    ]
    assert "month" not in both


@pytest.mark.parametrize("kind", ["dropped", "completed", "other"])
def test_by_session_two_whoever_ended_after_one_is_known(kind):
    ended = {"dropped_one": 0, "completed_one": 0, "other_one": 0} | {f"{kind}_one": 8}
    month = MONTHS.iloc[[1]].assign(**ended, at_risk_two=32)

    assert cohorts.left(month, by="by_two")["whole"].tolist() == [True]
    less = cohorts.left(month.assign(at_risk_two=31), by="by_two")
    assert less["whole"].tolist() == [False]
    assert cohorts.left(month.assign(at_risk_two=31), by="after_one")["whole"].all()
    young = month.assign(clients=41)
    assert not cohorts.left(young, by="by_two")["whole"].any()


def test_a_cohort_carries_the_limits_of_its_own_rate():
    month = cohorts.grouped(MONTHS, quarters=False)
    early = dropout.early(month)

    for by in ("after_one", "by_two"):
        found = cohorts.left(month, by=by)
        assert found["low"].equals(early[f"{by}_low"])
        assert found["high"].equals(early[f"{by}_high"])
        assert found["known"].tolist() == [50, 40, 0]


def test_who_never_came_has_the_interval_of_those_known():
    booked = pd.DataFrame([("2026-01-01", 30, 12, 3, 5)], columns=["began", *PATHS])
    found = cohorts.never_came(booked, booked).iloc[0]

    assert found[["low", "high"]].tolist() == list(wilson(3, 15))
    assert found["never_came"] == 3
    assert not found["whole"]


def test_cohorts_are_matched_by_when_they_began():
    columns = ["began", *PATHS]
    booked = pd.DataFrame(BOOKED, columns=columns)
    old = pd.DataFrame([("2026-02-01", 9, 6, 2, 1)], columns=columns)
    found = cohorts.never_came(booked, old)

    assert found["known"].tolist() == [0, 8]
    assert found["rate"].iloc[1] == 0.25


def test_the_early_share_counts_sessions_one_and_two():
    sessions = pd.DataFrame({"session_number": [3, 2, 1], "dropped_out": [5, 3, 2]})
    found = cohorts.within_two(sessions).iloc[0]

    assert found[["early", "dropped"]].tolist() == [5, 10]
    assert found[["low", "high"]].tolist() == list(wilson(5, 10))


def test_a_session_of_which_nothing_is_known_adds_no_dropout():
    sessions = pd.DataFrame({"session_number": [1, 2, 3, 4]})
    found = cohorts.within_two(sessions.assign(dropped_out=[3, None, None, 1]))

    assert found[["early", "dropped"]].iloc[0].tolist() == [3, 4]
