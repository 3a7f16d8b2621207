"""Attributes are tested once each, over values known before anyone could leave."""

import pandas as pd
import pytest
from scipy.stats import chi2, chi2_contingency

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


def test_a_slot_is_followed_from_the_fourth_session_on():
    rows = [
        ("slot", value, session, 40, 4)
        for value in ("steady slot", "no steady slot", "not recorded")
        for session in (1, 3, 4, 5)
    ]
    found = attributes.recorded(counts(*rows))

    assert set(found["begins_at"]) == {4}
    assert set(found["session_number"]) == {4, 5}
    assert "not recorded" not in set(found["value"])


def test_one_recorded_value_beside_unknown_ones_tells_nothing_apart():
    rows = [("site", "North", 1, 50, 5), ("site", "not recorded", 1, 50, 5)]

    assert attributes.recorded(counts(*rows)).empty
    assert len(attributes.recorded(counts(*rows, *SITES))) == 6


def test_the_test_of_one_session_is_that_of_its_table():
    found = attributes.tested(attributes.recorded(counts(SITES[0], SITES[2]))).iloc[0]
    table = chi2_contingency([[40, 60], [10, 90]], correction=False)

    assert found["statistic"] == pytest.approx(table.statistic * 199 / 200)
    assert found["freedom"] == 1
    assert found["p"] == found["q"] == pytest.approx(chi2.sf(found["statistic"], 1))
    assert found[["begins_at", "values", "clients"]].tolist() == [1, 2, 200]


def test_clients_are_those_of_the_values_in_the_test_at_their_first_session():
    more = [("site", "East", 1, 11, 0), ("site", "not recorded", 1, 70, 0)]
    found = attributes.tested(attributes.recorded(counts(*SITES, *GAPS, *more)))
    clients = found.set_index("attribute")[["clients", "begins_at"]]

    assert clients.to_dict("index") == {
        "site": {"clients": 200, "begins_at": 1},
        "first_gap": {"clients": 90, "begins_at": 2},
    }


def test_both_sessions_are_in_the_test():
    alike = [(*row[:4], row[3] // 10) for row in SITES]
    apart = [*alike[:3], ("site", "South", 2, 80, 60)]
    one, other = (
        attributes.tested(attributes.recorded(counts(*rows)))["p"].iloc[0]
        for rows in (alike, apart)
    )

    assert one > 0.9
    assert other < 0.001


def test_the_one_furthest_apart_comes_first_where_all_are_certain():
    rows = [
        (name, value, 1, 100_000, left)
        for name, less in (("a", 30_000), ("b", 10_000), ("c", 20_000))
        for value, left in (("x", less), ("y", 50_000))
    ]
    wide = zip("wxyz", (30_000, 37_000, 43_000, 50_000), strict=True)
    rows += [("d", value, 1, 100_000, left) for value, left in wide]
    rows += [(name, value, 1, 5, 1) for name in "fe" for value in "xy"]
    found = attributes.tested(attributes.recorded(counts(*rows)))

    assert found["p"].tolist()[:4] == [0, 0, 0, 0]
    assert found["statistic"][3] > found["statistic"][2]
    assert found["attribute"].tolist() == ["b", "c", "a", "d", "e", "f"]
    assert found["freedom"].tolist() == [1, 1, 1, 3, 0, 0]
    assert list(found) == [*attributes.TESTED, "q", "passes"]


def test_a_value_carries_the_counts_of_its_two_first_sessions():
    rows = counts(*SITES, ("site", "East", 1, 30, 3), ("site", "North", 3, 40, 9))
    rows = rows.assign(completed=[1, 2, 3, 4, 5, 6], other_ending=[7, 8, 9, 10, 11, 12])
    found = attributes.by_value(attributes.recorded(rows)).set_index("value")

    assert found.index.tolist() == ["East", "North", "South"]
    columns = [f"{kind}_two" for kind in ("at_risk", "dropped", "completed", "other")]
    assert found.loc["North", columns].tolist() == [50, 10, 2, 8]
    assert found.loc["East", columns].tolist() == [0, 0, 0, 0]
    assert found.loc["South", ["completed_one", "other_one"]].tolist() == [3, 9]


@pytest.mark.parametrize(
    "ordered",
    [
        ["none", "low", "mild", "medium", "moderate", "high", "severe"],
        ["no", "some", "yes"],
        ["steady slot", "within a day", "no steady slot"],
        ["2 times", "10 times", "no", "abc", "xyz"],
        ["under 18", "18 and more", "20"],
        ["low", "high", "a word", "not recorded"],
        ["1", "none", "unknown", "not recorded"],
    ],
)
def test_words_of_degree_come_by_degree_and_others_by_letters(ordered):
    rows = [("x", value, 1, 20, 2) for value in reversed(ordered)]
    found = attributes.by_value(attributes.recorded(counts(*rows)))

    assert found["value"].tolist() == ordered


def test_who_never_came_again_is_at_risk_no_more():
    once = ("site", "East", 1, 60, 30)
    gone = ("site", "East", 2, 0, 0)
    one, other = (
        attributes.tested(attributes.recorded(counts(*SITES, *rows)))["statistic"]
        for rows in ([once], [once, gone])
    )

    assert one.tolist() == other.tolist()


def test_a_test_at_the_rate_itself_passes(monkeypatch):
    rows = attributes.recorded(counts(*SITES, *GAPS))
    last = attributes.tested(rows)["q"].iloc[-1]
    monkeypatch.setattr(attributes, "FALSE_DISCOVERY_RATE", last)

    assert attributes.tested(rows)["passes"].tolist() == [True, True]


@pytest.mark.parametrize(
    ("left", "p", "passes"), [(30, 0.103, False), (31, 0.075, True)]
)
def test_one_false_discovery_in_ten_is_accepted(left, p, passes):
    rows = [("site", "North", 1, 100, 20), ("site", "South", 1, 100, left)]
    found = attributes.tested(attributes.recorded(counts(*rows))).iloc[0]

    assert found["q"] == pytest.approx(p, abs=5e-4)
    assert found["passes"] == passes
