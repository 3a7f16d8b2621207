"""Dropout by attribute and by other definitions; who never came."""

from dataclasses import replace

import pytest

import queries

SESSIONS = """
    client | counselor | start      | status
    one    | ruth      | 2026-01-10 | attended
    two    | ruth      | 2026-01-10 | attended
    two    | ruth      | 2026-01-17 | attended
    two    | ruth      | 2026-01-24 | no_show
    done   | ruth      | 2026-01-10 | attended
    done   | ruth      | 2026-01-30 | attended
    stay   | ruth      | 2026-06-20 | attended
    never  | ruth      | 2026-01-12 | no_show
    asked  | ruth      | 2026-06-25 | no_show
    booked | ruth      | 2026-07-20 | scheduled
    end    | omar      | 2026-06-30 | attended
    old    | omar      | 2025-06-01 | attended
"""

CLIENTS = """
    client | referral date | referral source | discharge date | discharge reason
    one    | 2026-01-08    | court           |                |
    two    | 2025-12-20    | self            | 2026-03-01     | client stopped
    done   | 2026-01-01    | self            | 2026-02-01     | planned
    stay   | 2026-06-01    |                 |                |
    never  | 2026-01-05    | court           |                |
"""


@pytest.fixture
def store(clinic):
    return clinic(sessions=SESSIONS, clients=CLIENTS)


@pytest.fixture
def ours(everything):
    return replace(everything, counselors=("ruth",))


def test_an_attribute_has_the_counts_of_its_clients(store, ours):
    rows = queries.answer(store, "early_dropout_by_attribute", ours)
    first = rows[rows["session_number"] == 1].set_index(["attribute", "value"])
    columns = ["at_risk", "dropped_out", "completed"]

    assert first.loc[("referral_source", "court"), columns].tolist() == [1, 1, 0]
    assert first.loc[("wait", "0-7 days"), columns].tolist() == [1, 1, 0]
    whole = queries.answer(store, "early_dropout_by_session", ours)
    for attribute, values in rows.groupby("attribute"):
        counts = values.groupby("session_number")[columns].sum()
        assert counts.to_numpy().tolist() == whole[columns].to_numpy().tolist(), (
            attribute
        )


def test_a_value_leads_to_its_clients(store, ours):
    chosen = replace(ours, attribute="referral_source", value="self")
    rows = queries.answer(store, "early_dropout_clients", chosen)
    unknown = replace(ours, attribute="referral_source", value="not recorded")

    assert "one" not in set(rows["client_id"])
    assert {"two", "done"} <= set(rows["client_id"])
    assert set(
        queries.answer(store, "early_dropout_clients", unknown)["client_id"]
    ) == {"stay"}


def test_other_definitions_of_the_same_clients(store, ours):
    rows = queries.answer(store, "early_dropout_by_definition", ours)
    rows = rows[["clients", "events", "least_events", "most_events"]]
    found = rows.astype(object).where(rows.notna(), None).to_numpy().tolist()

    assert found == [
        [4, 2, None, None],
        [3, 2, None, None],
        [3, 1, None, None],
        [3, None, 1, 2],
        [3, 3, None, None],
        [3, 0, None, None],
        [3, 1, None, None],
        [3, 2, None, None],
    ]


def test_who_was_booked_and_never_came(store, ours):
    months = queries.answer(store, "never_attended_by_month", ours)
    rows = queries.answer(store, "never_attended_clients", ours)
    became = dict(zip(rows["client_id"], rows["became"], strict=True))

    assert months[["came", "never_came", "still_waiting"]].sum().tolist() == [4, 1, 2]
    assert became == {
        "never": "never came",
        "asked": "still waiting",
        "booked": "still waiting",
    }
