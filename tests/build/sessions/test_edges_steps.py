"""What follows a session, a day before and after each window and each discharge."""

from datetime import date, timedelta

import pytest

import queries
from tests.build.asking import by_client, by_session

THROUGH = date(2026, 12, 31)


@pytest.mark.parametrize("window", queries.WINDOWS)
def test_a_return_on_the_last_day_of_the_window_goes_on_and_a_day_later_begins_anew(
    clinic, window
):
    began = date(2026, 1, 5)
    at, after = (began + timedelta(days=window + n) for n in (0, 1))
    store = clinic(
        sessions=f"""
            session id | client  | counselor | start    | status
            at 1       | at      | ruth      | {began} | attended
            at 2       | at      | ruth      | {at}    | attended
            after 1    | after   | ruth      | {began} | attended
            after 2    | after   | ruth      | {after} | attended
        """,
        through=THROUGH,
    )

    assert by_session(store, f"number_{window}, followed_{window}::varchar") == {
        "at 1": (1, "returned"),
        "at 2": (2, "dropped_out"),
        "after 1": (1, "dropped_out"),
        "after 2": (1, "dropped_out"),
    }


@pytest.mark.parametrize("window", queries.WINDOWS)
def test_what_followed_is_known_once_the_window_has_passed_and_not_a_day_before(
    clinic, window
):
    over, open_still = (THROUGH - timedelta(days=window - n) for n in (0, 1))
    store = clinic(
        sessions=f"""
            session id | client | counselor | start        | status
            over       | ann    | ruth      | {over}       | attended
            open       | bob    | ruth      | {open_still} | attended
            both 1     | cem    | ruth      | {over}       | attended
            both 2     | cem    | ruth      | {open_still} | attended
        """,
        through=THROUGH,
    )

    assert by_session(store, f"followed_{window}::varchar") == {
        "over": "dropped_out",
        "open": "not_yet_known",
        "both 1": "returned",
        "both 2": "not_yet_known",
    }
    columns = "mature_sessions, followed::varchar, last_followed::varchar"
    assert by_client(store, columns, "episodes", window) == {
        "ann": (1, "dropped_out", "dropped_out"),
        "bob": (0, None, "not_yet_known"),
        "cem": (1, "returned", "not_yet_known"),
    }


ENDED = """
    client | discharge date | discharge reason
    day 4  | 2026-01-04     | planned
    day 5  | 2026-01-05     | planned
    day 11 | 2026-01-11     | planned
    day 12 | 2026-01-12     | planned
    day 13 | 2026-01-13     | planned
    moved  | 2026-01-05     | moved away
    moved2 | 2026-01-12     | moved away
    quits  | 2026-01-05     | stopped coming
    quits2 | 2026-01-12     | stopped coming
"""
BEFORE_ALL = [(1, "returned"), (2, "dropped_out")]
AFTER_ONE = [(1, "completed"), (1, "dropped_out")]
AFTER_TWO = [(1, "returned"), (2, "completed")]


@pytest.mark.parametrize("window", queries.WINDOWS)
def test_an_ending_belongs_to_the_last_session_on_or_before_its_day(clinic, window):
    clients = [line.split("|")[0].strip() for line in ENDED.strip().splitlines()[1:]]
    sessions = ["session id | client | counselor | start | status"] + [
        f"{client}/{day} | {client} | ruth | 2026-01-{day} | attended"
        for client in clients
        for day in ("05", "12")
    ]
    store = clinic(sessions="\n".join(sessions), clients=ENDED, through=THROUGH)
    found = by_session(store, f"number_{window}, followed_{window}::varchar")

    assert {one: [found[f"{one}/05"], found[f"{one}/12"]] for one in clients} == {
        "day 4": BEFORE_ALL,
        "day 5": AFTER_ONE,
        "day 11": AFTER_ONE,
        "day 12": AFTER_TWO,
        "day 13": AFTER_TWO,
        "moved": [(1, "other_ending"), (1, "dropped_out")],
        "moved2": [(1, "returned"), (2, "other_ending")],
        "quits": BEFORE_ALL,
        "quits2": BEFORE_ALL,
    }


def test_an_ending_between_two_sessions_of_one_day_is_of_the_second(clinic):
    store = clinic(
        sessions="""
            session id | client | counselor | start            | status
            morning    | ann    | ruth      | 2026-01-05 09:00 | attended
            afternoon  | ann    | ruth      | 2026-01-05 15:00 | attended
            next       | ann    | ruth      | 2026-01-06 09:00 | attended
        """,
        clients="client | discharge date | discharge reason\nann | 2026-01-05 | planned",
        through=THROUGH,
    )

    assert by_session(store, "number_60, followed_60::varchar, days_to_next") == {
        "morning": (1, "returned", 0),
        "afternoon": (2, "completed", 1),
        "next": (1, "dropped_out", None),
    }
