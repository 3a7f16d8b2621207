"""What the Alliance page says: no number without its n, no claim beyond the data."""

from math import nan

import pandas as pd
import pytest

from measures import alliance
from pages.alliance_parts import figure_rows, numbers, words
from ui.figures import headlines
from ui.topics import scales

MEANS = pd.DataFrame(
    {
        "instrument": "House form",
        "subscale": "total",
        "phase": ["early", "later"],
        "clients": [25, 16],
        "mean": [30.0, 34.0],
        "sd": [5.0, 4.0],
        "low": 0.0,
        "high": 40.0,
    }
)
N = "n\N{NO-BREAK SPACE}"


def groups(second):
    rows = pd.DataFrame({"length": ["1-2", "9+"], "session_number": 1, "clients": 25})
    rows = rows.assign(mean=[30.0, second], sd=5.0, low=0.0, high=40.0)
    return alliance.with_interval(rows)


def test_where_groups_began_is_said_with_intervals_and_clients():
    apart, alike = (headlines.trajectories(groups(mean), 10) for mean in (36.0, 31.0))

    assert f"began at 30.0 (27.9 to 32.1, {N}25), " in apart
    assert "overlap" not in apart
    assert alike.endswith("; the intervals overlap")


def test_a_correlation_that_chance_explains_explains_nothing():
    row = pd.DataFrame({"r": [0.14], "low": [-0.03], "high": [0.3], "n": [120]})
    unsure = words.outcome_headline(row.assign(explained=0.02))
    sure = words.outcome_headline(row.assign(low=0.03, explained=0.02))

    assert unsure.endswith(f"(−0.03 to 0.30; {N}120 clients), which chance explains")
    assert sure.endswith("2.0% of the outcome's variance")


def test_an_instrument_of_unknown_range_is_said_in_its_own_scores():
    rated = alliance.with_percent(MEANS.assign(low=nan, high=nan))
    indexed = rated.set_index(["instrument", "phase"], drop=False)
    number = numbers.phase(indexed, pd.DataFrame(), "early")

    assert (number.value, number.moved) == ("30.0", "no range known")
    assert number.sure == f"mean score; 27.9 to 32.1, {N}25"
    assert headlines.alliance(rated.head(1), rated.tail(1)) == (
        f"Clients rate the alliance 30.0 (27.9 to 32.1, {N}25) in sessions 1 to 3 and "
        f"34.0 (31.9 to 36.1, {N}16) later"
    )
    assert words.below_headline(pd.Series({"rate": 0.0}), nan) == (
        "How the ratings spread over the range"
    )


def test_subscales_are_in_the_order_of_their_kinds_which_stand_in_the_label():
    rows = pd.DataFrame({"kind": ["total", "task", "other", "goal", "bond", "bond"]})
    rows["label"] = ["Total", "Approach", "Overall", "Goals", "Relationship", "Bond"]

    assert scales.by_kind(rows)["label"].tolist() == [
        "Total", "Goals", "Approach (task)", "Relationship (bond)", "Bond", "Overall",
    ]  # fmt: skip


@pytest.mark.parametrize("parts", [1, 2])
def test_without_a_total_the_lowest_and_the_highest_part_are_said(parts):
    rated = alliance.with_percent(MEANS.assign(phase="early", mean=[30.0, 34.0]))
    said = words.subscales_headline(rated.assign(label=["Plan", "Warmth"]).head(parts))

    first = (
        f"In sessions 1 to 3 clients rate Plan (75.0% of the range, 69.8–80.2, {N}25)"
    )
    last = f" lowest and Warmth (85.0% of the range, 79.7–90.3, {N}16) highest"
    assert said == (first + last if parts == 2 else first)


def test_thirds_are_of_tasks_where_there_is_no_total():
    rows = pd.DataFrame({"subscale": ["total", "Approach", "Approach"]})
    of_total, what = figure_rows.meant(rows)
    of_tasks, tasks = figure_rows.meant(rows.tail(2))

    assert (len(of_total), what) == (1, "first alliance score")
    assert (len(of_tasks), tasks) == (2, "agreement on tasks in session two")
    assert figure_rows.meant(rows.head(0))[1] == "first alliance score"


def test_one_counselor_alone_lies_between_no_two_shares():
    rows = pd.DataFrame({"rate": [0.694], "low": [0.625], "high": [0.755]})
    one = rows.assign(counted=307)
    two = pd.concat([one, one.assign(rate=0.8)])

    assert words.by_counselor_headline(one).endswith(
        f"69.4% of sessions have a score (62.5–75.5; {N}307 sessions)"
    )
    assert "between 69.4% and 80.0%" in words.by_counselor_headline(two)


def test_the_spread_is_of_all_counselors_and_namesakes_are_told_apart():
    rows = pd.DataFrame({"counselor_id": ["K-1", "K-2"], "counselor": "Amara Bell"})
    rows = rows.assign(clients=[12, 30], mean=1.0, shrunken=1.0)
    rows = rows.assign(shrunken_low=1.0, shrunken_high=1.0)
    parts = {"counselors": 0.02, "clients": 0.5, "sessions": 0.48}

    said = words.counselors_headline(rows, parts)
    assert said.endswith(f"({N}42 clients)")
    assert figure_rows.of_counselors(rows)["label"].tolist() == [
        "Amara Bell K-1",
        "Amara Bell K-2",
    ]


@pytest.mark.parametrize(("few", "said"), [(0, ""), (3, " 3 with fewer are in")])
def test_who_has_too_few_is_not_mixed_with_who_has_no_room(monkeypatch, few, said):
    monkeypatch.setattr(words, "through", lambda: "")
    note = words.counselors_note(12, 4, few, " 40 are drawn")

    assert f"by name.{said}" in note
    assert " 40 are drawn Intervals" in note
