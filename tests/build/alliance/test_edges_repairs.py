"""How deep a fall was, and how far back it has to come: both sides."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

import queries
from tests.build.asking import asked
from tests.queries.rated import FIRST, USUAL, WEEK, drawn


def ruptures(store, everything, **chosen):
    rows = queries.answer(store, "alliance_ruptures", replace(everything, **chosen))
    return {row["client_id"]: row for row in rows.to_dict("records")}


@pytest.mark.parametrize(("weeks", "fell"), [(0, True), (1, False)])
def test_on_a_past_date_it_is_repaired_once_the_repair_was_rated(clinic, weeks, fell):
    """The fourth week fell, the sixth repaired it; the date is a week before or on it."""
    date_then = FIRST + (5 + weeks) * WEEK
    tables = drawn(USUAL | {"ann": [36, 36, 36, 36, 10, 10, 36]})
    head, *rows = tables["sessions"].splitlines()
    lines = [f"{head} | booked at"]
    lines += [f"{row} | {row.split('|')[2].split()[0]}" for row in rows]
    early = date_then - timedelta(days=120)
    lines.append(f"old | ruth | {early} 09:00 | 50 | no show | {early}")
    tables["sessions"] = "\n".join(lines)
    store = clinic(**tables, through=date_then + timedelta(days=28))
    found = asked(
        store,
        "select client_id, reasons & 4 > 0 from standings"
        " inner join clients using (client_key)"
        " where turn = 1 and inactivity_window = 60",
    )

    assert found["ann"] == fell
    assert not any(told for client, told in found.items() if client != "ann")


@pytest.mark.parametrize(("fallen_to", "deep"), [(32.2, False), (32.1, True)])
def test_a_fall_is_deep_from_two_standard_deviations_on(
    clinic, everything, fallen_to, deep
):
    clients = USUAL | {"ann": [36, 36, fallen_to]}
    spread = np.std([np.mean(own) for own in clients.values()], ddof=1)
    assert (36 - fallen_to > 2 * spread) == deep
    store = clinic(**drawn(clients))
    (state,) = queries.answer(store, "alliance_ruptures_by_state", everything).to_dict(
        "records"
    )

    assert ruptures(store, everything)["ann"]["is_deep"] == deep
    counts = [state[name] for name in ("events", "clients", "deep", "provisional")]
    assert counts == [1, 1, int(deep), 1]


@pytest.mark.parametrize(("back", "state"), [(33.9, "open"), (34.1, "repaired")])
def test_half_a_standard_deviation_below_is_back(clinic, everything, back, state):
    """The spread is 4.0 either way, so the way back ends at 34."""
    scores = [36, 36, 36, 36, 26, back]
    assert np.std(scores, ddof=1) / 2 == pytest.approx(2, abs=0.01)
    store = clinic(**drawn(USUAL | {"ann": scores}), through=FIRST + 6 * WEEK)

    assert ruptures(store, everything)["ann"]["state"] == state
