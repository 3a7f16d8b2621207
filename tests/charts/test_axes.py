"""Axes that several figures share: their ends, their labels, their room."""

from math import nan

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts import axes, panels, theme


def labeled(counts):
    numbers = list(range(1, len(counts) + 1))
    figure = axes.sessions(go.Figure(), numbers, counts, "clients")
    return list(figure.layout.xaxis.tickvals), list(figure.layout.xaxis.ticktext)


@pytest.mark.parametrize(
    ("many", "count", "every"),
    [
        (14, 99, 1),
        (14, 999, 1),
        (14, 1000, 3),
        (15, 99, 1),
        (15, 999, 2),
        (15, 1000, 4),
        (1, 9, 1),
    ],
)
def test_a_long_count_takes_the_room_of_its_neighbors(many, count, every):
    values, texts = labeled([7] * (many - 1) + [count])

    assert values == list(range(1, many + 1, every))
    assert len(texts) == len(values)
    assert texts[0] == (f"1<br><i>{count if many == 1 else 7}</i>")


def test_no_session_has_no_label():
    assert labeled([]) == ([], [])


@pytest.mark.parametrize("whole", [1, 100])
def test_percent_runs_from_nothing_to_a_little_more_than_all(whole):
    axis = axes.percent("x", whole=whole)["xaxis"]

    assert axis["range"] == pytest.approx([0, 1.005 * whole])
    assert axis["tickvals"] == [0, whole / 4, whole / 2, 3 * whole / 4, whole]
    assert axis["ticktext"] == ["0%", "25%", "50%", "75%", "100%"]


def test_rows_stand_below_one_another_and_give_the_figure_its_height():
    figure = axes.rows(theme.layout(go.Figure()), ["a", "b" * 30])

    assert list(figure.layout.yaxis.tickvals) == [0, 1]
    assert figure.layout.yaxis.ticktext == ("a", f"{'b' * 23}…")
    assert figure.layout.yaxis.range == (1.6, -0.6)
    assert figure.layout.height == 12 + 8 + 30 + 2 * 23


@pytest.mark.parametrize(
    ("columns", "top"),
    [
        (([1.0, 50.0], [nan, 3]), 54.0),
        (([2], [100, 7]), 108.0),
        (([0.2],), 1.08),
        (([],), 1.08),
        (([nan],), 1.08),
    ],
)
def test_an_axis_ends_a_little_above_the_largest_number(columns, top):
    assert axes.top(*columns) == pytest.approx(top)


def test_a_middle_that_is_not_known_is_not_drawn():
    drawn, bare = go.Figure(), go.Figure()
    axes.center_line(drawn, 0.3, "all")
    axes.center_line(bare, nan, "all")

    assert [line.x0 for line in drawn.layout.shapes] == [0.3]
    assert drawn.layout.annotations[0].text == "all"
    assert not bare.layout.shapes
    assert not bare.layout.annotations


def test_a_column_of_texts_stands_at_the_edge():
    column = axes.column(["a", "b"], at=7.5)

    assert (list(column.x), list(column.y)) == ([7.5, 7.5], [0, 1])


@pytest.mark.parametrize(
    ("label", "short"), [("x" * 24, "x" * 24), ("x" * 25, f"{'x' * 23}…")]
)
def test_a_label_is_cut_where_the_axis_has_no_room(label, short):
    assert theme.short([label]) == [short]


def test_bars_reach_from_the_estimate_to_each_limit():
    bars = theme.error_bars([0.5], [0.375], [0.75])

    assert (bars["array"], bars["arrayminus"]) == ([0.25], [0.125])
    assert bars["symmetric"] is False


@pytest.mark.parametrize(("number", "name"), [(0, ""), (1, "2"), (9, "10")])
def test_panels_are_numbered_as_plotly_does(number, name):
    assert panels.axis(number) == name


def test_panels_fill_rows_from_the_left():
    grid = panels.Grid(2, 2, span=[0, 1], limits=[2, 3], lines=(2,))
    layout = grid.layout(["a", "b", "c"], [nan, 5.0, nan])
    places = [
        (layout[f"xaxis{n}"]["domain"][0], layout[f"yaxis{n}"]["domain"][1])
        for n in ("", "2", "3")
    ]

    assert places == [
        pytest.approx((0.01, 0.94)),
        pytest.approx((0.51, 0.94)),
        pytest.approx((0.01, 0.44)),
    ]
    assert layout["yaxis2"]["range"] == [2, 3]
    assert [line["y0"] for line in layout["shapes"]] == [2, 2, 5.0, 2]


def test_days_are_the_texts_that_marks_carry():
    assert theme.days(pd.Series(["2026-07-06 10:00"])) == ["2026-07-06"]
