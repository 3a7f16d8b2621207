"""A counselor's load beside the counselor's own limit."""

import pandas as pd

from charts import axes, caseload

PEOPLE = pd.DataFrame(
    {
        "counselor_id": ["r", "o"],
        "counselor": ["Ruth", "Omar"],
        "active_clients": [12, 8],
        "recently_seen": [10, 8],
        "only_booked": [2, 0],
        "booked_hours": [14.0, 6.0],
        "caseload_limit": [10, 20],
        "attended_hours": [float("nan"), float("nan")],
        "weekly_hours": [20.0, float("nan")],
        "over_capacity": [True, False],
        "over_clients": [True, False],
        "over_hours": [False, False],
        "excess": [1.2, 0.4],
        "note": ["", ""],
    }
)


def test_an_unknown_median_is_not_drawn():
    medians = {"active_clients": 10, "attended_hours": float("nan")}
    figure = caseload.by_counselor(PEOPLE, medians=medians)

    assert [line["x0"] for line in figure.layout.shapes] == [10]


def test_the_two_parts_of_a_bar_are_the_whole():
    medians = {"active_clients": 10, "attended_hours": 10}
    seen, booked, *_ = caseload.by_counselor(PEOPLE, medians=medians).data

    assert [a + b for a, b in zip(seen.x, booked.x, strict=True)] == [12, 8]
    assert seen.marker.color != booked.marker.color


def test_the_clinics_band_is_drawn_over_each_counselors_own_hours():
    medians = {"active_clients": 10, "attended_hours": 10}
    without = caseload.by_counselor(PEOPLE, medians=medians).data
    figure = caseload.by_counselor(PEOPLE, medians=medians, band=(0.5, 0.75))
    (band,) = (
        trace
        for trace in figure.data
        if trace.type == "scatter" and trace.mode == "lines"
    )

    assert len(figure.data) == len(without) + 1
    assert list(band.x)[:2] == [10, 15]


def test_the_limit_is_labeled_under_a_single_counselor_too():
    layout = caseload.share_of_limit(PEOPLE.head(1)).layout

    assert layout.xaxis.ticktext == ("own limit",)
    assert layout.minreducedheight <= axes.ROW
