"""The share of an import that is told: never less, never more than its step."""

from itertools import pairwise

import pytest

from ingest import steps
from ingest.recognize.layout import tables


@pytest.fixture
def told():
    """Collect what a listener is told meanwhile."""
    said = []
    with steps.told_to(lambda step, done: said.append((step, round(done, 6)))):
        yield said


def test_the_phases_follow_each_other_from_nothing_to_all():
    phases = [steps.READING, steps.MERGING, steps.BUILDING, steps.WRITING]

    assert phases[0][0] == 0
    assert phases[-1][1] == 1
    assert all(begin < end for begin, end in phases)
    assert all(one[1] <= after[0] for one, after in pairwise(phases))
    assert steps.MERGED.keys() == tables().keys()
    assert sum(steps.MERGED.values()) == 100


@pytest.mark.parametrize(
    ("share", "done"), [(0, 0.2), (0.5, 0.4), (1, 0.6), (1.5, 0.6), (-1, 0.2)]
)
def test_a_step_begins_at_its_share_of_its_phase(told, share, done):
    steps.reached("one", (0.2, 0.6), share)

    assert told == [("one", done)]


def test_without_a_share_a_step_is_at_the_beginning_of_its_phase(told):
    steps.reached("one", (0.2, 0.6))

    assert told == [("one", 0.2)]


def test_a_step_that_begins_further_back_is_told_no_less(told):
    steps.reached("one", (0.5, 1))
    steps.reached("two", (0.2, 0.4))
    steps.reached("three", (0.6, 1))

    assert told == [("one", 0.5), ("two", 0.5), ("three", 0.6)]


def teller(told):
    return steps._Teller(lambda step, done: told.append((step, round(done, 6))))


def test_a_step_is_told_by_its_share_up_to_its_end():
    said = []
    one = teller(said)
    one.reach("one", 0.2, 0.6)
    for share in (0.25, 0.5, 1.5):
        one.go_on(one.place, share)

    assert said == [("one", 0.2), ("one", 0.3), ("one", 0.4), ("one", 0.6)]


@pytest.mark.parametrize(("share", "is_said"), [(0.0009, False), (0.0011, True)])
def test_a_thousandth_of_the_whole_is_worth_saying(share, is_said):
    said = []
    one = teller(said)
    one.reach("one", 0, 1)
    one.go_on(one.place, share)

    assert (len(said) == 2) is is_said


def test_a_share_that_falls_fills_the_rest_and_one_that_stands_does_not():
    said = []
    one = teller(said)
    one.reach("one", 0, 1)
    for share in (0.5, 0.5, 0.2, 0.4):
        one.go_on(one.place, share)

    # what follows 0.5 fills the other half: 0.5 + 0.5 * 0.2, 0.5 + 0.5 * 0.4
    assert [done for _, done in said] == [0, 0.5, 0.6, 0.7]


def test_a_look_at_a_step_that_is_over_says_nothing():
    said = []
    one = teller(said)
    one.reach("one", 0, 0.5)
    place = one.place
    one.reach("two", 0.5, 1)
    one.go_on(place, 0.9)

    assert said == [("one", 0), ("two", 0.5)]


def test_nobody_is_told_where_nobody_listens():
    said = []
    with steps.told_to(lambda *step: said.append(step)), steps.told_to(None):
        steps.reached("one", (0, 1))

    assert said == []
