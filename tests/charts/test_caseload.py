"""A counselor's load beside the counselor's own limit."""

import pandas as pd

from charts import caseload

PEOPLE = pd.DataFrame(
    {
        "counselor_id": ["r", "o"],
        "counselor": ["Ruth", "Omar"],
        "active_clients": [12, 8],
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
