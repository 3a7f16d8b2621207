"""What was known on a past date: the day on which it becomes known, and the day after.

The last day is 30 June; a past date is every 28 days before it, the second 5 May.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import queries
from tests.build.asking import asked

THROUGH = date(2026, 6, 30)
DATE = date(2026, 5, 5)
HEAD = "client | counselor | start | status | booked at | cancelled at"
OLD = "old | old | 2025-03-03 | no show | 2025-03-01 |"
EARLY, MISSED, RHYTHM, WAITING = 1, 2, 8, 16


def on(days):
    return DATE + timedelta(days=days)


def standing(store, columns, *, turn=2, window=30):
    return asked(
        store,
        f"select client_id, {columns} from standings"  # noqa: S608
        " inner join clients using (client_key)"
        f" where turn = {turn} and inactivity_window = {window}",
    )


def test_a_booking_is_known_from_its_day_until_it_is_cancelled_or_held(clinic):
    later = {
        "nothing": None,
        "held the next day": (on(1), "attended", on(0), ""),
        "held that day": (on(0), "attended", on(-1), ""),
        "booked the day after": (on(1), "attended", on(1), ""),
        "booked, unknown when": (on(1), "attended", "", ""),
        "cancelled that day": (on(7), "client cancelled", on(-1), on(0)),
        "cancelled the day after": (on(7), "client cancelled", on(-1), on(1)),
        "client, unknown when": (on(7), "client cancelled", on(-1), ""),
        "clinic, unknown when": (on(7), "clinic cancelled", on(-1), ""),
        "moved, unknown when": (on(7), "rescheduled", on(-1), ""),
        "late, unknown when": (on(7), "late cancelled", on(-1), ""),
        "missed": (on(7), "no show", on(-1), ""),
        "ahead": (on(70), "scheduled", on(0), ""),
        "ahead, booked after": (on(70), "scheduled", on(1), ""),
        "ahead, unknown when": (on(70), "scheduled", "", ""),
    }
    rows = [f"{client} | ruth | {on(-1)} | attended | {on(-8)} |" for client in later]
    rows += [
        f"{client} | ruth | " + " | ".join(map(str, row))
        for client, row in later.items()
        if row
    ]
    store = clinic(sessions="\n".join([HEAD, OLD, *rows]), through=THROUGH)

    found = standing(store, "reasons")
    known = {
        "held the next day",
        "cancelled the day after",
        "late, unknown when",
        "missed",
        "ahead",
    }
    assert found == {client: 0 if client in known else EARLY for client in later}


def test_a_session_missed_that_day_was_missed_and_one_the_day_after_was_not(clinic):
    rows = [
        f"{client} | ruth | {on(day)} | {status} | {booked} |"
        for client, missed in {"that day": 0, "the day after": 1}.items()
        for day, status, booked in (
            (-10, "attended", on(-11)),
            (-5, "attended", on(-11)),
            (-1, "attended", on(-11)),
            (missed, "no show", on(-11) if missed == 0 else on(1)),
        )
    ]
    store = clinic(sessions="\n".join([HEAD, OLD, *rows]), through=THROUGH)

    assert standing(store, "reasons") == {"that day": MISSED, "the day after": 0}


@pytest.mark.parametrize("window", queries.WINDOWS)
def test_back_on_the_last_day_of_the_window_is_in_time(clinic, window):
    rows = [
        f"{client} | ruth | {on(day)} | attended | {on(day - 1)} |"
        for client, days in {
            "in time": (-1, window - 1),
            "late": (-1, window),
            "never": (-1,),
        }.items()
        for day in days
    ]
    store = clinic(sessions="\n".join([HEAD, OLD, *rows]), through=date(2026, 6, 30))

    found = standing(store, "came_back", window=window)
    in_time = on(window - 1) <= THROUGH
    assert found == {"in time": in_time, "late": False, "never": False}


def test_who_was_referred_that_day_waited_and_who_came_that_day_did_not(clinic):
    rows = [
        f"came that day | ruth | {on(0)} | attended | {on(-3)} |",
        f"came after | ruth | {on(1)} | attended | {on(1)} |",
        f"booked for 14 | ruth | {on(14)} | no show | {on(0)} |",
        f"booked for 15 | ruth | {on(15)} | no show | {on(0)} |",
    ]
    clients = f"""
        client         | referral date | discharge date
        that day       | {on(0)}       |
        the day after  | {on(1)}       |
        came that day  | {on(-3)}      |
        came after     | {on(-3)}      |
        booked for 14  | {on(-3)}      |
        booked for 15  | {on(-3)}      |
        ended that day | {on(-3)}      | {on(0)}
        ended after    | {on(-3)}      | {on(1)}
    """
    store = clinic(
        sessions="\n".join([HEAD, OLD, *rows]), clients=clients, through=THROUGH
    )

    assert standing(store, "reasons") == {
        "that day": WAITING,
        "came that day": EARLY,
        "came after": WAITING,
        "booked for 14": 0,
        "booked for 15": WAITING,
        "ended after": WAITING,
    }


def test_who_was_seen_90_days_before_was_in_care_and_91_days_before_was_not(clinic):
    rows = [
        f"at | ruth | {on(-90)} | attended | {on(-91)} |",
        f"over | ruth | {on(-91)} | attended | {on(-92)} |",
        f"unseen | ruth | {on(-90)} | no show | {on(-92)} |",
        f"unseen over | ruth | {on(-91)} | no show | {on(-92)} |",
        f"ended | ruth | {on(-5)} | attended | {on(-6)} |",
        f"ends | ruth | {on(-5)} | attended | {on(-6)} |",
    ]
    clients = f"client | discharge date\nended | {on(0)}\nends | {on(1)}"
    store = clinic(
        sessions="\n".join([HEAD, OLD, *rows]), clients=clients, through=THROUGH
    )

    found = standing(store, "reasons, days_left", window=90)
    assert found == {"at": (EARLY, 0), "unseen": (WAITING, 0), "ends": (EARLY, 85)}


@pytest.mark.parametrize(
    ("first", "turns"),
    [(28 * 3 + 90, 3), (28 * 3 + 89, 2), (28 * 14 + 90, 13), (28 * 13 + 90, 13)],
)
def test_past_dates_begin_90_days_into_the_export_and_are_thirteen_at_most(
    clinic, first, turns
):
    began = THROUGH - timedelta(days=first)
    days = [THROUGH - timedelta(days=28 * n) for n in range(first // 28)]
    rows = [f"ann | ruth | {day} | attended | {day} |" for day in days]
    rows.append(f"old | ruth | {began} | no show | {began} |")
    store = clinic(sessions="\n".join([HEAD, *rows]), through=THROUGH)
    found = asked(
        store,
        "select turn, day from standings inner join clients using (client_key)"
        " where client_id = 'ann' and inactivity_window = 30",
    )

    assert found == {n: THROUGH - timedelta(days=28 * n) for n in range(turns + 1)}


@pytest.mark.parametrize(("sessions", "told"), [(4, True), (5, False)])
def test_the_past_is_told_when_half_of_the_bookings_are_known(clinic, sessions, told):
    days = [date(2025, 3, 3), on(-3), on(-2), on(-1), on(0)][:sessions]
    rows = [
        f"c{n} | ruth | {day} | attended | {day if n < 2 else ''} |"
        for n, day in enumerate(days)
    ]
    store = clinic(sessions="\n".join([HEAD, *rows]), through=THROUGH)

    assert bool(standing(store, "reasons")) == told


@pytest.mark.parametrize(("window", "last"), [(30, 2), (60, 3), (90, 4)])
def test_past_dates_count_once_their_window_is_over(clinic, everything, window, last):
    days = [THROUGH - timedelta(days=28 * n) for n in range(7)]
    rows = [f"c{n} | ruth | {day} | attended | {day} |" for n, day in enumerate(days)]
    store = clinic(sessions="\n".join([HEAD, OLD, *rows]), through=THROUGH)
    chosen = replace(everything, window=window)
    worked = queries.answer(store, "calls_worked", chosen).set_index("reason")
    behind = queries.answer(store, "calls_worked_clients", chosen)

    newest = days[last]
    assert worked.loc["any", "last_date"].date() == newest
    assert behind["listed_on"].max().date() == newest
    assert worked.loc["any", "clients"] == len(behind) == 7 - last
