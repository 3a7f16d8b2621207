"""What the import remarks on: the last case that it does, the first that it does not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import queries

HEAD = "session id | client | counselor | start | minutes | status"


def told(store, everything):
    rows = queries.answer(store, "remarks", everything)
    return dict(zip(rows["key"], rows["rows"], strict=True))


@pytest.mark.parametrize(
    ("scores", "asks"),
    [
        ([19.5] * 20, True),
        ([19.5] * 19, False),
        ([20] * 20, False),
        ([19] * 10 + [40] * 10, False),
        ([0] * 9 + [20.5] * 11, False),
        ([19] * 11 + [40] * 9, True),
    ],
)
def test_twenty_ratings_with_their_middle_in_the_lower_half_ask_and_fewer_do_not(
    clinic, everything, scores, asks
):
    sessions = [f"{n} | c{n} | ruth | 2026-01-10 | 50 | attended" for n in range(20)]
    rated = [f"c{n} | 2026-01-10 | SRS | {score}" for n, score in enumerate(scores)]
    store = clinic(
        sessions="\n".join([HEAD, *sessions]),
        alliance="\n".join(["client | date | instrument | score", *rated]),
    )

    found = told(store, everything).get("reversed_scale")
    assert found == (len(scores) if asks else None)


def test_a_booking_more_than_a_year_ahead_is_remarked_on(clinic, everything):
    """The data ends on Jan 10, 2026; 365 days later is Jan 10, 2027."""
    store = clinic(
        sessions=f"""
            {HEAD}
            1 | ann | ruth | 2026-01-10 | 50 | attended
            2 | ann | ruth | 2027-01-10 | 50 | scheduled
            3 | bob | ruth | 2027-01-11 | 50 | scheduled
            4 | bob | ruth | 2062-01-11 | 50 | cancelled
            """
    )

    assert told(store, everything).get("far_booking") == 1


@pytest.mark.parametrize(
    ("ids", "alike"),
    [
        (["Ann", "ann"], 2),
        (["7", "007", "8"], 2),
        (["ab7", "AB 7", "AB7"], 3),
        (["C-7", "C7"], None),
        (["10", "1"], None),
        (["Ann Lee", "Ann Leo"], None),
    ],
)
def test_ids_that_differ_in_little_are_remarked_on(clinic, everything, ids, alike):
    rows = [
        f"{n} | {one} | ruth | 2026-01-10 | 50 | attended" for n, one in enumerate(ids)
    ]
    store = clinic(sessions="\n".join([HEAD, *rows]))

    assert told(store, everything).get("alike_ids") == alike


def test_a_discharge_after_the_data_ends_is_remarked_on(clinic, everything):
    store = clinic(
        sessions=f"""
            {HEAD}
            1 | ann | ruth | 2026-01-10 | 50 | attended
            2 | bob | ruth | 2026-01-10 | 50 | attended
            """,
        clients="""
            client | discharge date
            ann | 2026-01-10
            bob | 2026-01-11
            """,
    )

    assert told(store, everything).get("discharged_later") == 1


def test_titles_and_marks_make_no_other_counselor(clinic, everything):
    names = [f"{title} Ruth Vale" for title in ("Dr.", "Mr", "Ms.", "Mrs", "Prof.")]
    rows = [
        f"{n} | ann | r{n} | {name} | 2026-01-{10 + n} | 50 | attended"
        for n, name in enumerate([*names, "VALE, Rúth", "Vale-Ruth", "Rev. Ruth Vale"])
    ]
    head = HEAD.replace("counselor", "counselor | counselor name")
    store = clinic(sessions="\n".join([head, *rows]))

    assert told(store, everything) == {"counselor_spellings": 7}


def test_two_places_at_one_time_are_told_of_attended_sessions_with_a_time(
    clinic, everything
):
    store = clinic(
        sessions=f"""
            {HEAD}
            1 | ann | ruth | 2026-01-10 09:00 | 50 | attended
            2 | ann | omar | 2026-01-10 09:00 | 50 | attended
            3 | bob | ruth | 2026-01-10 09:00 | 50 | attended
            4 | bob | omar | 2026-01-10 09:01 | 50 | attended
            5 | cem | ruth | 2026-01-10       | 50 | attended
            6 | cem | omar | 2026-01-10       | 50 | attended
            7 | dan | ruth | 2026-01-10 09:00 | 50 | attended
            8 | dan | omar | 2026-01-10 09:00 | 50 | no show
            9 | ann | lena | 2026-01-10 09:00 | 50 | no show
            10 | eve | ruth | 2026-01-10 09:00 | 50 | attended
            11 | eve | ruth | 2026-01-10 09:00 | 50 | attended
        """
    )

    found = told(store, everything)
    assert found["two_places"] == 2


def test_a_session_on_the_day_of_referral_is_not_before_it(clinic, everything):
    store = clinic(
        sessions=f"""
            {HEAD}
            1 | ann | ruth | 2026-01-10 09:00 | 50 | attended
            2 | bob | ruth | 2026-01-09 09:00 | 50 | attended
            3 | cem | ruth | 2026-01-09 09:00 | 50 | no show
        """,
        clients="client | referral date\nann | 2026-01-10\nbob | 2026-01-10",
    )

    assert told(store, everything) == {"before_referral": 1}


def test_ids_that_a_spreadsheet_spoiled_and_ids_that_only_look_alike(
    clinic, everything
):
    damaged = ("9.3E+12", "9E+3", "1.E+1")
    whole = ("9.3E12", "99.3E+12", "A9.3E+12", "9.3E+", "9.3E+12B")
    pointed = ("7.0", "71.0")
    plain = ("7.1", "7.00", "A7.0", "80")
    rows = [
        f"s{n} | {client} | ruth | 2026-01-10 09:{n:02} | 50 | attended"
        for n, client in enumerate([*damaged, *whole, *pointed, *plain])
    ]
    rows += [
        f"{one} | 80 | ruth | 2026-01-11 09:0{n} | 50 | attended"
        for n, one in enumerate(("4.1E+10", "4.1E10"))
    ]
    rows += [
        "a1 | one@place | ruth | 2026-01-12 09:00 | 50 | attended",
        "a2 | urn://two | ruth | 2026-01-12 09:00 | 50 | attended",
        "a3 | at:/place | r@th | 2026-01-12 09:00 | 50 | attended",
        "a4 | at place  | s://h | 2026-01-12 09:00 | 50 | attended",
    ]
    found = told(clinic(sessions="\n".join([HEAD, *rows])), everything)

    assert found["damaged_ids"] == len(damaged) + 1
    assert found["point_zero"] == len(pointed)
    assert found["addresses_in_ids"] == 4


def test_ratings_of_nobody_and_of_no_session_are_told_apart(clinic, everything):
    rated = "client | date | instrument | subscale | score"
    store = clinic(
        sessions=f"""
            {HEAD}
            1 | ann | ruth | 2026-01-10 09:00 | 50 | attended
            2 | ann | ruth | 2026-01-12 09:00 | 50 | no show
        """,
        clients="client | copay\nbob | 1",
        alliance=f"""
            {rated}
            ann    | 2026-01-10 | SRS | | 30
            ann    | 2026-01-11 | SRS | | 30
            ann    | 2026-01-12 | SRS | | 30
            bob    | 2026-01-10 | SRS | | 30
            nobody | 2026-01-10 | SRS | | 30
        """,
    )

    found = told(store, everything)
    assert found["rating_without_session"] == 3
    assert found["score_without_client"] == 1


def test_a_session_of_nobody_named_is_told(clinic, everything):
    store = clinic(
        sessions=f"""
            {HEAD}
            1 | ann | ruth | 2026-01-10 09:00 | 50 | attended
            2 | ann | (none named) | 2026-01-12 09:00 | 50 | attended
        """
    )

    assert told(store, everything) == {"no_counselor": 1}


@pytest.mark.parametrize("rows", [4999, 5000, 5001])
def test_five_thousand_rows_of_a_remark_are_kept_and_the_oldest_is_not(
    clinic, everything, rows
):
    first = date(2026, 1, 1)
    sessions = [
        f"s{n} | c{n % 7} | ruth | {first + timedelta(days=n // 60)} 09:{n % 60:02}"
        " | 50 | gone fishing"
        for n in range(rows)
    ]
    ends = [
        f"old | c1 | ruth | {first - timedelta(days=1)} 09:00 | 50 |",
        f"end | c1 | ruth | {first + timedelta(days=100)} | 50 | attended",
    ]
    store = clinic(sessions="\n".join([HEAD, *sessions, *ends]))
    odd, old = (
        queries.answer(store, "remark_rows", replace(everything, value=key))
        for key in ("unknown_status", "unmarked")
    )
    with store.connection.cursor() as cursor:
        ((kept,),) = cursor.execute("select count(*) from remark_rows").fetchall()

    assert told(store, everything) == {"unknown_status": rows, "unmarked": 1}
    assert kept == len(odd) + len(old) == min(rows, 5000) + 1
    assert ("s0" in set(odd["session_id"])) == (rows <= 5000)


def test_of_5001_rows_of_two_counselors_5000_are_listed(clinic, everything):
    sessions = [
        f"s{n} | c{n % 7} | {who} | 2026-01-{1 + n // 100:02} 09:{n % 60:02} | 50 | odd"
        for n in range(2501)
        for who in ("ruth", "omar")
    ]
    lines = [line.replace("s", f"{n}_", 1) for n, line in enumerate(sessions[:5001])]
    store = clinic(sessions="\n".join([HEAD, *lines]))

    assert told(store, everything)["unknown_status"] == 5001
    assert len(queries.answer(store, "remark_rows", everything)) == 5000
    for who, rows in {"ruth": 2501, "omar": 2500}.items():
        own = replace(everything, scope=(who,))
        assert len(queries.answer(store, "remark_rows", own)) == rows


@pytest.mark.parametrize(
    ("gap", "early", "usual", "found"),
    [
        (366, 1, 3, 1),
        (365, 1, 3, None),
        (366, 2, 3, None),
        (366, 2, 1_998, None),
        (366, 2, 1_999, 2),
    ],
)
def test_few_sessions_more_than_a_year_before_all_others_are_told(
    clinic, everything, gap, early, usual, found
):
    """One is, or fewer than 1 in 1,000."""
    first = date(2026, 1, 10)
    days = [first] * usual + [first - timedelta(days=gap)] * early
    rows = [f"{n} | c{n} | ruth | {day} | 50 | attended" for n, day in enumerate(days)]
    store = clinic(sessions="\n".join([HEAD, *rows]))

    assert told(store, everything).get("long_before") == found


def test_sessions_of_two_counselors_are_told_once(clinic, everything):
    store = clinic(
        sessions=f"""
            {HEAD}
            1 | ann | ruth | 2026-01-10 09:00 | 50 | attended
            1 | ann | tom  | 2026-01-10 09:00 | 50 | attended
            2 | bob | ruth | 2026-01-11 09:00 | 50 | attended
            """
    )

    assert told(store, everything)["co_led"] == 1


def test_rows_that_look_alike_are_as_many_as_they_are(clinic, everything):
    """Two instruments of one client on one day, two cells about her contact."""
    parts = {
        "SRS": ("Relationship", "Goals and topics", "Approach or method", "Overall"),
        "CSRS": ("Relationship", "Goals and topics", "Approach", "Overall"),
    }
    scores = [
        f"{who} | 2026-01-{day} | {instrument} | {part} | 8"
        for instrument, subscales in parts.items()
        for who, day in (("ann", 10), ("ann", 12))
        for part in subscales
    ]
    scores += [f"nobody | 2026-01-10 | {one} | | 30" for one in parts]
    store = clinic(
        sessions=f"{HEAD}\n1 | ann | ruth | 2026-01-10 09:00 | 50 | attended",
        clients="client | do not contact | 42 cfr part 2\nann | by mail | ask first",
        alliance="\n".join(["client | date | instrument | subscale | score", *scores]),
    )

    assert told(store, everything) == {
        "total_computed": 4,
        "rating_without_session": 2,
        "score_without_client": 2,
        "contact_unclear": 2,
        "not_called": 1,
    }


def test_two_counselors_of_a_session_make_no_two_of_any_remark(clinic, everything):
    """Of a group of two clients with two counselors, each client's part is told once."""
    sessions = [
        f"{number} | {client} | {who} | {rest}"
        for number, client, rest in (
            (1, "ann", "2199-01-10 09:00 | 50 | attended"),
            (2, "bob", "2199-01-10 09:00 | 50 | scheduled"),
            (3, "cem", "2026-01-10 09:00 | 0 | attended"),
            (4, "cem", "2026-01-11 09:00 | 50 | attended"),
            (4, "dan", "2026-01-11 09:00 | 50 | attended"),
        )
        for who in ("ruth", "tom")
    ]

    assert told(clinic(sessions="\n".join([HEAD, *sessions])), everything) == {
        "future_attended": 1,
        "far_booking": 1,
        "without_minutes": 1,
        "co_led": 5,
    }


