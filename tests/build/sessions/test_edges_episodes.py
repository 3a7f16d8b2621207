"""Bands of what clients and first sessions are told apart by: both sides of each edge."""

from datetime import date, timedelta

import queries
from tests.build.asking import by_client

FIRST = date(2026, 3, 2)

HEAD = "client | counselor | start | status"

# The clinic's history goes further back than anybody's referral.
OLD = "old | omar | 2025-01-06 | attended"


def after(days):
    return FIRST + timedelta(days=days)


def test_a_wait_is_in_the_band_up_to_its_last_day(clinic):
    waits = {
        0: "0-7 days",
        7: "0-7 days",
        8: "8-14 days",
        14: "8-14 days",
        15: "15-28 days",
        28: "15-28 days",
        29: "29 days and more",
        -1: None,  # referred after the first session
    }
    rows = [f"{days} | ruth | {FIRST} | attended" for days in waits]
    clients = ["client | referral date"]
    clients += [f"{days} | {after(-days)}" for days in waits]
    store = clinic(
        sessions="\n".join([HEAD, OLD, *rows]),
        clients="\n".join(clients),
        through=date(2026, 12, 31),
    )

    found = by_client(store, "wait::varchar", "beginnings", 60)
    assert found == {f"{days}": band for days, band in waits.items()} | {"old": None}


def test_a_first_gap_is_in_the_band_up_to_its_last_day(clinic):
    gaps = {
        0: "0-9 days",
        9: "0-9 days",
        10: "10-16 days",
        16: "10-16 days",
        17: "17 days and more",
        60: "17 days and more",
        61: None,  # a second session, but of the next episode
    }
    rows = [
        f"{gap} | ruth | {day} | attended"
        for gap in gaps
        for day in (f"{FIRST} 09:00", f"{after(gap)} 10:00")
    ]
    store = clinic(
        sessions="\n".join([HEAD, *rows, f"once | ruth | {FIRST} | attended"]),
        through=date(2026, 12, 31),
    )

    found = by_client(store, "first_gap::varchar", "beginnings", 60)
    assert found == {f"{gap}": band for gap, band in gaps.items()} | {"once": None}


def test_a_slot_needs_four_sessions_in_the_first_episode(clinic):
    rows = [
        f"{client} | ruth | {after(day)} 09:00 | attended"
        for client, days in {
            "three": (0, 7, 14),
            "four": (0, 7, 14, 21),
            "three and one": (0, 7, 14, 77),
        }.items()
        for day in days
    ]
    store = clinic(sessions="\n".join([HEAD, *rows]), through=date(2026, 12, 31))

    assert by_client(store, "slot::varchar", "beginnings", 60) == {
        "three": None,
        "four": "steady slot",
        "three and one": None,
    }


def test_nothing_to_pay_is_known_and_one_is_something(clinic):
    store = clinic(
        sessions="""
            client | counselor | start      | status
            free   | ruth      | 2026-03-02 | attended
            one    | ruth      | 2026-03-02 | attended
            empty  | ruth      | 2026-03-02 | attended
            absent | ruth      | 2026-03-02 | attended
        """,
        clients="client | copay\nfree | 0\none | 1\nempty |",
        through=date(2026, 12, 31),
    )

    assert by_client(store, "copay::varchar", "beginnings", 60) == {
        "free": "none",
        "one": "some",
        "empty": None,
        "absent": None,
    }


def test_who_was_referred_before_the_export_and_came_in_its_first_90_days_had_begun(
    clinic, everything
):
    opened = date(2025, 1, 6)
    before, late = opened - timedelta(days=1), opened + timedelta(days=90)
    store = clinic(
        sessions=f"""
            client | counselor | start      | status
            first  | ruth      | {opened}   | no show
            edge   | ruth      | {late - timedelta(days=1)} | attended
            after  | ruth      | {late}     | attended
            same   | ruth      | {late - timedelta(days=1)} | attended
            absent | ruth      | {late - timedelta(days=1)} | attended
            back   | ruth      | {opened}   | attended
            back   | ruth      | 2025-03-20 | attended
        """,
        clients=f"""
            client | referral date
            edge   | {before}
            after  | {before}
            same   | {opened}
            back   | {opened}
        """,
        through=date(2026, 12, 31),
    )
    remarks = queries.answer(store, "remarks", everything)
    told = dict(zip(remarks["key"], remarks["rows"], strict=True))

    assert set(by_client(store, "first_day", "beginnings", 60)) == {
        "after",
        "same",
        "absent",
        "back",
    }
    assert told["began_before_export"] == 1


def test_a_later_episode_began_when_it_began(clinic):
    store = clinic(
        sessions="""
            client | counselor | start      | status
            back   | ruth      | 2025-01-06 | attended
            back   | ruth      | 2025-03-20 | attended
            first  | ruth      | 2025-01-06 | attended
        """,
        clients="client | referral date\nback | 2025-01-01",
        through=date(2026, 12, 31),
    )
    with store.connection.cursor() as cursor:
        rows = cursor.execute(
            "select first_day, is_first, began_before_export from episodes"
            " inner join clients using (client_key)"
            " where client_id = 'back' and inactivity_window = 60 order by first_day"
        ).fetchall()

    assert rows == [
        (date(2025, 1, 6), True, True),
        (date(2025, 3, 20), False, False),
    ]
