"""Dates are read by the form that the whole column has, never by a guess."""

from datetime import datetime

import pytest

import queries

ALL = "select start from sessions order by start"


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (("2026-01-02", "2026-01-15"), datetime(2026, 1, 2)),
        (("2026-01-02 09:30", "2026-01-15 10:00"), datetime(2026, 1, 2, 9, 30)),
        (("2026-01-02T09:30:00", "2026-01-15T10:00:00"), datetime(2026, 1, 2, 9, 30)),
        (("01/02/2026", "15/02/2026"), datetime(2026, 2, 1)),
        (("01/02/2026", "01/15/2026"), datetime(2026, 1, 2)),
        (("1/2/26", "15/2/26"), datetime(2026, 2, 1)),
        (("01.02.2026 08:05", "15.02.2026 08:05"), datetime(2026, 2, 1, 8, 5)),
        (("1/2/2026 9:30 PM", "1/15/2026 9:30 AM"), datetime(2026, 1, 2, 21, 30)),
        (("2 Jan 2026", "15 Jan 2026"), datetime(2026, 1, 2)),
        (("Jan 2, 2026", "Jan 15, 2026"), datetime(2026, 1, 2)),
        (("20260102", "20260115"), datetime(2026, 1, 2)),
        (("05/05/2026", "05/05/2026"), datetime(2026, 5, 5)),
        (("2026-01-02", "15/01/2026"), datetime(2026, 1, 2)),
    ],
)
def test_each_form_of_a_date(clinic, cells, first):
    store = clinic(
        sessions=f"""
            client | counselor | start      | status
            ann    | ruth      | {cells[0]} | attended
            bob    | ruth      | {cells[1]} | attended
        """
    )
    assert store.connection.execute(ALL).fetchone() == (first,)


def test_a_declared_order_decides(clinic):
    store = clinic(
        sessions="""
            client | counselor | start      | status
            ann    | ruth      | 01/02/2026 | attended
        """,
        mapping='date_order = "month-day-year"',
    )
    assert store.connection.execute(ALL).fetchone() == (datetime(2026, 1, 2),)


def test_a_moment_with_an_offset_is_told_in_the_clinics_time(clinic):
    store = clinic(
        sessions="""
            client | counselor | start                | status
            ann    | ruth      | 2026-07-01T08:00:00Z | attended
        """,
        mapping='time_zone = "Europe/London"',
    )
    assert store.connection.execute(ALL).fetchone() == (datetime(2026, 7, 1, 9),)


def test_forms_that_appear_late_in_a_long_file_are_read_too(clinic, everything):
    early = "\n".join(f"c{n} | ruth | 2026-01-15 | attended" for n in range(21_000))
    store = clinic(
        sessions=f"client | counselor | start | status\n{early}\n"
        "last | ruth | 17/01/2026 | attended"
    )
    (row,) = queries.answer(store, "attendance_overall", everything).to_dict("records")

    assert row["attended"] == 21_001


def test_the_clock_of_this_machine_bounds_what_the_data_knows(clinic, everything):
    store = clinic(
        sessions="""
            client | counselor | start      | status
            ann    | ruth      | 2026-01-02 | attended
            ann    | ruth      | 2199-01-02 | attended
        """
    )
    (facts,) = queries.answer(store, "snapshot", everything).to_dict("records")
    remarks = queries.answer(store, "remarks", everything)

    assert facts["data_through"] == datetime(2026, 1, 2)
    assert (
        "sessions attended or missed after the last day of the data: mistyped dates?"
        in set(remarks["remark"])
    )
