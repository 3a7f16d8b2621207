"""Which third a score belongs to, and when two thirds stand apart."""

import pandas as pd
import pytest

from measures import thirds

NAMES = ("lowest third", "middle third", "highest third")


def by_score(clients, first=30):
    scores = range(first, first + len(clients))
    frame = pd.DataFrame({"score": scores, **dict.fromkeys(thirds.COUNTS, 0)})
    return frame.assign(at_risk_one=clients, at_risk_two=clients)


@pytest.mark.parametrize(
    ("clients", "names"),
    [
        ([1, 1, 1], [0, 1, 2]),
        ([2, 1, 3], [0, 1, 2]),
        ([4, 1, 1], [1, 2]),
        ([1, 1, 4], [0, 2]),
        ([3, 3], [0, 2]),
        ([6], [1]),
        ([1, 1, 1, 1], [0, 1, 2]),
        ([0, 3], [0, 1]),
    ],
)
def test_a_score_belongs_where_the_middle_of_its_clients_lies(clients, names):
    rows = thirds.thirds(by_score(clients))

    assert rows["third"].tolist() == [NAMES[name] for name in names]


@pytest.mark.parametrize(
    ("clients", "sizes"),
    [
        ([1, 1, 1, 1], [1, 2, 1]),
        ([5, 1, 5, 1], [5, 1, 6]),
        ([2, 2, 3, 2, 2], [4, 3, 4]),
        ([4, 2, 2, 4], [4, 4, 4]),
        ([2, 4, 3, 3], [2, 7, 3]),
    ],
)
def test_the_clients_of_a_third_are_those_of_its_scores(clients, sizes):
    assert thirds.thirds(by_score(clients))["at_risk_one"].tolist() == sizes


def test_scores_are_taken_by_their_height():
    rows = thirds.thirds(by_score([2, 2, 2, 2, 2, 2]).iloc[::-1])

    assert rows[["first", "last"]].to_numpy().tolist() == [[30, 31], [32, 33], [34, 35]]


def test_every_count_is_summed():
    counts = {name: [place, 1, 0] for place, name in enumerate(thirds.COUNTS)}
    frame = pd.DataFrame({"score": [30, 31, 32], **counts})
    frame = frame.assign(at_risk_one=[10, 10, 80], at_risk_two=[9, 9, 9])
    rows = thirds.thirds(frame).set_index("third")

    assert rows.loc["lowest third", "completed_two"] == 6 + 1
    assert rows.loc["lowest third", "other_one"] == 3 + 1
    assert rows.loc["lowest third", "dropped_two"] == 5 + 1


def test_nobody_at_all_is_in_no_third():
    assert thirds.thirds(by_score([])).empty


def ends(*intervals):
    return pd.DataFrame(intervals, columns=["by_two_low", "by_two_high"])


@pytest.mark.parametrize(
    ("first", "last", "apart"),
    [
        ((0.1, 0.2), (0.3, 0.4), True),
        ((0.3, 0.4), (0.1, 0.2), True),
        ((0.1, 0.3), (0.3, 0.4), False),
        ((0.3, 0.4), (0.1, 0.3), False),
        ((0.1, 0.4), (0.2, 0.3), False),
        ((0.2, 0.3), (0.1, 0.4), False),
    ],
)
@pytest.mark.parametrize("between", [[], [(0.0, 1.0)]])
def test_intervals_that_only_touch_are_not_apart(first, last, apart, between):
    assert thirds.apart(ends(first, *between, last)) == apart


@pytest.mark.parametrize("rows", [[], [(0.1, 0.2)]])
def test_one_third_is_apart_from_nobody(rows):
    assert not thirds.apart(ends(*rows))
