"""Figures of the Caseload and Calls pages: weeks, room, bands, a team, calls."""

from math import nan

import pandas as pd

from charts import calls, caseload, caseload_weeks, team, theme

DAYS = pd.date_range("2026-06-01", periods=3, freq="7D")
WEEKS = pd.DataFrame(
    {
        "counselor_id": ["r"] * 3,
        "week_end": DAYS,
        "active_clients": [8, 9, 12],
        "attended_hours": [8.0, 9.5, 10.0],
        "caseload_limit": 10.0,
        "weekly_hours": nan,
        "intakes": [1, 2, 4],
        "endings": [1, 1, 1],
        "waiting": [5, 4, 3],
    }
)
PEOPLE = pd.DataFrame(
    {
        "counselor_id": ["r", "o"],
        "counselor": ["Ruth", "<b>Omar</b>"],
        "caseload_limit": [10.0, nan],
        "weekly_hours": [nan, nan],
        "over_capacity": [True, False],
        "free_places": [-2.0, nan],
        "free_hours": [1.5, nan],
        "note": ["", ""],
    }
)
EXPECTED = pd.DataFrame(
    {
        "week_end": DAYS + pd.Timedelta(days=21),
        "expected": [12.0, 13.0, 14.0],
        "lowest_expected": [12.0, 11.0, 10.0],
        "highest_expected": [12.0, 15.0, 18.0],
    }
)


def carried(trace):
    return [mark[0] for mark in trace.customdata]


def test_a_week_is_a_mark_and_endings_point_down():
    figure = caseload_weeks.flow(WEEKS, EXPECTED)
    drawn = {trace.name: trace for trace in figure.data}

    assert carried(drawn["active clients"]) == [
        "2026-06-01",
        "2026-06-08",
        "2026-06-15",
    ]
    assert list(drawn["intakes"].y) == [1, 2, 4]
    assert list(drawn["endings"].y) == [-1, -1, -1]
    assert list(drawn["if it goes on like this"].y) == [12, 13, 14]


def test_without_a_projection_nothing_is_expected():
    names = {trace.name for trace in caseload_weeks.flow(WEEKS, EXPECTED.head(0)).data}

    assert names == {"active clients", "intakes", "endings", "waiting"}


def test_small_multiples_share_their_scales_and_only_known_limits_are_drawn():
    figure = caseload_weeks.counselors(WEEKS, PEOPLE, measure="active_clients")
    ruth, limit, omar = figure.data

    assert ruth.line.color == theme.MORE
    assert list(limit.y) == [10, 10]
    assert omar.line.color == theme.CHANCE
    assert figure.layout.yaxis2.matches == "y"
    assert [a.text for a in figure.layout.annotations] == [
        "Ruth",
        "&lt;b&gt;Omar&lt;/b&gt;",
    ]
    assert (
        len(caseload_weeks.counselors(WEEKS, PEOPLE, measure="attended_hours").data)
        == 2
    )


def test_a_limit_is_one_line_has_a_step_where_it_changed_and_a_gap_where_it_was_none():
    def drawn(*limits):
        lines = caseload_weeks.limit_lines(["1", "2", "3"], pd.Series(limits))
        return [(list(one.x), [str(limit) for limit in one.y]) for one in lines]

    assert drawn(9, 9, 9) == [(["1", "3"], ["9.0", "9.0"])]
    assert drawn(9, 9, 8) == [(["1", "2", "3"], ["9.0", "9.0", "8.0"])]
    assert drawn(9, None, 9) == [(["1", "2", "3"], ["9.0", "nan", "9.0"])]
    assert drawn(None, None, None) == []


def test_no_room_is_said_and_not_drawn():
    figure = caseload.room(PEOPLE)
    places, places_said, _, hours_said = figure.data

    assert next(iter(places.x)) == 0
    assert list(places_said.text) == ["none, 2 over", "no limit known"]
    assert next(iter(hours_said.text)) == "1.5"


def test_few_are_small_and_grey_beside_a_load():
    rows = pd.DataFrame(
        {
            "outcome": "left_early",
            "band": ["low", "high"],
            "band_id": ["left_early|low", "left_early|high"],
            "rate": [0.1, 0.5],
            "low": [0.05, nan],
            "high": [0.2, nan],
            "side": ["within", "not compared"],
            "note": ["", ""],
        }
    )
    (dots,) = caseload.beside(rows, titles={"left_early": "Left"}).data

    assert list(dots.marker.color) == [theme.ACCENT, theme.CONTEXT_STRONG]
    assert carried(dots) == ["left_early|low", "left_early|high"]


def test_a_team_keeps_its_order_and_its_known_ones():
    rows = pd.DataFrame(
        {
            "mark_id": ["clients|o", "clients|r"],
            "counselor_id": ["o", "r"],
            "counselor": ["Omar", "Ruth"],
            "measure": "clients",
            "value": [0.5, 1.2],
            "low": nan,
            "high": nan,
            "known": [False, True],
            "note": ["", ""],
        }
    )
    figure = team.side_by_side(rows, titles={"clients": "Clients"})

    assert list(figure.layout.yaxis.ticktext) == ["Omar", "Ruth"]
    assert list(figure.data[0].marker.color) == [theme.CONTEXT_STRONG, theme.ACCENT]
    assert [line["x0"] for line in figure.layout.shapes] == [1]


def test_a_year_without_an_index_says_why():
    years = pd.DataFrame(
        {
            "label": ["2025-26", "2026-27"],
            "load_index": [120.0, nan],
            "annualized": [False, True],
            "note": ["", ""],
            "short": ["", "less than half a year"],
        }
    )

    assert list(caseload.by_year(years).data[1].text) == [
        "120",
        "less than half a year",
    ]


def test_closing_calls_are_part_of_the_bar():
    rows = pd.DataFrame(
        {"reason": ["early"], "label": ["Early"], "clients": [5], "closing": [2]}
    )
    closing, rest, said = calls.bars(rows, mark="reason", name="label").data

    assert (list(closing.x), list(rest.x)) == ([2], [3])
    assert list(said.text) == ["5, 2 closing"]
    assert carried(closing) == carried(rest) == ["early"]
