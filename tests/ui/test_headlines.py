"""The sentence above a figure says the answer, its interval and its n."""

from math import nan

import pandas as pd
import pytest

from ui import headlines, notes, people, summary

UNCHANGED = pd.DataFrame({"difference": [0.01], "low": [-0.02], "high": [0.04]})
UNKNOWN = pd.DataFrame({"difference": [nan], "low": [nan], "high": [nan]})
LEFT = pd.DataFrame(
    {
        "after_one": [0.118],
        "after_one_low": [0.099],
        "after_one_high": [0.140],
        "at_risk_one": [1042],
    }
)


def test_a_rate_is_said_with_its_interval_its_n_and_its_direction():
    assert headlines.left_after_one(LEFT, UNCHANGED) == (
        "11.8% leave after session one (9.9–14.0, n\N{NO-BREAK SPACE}1,042), "
        "no clear change"
    )


def test_without_a_period_before_nothing_is_compared():
    assert headlines.moved(UNKNOWN) == "too few to compare"
    assert headlines.left_after_one(LEFT, UNKNOWN).endswith("1,042)")


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


def loaded(*over):
    return pd.DataFrame(
        {"caseload_limit": 20, "weekly_hours": nan, "over_capacity": list(over)}
    )


@pytest.mark.parametrize(
    ("load", "said"),
    [
        (
            loaded(False),
            "The one counselor with a known limit does not carry more than",
        ),
        (loaded(True), "The one counselor with a known limit carries more than"),
        (loaded(True, False), "1 of 2 counselors carries more than"),
        (loaded(True, True, False), "2 of 3 counselors carry more than"),
    ],
)
def test_one_counselor_is_not_one_of_one(load, said):
    assert headlines.caseload(load) == f"{said} their limit"


@pytest.mark.parametrize(
    ("excess", "everyone", "said"),
    [
        ([1.2, 0.9], 5000, "The 2 of 5,000 counselors in most need: clients or hours"),
        ([1.2, 0.9], 2, "Clients or hours against the counselor's own limit"),
        ([nan, nan], 9, "The 2 of 9 counselors with the most active clients; no limit"),
        ([nan, nan], 2, "No limit is exported. "),
    ],
)
def test_who_is_drawn_is_said_where_some_are_not(excess, everyone, said, monkeypatch):
    monkeypatch.setattr(notes, "through", str)
    note = notes.most_need(pd.DataFrame({"excess": excess}), everyone)

    assert note.startswith(said)


def test_where_nothing_came_before_a_number_is_not_called_too_few():
    attended = pd.DataFrame(
        {"rate": [0.8], "low": [0.7], "high": [0.9], "counted": 671}
    )
    rated = pd.DataFrame({"instrument": ["SRS"], "subscale": ["total"]})
    rated = rated.assign(phase="early", percent=92, clients=151)

    assert summary.attended(attended, UNKNOWN).moved == "no period before"
    assert summary.alliance(rated, UNKNOWN).moved == "early: not rated before"
    assert summary.alliance(rated, 100 * UNCHANGED).moved == "early: no clear change"
