"""Ratings by rater, subscale, session and length of stay: both sides of each edge."""

from datetime import date, timedelta

import pytest

from tests.build.asking import asked, by_client

FIRST = date(2026, 1, 5)
THROUGH = date(2026, 12, 31)
VISITS = "client | counselor | start | status"
SCORES = "client | date | instrument | score"
PARTS = "client | date | instrument | subscale | score"


def week(number):
    """Return the day of a session, counted from one."""
    return FIRST + timedelta(weeks=number - 1)


def weekly(client, sessions):
    return [f"{client} | ruth | {week(n)} | attended" for n in range(1, sessions + 1)]


def test_who_rates_is_the_client_or_another_instrument(clinic):
    raters = ("", "client", "Patient", "self", "C", "therapist", "Observer")
    rows = [f"ann | {FIRST} | SRS | {rater} | {n}" for n, rater in enumerate(raters)]
    head = "client | date | instrument | rater | score"
    for rater, row in zip(raters, rows, strict=True):
        store = clinic(
            sessions=f"{VISITS}\nann | ruth | {FIRST} | attended",
            alliance=f"{head}\n{row}",
        )
        own = rater.lower() in ("", "client", "patient", "self", "c")
        assert set(asked(store, "select instrument, about from scales")) == {
            "SRS" if own else f"SRS, rated by {rater.lower()}"
        }


def test_eight_subscales_are_read_each_in_its_place(clinic):
    rows = [f"ann | {FIRST} | Ours | part {n} | {n / 2}" for n in range(1, 9)]
    store = clinic(
        sessions=f"{VISITS}\nann | ruth | {FIRST} | attended",
        alliance="\n".join([PARTS, *rows, f"ann | {FIRST} | Ours | | 30"]),
    )

    columns = ", ".join(f"score_{n}" for n in range(9))
    assert by_client(store, columns, "ratings") == {
        "ann": (30, *(n / 2 for n in range(1, 9)))
    }
    assert asked(store, "select part, subscale from scales") == {0: "total"} | {
        n: f"part {n}" for n in range(1, 9)
    }


@pytest.mark.parametrize("window", [30, 60, 90])
def test_two_four_and_eight_sessions_end_a_length_of_stay(clinic, window):
    stays = {2: "1-2", 3: "3-4", 4: "3-4", 5: "5-8", 8: "5-8", 9: "9+"}
    visits = [row for n in stays for row in weekly(f"{n}", n)]
    late = THROUGH - timedelta(days=window)
    visits += [f"known | ruth | {late} | attended"]
    visits += [f"open | ruth | {late + timedelta(days=1)} | attended"]
    scores = [f"{n} | {FIRST} | SRS | 30" for n in stays]
    scores += [f"known | {late} | SRS | 30"]
    scores += [f"open | {late + timedelta(days=1)} | SRS | 30"]
    store = clinic(
        sessions="\n".join([VISITS, *visits]),
        alliance="\n".join([SCORES, *scores]),
        through=THROUGH,
    )

    found = by_client(store, f"length_{window}::varchar", "ratings")
    assert found == {f"{n}": length for n, length in stays.items()} | {
        "known": "1-2",
        "open": "open",
    }


@pytest.mark.parametrize("window", [30, 60, 90])
def test_the_first_episode_has_a_length_from_its_first_to_its_last_day(clinic, window):
    again = week(2) + timedelta(days=window + 1)
    one = timedelta(days=1)
    days = (FIRST - one, FIRST, FIRST + one, week(2), week(2) + one, again)
    scores = [f"ann | {day} | SRS | 30" for day in days]
    visits = [*weekly("ann", 2), f"ann | ruth | {again} | attended"]
    store = clinic(
        sessions="\n".join([VISITS, *visits]),
        alliance="\n".join([SCORES, *scores]),
        through=THROUGH,
    )
    columns = f"day, length_{window}::varchar, number_{window}"
    found = asked(store, f"select {columns} from ratings")  # noqa: S608

    places = [(None, None), ("1-2", 1), ("1-2", None), ("1-2", 2), (None, None)]
    assert found == dict(zip(days, [*places, (None, 1)], strict=True))


