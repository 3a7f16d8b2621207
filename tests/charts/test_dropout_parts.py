"""The road, the funnel, likely shares, attributes and definitions."""

from math import nan

import pandas as pd

from charts import attributes, dropout, funnel, shrunken, theme
from charts import dropout as dropout_chart
from tests.charts.frames import COUNSELORS, SESSIONS, carried

GUIDE = pd.DataFrame(
    {
        "total": [12, 40],
        "low_95": [0.0, 0.1],
        "high_95": [0.6, 0.4],
        "low_998": [0.0, 0.05],
        "high_998": [0.7, 0.5],
    }
)
PEOPLE = COUNSELORS.assign(
    known=[40, 20, 12],
    shrunken=[0.4, 0.22, 0.2],
    shrunken_low=[0.3, 0.1, 0.1],
    shrunken_high=[0.5, 0.3, 0.4],
)
VALUES = pd.DataFrame(
    {
        "attribute": ["Site", "Site", "<b>Payer</b>"],
        "value": ["North", "<i>South</i>", "self"],
        "value_id": ["n", "s", "p"],
        "rate": [0.1, 0.3, 0.2],
        "known": [100, 11, 50],
        "passes": [True, True, False],
        "after_one": [0.1, 0.2, 0.2],
        "after_one_low": [0.05, 0.1, 0.1],
        "after_one_high": [0.2, 0.4, 0.3],
        "by_two": [0.2, 0.3, 0.3],
        "by_two_low": [0.1, 0.2, 0.2],
        "by_two_high": [0.3, 0.5, 0.4],
    }
)
DEFINED = pd.DataFrame(
    {
        "definition": ["ours", "closed cases", "recorded", "treated twice"],
        "clients": [40, 30, 30, 30],
        "rate": [0.2, 0.3, nan, 0.7],
        "low": [0.1, 0.2, 0.3, 0.6],
        "high": [0.3, 0.4, 0.5, 0.8],
        "own": [True, False, False, False],
        "bounds": [False, False, True, False],
        "leaving": [True, True, True, False],
    }
)


def test_the_limits_of_the_road_are_drawn_on_request():
    limited = SESSIONS.assign(dropped_out_low=0.1, dropped_out_high=0.4)
    plain, drawn = (dropout_chart.road(limited, limits=on) for on in (False, True))

    assert plain.data[0].error_y.array is None
    assert drawn.data[0].error_y.array[0] > 0
    assert drawn.data[1].error_y.array is None


def test_a_mark_of_the_funnel_carries_its_counselor_and_its_shape():
    drawn = funnel.funnel(PEOPLE, GUIDE, center=0.3, total="known")
    marks = {trace.name: trace for trace in drawn.data if trace.mode == "markers"}

    assert carried(marks["more than chance"]) == ["r"]
    assert marks["more than chance"].marker.symbol == "triangle-up"
    assert marks["within chance"].marker.color == theme.SURFACE
    assert len([trace for trace in drawn.data if trace.mode == "lines"]) == 5


def test_five_thousand_counselors_are_drawn_on_a_canvas():
    many = pd.concat([PEOPLE] * 400, ignore_index=True)
    drawn = funnel.funnel(many, GUIDE, center=0.3, total="known")

    marks = {trace.name: trace for trace in drawn.data if trace.mode == "markers"}
    outside, within = marks["more than chance"], marks["within chance"]

    assert {type(t).__name__ for t in drawn.data} == {"Scatter", "Scattergl"}
    assert outside.opacity == 1 > within.opacity
    assert outside.marker.size > 2 * within.marker.size


def test_without_anyone_there_is_a_funnel_without_marks():
    drawn = funnel.funnel(PEOPLE.head(0), GUIDE, center=nan, total="known")

    assert not any(trace.mode == "markers" for trace in drawn.data)
    assert not any("all together" in trace.name for trace in drawn.data)


def test_the_likely_share_stands_beside_the_counted_one():
    counted, likely = shrunken.caterpillar(PEOPLE, center=0.3).data

    assert list(counted.x) == [0.5, 0.2, 0.1]
    assert list(likely.x) == [0.4, 0.22, 0.2]
    assert carried(counted) == carried(likely) == ["r", "o", "z"]
    assert likely.error_x.array[0] > 0


def test_an_attribute_that_passes_has_a_shape_of_its_own():
    passing, other = attributes.spread(VALUES).data

    assert (passing.marker.symbol, other.marker.symbol) == ("diamond", "circle")
    assert passing.marker.size[0] > passing.marker.size[1]
    assert list(attributes.spread(VALUES).layout.yaxis.ticktext) == [
        "Site",
        "&lt;b&gt;Payer&lt;/b&gt;",
    ]


def test_a_value_of_few_clients_is_grey_and_without_an_interval():
    once, twice = attributes.values(VALUES, session=1, fewest=12).data

    assert once.marker.color[1] == theme.CONTEXT_STRONG
    assert once.error_x.array[1] is None
    assert carried(once) == carried(twice) == ["n", "s", "p"]
    assert "<i>" not in once.customdata[1][1]


def test_each_definition_is_a_mark_and_missing_endings_are_a_bar():
    ours, others, bounds, staying = dropout.definitions(DEFINED).data

    assert carried(ours) == ["ours"]
    assert carried(others) == ["closed cases"]
    assert carried(staying) == ["treated twice"]
    assert list(bounds.x) == [0.3, 0.5]


def test_each_definition_says_its_n():
    texts = dropout.definitions(DEFINED).layout.yaxis.ticktext

    for text, clients in zip(texts, DEFINED["clients"], strict=True):
        assert text.replace("<br>", " ").endswith(f"n\N{NO-BREAK SPACE}{clients:,}")


def test_a_long_definition_of_many_clients_takes_two_lines():
    long = "last appointment missed or cancelled late, nothing attended after"
    rows = DEFINED.head(1).assign(definition=long, clients=357_722)

    (label,) = dropout.definitions(rows).layout.yaxis.ticktext

    assert label.count("<br>") == 1
