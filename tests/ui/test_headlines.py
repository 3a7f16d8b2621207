"""The sentence above a figure says the answer, its interval and its n."""

from math import nan

import pandas as pd

from ui import headlines, people, summary

UNCHANGED = pd.DataFrame({"difference": [0.01], "low": [-0.02], "high": [0.04]})
UNKNOWN = pd.DataFrame({"difference": [nan], "low": [nan], "high": [nan]})


def test_a_rate_is_said_with_its_interval_its_n_and_its_direction():
    totals = pd.DataFrame(
        {
            "after_one": [0.118],
            "after_one_low": [0.099],
            "after_one_high": [0.140],
            "at_risk_one": [1042],
        }
    )

    assert headlines.left_after_one(totals, UNCHANGED) == (
        "11.8% leave after session one (9.9–14.0, n\N{NO-BREAK SPACE}1,042), unchanged"
    )


def test_without_a_period_before_nothing_is_compared():
    assert headlines.moved(UNKNOWN) == "no comparison with the period before"


def test_nobody_is_compared_when_everyone_has_too_few():
    nobody = pd.DataFrame({"side": ["not compared", "not compared"]})

    assert people.compared(nobody) == ("No counselor has clients enough to be compared")


def test_those_outside_chance_are_counted_among_the_compared():
    sides = pd.DataFrame({"side": ["high", "within", "not compared"]})

    assert people.compared(sides) == (
        "1 of 2 counselors lies outside what chance explains"
    )


def test_without_any_limit_nobody_is_over_it():
    load = pd.DataFrame(
        {
            "caseload_limit": [nan],
            "weekly_hours": [nan],
            "over_capacity": [False],
        }
    )

    assert (
        headlines.caseload(load) == "No capacity is exported, so nobody can be over it"
    )
    assert summary.over_capacity(load).value == "—"


def test_a_figure_draws_those_in_need_first_and_says_how_many_it_leaves_out():
    many = pd.DataFrame({"counselor": [f"c{n:03}" for n in range(people.MOST + 5)]})
    need = many["counselor"] == "c044"

    drawn = people.shown(many, first=need)

    assert len(drawn) == people.MOST
    assert drawn["counselor"].iloc[-1] == "c044"
    assert "5 more are in the table" in people.left_out(many, "by name")
    assert people.left_out(drawn, "by name") == ""
