"""Why a client is called on the last day: the day on which a reason begins, and before.

Sessions are drawn by how many days before the last day they were held.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import queries
from tests.build.asking import by_client

THROUGH = date(2026, 6, 30)
HEAD = "client | counselor | start | status"


def ago(client, *days, status="attended"):
    """Draw a session so many days ago, or with fewer than none that is to come."""
    return [
        f"{client} | ruth | {THROUGH - timedelta(days=n)} {8 + place:02}:00 | {status}"
        for place, n in enumerate(days)
    ]


@pytest.fixture
def listed(clinic, everything):
    def find(*rows, window=60, clients=None, reason=None):
        drawn = [line for group in rows for line in group]
        tables = {"clients": clients} if clients else {}
        store = clinic(sessions="\n".join([HEAD, *drawn]), through=THROUGH, **tables)
        found = queries.answer(
            store, "calls_clients", replace(everything, window=window)
        )
        reasons = {row.client_id: row.reasons for row in found.itertuples()}
        if reason:
            return {client for client, own in reasons.items() if reason in own.split()}
        return reasons

    return find


def test_the_second_session_is_early_and_the_third_is_not(listed):
    found = listed(
        ago("first", 5),
        ago("second", 12, 5),
        ago("third", 19, 12, 5),
        ago("first, booked", 5),
        ago("first, booked", -1, status="scheduled"),
    )

    assert found == {"first": "early", "second": "early"}


@pytest.mark.parametrize("window", queries.WINDOWS)
def test_a_window_ago_can_still_be_called_and_a_day_longer_ago_cannot(listed, window):
    found = listed(
        ago("last", window),
        ago("over", window + 1),
        ago("missed", window, status="no show"),
        ago("missed over", window + 1, status="no show"),
        window=window,
        clients=f"""
            client      | referral date
            waits       | {THROUGH - timedelta(days=window)}
            waited      | {THROUGH - timedelta(days=window + 1)}
            missed      | 2026-01-02
            missed over | 2026-01-02
        """,
    )

    assert found == {"last": "early", "missed": "waiting", "waits": "waiting"}


def test_a_rhythm_is_broken_by_half_a_gap_more_or_seven_days_whichever_is_later(
    listed,
):
    found = listed(
        ago("14 and 7", 49, 35, 21),
        ago("14 and 8", 50, 36, 22),
        ago("7 and 7", 28, 21, 14),
        ago("7 and 8", 29, 22, 15),
        ago("28 and 14", 98, 70, 42),
        ago("28 and 15", 99, 71, 43),
        reason="rhythm",
    )

    assert found == {"14 and 8", "7 and 8", "28 and 15"}


def test_a_rhythm_needs_two_gaps_of_one_to_ninety_days(listed):
    found = listed(
        ago("one gap", 36, 22),
        ago("two gaps", 50, 36, 22),
        ago("1 and 90", 160, 70, 69),
        ago("1 and 91", 161, 70, 69),
        ago("0 and 90", 159, 69, 69),
        reason="rhythm",
        window=90,
    )

    assert found == {"two gaps", "1 and 90"}


def test_a_session_within_seven_days_mends_the_rhythm_and_one_in_eight_does_not(
    listed,
):
    found = listed(
        ago("in 7", 50, 36, 22),
        ago("in 7", -7, status="scheduled"),
        ago("in 8", 50, 36, 22),
        ago("in 8", -8, status="scheduled"),
    )

    assert found == {"in 8": "rhythm"}


def test_a_first_session_in_fourteen_days_is_soon_and_in_fifteen_is_a_wait(listed):
    found = listed(
        ago("in 14", -14, status="scheduled"),
        ago("in 15", -15, status="scheduled"),
        clients=f"""
            client     | referral date | discharge date
            in 15      | 2026-06-01    |
            today      | 2026-06-30    |
            tomorrow   | 2026-07-01    |
            discharged | 2026-06-01    | {THROUGH}
            leaves     | 2026-06-01    | {THROUGH + timedelta(days=1)}
        """,
    )

    assert found == {"in 15": "waiting", "today": "waiting", "leaves": "waiting"}


def test_a_discharge_on_the_last_day_ends_it_and_a_day_later_does_not(listed):
    found = listed(
        *(ago(client, 5) for client in ("that day", "after", "as seen", "before")),
        clients=f"""
            client   | discharge date
            that day | {THROUGH}
            after    | {THROUGH + timedelta(days=1)}
            as seen  | {THROUGH - timedelta(days=5)}
            before   | {THROUGH - timedelta(days=6)}
        """,
    )

    assert found == {"after": "early", "before": "early"}


def test_what_is_missed_is_what_was_last_known(listed):
    words = {
        "no show": True,
        "late cancelled": True,
        "client cancelled": False,
        "clinic cancelled": False,
        "attended": False,
        "rescheduled": True,
        "": True,
        "gone fishing": True,
        "scheduled": False,
    }
    rows = []
    for n, word in enumerate(words):
        rows += [ago(f"c{n}", 26, 19, 12, 5), ago(f"c{n}", 3, status="no show")]
        rows += [ago(f"c{n}", -1 if word == "scheduled" else 1, status=word)]

    found = listed(*rows, reason="missed")
    assert found == {f"c{n}" for n, missed in enumerate(words.values()) if missed}


@pytest.mark.parametrize(("left", "closing"), [(7, 1), (8, 0)])
def test_seven_days_are_few_and_eight_are_not(clinic, everything, left, closing):
    rows = ago("ann", 60 - left) + ago("bob", 0)
    rows += ago("nothing_to_call_for", 60 - left + 2, 60 - left + 1, 60 - left)
    rows += ago("nothing_to_call_for", -1, status="scheduled")
    store = clinic(sessions="\n".join([HEAD, *rows]), through=THROUGH)
    (person,) = queries.answer(store, "calls_by_counselor", everything).to_dict(
        "records"
    )
    reasons = queries.answer(store, "calls_by_reason", everything)

    assert (person["clients"], person["closing"]) == (2, closing)
    assert reasons["closing"].tolist() == [closing, closing]
    standings = by_client(store, "reasons, days_left", "standings", 60)
    assert standings == {
        "ann": (1, left),
        "bob": (1, 60),
        "nothing_to_call_for": (0, left),
    }


def test_counselors_with_the_most_that_close_come_first(clinic, everything):
    people = {"few": (53, 0), "many": (53, 53), "none": (0, 0, 0), "one": (0,)}
    rows = [
        row.replace("ruth", who)
        for who, days in people.items()
        for n, day in enumerate(days)
        for row in ago(f"{who} {n}", day)
    ]
    store = clinic(sessions="\n".join([HEAD, *rows]), through=THROUGH)
    found = queries.answer(store, "calls_by_counselor", everything)

    assert found["counselor"].tolist() == ["many", "few", "none", "one"]


def test_only_without_any_filter_is_nobodys_client_listed(clinic, everything):
    store = clinic(
        sessions="""
            client | counselor | start            | status   | site  | program | service
            ann    | ruth      | 2026-06-29 09:00 | attended | north | adult   | couple
        """,
        clients="client | referral date\nalone | 2026-06-10",
        counselors="counselor | supervisor\nruth | sam",
        through=THROUGH,
    )

    def clients(**chosen):
        rows = queries.answer(store, "calls_clients", replace(everything, **chosen))
        return rows["client_id"].tolist()

    assert clients() == ["alone", "ann"]
    for part, value in {
        "scope": "ruth",
        "counselors": "ruth",
        "supervisors": "sam",
        "sites": "north",
        "programs": "adult",
        "services": "couple",
    }.items():
        assert clients(**{part: (value,)}) == ["ann"]
        assert clients(**{part: ("other",)}) == []


@pytest.mark.parametrize(("clients", "told"), [(29, {}), (30, {"new": "early usual"})])
def test_thirty_clients_have_a_usual_point_and_twenty_nine_have_none(
    listed, clients, told
):
    rows = [ago(f"c{n}", 200) for n in range(clients)]
    found = listed(*rows, ago("new", 5))

    assert found == (told or {"new": "early"})


@pytest.mark.parametrize(("sessions", "told"), [(12, True), (13, False)])
def test_the_usual_point_is_among_the_first_twelve_sessions(listed, sessions, told):
    rows = [
        ago(f"c{n}", *(range(300 + sessions, 300, -1)[:sessions])) for n in range(30)
    ]
    rows = [[row[:-11] + "| attended" for row in group] for group in rows]
    now = ago("new", *range(sessions + 5, 5, -1))
    found = listed(*rows, [row[:-17] + "| attended" for row in now], reason="usual")

    assert found == ({"new"} if told else set())
