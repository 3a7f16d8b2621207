"""Lists of more rows than are shown: the newest are, and the one too many is not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import ingest
import queries
from tests import drawing

THROUGH = date(2026, 6, 30)
DAY = THROUGH - timedelta(days=60)  # known what followed, and still within the window
MANY = 5_001
MOST = 5_000
SESSIONS = "client | counselor | start | status | booked at"


def published(folder, **tables):
    files = drawing.export(folder / "export", **tables)
    ingest.publish(files, folder / "store", through=THROUGH)
    return queries.open_store(folder / "store")


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """Publish 5,001 clients who were seen and rated once; c0 a day before the others."""
    days = [DAY - timedelta(days=not n) for n in range(MANY)]
    rows = [
        f"c{n} | ruth | {day} 09:00 | attended | {day}" for n, day in enumerate(days)
    ]
    rows.append("old | omar | 2025-06-02 | no show | 2025-06-01")
    rated = [f"c{n} | {day} | SRS | | 30" for n, day in enumerate(days)]
    rated += [f"c{n} | {DAY} | SRS | Overall | 8" for n in range(1, 9)]
    opened = published(
        tmp_path_factory.mktemp("held"),
        sessions="\n".join([SESSIONS, *rows]),
        alliance="\n".join(["client | date | instrument | subscale | score", *rated]),
    )
    yield opened
    opened.close()


NEWEST_FIRST = (
    "alliance_scores",
    "alliance_unscored_sessions",
    "attendance_between_sessions",
    "attendance_sessions",
    "early_dropout_alliance_clients",
    "early_dropout_clients",
    "early_dropout_definition_clients",
    "steadiness_clients",
)


@pytest.mark.parametrize("name", NEWEST_FIRST)
def test_of_5001_rows_the_newest_5000_are_listed(held, everything, name):
    chosen = replace(everything, counselors=("ruth",))
    if name == "attendance_between_sessions":
        chosen = everything  # since the no-show of old
    rows = queries.answer(held, name, chosen)

    assert len(rows) == MOST
    assert "c0" not in set(rows["client_id"])


@pytest.mark.parametrize(
    ("name", "window", "first"),
    [
        ("calls_clients", 90, "c0"),
        ("calls_worked_clients", 30, "c0"),
        ("caseload_clients", 90, "c0"),
    ],
)
def test_of_5001_clients_the_first_5000_are_listed(
    held, everything, name, window, first
):
    rows = queries.answer(held, name, replace(everything, window=window))

    assert len(rows) == MOST
    assert rows["client_id"].iloc[0] == first


def test_of_5001_who_never_came_5000_are_listed(tmp_path, everything):
    rows = [f"c{n} | ruth | {DAY} 09:00 | no show | {DAY}" for n in range(MANY)]
    store = published(tmp_path, sessions="\n".join([SESSIONS, *rows]))

    assert len(queries.answer(store, "never_attended_clients", everything)) == MOST
    store.close()


def test_of_5001_courses_of_outcomes_5000_are_listed(tmp_path, everything):
    weeks = [DAY + timedelta(weeks=n) for n in range(4)]
    visits = [
        f"c{n} | ruth | {day} 09:00 | attended |" for n in range(51) for day in weeks
    ]
    head = "client | date | instrument | score"
    early = [f"c{n} | {DAY} | a{k} | 3" for n in range(50) for k in range(10)]
    courses = [
        f"c{n} | {day} | o{k} | 3"
        for n in range(50)
        for k in range(10)
        for day in (weeks[0], weeks[3])
    ]
    early.append(f"c50 | {DAY} | a0 | 3")
    courses += [f"c50 | {day} | o0 | 3" for day in (weeks[0], weeks[3])]
    store = published(
        tmp_path,
        sessions="\n".join([SESSIONS, *visits]),
        alliance="\n".join([head, *early]),
        outcomes="\n".join([head, *courses]),
    )

    assert len(queries.answer(store, "alliance_outcome_clients", everything)) == MOST
    store.close()


def test_of_5001_possible_ruptures_5000_are_listed(tmp_path, everything):
    """Everyone swings between 36 and 10 alike: ten falls of each of ten ratings."""
    days = [DAY - timedelta(days=21 - n) for n in range(20)]
    visits = [
        f"c{n} | ruth | {day} 09:00 | attended |" for n in range(50) for day in days
    ]
    scores = [
        f"c{n} | {day} | a{k} | {10 if place % 2 else 36}"
        for n in range(50)
        for k in range(10)
        for place, day in enumerate(days)
    ]
    one_more = [f"more | ruth | {day} 09:00 | attended |" for day in days[:2]]
    scores += [f"more | {days[0]} | a0 | 36", f"more | {days[1]} | a0 | 10"]
    store = published(
        tmp_path,
        sessions="\n".join([SESSIONS, *visits, *one_more]),
        alliance="\n".join(["client | date | instrument | score", *scores]),
    )
    states = queries.answer(store, "alliance_ruptures_by_state", everything)

    assert states["events"].sum() == MANY
    assert len(queries.answer(store, "alliance_ruptures", everything)) == MOST
    store.close()


def test_of_501_changes_500_are_listed_and_the_oldest_is_not(clinic, everything):
    first = THROUGH - timedelta(days=20)
    rows = [
        f"c{n} | ruth | {first + timedelta(days=1)} | no show |" for n in range(500)
    ]
    store = clinic(
        sessions="\n".join([SESSIONS, f"oldest | ruth | {first} | no show |", *rows]),
        through=THROUGH,
    )
    found = queries.answer(store, "sheet_changes", everything)

    assert len(found) == 500
    assert "oldest" not in set(found["client_id"])


@pytest.mark.parametrize(
    ("clients", "groups"), [(4095, 4095), (4096, 4096), (4097, 4096)]
)
def test_scores_are_summed_over_4096_groups_of_clients_at_most(
    tmp_path, everything, clients, groups
):
    rows = [f"c{n} | ruth | {DAY} 09:00 | attended |" for n in range(clients)]
    store = published(tmp_path, sessions="\n".join([SESSIONS, *rows]))
    (row,) = queries.answer(store, "alliance_coverage", everything).to_dict("records")
    (month,) = queries.answer(store, "alliance_coverage_by_month", everything).to_dict(
        "records"
    )
    squares = clients if clients == groups else 4095 + 2 * 2

    for found in (row, month):
        assert (found["clusters"], found["attended"]) == (groups, clients)
        assert found["sum_nn"] == squares
    store.close()


@pytest.mark.parametrize(("no_shows", "first"), [(200, 199), (201, 200), (202, 200)])
def test_the_newest_201_no_shows_bound_the_stretches(
    clinic, everything, no_shows, first
):
    start = DAY - timedelta(days=300)
    rows = [
        f"ann | ruth | {start + timedelta(days=n)} {word} |"
        for n in range(no_shows)
        for word in ("09:00 | no show", "10:00 | attended")
    ]
    store = clinic(sessions="\n".join([SESSIONS, *rows]), through=THROUGH)
    numbers = queries.answer(store, "attendance_between_no_shows", everything)["number"]
    sessions = queries.answer(store, "attendance_between_sessions", everything)

    assert numbers.tolist() == list(range(first, -1, -1))
    assert (sessions["status"] == "no_show").sum() == first
