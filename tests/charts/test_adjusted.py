"""Adjusted shares are drawn beside the counted ones."""

import pandas as pd

from charts import adjusted
from tests.charts.frames import COUNSELORS, carried

PEOPLE = COUNSELORS.assign(counted_share=[0.6, 0.3, 0.2], at_risk_one=[40, 20, 9])
GUIDE = pd.DataFrame(
    {"total": [12, 40], "low_95": 0.1, "high_95": 0.4, "low_998": 0.0, "high_998": 0.5}
)


def test_every_row_has_its_share_as_counted():
    rings = adjusted.beside(PEOPLE, center=0.3).data[-1]

    assert rings.name == "as counted"
    assert list(rings.x) == [0.6, 0.3, 0.2]
    assert list(rings.y) == [0, 1, 2]
    assert carried(rings) == ["r", "o", "z"]


def test_the_funnel_leads_from_the_counted_share_where_it_matters():
    outside = pd.Series([True, False, False])
    *_, line, rings = adjusted.funnel(PEOPLE, GUIDE, outside, center=0.3).data

    assert list(line.y) == [0.6, 0.5]
    assert list(rings.x) == [40]
    assert list(rings.y) == [0.6]
    assert carried(rings) == ["r"]


def test_names_are_drawn_letter_by_letter():
    rings = adjusted.beside(PEOPLE, center=0.3).data[-1]

    assert rings.customdata[1][1] == "&lt;b&gt;Omar&lt;/b&gt;"


def test_a_crowd_is_not_led_from_anywhere():
    crowd = pd.concat([PEOPLE] * 20, ignore_index=True)
    outside = pd.Series(True, crowd.index)

    *_, rings = adjusted.funnel(crowd, GUIDE, outside, center=0.3).data
    assert len(rings.x) == 0
    assert len(adjusted.funnel(crowd, GUIDE, outside, center=0.3).data) < 12
