"""Recorded endings, clients who are left out, and the list behind the figures."""

from dataclasses import replace
from datetime import date

import pytest

import queries
from tests.queries.leaving import SESSIONS


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("planned", (1, 0, 1, 0)),
        ("Mutual agreement", (1, 0, 1, 0)),
        ("transferred", (1, 0, 0, 1)),
        ("client stopped", (1, 1, 0, 0)),
        ("", (1, 1, 0, 0)),
    ],
)
def test_a_recorded_ending_decides(count, reason, expected):
    clients = f"""
        client | discharge date | discharge reason
        ann    | 2026-01-25     | {reason}
    """
    found = count("ann | ruth | 2026-01-10 | attended", clients=clients)

    assert found == [expected]


def test_an_ending_after_a_later_return_belongs_to_the_later_episode(count):
    clients = """
        client | discharge date | discharge reason
        ann    | 2025-08-01     | planned
    """
    found = count(
        "ann | ruth | 2025-01-10 | attended",
        "ann | ruth | 2025-06-10 | attended",
        clients=clients,
    )
    assert found == [(1, 1, 0, 0)]


def test_an_ending_on_the_day_of_a_session_belongs_to_that_session(count):
    clients = """
        client | discharge date | discharge reason
        ann    | 2026-01-20     | planned
    """
    found = count(
        "ann | ruth | 2026-01-10 | attended",
        "ann | ruth | 2026-01-20 | attended",
        clients=clients,
    )
    assert found == [(1, 0, 0, 0), (1, 0, 1, 0)]


def test_an_ending_before_a_prompt_return_still_ends_the_episode(count):
    clients = """
        client | discharge date | discharge reason
        ann    | 2026-01-12     | planned
    """
    found = count(
        "ann | ruth | 2026-01-10 | attended",
        "ann | ruth | 2026-01-20 | attended",
        clients=clients,
    )
    assert found == [(1, 0, 1, 0)]


def test_a_client_who_began_before_the_export_is_left_out(clinic, everything):
    store = clinic(
        sessions=SESSIONS.format(
            rows="ann | ruth | 2026-01-10 | attended\n"
            "bob | ruth | 2026-01-20 | attended"
        ),
        clients="client | referral date\nann | 2025-11-01\nbob | 2026-01-15",
    )
    ruth = replace(everything, counselors=("ruth",))
    (step,) = queries.answer(store, "early_dropout_by_session", ruth)["at_risk"]

    assert step == 1
    for grain in ("month", "counselor"):
        rows = queries.answer(store, f"early_dropout_by_{grain}", ruth)
        assert rows["clients"].tolist() == [1]
    rows = queries.answer(store, "early_dropout_clients", ruth)
    assert rows["client_id"].tolist() == ["bob"]


def test_the_period_chooses_by_session_one(clinic, everything):
    store = clinic(
        sessions=SESSIONS.format(
            rows="ann | ruth | 2025-01-31 | attended\n"
            "ann | ruth | 2025-02-07 | attended\n"
            "bob | ruth | 2025-02-01 | attended"
        )
    )
    february = replace(everything, start=date(2025, 2, 1), end=date(2025, 2, 28))
    found = queries.answer(store, "early_dropout_by_month", february)

    assert found[["clients", "at_risk_one", "dropped_one"]].to_numpy().tolist() == [
        [1, 1, 1]
    ]


def test_the_list_says_what_became_of_each_client(clinic, everything):
    store = clinic(
        sessions=SESSIONS.format(
            rows="one | ruth | 2026-01-10 | attended\n"
            "two | ruth | 2026-01-10 | attended\n"
            "two | ruth | 2026-01-17 | attended\n"
            "planned | ruth | 2026-01-10 | attended\n"
            "fresh | ruth | 2026-06-20 | attended\n"
            "fresh | ruth | 2026-07-05 | scheduled"
        ),
        clients="client | discharge date | discharge reason\n"
        "planned | 2026-01-11 | planned",
    )
    rows = queries.answer(store, "early_dropout_clients", everything)

    assert dict(zip(rows["client_id"], rows["outcome"], strict=True)) == {
        "one": "left after one",
        "two": "left after two",
        "planned": "completed",
        "fresh": "not yet known",
        "seen": "not yet known",
    }
    (fresh,) = rows[rows["client_id"] == "fresh"].to_dict("records")
    assert fresh["next_session"].date() == date(2026, 7, 5)


def test_endings_stand_after_their_session_by_month_and_by_counselor(
    clinic, everything
):
    clients = """
        client | discharge date | discharge reason
        ann    | 2026-01-25     | planned
        bob    | 2026-01-12     | transferred
    """
    rows = """ann | ruth | 2026-01-10 | attended
    ann | ruth | 2026-01-17 | attended
    bob | ruth | 2026-01-10 | attended"""
    store = clinic(sessions=SESSIONS.format(rows=rows), clients=clients)
    chosen = replace(everything, counselors=("ruth",))
    endings = ["completed_one", "completed_two", "other_one", "other_two"]

    for grain in ("month", "counselor"):
        found = queries.answer(store, f"early_dropout_by_{grain}", chosen)
        assert found[endings].to_numpy().tolist() == [[0, 1, 1, 0]]
