"""Months, hazard and the road through treatment."""

import pytest

from charts import dropout, theme
from tests.charts.frames import BEGAN, SESSIONS, carried


def test_a_month_known_in_part_is_hollow_and_a_small_one_is_grey():
    whole, part, small = dropout.by_month(BEGAN, fewest=10).data

    assert carried(whole) == ["2026-01-01"]
    assert (carried(part), part.marker.color) == (["2026-02-01"], theme.SURFACE)
    assert carried(small) == ["2026-03-01"]
    assert small.error_y.array == (None,)


def test_a_month_of_exactly_the_fewest_clients_is_drawn_in_full():
    drawn = dropout.by_month(BEGAN.assign(at_risk_one=10, clients=10), fewest=10)

    (whole,) = drawn.data
    assert len(carried(whole)) == len(BEGAN)


def test_no_month_is_an_empty_figure():
    assert not dropout.by_month(BEGAN.head(0), fewest=10).data


def test_the_road_adds_up_and_dropout_stands_at_the_bottom():
    drawn = dropout.road(SESSIONS)

    assert drawn.data[0].name == "Dropped out"
    for place in range(len(SESSIONS)):
        assert sum(trace.y[place] for trace in drawn.data) == pytest.approx(1)


def test_only_dropout_leads_from_the_road_to_rows():
    dropped, *others = dropout.road(SESSIONS).data

    assert carried(dropped) == [1, 2]
    assert all(carried(trace) == [None, None] for trace in others)


def test_the_numbers_at_risk_stand_under_the_axis():
    axis = dropout.hazard(SESSIONS).layout.xaxis

    assert list(axis.ticktext) == ["1<br><i>100</i>", "2<br><i>80</i>"]


def test_long_counts_take_the_room_of_their_neighbors():
    many = dropout.hazard(SESSIONS.assign(at_risk=[90_000, 80_000]))

    assert list(many.layout.xaxis.tickvals) == [1]
