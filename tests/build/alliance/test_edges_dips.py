"""Possible ruptures: the clinic's yardstick, the 90 days, the repair, the end of care."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

import queries
from tests.build.asking import asked
from tests.queries.rated import FIRST, USUAL, WEEK, drawn


def ruptures(store, everything, **chosen):
    rows = queries.answer(store, "alliance_ruptures", replace(everything, **chosen))
    return {row["client_id"]: row for row in rows.to_dict("records")}


@pytest.mark.parametrize(("pairs", "marked"), [(10, ["ann"]), (9, [])])
def test_ten_pairs_from_session_three_on_are_enough_and_nine_are_not(
    clinic, everything, pairs, marked
):
    few = {f"usual{n}": [28 + n % 5, 30, 28 + n % 5, 29 + n % 5] for n in range(9)}
    few["usual8"] = few["usual8"][: pairs - 6]
    store = clinic(**drawn(few | {"ann": [36, 36, 36, 10]}))

    assert asked(store, "select clients, pairs from yardsticks") == {10: pairs}
    assert list(ruptures(store, everything)) == marked


def test_pairs_begin_with_sessions_three_and_four(clinic):
    scores = {"ann": [10, 20, 30, 31], "bob": [39, 5, 20, 22], "cem": [1, 2, 25, 24]}
    store = clinic(**drawn(scores))
    pairs = np.array([own[2:] for own in scores.values()], dtype=float)

    ((found, retest),) = asked(store, "select pairs, retest from yardsticks").items()
    assert (found, retest) == (3, pytest.approx(np.corrcoef(pairs.T)[0, 1]))


def test_ratings_that_go_against_each_other_have_a_retest_of_zero(clinic):
    scores = {"ann": [30, 30, 30, 10], "bob": [20, 20, 20, 20], "cem": [10, 10, 10, 30]}
    store = clinic(**drawn(scores))

    assert asked(store, "select pairs, retest from yardsticks") == {3: 0}


@pytest.mark.parametrize(("days", "marked"), [(90, True), (91, False)])
def test_a_fall_from_a_rating_90_days_before_counts_and_from_91_does_not(
    clinic, everything, days, marked
):
    tables = drawn(USUAL | {"ann": [36, 36, 36, 36]})
    day = FIRST + 3 * WEEK + timedelta(days=days)
    tables["sessions"] += f"\nann | ruth | {day} 09:00 | 50 | attended"
    tables["alliance"] += f"\nann | {day} | SRS | | 10"
    store = clinic(**tables)

    assert list(ruptures(store, everything)) == (["ann"] if marked else [])


@pytest.mark.parametrize(("ratings", "provisional"), [(3, True), (4, False)])
def test_from_four_ratings_on_a_clients_own_spread_counts(
    clinic, everything, ratings, provisional
):
    scores = [36] * (ratings - 1) + [10]
    clients = USUAL | {"ann": scores}
    across = np.std([np.mean(own) for own in clients.values()], ddof=1)
    own = np.std(scores, ddof=1)
    assert own > across
    store = clinic(**drawn(clients))

    found = ruptures(store, everything)["ann"]
    assert found["is_provisional"] == provisional
    assert asked(store, "select ratings, spread from dips") == {
        ratings: pytest.approx(across if provisional else own, rel=1e-5)
    }


@pytest.mark.parametrize(
    ("discharge", "through", "state"),
    [
        (FIRST + 4 * WEEK - timedelta(days=1), FIRST + 6 * WEEK, "open"),
        (FIRST + 4 * WEEK, FIRST + 6 * WEEK, "unrepaired"),
        (FIRST + 6 * WEEK, FIRST + 6 * WEEK, "unrepaired"),
        (FIRST + 6 * WEEK + timedelta(days=1), FIRST + 6 * WEEK, "open"),
    ],
)
def test_a_discharge_from_the_last_session_to_the_last_day_closes_it(
    clinic, everything, discharge, through, state
):
    store = clinic(
        **drawn(USUAL | {"ann": [36, 36, 36, 36, 10]}),
        clients=f"client | discharge date\nann | {discharge}",
        through=through,
    )

    assert ruptures(store, everything)["ann"]["state"] == state


@pytest.mark.parametrize("window", queries.WINDOWS)
@pytest.mark.parametrize(("after", "state"), [(2, "unrepaired"), (3, "repaired")])
def test_care_that_ends_within_three_sessions_closes_it(
    clinic, everything, window, after, state
):
    """After two sessions nobody comes for a window; after three it is known anyway."""
    scores = [36, 36, 36, 36, 10] + [10] * (after - 1) + [36 if after == 3 else 10]
    last = FIRST + (4 + after) * WEEK
    for days, then in ((window, state), (window - 1, "open")):
        store = clinic(
            **drawn(USUAL | {"ann": scores}), through=last + timedelta(days=days)
        )
        found = ruptures(store, everything, window=window)["ann"]["state"]
        assert found == (then if after == 2 else state)


def test_a_later_end_of_care_is_none_of_its_business(clinic, everything):
    """Three sessions are held, none repairs it: unrepaired, whatever comes next."""
    scores = [36, 36, 36, 36, 10, 10, 10, 10]
    store = clinic(**drawn(USUAL | {"ann": scores}), through=FIRST + 8 * WEEK)
    two = clinic(**drawn(USUAL | {"ann": scores[:-1]}), through=FIRST + 8 * WEEK)

    assert ruptures(store, everything)["ann"]["state"] == "unrepaired"
    assert ruptures(two, everything)["ann"]["state"] == "open"


@pytest.mark.parametrize(("days", "reasons"), [(27, {"rupture"}), (28, set())])
def test_a_fall_is_a_reason_to_call_for_four_weeks(clinic, everything, days, reasons):
    last = FIRST + 4 * WEEK + timedelta(days=days)
    tables = drawn(USUAL | {"ann": [36, 36, 36, 36, 10]})
    tables["sessions"] += f"\nann | ruth | {last + WEEK} 09:00 | 50 | scheduled"
    store = clinic(**tables, through=last)
    rows = queries.answer(store, "calls_clients", everything).set_index("client_id")

    found = rows["reasons"].to_dict().get("ann", "").split()
    assert set(found) == reasons


def test_the_day_of_the_fall_is_the_one_that_a_period_holds(clinic, everything):
    store = clinic(**drawn(USUAL | {"ann": [36, 36, 36, 36, 10]}))
    fell = date(2026, 2, 2)
    assert fell == FIRST + 4 * WEEK
    for start, end, found in (
        (fell, fell, 1),
        (fell + timedelta(days=1), fell + WEEK, 0),
        (fell - WEEK, fell - timedelta(days=1), 0),
    ):
        chosen = {"start": start, "end": end}
        assert len(ruptures(store, everything, **chosen)) == found
        states = queries.answer(
            store, "alliance_ruptures_by_state", replace(everything, **chosen)
        )
        counted = states.select_dtypes("number").to_numpy().sum()
        assert (counted > 0) == bool(found)
