"""A download is a released table, and a table shows its units."""

import re
from datetime import date

import pandas as pd

from measures.release import Release
from queries import Filters
from ui.figures import export, tables

COUNTS = pd.DataFrame(
    {
        "counselor": ["=cmd()", "Omar"],
        "left": [3, 30],
        "rate": [0.1, 0.5],
        "n": [30, 60],
    }
)


def test_a_small_number_does_not_leave_the_building():
    text = export.csv(Release(["left"], ["rate"], "n").of(COUNTS)).decode("utf-8-sig")

    assert not re.search(r"\b(3|0\.1)\b", text)
    assert "'=cmd()" in text


def test_a_file_is_named_by_what_it_is_of():
    chosen = Filters(start=date(2026, 1, 1), end=date(2026, 3, 31), scope=None)

    assert export.name("attendance_over_time", chosen, "0123456789abcdef") == (
        "attendance_over_time_2026-01-01_2026-03-31_01234567.csv"
    )


def test_a_share_is_shown_in_percent():
    shown, columns = tables.arranged(COUNTS)

    assert shown["rate"].tolist() == [10, 50]
    assert columns["rate"]["type_config"]["format"] == "%.1f%%"
    assert COUNTS["rate"].tolist() == [0.1, 0.5]


def test_what_only_a_mark_carries_stays_in_the_building():
    marked = COUNTS.assign(mark_id=["a\x1fb", "c\x1fd"])

    left = Release(["left"], ["rate"], "n", without=["mark_id"]).of(marked)

    assert left.columns.tolist() == ["counselor", "left", "rate", "n"]
    assert "mark_id" in marked


def test_counts_of_another_shape_than_the_table_leave_instead_of_it():
    shown = pd.DataFrame({"side": ["left", "stayed"], "clients": [3, 30]})

    left = Release(["left"], ["rate"], "n", instead=COUNTS).of(shown)

    assert left.columns.tolist() == COUNTS.columns.tolist()