@pytest.mark.parametrize(
    ("instrument", "part", "clients"), [("ORS", "", 20), ("SRS", "Overall", 10)]
)
def test_low_outcomes_and_ratings_with_parts_ask_about_no_scale(
    clinic, everything, instrument, part, clients
):
    """Ten ratings with a total and a part are ten, and not twenty."""
    sessions = [
        f"{n} | c{n} | ruth | 2026-01-10 | 50 | attended" for n in range(clients)
    ]
    rated = [
        f"c{n} | 2026-01-10 | {instrument} | {one} | 5"
        for n in range(clients)
        for one in {"", part}
    ]
    store = clinic(
        sessions="\n".join([HEAD, *sessions]),
        alliance="\n".join(["client | date | instrument | subscale | score", *rated]),
    )

    assert told(store, everything) == {}


@pytest.mark.parametrize(
    ("status", "found"),
    [("no show", 1), ("late cancelled", 1), ("client cancelled", None)],
)
def test_a_mistyped_date_is_told_of_what_took_place_or_was_missed(
    clinic, everything, status, found
):
    store = clinic(
        sessions=f"""
            {HEAD}
            1 | ann | ruth | 2025-01-09 | 50 | {status}
            2 | ann | ruth | 2026-01-10 | 50 | attended
            3 | bob | ruth | 2026-01-10 | 50 | attended
            """
    )

    assert told(store, everything).get("long_before") == found
