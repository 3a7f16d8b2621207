"""Values as rows under their group."""

from math import nan

import pandas as pd

from charts import attendance, theme
from tests.charts.frames import carried

VALUES = pd.DataFrame(
    {
        "place_id": ["s1", "s2", "m1"],
        "group": ["Site", "Site", "Modality"],
        "label": ["<b>North</b>", "South", "video"],
        "rate": [0.8, 0.7, 0.9],
        "low": [0.7, nan, 0.8],
        "high": [0.9, nan, 0.95],
        "attended": [80, 7, 90],
        "counted": [100, 10, 100],
        "side": ["within", "not compared", "high"],
    }
)


def test_values_stand_under_the_name_of_their_group():
    drawn = attendance.rows(VALUES, center=0.8)

    assert list(drawn.layout.yaxis.ticktext) == [
        "<b>Site</b>",
        "&lt;b&gt;North&lt;/b&gt;",
        "South",
        "<b>Modality</b>",
        "video",
    ]
    assert [list(dots.y) for dots in drawn.data] == [[4], [2], [1]]
    assert [carried(dots) for dots in drawn.data] == [["m1"], ["s2"], ["s1"]]


def test_a_single_group_needs_no_name():
    site = attendance.rows(VALUES.head(2), center=0.8)

    assert list(site.layout.yaxis.ticktext) == ["&lt;b&gt;North&lt;/b&gt;", "South"]


def test_outside_chance_has_a_shape_of_its_own():
    high, *_ = attendance.rows(VALUES, center=0.8).data

    assert (high.marker.symbol, high.marker.color) == ("triangle-up", theme.MORE)


def test_a_value_of_few_is_grey_and_without_an_interval():
    _, few, _ = attendance.rows(VALUES, center=0.8).data

    assert few.marker.color == theme.CONTEXT_STRONG
    assert few.error_x.visible is False
