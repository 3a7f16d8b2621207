"""The figures of the alliance page: what each mark carries, what is drawn when."""

from math import nan

import pandas as pd

from charts import alliance, clients, distribution, paired, rows
from charts.alliance import over_time
from tests.charts.frames import carried

SESSIONS = pd.DataFrame(
    {
        "session_number": [1, 2],
        "mark_id": ["1", "2"],
        "clients": [40, 30],
        "mean": [35.0, 36.0],
        "mean_low": [34.0, 35.0],
        "mean_high": [36.0, 37.0],
        "model": [35.1, 35.9],
        "model_low": [34.5, 35.2],
        "model_high": [35.7, 36.6],
    }
)
DAYS = pd.date_range("2026-01-05 09:00", periods=4, freq="7D")


def named(figure):
    return [trace.name for trace in figure.data]


def test_the_mean_of_whoever_is_left_is_never_alone():
    drawn = alliance.growth(SESSIONS, cutoff=36, highest=40)

    assert named(drawn) == [None, alliance.LINE, alliance.NAIVE]
    assert carried(drawn.data[-1]) == ["1", "2"]
    assert drawn.layout.yaxis.range[0] < 34.5


def test_without_a_line_and_without_clients():
    bare = SESSIONS.assign(model=nan, model_low=nan, model_high=nan)

    assert named(alliance.growth(bare, cutoff=nan, highest=40)) == [alliance.NAIVE]
    assert not alliance.growth(SESSIONS.head(0), cutoff=nan, highest=40).data


def test_two_sides_stand_beside_each_other_at_each_session():
    frame = pd.DataFrame(
        {
            "session_number": [1, 1],
            "side": ["left", "stayed"],
            "mark_id": ["a", "b"],
            "estimate": [0.3, 0.2],
            "low": [0.2, 0.1],
            "high": [0.4, 0.3],
            "clients": [20, 80],
        }
    )
    names = {"left": "left after it", "stayed": "stayed"}
    drawn = paired.paired(frame, names=names, noun="clients", shares=True)

    assert named(drawn) == list(names.values())
    assert drawn.data[0].x[0] < 1 < drawn.data[1].x[0]
    assert list(drawn.layout.xaxis.ticktext) == ["1<br><i>20</i>"]
    assert not paired.paired(frame.head(0), names=names, noun="clients").data


def test_a_row_is_a_dot_a_ring_and_what_is_context_is_grey():
    frame = pd.DataFrame(
        {
            "mark_id": ["a", "b"],
            "label": ["<b>Ruth</b>", "others"],
            "estimate": [0.2, 0.3],
            "low": [0.1, 0.25],
            "high": [0.3, 0.35],
            "note": ["12 clients", "a study"],
            "context": [False, True],
            "ring": [0.1, nan],
        }
    )
    drawn = rows.rows(frame, value="%{x:.1%}", center=0.25)
    ring, own, context = drawn.data

    assert (carried(ring), carried(own), carried(context)) == (["a"], ["a"], ["b"])
    assert own.marker.color != context.marker.color
    assert drawn.layout.yaxis.ticktext[0] == "&lt;b&gt;Ruth&lt;/b&gt;"
    assert drawn.layout.xaxis.tickformat == ".0%"


def test_the_bars_of_a_phase_add_up_to_all_of_it():
    bins = pd.DataFrame(
        {
            "phase": ["early", "later", "later"],
            "first": [34.0, 34.0, 36.0],
            "last": [36.0, 36.0, 38.0],
            "ratings": [5, 10, 30],
            "mark_id": ["a", "b", "c"],
        }
    )
    early, later = distribution.distribution(bins, cutoff=36).data

    assert (sum(early.y), sum(later.y)) == (1, 1)
    assert carried(later) == ["b", "c"]


def test_a_bar_stands_in_the_middle_of_its_part_of_the_range():
    bins = pd.DataFrame(
        {
            "phase": "later",
            "first": [34.0, 36.0],
            "last": [36.0, 38.0],
            "ratings": [10, 30],
            "mark_id": ["b", "c"],
        }
    )
    (bars,) = distribution.distribution(bins, cutoff=nan).data

    assert list(bars.x) == [35, 37]


def test_states_are_drawn_open_first():
    counted = pd.DataFrame(
        {
            "state": ["repaired", "open"],
            "events": [9, 2],
            "clients": [8, 2],
            "deep": [3, 1],
        }
    )

    assert carried(clients.states(counted).data[0]) == ["open", "repaired"]


def test_coverage_is_a_mark_a_month():
    months = pd.DataFrame(
        {"month": DAYS[:2], "rate": [0.6, 0.7], "low": [0.5, nan], "high": [0.7, nan]}
    ).assign(scored=[6, 7], sessions=[10, 10])

    assert carried(over_time(months).data[0]) == ["2026-01-05", "2026-01-12"]
    assert not over_time(months.head(0)).data


def test_axes_say_what_they_count_and_an_empty_one_is_not_drawn():
    frame = pd.DataFrame(
        {"mark_id": ["a"], "label": "ann", "estimate": 0.2, "low": 0.1, "high": 0.4}
    ).assign(note="", context=False, ring=nan)
    knobs = {"value": "%{x:.1%}", "center": nan, "axis": "Left early"}
    drawn, empty = (rows.rows(part, **knobs) for part in (frame, frame.head(0)))
    growth = alliance.growth(SESSIONS, cutoff=36, highest=40)

    assert drawn.layout.xaxis.title.text == "Left early"
    assert drawn.layout.xaxis.rangemode == "tozero"
    assert empty.layout.xaxis.visible is False
    assert growth.layout.yaxis.title.text == "Score"


def test_an_unknown_range_ends_the_axis_at_the_highest_mean():
    low, high = alliance.scale(SESSIONS, nan, nan)

    assert low < 34.5
    assert 36.0 < high < 37.0