def test_a_day_with_three_sessions_counts_by_the_first_and_is_followed_by_the_last(
    clinic,
):
    store = clinic(
        sessions="""
            client | counselor | start            | status
            three  | ruth      | 2026-01-05 09:00 | attended
            three  | omar      | 2026-01-05 10:00 | attended
            three  | omar      | 2026-01-05 11:00 | attended
            two    | ruth      | 2026-01-05 09:00 | attended
            two    | omar      | 2026-01-05 10:00 | attended
            two    | omar      | 2026-01-06 10:00 | attended
        """,
        alliance=f"{SCORES}\nthree | 2026-01-05 | SRS | 30\ntwo | 2026-01-05 | SRS | 30",
        through=THROUGH,
    )
    columns = "nth, number_60, followed_30::varchar, followed_60::varchar"

    assert by_client(store, f"{columns}, followed_90::varchar", "ratings") == {
        "three": (1, 1, "dropped_out", "dropped_out", "dropped_out"),
        "two": (1, 1, "returned", "returned", "returned"),
    }


@pytest.mark.parametrize("window", [30, 60, 90])
def test_session_one_has_its_total_and_session_two_its_agreement_on_tasks(
    clinic, window
):
    """The second session of `open` is a day too young to know what followed."""
    late = THROUGH - timedelta(days=window - 1)
    old = late - timedelta(days=1)
    visits = [*weekly("ann", 3), f"open | ruth | {old} | attended"]
    visits += [f"open | ruth | {late} | attended", *weekly("far", 1)]
    visits += [f"far | ruth | {FIRST + timedelta(days=window + 1)} | attended"]
    places = [("ann", week(n)) for n in (1, 2, 3)] + [("open", old), ("open", late)]
    places += [("far", FIRST), ("far", FIRST + timedelta(days=window + 1))]
    scores = [
        f"{client} | {day} | WAI-SR | {part} | {n + 10 * (not part)}"
        for n, (client, day) in enumerate(places, start=10)
        for part in ("", "Task", "Bond")
    ]
    store = clinic(
        sessions="\n".join([VISITS, *visits]),
        alliance="\n".join([PARTS, *scores]),
        outcomes=f"{SCORES}\nann | {FIRST} | ORS | 20",
        through=THROUGH,
    )
    with store.connection.cursor() as cursor:
        rows = cursor.execute(
            "select client_id, session_number, subscale, score from first_scores"
            " inner join clients using (client_key)"
            " inner join scales using (instrument_key, part)"
            " where inactivity_window = $window order by all",
            {"window": window},
        ).fetchall()

    assert rows == [
        ("ann", 1, "total", 20),
        ("ann", 2, "Task", 11),
        ("far", 1, "total", 25),
        ("open", 1, "total", 23),
    ]


@pytest.mark.parametrize("window", [30, 60, 90])
def test_outcomes_run_from_sessions_one_to_three_to_sessions_from_four_on(
    clinic, window
):
    rated = {
        "third": {3: 13, 4: 14, 5: 15},
        "first": {1: 11, 2: 12, 3: 13, 4: 14},
        "too late": {4: 14, 5: 15},
        "too early": {2: 12, 3: 13},
    }
    scores = [
        f"{client} | {week(n)} | ORS | {score}"
        for client, own in rated.items()
        for n, score in own.items()
    ]
    visits = [row for client in rated for row in weekly(client, 5)]
    # A later episode is none of the first one's.
    again = week(5) + timedelta(days=window + 1)
    visits.append(f"third | ruth | {again} | attended")
    scores.append(f"third | {again} | ORS | 39")
    store = clinic(
        sessions="\n".join([VISITS, *visits]),
        outcomes="\n".join([SCORES, *scores]),
        alliance=f"{SCORES}\nfirst | {FIRST} | SRS | 33",
        through=THROUGH,
    )

    found = by_client(store, "first, last", "outcome_courses", window)
    assert found == {"third": (13, 15), "first": (11, 14)}


def test_an_instrument_of_nobodys_registry_in_both_tables_is_of_the_alliance(clinic):
    store = clinic(
        sessions=f"{VISITS}\nann | ruth | {FIRST} | attended",
        outcomes=f"{SCORES}\nann | {FIRST} | Ours | 7\nann | {FIRST} | Theirs | 7",
        alliance=f"{SCORES}\nann | {FIRST} | Ours | 3",
    )

    assert asked(store, "select instrument, about from scales where part = 0") == {
        "Ours": "alliance",
        "Theirs": "outcome",
    }
