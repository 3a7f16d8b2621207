"""Who is over capacity, by their own limits and never by invented ones."""

import numpy as np
import pandas as pd
import pytest

from measures import caseload

NUMBERS = ["active_clients", "caseload_limit", "attended_hours", "weekly_hours"]


def counselors(**rows):
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=NUMBERS)
    return frame.rename_axis("counselor").reset_index()


CLINIC = counselors(
    ruth=[31, 25, 27.0, 24.0],
    carl=[25, 25, 20.0, 20.0],
    mary=[30, 25, None, None],
    otto=[1, None, 24.02, 24.0],
    anna=[2, 0, 10.5, 0.0],
    nobody=[40, None, 30.0, None],
)


@pytest.fixture
def judged():
    return caseload.against_limits(CLINIC).set_index("counselor")


def test_the_reason_says_both_limits(judged):
    assert judged.loc["ruth", "reason"] == (
        "31 active clients, limit 25; 27 attended hours a week of 24 contracted"
    )
    assert judged.loc["mary", "reason"] == "30 active clients, limit 25"
    assert judged.loc["otto", "reason"] == (
        "just over 24 attended hours a week of 24 contracted"
    )


def test_at_the_limit_is_not_over_it(judged):
    assert not judged.loc["carl", "over_capacity"]
    assert judged.loc["carl", "reason"] == ""
    assert judged.loc["carl", "utilization"] == 1


def test_a_limit_that_was_not_exported_is_not_invented(judged):
    assert not judged.loc["nobody", ["over_hours", "over_clients"]].any()
    assert np.isnan(judged.loc["nobody", "utilization"])
    assert np.isnan(judged.loc["nobody", "excess"])


def test_those_over_capacity_come_first_by_how_far(judged):
    assert judged.index.to_list() == ["anna", "ruth", "mary", "otto", "carl", "nobody"]


def test_utilization_is_hours_attended_of_hours_contracted(judged):
    assert judged.loc["ruth", "utilization"] == 27 / 24
    half = caseload.against_limits(counselors(ruth=[1, 9, 0.25, 0.5]))
    assert half["utilization"].to_list() == [0.5]


def test_the_larger_of_the_two_loads_is_the_excess(judged):
    assert judged.loc["ruth", "excess"] == 31 / 25
    assert judged.loc["otto", "excess"] == 24.02 / 24
    assert judged.loc["mary", "excess"] == 30 / 25


def test_hours_of_a_tenth_are_said_and_whole_ones_plainly():
    frame = counselors(ruth=[1, 9, 24.3, 20.5])

    assert caseload.against_limits(frame).loc[0, "reason"] == (
        "24.3 attended hours a week of 20.5 contracted"
    )


def test_one_limit_passed_is_enough(judged):
    assert judged["over_capacity"].to_list() == [True] * 4 + [False] * 2
    assert judged.loc["mary", ["over_hours", "over_clients"]].to_list() == [False, True]
    assert judged.loc["otto", ["over_hours", "over_clients"]].to_list() == [True, False]


def test_no_contracted_hours_are_exceeded_by_any(judged):
    assert judged.loc["anna", "excess"] == np.inf
    assert np.isnan(judged.loc["anna", "utilization"])
    assert judged.loc["anna", "reason"] == (
        "2 active clients, limit 0; 10.5 attended hours a week of 0 contracted"
    )


def test_equal_need_is_ordered_by_name():
    frame = counselors(zoe=[5, 10, 10, 20], ada=[5, 10, 10, 20])

    assert caseload.against_limits(frame)["counselor"].to_list() == ["ada", "zoe"]


def test_one_client_is_a_client():
    frame = counselors(ruth=[1, 0, None, None])

    assert caseload.against_limits(frame).loc[0, "reason"] == "1 active client, limit 0"


def test_the_clinics_middle_leaves_out_who_has_no_number():
    typical = caseload.typical(caseload.against_limits(CLINIC)).set_index("measure")

    assert typical.loc["active_clients", "median"] == 27.5
    assert typical.loc["active_clients", "counselors"] == 6
    assert typical.loc["attended_hours", "counselors"] == 5
    assert typical.loc["utilization", "counselors"] == 3
    quartiles = typical.loc["active_clients", ["lower_quartile", "upper_quartile"]]
    assert quartiles.to_list() == list(
        np.quantile([31, 25, 30, 1, 2, 40], [0.25, 0.75])
    )


def test_no_counselors_and_no_numbers():
    empty = caseload.against_limits(CLINIC.iloc[:0])
    blank = caseload.against_limits(counselors(ruth=[None] * 4))

    assert empty.empty
    assert caseload.typical(empty)["median"].isna().all()
    assert blank["over_capacity"].to_list() == [False]
    assert caseload.typical(blank)["counselors"].to_list() == [0, 0, 0]


def test_the_frame_given_stays_as_it_was():
    before = CLINIC.copy()

    caseload.against_limits(CLINIC)

    pd.testing.assert_frame_equal(CLINIC, before)
