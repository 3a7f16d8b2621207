"""What the Attendance page says of counselors."""

from math import nan

import pandas as pd
import pytest

from pages.attendance_parts import circumstances, words
from ui.topics import attendance_numbers, people


def judged(*sides):
    return pd.DataFrame({"side": list(sides), "rate": 0.8, "low": 0.7, "high": 0.9})


@pytest.mark.parametrize(
    ("sides", "differ", "said"),
    [
        (["not compared"], False, "No counselor has clients enough to be compared"),
        (["within"], False, "One counselor alone is everyone: there is nobody to"),
        (["within"] * 3, False, "Chance explains how 3 counselors differ"),
        (["within"] * 3, True, "Nobody is unusual among 3 counselors who differ"),
        (
            ["low", "within"],
            False,
            "1 of 2 counselors lies outside what chance explains; chance alone would put",
        ),
    ],
)
def test_those_outside_are_counted_beside_what_chance_would_do(sides, differ, said):
    found = words.compared(judged(*sides), 0.1, differ=differ)

    assert found.startswith(said)


def test_the_only_counselor_is_no_range():
    assert people.spread(judged("within"), 10) == (
        "80.0% take place with the one counselor who has 10 clients or more"
    )


@pytest.mark.parametrize(
    ("effect", "said"), [(1.0, "hardly alike"), (2.0, "those of 50% as many sessions")]
)
def test_the_design_effect_is_said(effect, said):
    note = words.funnel(effect, differ=False, widened=False)

    assert said in note
    assert f"design effect {effect:.2f}" in note


def places(number, outside=()):
    numbers = range(number)
    return pd.DataFrame(
        {
            "group": "Site",
            "place_id": [f"site {n}" for n in numbers],
            "counted": numbers,
            "side": ["low" if n in outside else "within" for n in numbers],
        }
    )


def test_many_sites_are_drawn_outside_chance_first_then_the_largest():
    sites = places(60, outside=(3,))
    drawn = circumstances.drawn(sites)

    assert drawn["counted"].tolist() == [3, *range(49, 60)]
    assert " 48 more values" in circumstances.more(sites, drawn)


def test_a_few_sites_are_all_drawn():
    sites = places(circumstances.MOST_DRAWN)
    drawn = circumstances.drawn(sites)

    assert len(drawn) == 12
    assert circumstances.more(sites, drawn) == ""


def test_both_ends_of_a_comparison_carry_their_interval_and_n():
    appointments = pd.DataFrame(
        {
            "label": ["First appointment", "Second", "Third"],
            "rate": [0.667, 0.882, 1.0],
            "low": [0.472, 0.826, nan],
            "high": [0.817, 0.921, nan],
            "counted": [30, 1208, 3],
            "side": ["low", "within", "not compared"],
        }
    )

    said = circumstances.first_against_later(appointments)

    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "66.7% of first appointments take place (47.2–81.7, n 30), "
        "88.2% of the second (82.6–92.1, n 1,208)"
    )


def test_values_near_each_other_are_told_apart():
    rates = pd.DataFrame(
        {"label": ["early", "late"], "rate": [0.8471, 0.8533], "side": ["low", "high"]}
    )

    said = circumstances.outside(rates, 0.1, "value", "values", named=True)

    assert "early 84.7% and late 85.3%" in said


@pytest.mark.parametrize(
    ("cancelled", "said"),
    [
        (0, "No session is recorded as cancelled by the clinic (n 400 booked, 2"),
        (4, "The clinic cancelled 1.0% of the sessions it had booked (n 400 booked, 2"),
    ],
)
def test_what_nobody_recorded_is_no_rate(cancelled, said):
    shares = pd.DataFrame({"low": [0.0, nan]})  # who has too few is among the booked
    total = pd.Series({"clinic_cancelled": cancelled, "sessions": 400})

    found = words.cancelled(shares, total)

    assert found.replace("\N{NO-BREAK SPACE}", " ") == f"{said} counselors)"


@pytest.mark.parametrize(("low", "small"), [([0.0, nan], True), ([0.0, 0.1], False)])
def test_only_a_mark_that_is_there_is_explained(low, small):
    note = words.cancelling(12, pd.DataFrame({"low": low}))

    assert ("Small, without an interval: fewer than 12 sessions." in note) is small
    assert "Grey" not in note


@pytest.mark.parametrize(
    ("difference", "said"), [(nan, "no period before"), (0.1, "too few to compare")]
)
def test_a_period_of_few_is_not_taken_for_none(difference, said):
    now = pd.DataFrame({"rate": [0.9], "low": [0.8], "high": [0.95], "counted": [460]})
    change = pd.DataFrame({"difference": [difference], "low": [nan], "high": [nan]})

    assert attendance_numbers.attended(now, change).moved == said


@pytest.mark.parametrize(
    ("sessions", "said"),
    [
        (0, "no period before"),
        (9, "too few in the period before"),
        (10, "20.0% in the period before"),
    ],
)
def test_a_share_of_ten_sessions_before_is_said_and_of_nine_is_not(sessions, said):
    counts = ["no_show", "late_cancelled", "client_cancelled", "clinic_cancelled"]
    now = pd.DataFrame([dict.fromkeys(counts, 2) | {"counted": 40, "sessions": 50}])
    before = now.assign(counted=sessions, sessions=sessions)

    found = attendance_numbers.lost(now, before)

    assert [one.moved for one in found] == [said] * 4
