"""Definitions side by side: rates with intervals, and bounds where endings miss."""

import numpy as np
import pandas as pd
import pytest

from measures import definitions
from measures.dropout import early
from measures.statistics.rates import wilson

COUNTS = pd.DataFrame(
    {
        "definition": ["share of all clients", "recorded", "8 sessions or more, of"],
        "clients": [40, 20, 20],
        "events": [10, None, 5],
        "least_events": [None, 4, None],
        "most_events": [None, 9, None],
    }
)
TOTALS = pd.DataFrame(
    {
        "at_risk_one": [100],
        "dropped_one": [20],
        "completed_one": [0],
        "other_one": [0],
        "at_risk_two": [60],
        "dropped_two": [6],
        "completed_two": [0],
        "other_two": [0],
    }
)


def test_bounds_are_no_interval():
    found = definitions.others(COUNTS)

    assert found["bounds"].tolist() == [False, True, False]
    assert np.isnan(found["rate"].iloc[1])
    assert found[["low", "high"]].iloc[1].tolist() == [0.2, 0.45]
    assert found[["low", "high"]].iloc[0].tolist() == list(wilson(10, 40))


def test_staying_is_not_leaving():
    assert definitions.others(COUNTS)["leaving"].tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("definition", "leaving"),
    [
        ("8 sessions or more, all clients", False),
        ("treated at least twice, all clients", False),
        ("fewer than 8 sessions or more", True),
        ("7 sessions or more", True),
    ],
)
def test_a_definition_of_who_stays_begins_with_its_name(definition, leaving):
    found = definitions.others(COUNTS.head(1).assign(definition=definition))

    assert found["leaving"].tolist() == [leaving]


def test_ours_carries_the_counts_and_limits_of_the_window():
    later = TOTALS.assign(dropped_one=30, at_risk_two=50)
    own = definitions.ours({30: TOTALS, 90: later})
    expected = early(later).iloc[0]

    assert own["window"].tolist() == [30, 90]
    assert own["definition"].iloc[1] == (
        "left by session two, 90 days without a session"
    )
    assert own["clients"].tolist() == [100, 100]
    assert own["events"].tolist() == [26, 36]
    assert own["low"].iloc[1] == expected["by_two_low"]
    assert own["high"].iloc[1] == expected["by_two_high"]


def test_ours_is_of_those_who_leave_and_no_bound():
    found = definitions.together(
        definitions.ours({60: TOTALS}), definitions.others(COUNTS)
    )

    assert found["bounds"].tolist() == [False, False, True, False]
    assert found.index.tolist() == [0, 1, 2, 3]
    assert found["leaving"].tolist() == [True, True, True, False]


def test_ours_stand_first_one_row_a_window():
    own = definitions.ours({30: TOTALS, 60: TOTALS})
    found = definitions.together(own, definitions.others(COUNTS))

    assert found["own"].tolist() == [True, True, False, False, False]
    assert own["events"].tolist() == [26, 26]
    assert own["rate"].iloc[0] == pytest.approx(0.2 + 0.8 * 0.1)
    assert found["definition"].is_unique


@pytest.mark.parametrize(
    ("least", "most", "rows"), [(0, 20, 3), (0, 19, 4), (1, 20, 4)]
)
def test_bounds_that_say_nothing_are_left_out(least, most, rows):
    counts = COUNTS.assign(least_events=[None, least, None], most_events=most)
    own = definitions.ours({60: TOTALS})

    found = definitions.together(own, definitions.others(counts))

    assert len(found) == rows
