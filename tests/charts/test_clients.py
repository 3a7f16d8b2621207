"""Clients session by session: few ratings, skipped ones, ruptures, shared scales."""

from math import nan

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts import clients
from measures import ruptures
from tests.charts.frames import carried


def held(client, scores, statuses=None, state=None):
    statuses = statuses or ["attended"] * len(scores)
    frame = pd.DataFrame({"score": scores, "status": statuses}, dtype=object)
    start = pd.date_range("2026-01-05 09:00", periods=len(scores), freq="7D")
    return frame.assign(
        client_id=client,
        start=start,
        day=start.normalize(),
        score=pd.to_numeric(frame["score"]),
        state=state or [None] * len(scores),
    )


def panels(frame, *, cutoff=36.0):
    followed = ruptures.followed(frame, cutoff)
    return clients.clients(followed, across=4, low=20, high=40)


def named(figure):
    return [trace.name for trace in figure.data]


@pytest.mark.parametrize("ratings", [1, 2, 3, 4])
def test_a_client_of_few_ratings_is_drawn(ratings):
    drawn = panels(held("ann", [38.0] * ratings))

    assert len(drawn.data[0].x) == ratings
    assert carried(drawn.data[0]) == ["ann"] * ratings


def test_skipped_and_missed_sessions_stand_under_the_line():
    frame = held(
        "ann",
        [38.0, nan, nan, nan],
        ["attended", "attended", "no_show", "late_cancelled"],
    )
    drawn = panels(frame)

    assert named(drawn)[1:] == [name for _, _, name in clients.MARKS.values()]
    assert all(y < 20 for trace in drawn.data[1:] for y in trace.y)
    assert [list(trace.x) for trace in drawn.data] == [[0], [1], [2], [3]]


def test_a_repaired_rupture_is_marked_where_it_fell():
    state = [None, "repaired", None, None]
    drawn = panels(held("ann", [39.0, 25.0, 26.0, 39.0], state=state))
    marked = drawn.data[-1]

    assert marked.name == clients.STATES["repaired"][2]
    assert (list(marked.x), list(marked.y)) == ([1], [25.0])


@pytest.mark.parametrize(
    ("scores", "fell"),
    [([37, 35], True), ([36, 35], False), ([37, 36], False), ([37, nan, 35], True)],
)
def test_a_fall_below_the_cutoff_begins_above_it(scores, fell):
    drawn = panels(held("ann", [float(score) for score in scores]))

    assert (clients.STATES["below"][2] in named(drawn)) == fell


def test_a_possible_rupture_is_not_marked_twice():
    state = [None, "open"]
    drawn = panels(held("ann", [39.0, 25.0], state=state))

    assert clients.STATES["below"][2] not in named(drawn)


def test_clients_share_their_scales():
    both = pd.concat([held("ann", [38.0, 22.0]), held("bob", [39.0] * 4)])
    drawn = panels(both.reset_index(drop=True))

    assert drawn.layout.xaxis.range == drawn.layout.xaxis2.range
    assert drawn.layout.yaxis.range == drawn.layout.yaxis2.range
    assert drawn.layout.xaxis.range[1] >= 3


def test_no_client_draws_an_empty_figure():
    assert not panels(held("ann", [38.0]).head(0)).data


def test_every_panel_has_its_range_its_cutoff_and_its_name():
    frame = pd.concat([held(f"c{n}", [38.0, 30.0]) for n in range(3)])
    without = panels(frame.reset_index(drop=True), cutoff=nan)
    drawn = panels(frame.reset_index(drop=True))

    assert [title.text for title in drawn.layout.annotations] == ["c0", "c1", "c2"]
    assert [line.y0 for line in drawn.layout.shapes] == [20, 40, 36] * 3
    assert [line.yref for line in drawn.layout.shapes[::3]] == ["y", "y2", "y3"]
    assert [line.y0 for line in without.layout.shapes] == [20, 40] * 3


def test_a_mark_is_outlined_in_its_own_color_in_any_theme():
    drawn = panels(held("ann", [38.0, nan, 30.0]))

    assert all(mark.marker.line.color == mark.marker.color for mark in drawn.data)


def test_two_dozen_panels_are_checked_once_and_not_again_with_every_line(monkeypatch):
    built, begin = [], go.layout.Shape.__init__

    def counted(self, *args, **known):
        built.append(self)
        begin(self, *args, **known)

    monkeypatch.setattr(go.layout.Shape, "__init__", counted)
    frame = pd.concat([held(f"c{n}", [38.0, 30.0]) for n in range(24)])
    drawn = panels(frame.reset_index(drop=True))

    assert len(drawn.layout.shapes) == 72
    assert len(built) < 4 * 72
