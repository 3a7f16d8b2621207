"""What changed since a day, and years from July to June: both sides of each edge."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import queries

THROUGH = date(2026, 6, 30)

SINCE = date(2026, 6, 2)  # four weeks before


def changes(store, chosen):
    rows = queries.answer(store, "sheet_changes", chosen)
    return {(row.client_id, row.change) for row in rows.itertuples()}


@pytest.mark.parametrize("since", [None, SINCE])
def test_a_change_is_one_of_the_days_after(clinic, everything, since):
    after = SINCE + timedelta(days=1)
    store = clinic(
        sessions=f"""
            client   | counselor | start            | status
            on it    | ruth      | {SINCE} 09:00    | attended
            after    | ruth      | {after} 09:00    | attended
            taken    | omar      | {SINCE} 09:00    | attended
            taken    | ruth      | {after} 09:00    | attended
            again    | omar      | 2026-01-05 09:00 | attended
            again    | ruth      | {after} 09:00    | attended
            on it    | ruth      | {SINCE} 15:00    | no show
            after    | ruth      | {after} 15:00    | no show
            after    | ruth      | {after} 16:00    | late cancelled
            after    | ruth      | {after} 17:00    | clinic cancelled
            after    | ruth      | {after} 18:00    | client cancelled
            after    | ruth      | {after} 19:00    | rescheduled
            last     | ruth      | {THROUGH} 09:00  | no show
            ahead    | ruth      | 2026-07-01 09:00 | clinic cancelled
            ahead    | ruth      | 2026-07-02 09:00 | scheduled
        """,
        through=THROUGH,
    )

    chosen = replace(everything, counselors=("ruth",), since=since)
    assert changes(store, chosen) == {
        ("after", "first session"),
        ("taken", "taken over"),
        ("again", "first session"),  # of a new episode
        ("after", "no show"),
        ("after", "late cancelled"),
        ("after", "clinic cancelled"),
        ("last", "no show"),
    }


def test_a_discharge_is_one_of_the_days_after_and_of_the_last_session(
    clinic, everything
):
    seen = SINCE - timedelta(days=10)
    names = ("on_it", "after", "last", "ahead", "as_seen", "before_seen", "no_word")
    rows = [f"{client} | ruth | {seen} 09:00 | attended" for client in names]
    rows += [
        f"{client} | ruth | {SINCE + timedelta(days=5)} 09:00 | attended"
        for client in ("as_seen", "before_seen")
    ]
    store = clinic(
        sessions="\n".join(["client | counselor | start | status", *rows]),
        clients=f"""
            client      | discharge date                | discharge reason
            on_it       | {SINCE}                       | planned
            after       | {SINCE + timedelta(days=1)}   | planned
            last        | {THROUGH}                     | planned
            ahead       | {THROUGH + timedelta(days=1)} | planned
            as_seen     | {SINCE + timedelta(days=5)}   | planned
            before_seen | {SINCE + timedelta(days=4)}   | planned
            no_word     | {THROUGH}                     |
        """,
        through=THROUGH,
    )

    told = changes(store, everything)
    assert told == {
        ("after", "discharged: planned"),
        ("last", "discharged: planned"),
        ("as_seen", "discharged: planned"),
        ("no_word", "discharged: no reason recorded"),
    }


@pytest.mark.parametrize("window", queries.WINDOWS)
def test_silence_is_told_on_the_day_after_the_window(clinic, everything, window):
    """Told of who is silent since a day after `since` to the last day, at both ends."""
    silent = {
        "too early": SINCE,
        "first": SINCE + timedelta(days=1),
        "last": THROUGH,
        "too late": THROUGH + timedelta(days=1),
        "booked": THROUGH,
        "ended": THROUGH,
    }
    rows = [
        f"{client.replace(' ', '_')} | ruth"
        f" | {day - timedelta(days=window + 1)} 09:00 | attended"
        for client, day in silent.items()
    ]
    rows.append("booked | ruth | 2026-07-02 09:00 | scheduled")
    rows.append("old | omar | 2025-01-06 09:00 | no show")
    store = clinic(
        sessions="\n".join(["client | counselor | start | status", *rows]),
        clients=f"client | discharge date\nended | {SINCE}",
        through=THROUGH,
    )

    told = changes(store, replace(everything, window=window))
    word = f"nothing attended for {window} days"
    assert {client for client, change in told if change == word} == {"first", "last"}


def seen(*days):
    rows = [f"c{n} | ruth | {day} 09:00 | attended" for n, day in enumerate(days)]
    return "\n".join(["client | counselor | start | status", *rows])
