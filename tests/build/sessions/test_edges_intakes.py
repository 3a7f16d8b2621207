"""First and last appointments: which count, and which day is the first."""

from datetime import date

import pytest

from tests.build.asking import by_client


@pytest.mark.parametrize(
    ("word", "counts"),
    [
        ("attended", True),
        ("no show", True),
        ("late cancelled", True),
        ("client cancelled", True),
        ("clinic cancelled", True),
        ("rescheduled", False),
        ("", False),
        ("gone fishing", False),
        ("scheduled", False),
    ],
)
def test_what_the_last_appointment_was(clinic, word, counts):
    day = "2026-07-20" if word == "scheduled" else "2026-03-09"
    store = clinic(
        sessions=f"""
            client | counselor | start            | status
            ann    | ruth      | 2026-03-02 09:00 | no show
            ann    | ruth      | {day} 09:00      | {word}
            end    | ruth      | 2026-06-30 09:00 | attended
        """
    )
    (status, missed) = by_client(
        store, "last_status::varchar, first_status::varchar", "intakes"
    )["ann"]

    assert missed == "no_show"
    assert status == (word.replace(" ", "_") if counts else "no_show")


def test_a_client_came_on_the_first_of_referral_booking_and_appointment(clinic):
    store = clinic(
        sessions="""
            client   | counselor | start      | status    | booked at
            referred | ruth      | 2026-03-10 | no show   | 2026-03-05
            booked   | ruth      | 2026-03-10 | no show   | 2026-03-02
            walked   | ruth      | 2026-03-02 | no show   | 2026-03-04
            unknown  | ruth      | 2026-03-02 | scheduled |
            unknown  | ruth      | 2026-03-09 | no show   | 2026-03-05
            ahead    | ruth      | 2026-07-07 | scheduled |
            ahead    | ruth      | 2026-07-01 | scheduled |
            ahead    | ruth      | 2026-06-09 | no show   |
            ahead    | ruth      | 2026-06-12 | rescheduled |
            end      | ruth      | 2026-06-30 | attended  |
        """,
        clients="""
            client   | referral date
            referred | 2026-03-02
            booked   | 2026-03-05
            walked   | 2026-03-04
            alone    | 2026-03-02
        """,
    )
    found = by_client(
        store, "came_day, last_appointment_day, next_day, first_attended_day", "intakes"
    )

    second = date(2026, 3, 2)
    assert found == {
        "referred": (second, date(2026, 3, 10), None, None),
        "booked": (second, date(2026, 3, 10), None, None),
        "walked": (second, second, None, None),
        "unknown": (second, date(2026, 3, 9), None, None),
        "alone": (second, None, None, None),
        "ahead": (date(2026, 6, 9), date(2026, 6, 12), date(2026, 7, 1), None),
        "end": (date(2026, 6, 30), date(2026, 6, 30), None, date(2026, 6, 30)),
    }
