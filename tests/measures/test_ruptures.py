"""Weeks since the first session, and who fell below the cutoff."""

from math import nan

import pandas as pd
import pytest

from measures import ruptures


def held(*scores, state=None, client="ann", hours=7 * 24):
    start = pd.date_range("2026-01-05 09:00", periods=len(scores), freq=f"{hours}h")
    drawn = {"client_id": client, "start": start, "score": list(scores)}
    return pd.DataFrame(drawn).assign(state=state or [None] * len(scores))


def states(*scores, cutoff=30.0, **drawn):
    found = ruptures.followed(held(*scores, **drawn), cutoff)["state"]
    return [None if pd.isna(state) else state for state in found]


@pytest.mark.parametrize(
    ("scores", "fell"),
    [
        ((31, 29), [None, "below"]),
        ((30, 29), [None, None]),
        ((31, 30), [None, None]),
        ((29, 28), [None, None]),
        ((29,), [None]),
        ((31, nan, 29), [None, None, "below"]),
        ((31, 29, 28), [None, "below", None]),
        ((31, 29, 31, 29), [None, "below", None, "below"]),
        ((30.5, 29.9), [None, "below"]),
        ((29, 31), [None, None]),
        ((30.0001, 29.9999), [None, "below"]),
    ],
)
def test_only_a_fall_from_above_the_cutoff_to_under_it_is_below(scores, fell):
    assert states(*scores) == fell


def test_a_score_that_rounding_moved_off_the_cutoff_is_on_it():
    third = 0.1 * 3

    assert states(0.5, 0.3 - 1e-7, cutoff=third) == [None, None]
    assert states(0.3 + 1e-7, 0.1, cutoff=third) == [None, None]


@pytest.mark.parametrize("state", ["open", "unrepaired", "repaired"])
def test_a_possible_rupture_stays_what_it_is(state):
    assert states(31, 29, state=[None, state]) == [None, state]


def test_any_other_state_is_none():
    assert states(31, 29, 29, state=["fine", "fine", "fine"]) == [None, "below", None]


def test_one_clients_rating_is_not_anothers_before():
    both = pd.concat([held(31), held(29, client="bea")], ignore_index=True)

    assert ruptures.followed(both, 30)["state"].isna().all()


def test_weeks_are_counted_from_each_clients_own_first_session():
    later = held(31, 31, client="bea", hours=84)
    later["start"] += pd.Timedelta(days=3)
    both = pd.concat([held(31, 31, 31), later], ignore_index=True)
    found = ruptures.followed(both, 30)

    assert found["weeks"].tolist() == [0, 1, 2, 0, 0.5]
    assert found["cutoff"].tolist() == [30.0] * 5
