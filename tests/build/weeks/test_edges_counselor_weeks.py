"""Who waits, what was held and who worked, at week ends: both sides of each edge."""

from datetime import date, timedelta

import pytest

import queries
from tests.build.asking import asked
from tests.build.week_ends import HEAD, OLD, THROUGH, told


def test_a_week_holds_the_sessions_of_its_seven_days(clinic):
    store = clinic(
        sessions="""
            client | counselor | start            | minutes | status | service
            ann    | ruth      | 2026-01-05 09:00 | 1       | attended | individual
            ann    | ruth      | 2026-06-15 09:00 | 2       | attended | individual
            ann    | ruth      | 2026-06-16 09:00 | 4       | attended | individual
            ann    | ruth      | 2026-06-22 09:00 | 8       | attended | group
            bob    | ruth      | 2026-06-22 09:00 | 8       | attended | group
            bob    | ruth      | 2026-06-22 10:00 | 16      | no show  | group
            bob    | ruth      | 2026-06-22 11:00 | 16      | clinic cancelled | group
            ann    | ruth      | 2026-06-23 09:00 | 32      | attended | individual
            ann    | ruth      | 2026-06-29 09:00 | 64      | attended | individual
            ann    | ruth      | 2026-06-30 09:00 | 128     | scheduled | individual
            ann    | ruth      | 2026-06-30 10:00 | 128     | clinic cancelled | group
        """,
        through=THROUGH,
    )
    found = asked(
        store,
        "select week_end, attended_minutes, group_minutes, seat_minutes, sessions,"
        " clinic_cancelled from counselor_weeks"
        " where inactivity_window = 60 and week_end >= '2026-06-15'",
    )

    assert found == {
        date(2026, 6, 15): (2, 0, 0, 1, 0),
        date(2026, 6, 22): (4 + 8, 8, 16, 5, 1),
        date(2026, 6, 29): (32 + 64, 0, 0, 2, 0),
    }


def test_a_week_without_minutes_has_no_hours_and_one_without_sessions_has_none_to_count(
    clinic,
):
    store = clinic(
        sessions="""
            client | counselor | start            | status
            ann    | ruth      | 2026-06-16 09:00 | attended
            ann    | ruth      | 2026-06-23 09:00 | no show
        """,
        through=THROUGH,
    )
    found = asked(
        store,
        "select week_end, attended_minutes from counselor_weeks"
        " where inactivity_window = 60",
    )

    assert found == {date(2026, 6, 22): None, date(2026, 6, 29): 0}


def test_a_counselor_has_the_weeks_in_which_they_worked(clinic):
    rows = [
        "ann | ends       | 2026-02-02 | attended | |",
        "bob | ends after | 2026-02-02 | attended | |",
        "cem | worked on  | 2026-02-02 | attended | |",
        "cem | worked on  | 2026-06-16 | no show  | |",
        "dan | worked     | 2026-02-02 | attended | |",
        "dan | worked     | 2026-06-15 | no show  | |",
        "dan | worked     | 2026-07-06 | clinic cancelled | |",
        "eve | began      | 2026-06-22 | no show  | |",
        "fay | before     | 2026-06-23 | no show  | |",
    ]
    counselors = """
        counselor  | start date | end date
        ends       |            | 2026-06-15
        ends after |            | 2026-06-16
        worked on  |            | 2026-03-01
        worked     |            | 2026-03-01
        starts     | 2026-06-22 |
        starts 23  | 2026-06-23 |
        nobody     |            |
    """
    store = clinic(
        sessions="\n".join([HEAD, OLD, *rows]), counselors=counselors, through=THROUGH
    )
    found = asked(
        store,
        "select counselor_id, list(strftime(week_end, '%d') order by week_end)"
        " from counselor_weeks inner join counselors using (counselor_key)"
        " where week_end >= '2026-06-15' and inactivity_window = 60"
        " group by counselor_id",
    )

    assert found == {
        "old": ["15", "22", "29"],
        "ends": ["15"],
        "ends after": ["15", "22"],
        "worked on": ["15", "22"],
        "worked": ["15"],
        "began": ["22", "29"],
        "before": ["29"],
        "starts": ["22", "29"],
        "starts 23": ["29"],
    }


@pytest.mark.parametrize("weeks", [518, 519, 520])
def test_ten_years_of_weeks_are_told_and_no_more(clinic, weeks):
    """Who is carried or waits has a week all the same: the first client does neither."""
    first = THROUGH - timedelta(weeks=weeks)
    store = clinic(
        sessions=f"""
            client | counselor | start      | status
            ann    | ruth      | {first}    | no show
            bob    | ruth      | 2026-06-29 | attended
        """,
        clients=f"client | discharge date\nann | {first}",
        through=THROUGH,
    )
    found = asked(
        store,
        "select inactivity_window, max(weeks_ago) from counselor_weeks group by 1",
    )

    assert found == dict.fromkeys(queries.WINDOWS, min(weeks, 519))


@pytest.mark.parametrize("window", queries.WINDOWS)
def test_who_pauses_for_a_week_goes_and_comes_again(clinic, everything, window):
    """Not seen for a window and a day on 22 June, and back by the 29th."""
    seen = date(2026, 6, 22) - timedelta(days=window + 1)
    rows = [
        f"ann | ruth | {seen} | attended | |",
        "ann | ruth | 2026-06-23 | attended | |",
    ]
    for column, expected in {
        "active_clients": [1, 0, 1],
        "intakes": [0, 0, 1],
        "endings": [0, 1, 0],
    }.items():
        found = told(clinic, everything, rows, column, window=window)
        assert found["ruth"] == expected


@pytest.mark.parametrize(("days", "weeks"), [(13, 2), (14, 3)])
def test_a_counselor_has_no_week_before_the_export_began(clinic, days, weeks):
    first = THROUGH - timedelta(days=days)
    store = clinic(
        sessions=f"client | counselor | start | status\nann | ruth | {first} | attended",
        counselors="counselor | start date\nomar | 2020-01-01",
        through=THROUGH,
    )
    found = asked(
        store,
        "select counselor_id, count(*) from counselor_weeks"
        " inner join counselors using (counselor_key)"
        " where inactivity_window = 60 group by counselor_id",
    )

    assert found == {"omar": weeks, "ruth": weeks}


def test_weeks_begin_with_the_first_session_or_the_first_day_at_work(clinic):
    """Whichever is earlier: before it there is no week, and none is missing after it."""
    store = clinic(
        sessions=f"""
            client | counselor | start            | status
            old    | long ago  | {THROUGH - timedelta(days=140)} | attended
            ann    | seen      | {THROUGH - timedelta(days=28)} | attended
            bob    | hired     | {THROUGH - timedelta(days=28)} | attended
            cem    | both      | {THROUGH - timedelta(days=28)} | attended
        """,
        counselors=f"""
            counselor | start date
            hired     | {THROUGH - timedelta(days=56)}
            both      | {THROUGH - timedelta(days=14)}
            idle      | {THROUGH - timedelta(days=63)}
        """,
        through=THROUGH,
    )
    found = asked(
        store,
        "select counselor_id, min(week_end) from counselor_weeks"
        " inner join counselors using (counselor_key)"
        " where inactivity_window = 60 group by counselor_id",
    )

    assert found == {
        "long ago": THROUGH - timedelta(days=140),
        "seen": THROUGH - timedelta(days=28),
        "hired": THROUGH - timedelta(days=56),
        "both": THROUGH - timedelta(days=28),
        "idle": THROUGH - timedelta(days=63),
    }
