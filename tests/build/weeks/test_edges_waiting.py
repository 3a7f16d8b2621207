"""Who waits, at week ends: the day on which it begins or ends, and the next."""

from dataclasses import replace
from datetime import timedelta

import pytest

import queries
from tests.build.week_ends import HEAD, OLD, THROUGH


def waiting(clinic, everything, rows, clients, window=60):
    """Return how many wait on 15, 22 and 29 June, whoever their counselor is."""
    store = clinic(
        sessions="\n".join([HEAD, OLD, *rows]),
        clients="\n".join(["client | referral date | discharge date", *clients]),
        through=THROUGH,
    )
    chosen = replace(everything, window=window)
    weeks = queries.answer(store, "caseload_over_time", chosen)
    return weeks["waiting"].astype(int).tolist()[-3:]


@pytest.mark.parametrize(
    ("rows", "client", "expected"),
    [
        ([], "ann | 2026-06-22 |", [0, 1, 1]),
        ([], "ann | 2026-06-23 |", [0, 0, 1]),
        ([], "ann | 2026-06-08 | 2026-06-22", [1, 0, 0]),
        ([], "ann | 2026-06-08 | 2026-06-23", [1, 1, 0]),
        (["ann | ruth | 2026-06-22 | attended | |"], "ann | 2026-06-08 |", [1, 0, 0]),
        (["ann | ruth | 2026-06-23 | attended | |"], "ann | 2026-06-08 |", [1, 1, 0]),
        ([], "ann | 2025-06-01 |", [0, 0, 0]),
    ],
)
def test_a_client_waits_from_the_referral_to_the_day_before_the_first_session(
    clinic, everything, rows, client, expected
):
    assert waiting(clinic, everything, rows, [client]) == expected


def test_who_was_referred_before_the_export_began_is_nobody_who_waits(
    clinic, everything
):
    ahead = ["ann | ruth | 2026-07-06 | scheduled | |"]

    assert waiting(clinic, everything, ahead, ["ann | 2025-06-02 |"]) == [1, 1, 1]
    assert waiting(clinic, everything, ahead, ["ann | 2025-06-01 |"]) == [0, 0, 0]


@pytest.mark.parametrize("window", queries.WINDOWS)
def test_who_has_no_appointment_waits_for_a_window(clinic, everything, window):
    inside, outside = (THROUGH - timedelta(days=window - n) for n in (1, 0))

    def said(*rows, referred):
        client = f"ann | {referred} |"
        return waiting(clinic, everything, rows, [client], window)

    assert said(referred=inside)[-2:] == [1, 1]
    assert said(referred=outside)[-2:] == [1, 0]
    missed = "ann | ruth | {} | no show | |".format
    assert said(missed(inside), referred="2026-02-02") == [1, 1, 1]
    assert said(missed(outside), referred="2026-02-02") == [1, 1, 0]
    ahead = "ann | ruth | 2026-07-06 | scheduled | |"
    assert said(ahead, referred="2026-02-02") == [1, 1, 1]
