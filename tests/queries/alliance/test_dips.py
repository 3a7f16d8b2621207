"""Possible ruptures, and whether they were repaired: METHODS of Gumz 2012, our windows."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

import queries
from tests.queries.rated import FIRST, USUAL, WEEK, drawn

STATES = {"repaired", "unrepaired", "open"}


@pytest.fixture
def fallen(clinic, everything):
    """Return a function: the possible ruptures of clients drawn beside the usual ones."""

    def find(weeks=None, question="alliance_ruptures", chosen=everything, **clients):
        tables = drawn(USUAL | clients)
        through = FIRST + (weeks or 7) * WEEK
        rows = queries.answer(clinic(**tables, through=through), question, chosen)
        return {row["client_id"]: row for row in rows.to_dict("records")}

    return find


def yardstick(clients):
    """Compute the reliable change and the sd across clients from the formulas."""
    rated = [
        np.array([s for s in scores if s is not None]) for scores in clients.values()
    ]
    pairs = [
        (before, after)
        for scores in clients.values()
        for before, after in pairwise(scores[2:])
        if before is not None and after is not None
    ]
    retest = np.corrcoef(np.array(pairs).T)[0, 1]
    sd = np.std([scores[0] for scores in rated], ddof=1)
    across = np.std([scores.mean() for scores in rated], ddof=1)
    return 1.959964 * np.sqrt(2) * sd * np.sqrt(1 - max(retest, 0)), across


def test_the_yardstick_is_the_clinics_own(clinic):
    ann = {"ann": [34, 34, None, 33, 31, 31]}
    store = clinic(**drawn(USUAL | ann), through=FIRST + 7 * WEEK)
    with store.connection.cursor() as cursor:
        found = cursor.execute(
            "select reliable_change, sd_across from yardsticks"
        ).fetchone()

    assert found == pytest.approx(yardstick(USUAL | ann))


def test_a_drop_counts_from_the_reliable_change_on(fallen):
    for drop in (1.5, 2.5):
        scores = [34, 34, 34, 34, 34, 34 - drop]
        change, across = yardstick(USUAL | {"ann": scores})
        assert np.std(scores, ddof=1) < across < change

        assert (fallen(ann=scores) == {}) == (drop < change)
        assert (drop < change) == (drop < 2)


def test_a_client_who_swings_anyway_needs_a_deeper_drop(fallen):
    swings = [38, 29.5, 38, 20, 38, 20, 38, 20]
    sd = np.std(swings, ddof=1)
    assert sd > 38 - 29.5

    found = fallen(ann=swings, weeks=9)["ann"]

    assert (found["before"], found["score"]) == (38, 20)  # the oldest of its rows


def test_below_four_ratings_a_drop_is_provisional_and_one_rating_is_none(fallen):
    found = fallen(**{f"{n}": [36] * (n - 1) + [20] for n in (1, 2, 3, 4)})

    assert {name: row["is_provisional"] for name, row in found.items()} == {
        "2": True,
        "3": True,
        "4": False,
    }


AFTER = {
    "next": ([36], "repaired", 1),
    "third": ([20, 20, 36], "repaired", 3),
    "fourth": ([20, 20, 20, 36], "unrepaired", None),
    "skipped": ([None, None, None], "unrepaired", None),
    "skipped but third": ([None, None, 36], "repaired", 3),
    "two passed": ([20, 20], "open", None),
    "none passed": ([], "open", None),
}


def test_repaired_within_three_sessions(fallen):
    found = fallen(
        weeks=9,
        **{name: [36] * 4 + [20] + after for name, (after, *_) in AFTER.items()},
    )

    assert set(found) == set(AFTER)
    for name, (_, state, repaired_after) in AFTER.items():
        said = found[name]["repaired_after"]
        assert found[name]["state"] == state, name
        assert (None if pd.isna(said) else said) == repaired_after, name


def test_back_to_half_a_standard_deviation_below_is_repaired(fallen):
    scores = [36, 36, 36, 36, 26]
    for back, state in ((34.2, "repaired"), (33, "open")):
        spread = np.std([*scores, back], ddof=1)
        assert (back >= 36 - spread / 2) == (state == "repaired")

        assert fallen(ann=[*scores, back], weeks=6)["ann"]["state"] == state


def test_a_client_who_stays_away_has_not_repaired_it(fallen, everything):
    scores = [36, 36, 36, 36, 20]

    assert fallen(ann=scores, weeks=12)["ann"]["state"] == "open"
    assert fallen(ann=scores, weeks=13)["ann"]["state"] == "unrepaired"
    month = replace(everything, window=30)
    assert fallen(ann=scores, weeks=9, chosen=month)["ann"]["state"] == "unrepaired"


def test_a_discharged_client_has_not_repaired_it(clinic, everything):
    clients = "client | discharge date | discharge reason\nann | 2026-02-09 | moved"
    tables = drawn(USUAL | {"ann": [36, 36, 36, 36, 20]})
    store = clinic(**tables, clients=clients, through=FIRST + 6 * WEEK)

    (row,) = queries.answer(store, "alliance_ruptures", everything).to_dict("records")

    assert (row["client_id"], row["state"]) == ("ann", "unrepaired")


def test_another_instrument_is_no_rating_before(clinic, everything):
    usual, ann = drawn(USUAL), drawn({"ann": [36, 36, 36, 36]})
    other = f"\nann | {FIRST + 2 * WEEK} | WAI-SR | | 14"
    sessions = usual["sessions"] + ann["sessions"].partition("status")[2]
    alliance = usual["alliance"] + ann["alliance"].partition("score")[2] + other
    store = clinic(sessions=sessions, alliance=alliance)

    assert queries.answer(store, "alliance_ruptures", everything).empty


def test_a_rating_of_long_ago_is_no_rating_before(fallen):
    away = [36, 36, 36, 36] + [None] * 11
    assert set(fallen(ann=[*away, 20], weeks=18)) == {"ann"}
    assert fallen(ann=[*away, None, 20], weeks=18) == {}


def test_without_ten_clients_nothing_is_marked(clinic, everything):
    few = dict(list(USUAL.items())[:9])
    store = clinic(**drawn(few | {"ann": [36, 36, 36, 36, 20]}))
    assert len(queries.answer(store, "alliance_ruptures", everything)) == 1

    store = clinic(**drawn(dict(list(few.items())[:8]) | {"ann": [36, 36, 36, 36, 20]}))
    assert queries.answer(store, "alliance_ruptures", everything).empty


@pytest.mark.parametrize(("days", "listed"), [(27, True), (28, False)])
def test_the_list_for_a_call_knows_the_last_four_weeks(
    clinic, everything, days, listed
):
    tables = drawn(USUAL | {"ann": [36, 36, 36, 36, 20]})
    store = clinic(**tables, through=FIRST + 4 * WEEK + timedelta(days=days))

    rows = queries.answer(store, "alliance_dips", everything)

    assert (list(rows["client_id"]) == ["ann"]) == listed


def test_the_list_for_a_call_has_each_client_once_and_nobody_repaired(fallen):
    twice = [36, 36, 36, 36, 26, 26, 16]
    mended = [36, 36, 36, 36, 26, 36]

    found = fallen(question="alliance_dips", ann=twice, bob=mended, weeks=7)

    assert set(found) == {"ann"}
    assert (found["ann"]["before"], found["ann"]["drop"]) == (26, 10)


def test_the_rows_can_be_narrowed_to_a_state(sample, everything):
    everyone = queries.answer(sample, "alliance_ruptures", everything)
    parts = {
        state: queries.answer(
            sample, "alliance_ruptures", replace(everything, states=(state,))
        )
        for state in STATES
    }

    assert sum(map(len, parts.values())) == len(everyone)
    assert all(set(rows["state"]) == {state} for state, rows in parts.items())
