"""Bands of sessions, clusters of clients, and years: both sides of each edge."""

from dataclasses import replace
from datetime import date, timedelta

import queries
from tests.build.asking import asked, by_session

HELD = date(2026, 3, 2)
HEAD = "session id | client | counselor | start | status"


def test_a_lead_time_is_in_the_band_up_to_its_last_day(clinic):
    leads = {
        0: "0-1 days",
        1: "0-1 days",
        2: "2-7 days",
        7: "2-7 days",
        8: "8-14 days",
        14: "8-14 days",
        15: "15-28 days",
        28: "15-28 days",
        29: "29 days and more",
        -1: None,  # written down the day after
    }
    rows = [
        f"{days} | c{days} | ruth | {HELD} | attended | {HELD - timedelta(days=days)}"
        for days in leads
    ]
    rows.append(f"unknown | other | ruth | {HELD} | attended |")
    rows.append(f"cancelled | another | ruth | {HELD} | cancelled | {HELD}")
    store = clinic(sessions="\n".join([f"{HEAD} | booked at", *rows]))

    expected = {f"{days}": band for days, band in leads.items()}
    assert by_session(store, "lead_time::varchar") == expected | {
        "unknown": None,
        "cancelled": None,
    }


def test_the_fifth_appointment_is_one_of_its_own_and_the_sixth_is_one_of_the_later(
    clinic, everything
):
    store = clinic(
        sessions="""
            session id  | client | counselor | start      | status
            first       | ann    | ruth      | 2026-03-01 | no show
            not counted | ann    | ruth      | 2026-03-02 | clinic cancelled
            second      | ann    | ruth      | 2026-03-03 | late cancelled
            third       | ann    | ruth      | 2026-03-04 | attended
            moved       | ann    | ruth      | 2026-03-05 | rescheduled
            fourth      | ann    | ruth      | 2026-03-06 | attended
            fifth       | ann    | omar      | 2026-03-07 | attended
            sixth       | ann    | ruth      | 2026-03-08 | attended
            seventh     | ann    | ruth      | 2026-03-09 | attended
            another     | bob    | ruth      | 2026-03-09 | attended
            by client   | ann    | ruth      | 2026-03-01 | client cancelled
            unmarked    | ann    | ruth      | 2026-03-01 |
            odd         | ann    | ruth      | 2026-03-01 | gone fishing
            ahead       | ann    | ruth      | 2026-03-10 | scheduled
        """
    )
    found = {}
    for value in ("1", "2", "3", "4", "5", "6 and later"):
        chosen = replace(everything, attribute="appointment", value=value)
        rows = queries.answer(store, "attendance_sessions", chosen)
        found[value] = rows["session_id"].tolist()

    assert found == {
        "1": ["another", "first"],
        "2": ["second"],
        "3": ["third"],
        "4": ["fourth"],
        "5": ["fifth"],
        "6 and later": ["seventh", "sixth"],
    }


def test_a_minute_past_midnight_is_an_hour_and_midnight_is_none(clinic, everything):
    store = clinic(
        sessions="""
            session id | client | counselor | start            | status
            dated      | ann    | ruth      | 2026-03-02 00:00 | attended
            timed      | bob    | ruth      | 2026-03-02 00:01 | attended
            before     | cem    | ruth      | 2026-03-01 23:59 | no show
        """
    )
    rows = queries.answer(store, "attendance_by_weekday_and_hour", everything)

    assert rows[["weekday", "hour", "attended"]].to_numpy().tolist() == [
        ["Monday", "00:00", 1],
        ["Sunday", "23:00", 0],
    ]


def test_clients_share_clusters_beyond_four_thousand(clinic, everything):
    for clients, shared in ((3999, 1), (4000, 1), (4001, 2)):
        rows = [
            f"{n} | c{n} | ruth | 2026-03-02 09:00 | attended" for n in range(clients)
        ]
        store = clinic(sessions="\n".join([HEAD, *rows]))
        (row,) = queries.answer(store, "attendance_overall", everything).to_dict(
            "records"
        )
        sizes = asked(
            store, "select cluster, count(*) from counted_sessions group by cluster"
        )

        assert row["clusters"] == len(sizes) == min(clients, 4000)
        assert max(sizes.values()) == shared
        assert max(sizes) == min(clients, 4000) - 1


def test_a_session_is_scored_by_a_rating_of_its_day_alone(clinic):
    store = clinic(
        sessions="""
            session id | client | counselor | start            | status
            rated      | ann    | ruth      | 2026-03-02 09:00 | attended
            second     | ann    | ruth      | 2026-03-02 15:00 | attended
            missed     | ann    | ruth      | 2026-03-02 17:00 | no show
            next       | ann    | ruth      | 2026-03-03 09:00 | attended
            another    | bob    | ruth      | 2026-03-02 09:00 | attended
            outcome    | cem    | ruth      | 2026-03-02 09:00 | attended
        """,
        alliance="client | date | instrument | score\nann | 2026-03-02 | SRS | 30",
        outcomes="client | date | instrument | score\ncem | 2026-03-02 | ORS | 30",
    )

    assert by_session(store, "rated") == {
        "rated": True,
        "second": True,
        "missed": False,
        "next": False,
        "another": False,
        "outcome": False,
    }


def test_a_year_begins_on_the_first_of_july(clinic):
    store = clinic(
        sessions="""
            client | counselor | start      | status
            ann    | ruth      | 2024-06-30 | attended
            ann    | ruth      | 2024-07-01 | attended
            ann    | omar      | 2025-06-30 | attended
            bob    | omar      | 2025-06-30 | no show
            bob    | omar      | 2025-07-01 | attended
            cem    | omar      | 2025-12-31 | attended
            cem    | omar      | 2026-01-01 | attended
        """
    )
    with store.connection.cursor() as cursor:
        rows = cursor.execute(
            "select year_from, client_id, counselor, is_only from client_years"
            " inner join clients using (client_key)"
            " inner join counselors using (counselor_key) order by all"
        ).fetchall()

    found = [(day.year, *row) for day, *row in rows]
    assert {(day.month, day.day) for day, *_ in rows} == {(7, 1)}
    assert found == [
        (2023, "ann", "ruth", True),
        (2024, "ann", "omar", False),
        (2024, "ann", "ruth", False),
        (2025, "bob", "omar", True),
        (2025, "cem", "omar", True),
    ]
