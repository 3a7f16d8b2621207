"""What the Attendance page says of counselors."""

import pandas as pd
import pytest

from ui import attendance_notes, circumstances, people


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
    found = attendance_notes.compared(judged(*sides), 0.1, differ=differ)

    assert found.startswith(said)


def test_the_only_counselor_is_no_range():
    assert people.spread(judged("within"), 10) == (
        "80.0% take place with the one counselor who has 10 clients or more"
    )


@pytest.mark.parametrize(
    ("effect", "said"), [(1.0, "hardly alike"), (2.0, "those of 50% as many sessions")]
)
def test_the_design_effect_is_said(effect, said):
    note = attendance_notes.funnel(effect, differ=False, widened=False)

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
