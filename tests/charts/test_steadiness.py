"""Bands as bars, and the road of each band as a line."""

import pandas as pd

from charts import attendance
from tests.charts.frames import carried


def test_a_band_says_how_many_and_which_share():
    counts = pd.DataFrame(
        {
            "band": ["within 1 hour", "no steady slot"],
            "clients": [30, 10],
            "share": [0.75, 0.25],
            "mean_sessions": [12.0, 8.0],
        }
    )

    (bars,) = attendance.bands(counts).data

    assert list(bars.text) == ["30 (75.0%)", "10 (25.0%)"]


def test_the_hover_says_no_mean_of_nobody():
    counts = pd.DataFrame({"band": ["a", "b"], "clients": [3, 0], "share": [1.0, 0.0]})

    (bars,) = attendance.bands(counts.assign(mean_sessions=[4.0, None])).data

    assert [said for _, said in bars.customdata] == ["<br>4.0 sessions on average", ""]


def test_each_band_has_a_line_with_a_shape_of_its_own():
    curves = pd.DataFrame(
        {
            "value": ["0-9 days", "0-9 days", "17 days and more"],
            "session_number": [1, 2, 1],
            "dropped_out": [0.0, 0.2, 0.1],
            "dropped_so_far": [0, 8, 2],
            "at_risk": [40, 40, 20],
            "place_id": ["a", "b", "c"],
        }
    )

    soon, late = attendance.left_so_far(curves).data

    assert (soon.name, late.name) == ("0-9 days", "17 days and more")
    assert soon.marker.symbol != late.marker.symbol
    assert (carried(soon), carried(late)) == (["a", "b"], ["c"])
    assert not any(line.cliponaxis for line in (soon, late))
    assert attendance.left_so_far(curves).layout.xaxis.range == (0.5, 2.5)
    assert not attendance.left_so_far(curves.head(0)).data
