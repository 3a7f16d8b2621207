"""Who is active on the last day: the day on which it ends, and the day before."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

import queries
from tests.build.asking import by_client

THROUGH = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("window", "last", "over"),
    [
        (30, "2026-05-31", "2026-05-30"),
        (60, "2026-05-01", "2026-04-30"),
        (90, "2026-04-01", "2026-03-31"),
    ],
)
def test_a_client_seen_a_window_ago_is_active_and_a_day_longer_ago_is_not(
    clinic, everything, window, last, over
):
    store = clinic(
        sessions=f"""
            client | counselor | start      | status
            last   | ruth      | {last}     | attended
            over   | ruth      | {over}     | attended
            booked | ruth      | {over}     | attended
            booked | ruth      | 2026-07-07 | scheduled
        """,
        clients="client | severity\nlast | mild\nover | severe\nbooked | mild",
        through=THROUGH,
    )
    chosen = replace(everything, window=window)
    (load,) = queries.answer(store, "caseload_by_counselor", chosen).to_dict("records")
    rows = queries.answer(store, "caseload_clients", chosen)
    (severe,) = queries.answer(store, "caseload_by_severity", chosen).to_dict("records")

    assert rows["client_id"].tolist() == ["booked", "last"]
    assert (load["active_clients"], load["recently_seen"]) == (2, 1)
    assert (severe["severity"], severe["active_clients"]) == ("mild", 2)
    if window == 90:
        assert set(by_client(store, "last_day", "active_clients")) == {"booked", "last"}


def test_a_discharge_ends_it_on_its_day_unless_the_client_came_after(clinic):
    store = clinic(
        sessions="""
            client    | counselor | start            | status
            last day  | ruth      | 2026-06-10 09:00 | attended
            next day  | ruth      | 2026-06-10 09:00 | attended
            same day  | ruth      | 2026-06-10 09:00 | attended
            came back | ruth      | 2026-06-10 09:00 | attended
            booked    | ruth      | 2026-07-07 09:00 | scheduled
            stays     | ruth      | 2026-07-07 09:00 | scheduled
        """,
        clients="""
            client    | discharge date
            last day  | 2026-06-30
            next day  | 2026-07-01
            same day  | 2026-06-10
            came back | 2026-06-09
            booked    | 2026-06-30
            stays     | 2026-07-01
        """,
        through=THROUGH,
    )

    assert set(by_client(store, "last_day", "active_clients")) == {
        "next day",
        "came back",
        "stays",
    }


def test_a_client_is_with_who_saw_them_last_or_else_with_who_sees_them_first(
    clinic, everything
):
    store = clinic(
        sessions="""
            client | counselor | start            | status
            seen   | omar      | 2026-06-09 09:00 | attended
            seen   | ruth      | 2026-06-10 09:00 | attended
            seen   | omar      | 2026-07-01 09:00 | scheduled
            ahead  | omar      | 2026-06-09 09:00 | no show
            ahead  | omar      | 2026-07-02 09:00 | scheduled
            ahead  | ruth      | 2026-07-01 09:00 | scheduled
        """,
        through=THROUGH,
    )
    rows = queries.answer(store, "caseload_clients", everything).set_index("client_id")

    assert rows["counselor"].to_dict() == {"seen": "ruth", "ahead": "ruth"}
    assert rows["attended_sessions"].to_dict() == {"seen": 2, "ahead": 0}
    assert set(rows["next_session"]) == {pd.Timestamp("2026-07-01 09:00")}


def test_whom_a_counselor_met_and_who_saw_the_client_last(clinic):
    store = clinic(
        sessions="""
            client | counselor | start            | status
            ann    | ruth      | 2026-01-05 09:00 | attended
            ann    | omar      | 2026-01-12 09:00 | attended
            ann    | ruth      | 2026-01-19 09:00 | attended
            ann    | omar      | 2026-03-16 09:00 | attended
            ann    | ruth      | 2026-03-16 15:00 | attended
            ann    | omar      | 2026-07-01 09:00 | scheduled
        """,
        through=THROUGH,
    )
    with store.connection.cursor() as cursor:
        rows = cursor.execute(
            "select counselor, first_day, last_day, first_number_30, first_number_60,"
            " is_last from acquaintances join counselors using (counselor_key)"
            " order by counselor"
        ).fetchall()

    last = date(2026, 3, 16)
    assert rows == [
        ("omar", date(2026, 1, 12), last, 2, 2, True),
        ("ruth", date(2026, 1, 5), last, 1, 1, True),
    ]
