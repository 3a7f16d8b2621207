"""Who counts as having left, at risk, and not yet known."""

from dataclasses import replace
from datetime import date

import pytest

import queries

SESSIONS = """
    client | counselor | start      | status
    {rows}
    seen   | omar      | 2026-06-30 | attended
"""


def steps(clinic, *rows, clients=None, window=60, everything=None):
    """Return (at risk, dropped out, completed, other) by session; `seen` is left out."""
    table = SESSIONS.format(rows="\n".join(rows))
    tables = {"clients": clients} if clients else {}
    store = clinic(sessions=table, **tables)
    chosen = replace(everything, window=window, counselors=("ruth",))
    found = queries.answer(store, "early_dropout_by_session", chosen)
    columns = ["at_risk", "dropped_out", "completed", "other_ending"]
    return [tuple(row) for row in found[columns].to_numpy().tolist()]


@pytest.fixture
def count(clinic, everything):
    return lambda *rows, **known: steps(clinic, *rows, everything=everything, **known)


def test_silence_for_the_whole_window_is_dropout(count):
    assert count("ann | ruth | 2026-05-01 | attended") == [(1, 1, 0, 0)]


def test_a_session_is_mature_on_the_day_the_window_ends(count):
    assert count("ann | ruth | 2026-05-01 | attended") == [(1, 1, 0, 0)]
    assert count("ann | ruth | 2026-05-02 | attended") == []


@pytest.mark.parametrize(("day", "left"), [(20, 0), (21, 1)])
def test_coming_back_on_the_last_day_of_the_window_is_staying(count, day, left):
    found = count(
        "ann | ruth | 2026-01-19 | attended", f"ann | ruth | 2026-03-{day} | attended"
    )
    assert found[0] == (1, left, 0, 0)


def test_a_missed_session_is_no_return(count):
    found = count(
        "ann | ruth | 2026-01-10 | attended", "ann | ruth | 2026-01-17 | no_show"
    )
    assert found == [(1, 1, 0, 0)]


def test_only_the_first_episode_counts(count):
    found = count(
        "ann | ruth | 2025-01-10 | attended", "ann | ruth | 2025-06-10 | attended"
    )
    assert found == [(1, 1, 0, 0)]


def test_a_longer_window_joins_what_a_shorter_one_parts(count):
    rows = ["ann | ruth | 2025-01-10 | attended", "ann | ruth | 2025-03-20 | attended"]

    assert count(*rows, window=60) == [(1, 1, 0, 0)]
    assert count(*rows, window=90) == [(1, 0, 0, 0), (1, 1, 0, 0)]


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


def test_a_client_who_began_before_the_export_is_left_out(count):
    clients = """
        client | referral date
        ann    | 2025-11-01
        bob    | 2026-01-15
    """
    found = count(
        "ann | ruth | 2026-01-10 | attended",
        "bob | ruth | 2026-01-20 | attended",
        clients=clients,
    )
    assert found == [(1, 1, 0, 0)]


def test_what_followed_an_immature_session_does_not_count(count):
    found = count(
        "ann | ruth | 2026-04-25 | attended",
        "ann | ruth | 2026-05-20 | attended",
    )
    assert found == [(1, 0, 0, 0)]


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
