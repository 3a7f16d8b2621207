"""The numbers at the top of the Overview and of Attendance."""

from math import nan

import pandas as pd
import pytest

from ui import words
from ui.figures import numbers
from ui.topics import attendance_numbers, summary

CHANGE = pd.DataFrame({"difference": [0.03], "low": [0.01], "high": [0.05]})
UNCHANGED = pd.DataFrame({"difference": [0.01], "low": [-0.02], "high": [0.04]})
RATED = pd.DataFrame(
    {
        "instrument": "SRS [v3]",
        "subscale": "total",
        "phase": ["early", "later"],
        "percent": [92.4, 94.6],
        "clients": [1151, 120],
    }
).set_index(["instrument", "phase"], drop=False)


def plain(text):
    return text.replace(words.STICKY, " ")


def test_leaving_is_said_by_session_with_its_interval_and_n():
    totals = pd.DataFrame(
        {
            "after_one": [0.118],
            "after_one_low": [0.099],
            "after_one_high": [0.14],
            "at_risk_one": [1042],
            "after_two": [0.2],
            "after_two_low": [0.1],
            "after_two_high": [0.3],
            "at_risk_two": [900],
        }
    )
    one, two = (summary.left_after(n, totals, CHANGE) for n in ("one", "two"))

    assert (one.label, one.value) == ("Left after session one", "11.8%")
    assert plain(one.sure) == "9.9–14.0, n 1,042 clients"
    assert (two.label, two.value) == ("Left after session two", "20.0%")
    assert plain(two.sure) == "10.0–30.0, n 900 clients"
    assert one.moved == two.moved == "up 3.0 points"
    assert one.page == two.page == "Early dropout"


def test_attendance_is_said_with_its_interval_and_n():
    overall = pd.DataFrame({"rate": [0.8], "low": [0.7], "high": [0.9], "counted": 671})
    number = summary.attended(overall, CHANGE)

    assert (number.value, number.moved) == ("80.0%", "up 3.0 points")
    assert plain(number.sure) == "70.0–90.0, n 671 sessions"
    assert number.page == "Attendance"


def change_of(difference, low, high):
    moved = {"difference": difference, "low": low, "high": high}
    return pd.DataFrame(moved, RATED.index)


def test_alliance_is_said_early_and_later_and_moves_by_its_early_mean():
    change = change_of([3.0, -9.0], [1.0, -10.0], [5.0, -8.0])
    number = summary.alliance(RATED, change)

    assert number.label == r"Alliance, SRS \[v3\]"
    assert number.value == "92% → 95%"
    assert number.moved == "early: up 3.0 points"
    assert plain(number.sure) == "early, later; n 1,151, 120 clients"


@pytest.mark.parametrize(
    ("rows", "value", "moved", "sure"),
    [
        (RATED.head(1), "92% → —", "early: up 3.0 points", "n 1,151, — clients"),
        (RATED.tail(1), "— → 95%", "not rated early", "n —, 120 clients"),
        (RATED.head(0), "—", "no scores", "in this selection"),
    ],
)
def test_a_phase_that_nobody_rated_is_a_dash(rows, value, moved, sure):
    change = change_of([3.0] * 2, [1.0] * 2, [5.0] * 2)
    number = summary.alliance(rows, change)

    assert (number.value, number.moved) == (value, moved)
    assert plain(number.sure).endswith(sure)
    assert number.page == "Alliance"


def test_a_change_that_was_never_rated_before_is_not_called_too_few():
    unknown = summary.alliance(RATED, change_of([nan] * 2, [nan] * 2, [nan] * 2))
    few = summary.alliance(RATED, change_of([3.0] * 2, [nan] * 2, [nan] * 2))

    assert unknown.moved == "early: not rated before"
    assert few.moved == "early: too few to compare"


def test_those_in_most_need_come_first_or_those_with_most_clients():
    load = pd.DataFrame(
        {"excess": [1.2, 0.9, nan], "active_clients": [3, 9, 9], "who": list("abc")}
    )

    assert summary.in_need(load, 2)["who"].tolist() == ["a", "b"]
    assert summary.in_need(load.assign(excess=nan), 2)["who"].tolist() == ["b", "c"]


@pytest.mark.parametrize(
    ("limits", "hours", "value", "sure"),
    [
        ([20, nan, nan], [nan, 30, nan], "2", "of 2 with a known limit"),
        ([nan] * 3, [nan] * 3, "—", "of 0 with a known limit"),
    ],
)
def test_over_capacity_is_of_those_with_any_limit(limits, hours, value, sure):
    people = pd.DataFrame({"caseload_limit": limits, "weekly_hours": hours})
    number = summary.over_capacity(people.assign(over_capacity=[True, True, False]))

    assert (number.value, number.sure, number.page) == (value, sure, "Caseload")


NOW = pd.DataFrame(
    {
        "no_show": [5],
        "late_cancelled": [10],
        "client_cancelled": [20],
        "clinic_cancelled": [1],
        "counted": [100],
        "sessions": [200],
    }
)


def test_what_was_lost_is_a_share_of_what_it_is_part_of():
    lost = attendance_numbers.lost(NOW, NOW)

    assert [(one.label, one.value, one.sure) for one in lost] == [
        ("Missed without a word", "5.0%", "5 of 100 in the rate"),
        ("Cancelled late", "10.0%", "10 of 100 in the rate"),
        ("Cancelled earlier by client", "10.0%", "20 of 200 booked"),
        ("Cancelled by clinic", "0.5%", "1 of 200 booked"),
    ]


def test_of_nothing_there_is_no_share():
    (missed, *_) = attendance_numbers.lost(NOW.assign(counted=0), NOW)

    assert (missed.value, missed.moved) == ("—", "5.0% in the period before")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (CHANGE, "70.0–90.0, n 50 in the rate; change +1.0 to +5.0 points"),
        (CHANGE.assign(low=nan, high=nan), "70.0–90.0, n 50 in the rate"),
    ],
)
def test_a_change_is_said_with_its_own_interval(change, said):
    now = pd.DataFrame({"rate": [0.8], "low": [0.7], "high": [0.9], "counted": [50]})

    assert plain(attendance_numbers.attended(now, change).sure) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 0, 0), "are in no rate. Intervals"),
        ((3, 0, 0), "are in no rate. Apart, and in no rate: 3 rescheduled. Intervals"),
        (
            (1200, 2, 1),
            "in no rate: 1,200 rescheduled, 2 never marked and 1 with a status not rec",
        ),
    ],
)
def test_what_stands_apart_is_said_where_there_is_some(counts, said, monkeypatch):
    monkeypatch.setattr(attendance_numbers, "through", str)
    rows = pd.DataFrame([counts], columns=["rescheduled", "unmarked", "unknown"])

    assert said in attendance_numbers.apart(rows)


@pytest.mark.parametrize(
    ("moved", "arrow"),
    [
        ("up 3.0 points", "up"),
        ("down 3.0 points", "down"),
        ("no clear change", "off"),
        ("upright", "off"),
    ],
)
def test_only_a_direction_has_an_arrow(moved, arrow):
    assert numbers._arrow(moved) == arrow
