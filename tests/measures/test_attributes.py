"""Attributes are tested once each, over values known before anyone could leave."""

import pandas as pd
import pytest

from measures import attributes
from measures.statistics.multiplicity import benjamini_hochberg

COLUMNS = ["attribute", "value", "session_number", "at_risk", "dropped_out"]


def counts(*rows):
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.assign(completed=0, other_ending=0)


SITES = [
    ("site", "North", 1, 100, 40),
    ("site", "North", 2, 50, 10),
    ("site", "South", 1, 100, 10),
    ("site", "South", 2, 80, 5),
]
GAPS = [
    ("first_gap", "0-9 days", 1, 60, 0),
    ("first_gap", "0-9 days", 2, 60, 6),
    ("first_gap", "17 days and more", 1, 30, 0),
    ("first_gap", "17 days and more", 2, 30, 5),
    ("first_gap", "not recorded", 1, 50, 50),
]


def test_a_gap_says_nothing_of_those_who_came_once():
    rows = attributes.recorded(counts(*GAPS))
    values = attributes.by_value(rows)

    assert set(rows["session_number"]) == {2}
    assert values["value"].tolist() == ["0-9 days", "17 days and more"]
    assert values["after_one"].tolist() == [0.1, pytest.approx(5 / 30)]


def test_what_nobody_recorded_is_not_looked_at():
    unknown = [("payer", "not recorded", 1, 100, 10), ("payer", "self", 1, 50, 5)]

    assert attributes.recorded(counts(*unknown)).empty
    assert attributes.tested(attributes.recorded(counts(*unknown))).empty


def test_not_recorded_is_shown_but_not_tested():
    more = [*SITES, ("site", "not recorded", 1, 200, 190)]
    rows = attributes.recorded(counts(*more))

    assert attributes.by_value(rows)["value"].tolist()[-1] == "not recorded"
    assert attributes.tested(rows)["values"].tolist() == [2]


@pytest.mark.parametrize(("clients", "values"), [(11, 2), (12, 3)])
def test_a_value_of_few_clients_is_not_tested(clients, values):
    rows = attributes.recorded(counts(*SITES, ("site", "East", 1, clients, 0)))

    assert attributes.tested(rows)["values"].tolist() == [values]


def test_the_tests_are_held_together():
    tested = attributes.tested(attributes.recorded(counts(*SITES, *GAPS)))

    assert tested["attribute"].tolist() == ["site", "first_gap"]
    assert tested["passes"].tolist() == [True, False]
    assert tested["q"].tolist() == benjamini_hochberg(tested["p"]).tolist()


def test_values_stand_in_the_order_of_their_meaning():
    waits = ["15-28 days", "29 days and more", "8-14 days", "0-7 days"]
    grades = ["high", "low", "medium"]
    ages = ["18-25", "over 65", "under 18"]
    rows = [("wait", value, 1, 20, 2) for value in waits]
    rows += [("age_band", value, 1, 20, 2) for value in ages]
    rows += [("expectation", value, 1, 20, 2) for value in grades]
    found = attributes.by_value(attributes.recorded(counts(*rows)))

    by = found.groupby("attribute")["value"].apply(list)
    assert by["wait"] == ["0-7 days", "8-14 days", "15-28 days", "29 days and more"]
    assert by["age_band"] == ["under 18", "18-25", "over 65"]
    assert by["expectation"] == ["low", "medium", "high"]
