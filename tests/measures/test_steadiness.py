"""The road of each band, while it is known."""

import pandas as pd

from measures import steadiness

ROADS = pd.DataFrame(
    [
        ("first_gap", "17 days and more", 1, 30, 0, 0, 0),
        ("first_gap", "17 days and more", 2, 30, 15, 0, 0),
        ("first_gap", "17 days and more", 3, 9, 1, 0, 0),
        ("first_gap", "0-9 days", 1, 40, 0, 0, 0),
        ("first_gap", "0-9 days", 2, 40, 4, 0, 0),
        ("first_gap", "not recorded", 1, 50, 20, 0, 0),
    ],
    columns=[
        "attribute",
        "value",
        "session_number",
        "at_risk",
        "dropped_out",
        "completed",
        "other_ending",
    ],
)


def test_bands_come_in_their_order_and_end_where_few_are_at_risk():
    curves = steadiness.curves(ROADS, ["0-9 days", "17 days and more"])

    assert curves["value"].tolist() == ["0-9 days"] * 2 + ["17 days and more"] * 2
    assert curves["dropped_so_far"].tolist() == [0, 4, 0, 15]
    assert curves["dropped_out"].round(3).tolist() == [0, 0.1, 0, 0.5]


def test_without_clients_there_is_no_road():
    curves = steadiness.curves(ROADS.head(0), ["0-9 days"])

    assert curves.empty
    assert "dropped_out_low" in curves


def test_sessions_are_followed_in_their_order_and_named():
    curves = steadiness.curves(ROADS.iloc[::-1], ["17 days and more", "0-9 days"])

    assert curves["session_number"].tolist() == [1, 2, 1, 2]
    assert curves["dropped_so_far"].tolist() == [0, 15, 0, 4]
    assert curves["attribute"].eq("first_gap").all()
    assert curves["value"].iloc[0] == "17 days and more"
    assert curves.index.tolist() == [0, 1, 2, 3]


def test_who_left_so_far_adds_up_over_the_sessions():
    rows = ROADS.head(3).assign(at_risk=[60, 50, 20], dropped_out=[5, 10, 4])
    curves = steadiness.curves(rows, ["17 days and more"])

    assert curves["dropped_so_far"].tolist() == [5, 15, 19]
