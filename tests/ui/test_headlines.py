"""The sentence above a figure says the answer, its interval and its n."""

from math import nan

import pandas as pd
import pytest

from ui.figures import headlines, notes
from ui.topics import people, summary

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


STICKY = "\N{NO-BREAK SPACE}"
LOST = pd.DataFrame({"no_show": [5], "late_cancelled": [10], "counted": [1200]})


def plain(text):
    return text.replace(STICKY, " ")


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (1200, "0.4% were missed without a word, 0.8% cancelled late (n 1,200)"),
        (0, "0.0% were missed without a word, 0.0% cancelled late (n 0)"),
    ],
)
def test_how_sessions_were_lost(counted, said):
    lost = LOST.assign(counted=counted)
    if not counted:
        lost = lost.assign(no_show=0, late_cancelled=0)

    assert plain(headlines.statuses(lost)) == said


def test_nothing_known_of_session_one_is_said():
    assert headlines.left_after_one(LEFT.assign(at_risk_one=0), UNCHANGED) == (
        "It is not known yet whether anyone leaves after session one"
    )


def test_the_road_is_said_by_its_last_session_of_all_who_began():
    known = pd.DataFrame(
        {
            "session_number": [1, 2, 3],
            "at_risk": [1200, 900, 800],
            "dropped_out": [0.1, 0.2, 0.3],
            "dropped_out_low": [0.05, 0.15, 0.25],
            "dropped_out_high": [0.15, 0.25, 0.35],
        }
    )

    assert plain(headlines.road(known)) == (
        "By session 3, 30.0% have dropped out (25.0–35.0, n 1,200)"
    )
    assert headlines.road(known.head(0)).startswith("Too few clients are known")


GROUPS = pd.DataFrame(
    {
        "length": ["1-2", "9+", "1-2", "9+"],
        "session_number": [1, 1, 2, 2],
        "mean": [30.0, 34.0, 1.0, 2.0],
        "mean_low": [29.0, 33.0, 0.0, 1.0],
        "mean_high": [31.0, 35.0, 2.0, 3.0],
        "clients": [40, 1200, 9, 9],
    }
)


@pytest.mark.parametrize(
    ("low", "high", "end"),
    [
        ([29, 33], [31, 35], ""),
        ([29, 31], [31, 35], "; the intervals overlap"),
        ([33, 29], [35, 31], ""),
        ([33, 29], [35, 33], "; the intervals overlap"),
    ],
)
def test_where_short_and_long_stays_began(low, high, end):
    groups = GROUPS.head(2).assign(mean_low=low, mean_high=high)
    short, long = (f"{x:.1f} to {y:.1f}" for x, y in zip(low, high, strict=True))

    assert plain(headlines.trajectories(groups, 10)) == (
        f"Clients who ended after 1-2 sessions began at 30.0 ({short}, n 40), those "
        f"who stayed 9 or more at 34.0 ({long}, n 1,200){end}"
    )


@pytest.mark.parametrize("rows", [[0], [1], [0, 3], [2, 3]])
def test_both_groups_must_be_known_at_session_one(rows):
    assert headlines.trajectories(GROUPS.iloc[rows], 10) == (
        "Too few clients to follow groups of 10 or more"
    )


TYPICAL = pd.DataFrame(
    {
        "measure": ["attended_hours", "active_clients"],
        "lower_quartile": [1.0, 9.6],
        "upper_quartile": [2.0, 1200.0],
    }
)


@pytest.mark.parametrize(
    ("limits", "hours", "over", "said"),
    [
        ([20, nan, nan], [nan, 30, nan], 0, "0 of 2 counselors carry more than their"),
        (
            [20, nan, nan],
            [20, nan, nan],
            1,
            "The one counselor with a known limit carr",
        ),
        (
            [nan] * 3,
            [nan] * 3,
            0,
            "No capacity is exported, so nobody can be over it; ",
        ),
    ],
)
def test_any_limit_is_a_known_one_and_what_is_usual_follows(limits, hours, over, said):
    load = pd.DataFrame({"caseload_limit": limits, "weekly_hours": hours})
    load["over_capacity"] = [n < over for n in range(3)]
    told = headlines.caseload(load, TYPICAL)

    assert told.startswith(said)
    assert told.endswith("; the middle half carries 10 to 1,200 active clients")
