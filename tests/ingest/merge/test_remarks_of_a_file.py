"""What a file's rows are remarked on for, counted one by one."""

from types import SimpleNamespace

import duckdb
import pytest

from ingest.merge import identity, merging, remarks
from ingest.recognize.mapping import Mapping
from ingest.report import FileReport


@pytest.fixture
def connection():
    with duckdb.connect() as opened:
        yield opened


def conversion(connection, table="sessions", **known):
    """Return a file of this table as far as the remarks look at it."""
    source = SimpleNamespace(
        table=table, export=known.pop("export", None), heading=lambda _column: "State"
    )
    usual = {"mapping": Mapping(), "are_named": False, "numbers": {}}
    return SimpleNamespace(source=source, connection=connection, **usual | known)


def filled(connection, name, columns, *rows):
    connection.execute(f"create or replace table {name} ({columns})")
    marks = ", ".join("?" * len(rows[0]))
    connection.executemany(f"insert into {name} values ({marks})", rows)  # noqa: S608


@pytest.mark.parametrize(
    ("outside", "read", "many"), [(1, 50, False), (1, 49, True), (2, 100, False)]
)
def test_more_than_two_in_a_hundred_scores_are_many(connection, outside, read, many):
    filled(connection, "read_alliance", "file integer", *[[0]] * read, *[[1]] * 9)
    of_file = conversion(connection, "alliance")
    ((key, says, rows),) = remarks.of_scores(of_file, 0, {"range": outside, "start": 9})

    assert (key, rows) == ("out_of_range", outside)
    assert says.endswith(": more than 2% of the file") is many


def test_without_a_score_outside_none_is_remarked_on(connection):
    ((_, _, rows),) = remarks.of_scores(conversion(connection), 0, {"start": 9})

    assert rows == 0


@pytest.mark.parametrize(
    ("stated", "values", "differs"),
    [
        ([50], [20, 30], 0),
        ([50.004], [50], 0),
        ([0.005], [0], 0),
        ([50.006], [50], 1),
        ([49.994], [50], 1),
        ([49.996], [50], 0),
        ([20, 50], [20, 30], 0),
        ([None], [20], 0),
        ([], [20], 0),
        ([0], [], 0),
        ([5], [], 1),
        ([0], [None], 0),
    ],
)
def test_a_total_is_the_sum_but_for_rounding(connection, stated, values, differs):
    rows = [[0, value, None] for value in values]
    rows += [[0, total, "totals rows"] for total in stated]
    rows += [[0, 1_000, "blank rows"], [1, 7, None], [1, 900, "totals rows"]]
    columns = "file integer, minutes double, aside varchar"
    filled(connection, "read_sessions", columns, *rows)
    of_file = conversion(connection, numbers={"minutes": None})
    ((key, says, rows),) = remarks.of_totals(of_file, 0)

    assert (key, rows) == ("total_minutes", differs)
    assert "minutes" in says


CLIENTS = (
    "file integer, client_id varchar, referral_date timestamp,"
    " discharge_date timestamp, payer varchar, aside varchar, wrong varchar"
)


def of_clients(connection, *rows, named=False):
    """Return the count of each remark on rows of (client, from, to, payer)."""
    all_rows = [[0, *row, None, None] for row in rows]
    other = ["2020-01-01", "2030-01-01", "x"]
    all_rows += [[1, "ann", *other, None, None], [0, "ann", *other, "aside", None]]
    all_rows += [[0, "ann", *other, None, "wrong"]]
    filled(connection, "read_clients", CLIENTS, *all_rows)
    found = remarks.of_clients(conversion(connection, "clients", are_named=named), 0)
    return {key: rows for key, _, rows in found}


@pytest.mark.parametrize(
    ("rows", "several", "overlapping"),
    [
        ([("ann", "2026-01-01", None, "a")], 0, 0),
        ([("ann", "2026-01-01", "2026-02-01", "a")] * 2, 1, 1),
        (
            [
                ("ann", "2026-01-01", "2026-02-01", "a"),
                ("ann", "2026-02-01", None, "a"),
            ],
            1,
            0,
        ),
        (
            [
                ("ann", "2026-01-01", "2026-02-02", "a"),
                ("ann", "2026-02-01", None, "a"),
            ],
            1,
            1,
        ),
        ([("ann", "2026-01-01", None, "a"), ("ann", "2026-02-01", None, "a")], 1, 1),
        (
            [
                ("ann", "2026-01-01", "2026-06-01", "a"),
                ("ann", "2026-02-01", "2026-03-01", "a"),
                ("ann", "2026-04-01", "2026-05-01", "a"),
                ("bob", "2026-02-01", None, "b"),
            ],
            1,
            1,
        ),
    ],
)
def test_clients_of_several_rows(connection, rows, several, overlapping):
    if len(set(rows)) < len(rows):
        several = 0
    found = of_clients(connection, *rows)

    assert found == {
        "several_referrals": several,
        "overlapping_episodes": overlapping,
    }


def test_a_name_on_rows_that_differ_may_be_two_people(connection):
    same = ("ann", "2026-01-01", None, "a")
    differs = [("ann", "2026-01-01", None, "b"), ("ann", "2026-01-02", None, "a")]

    for other, rows in ((same, 0), (differs[0], 1), (differs[1], 1)):
        assert of_clients(connection, same, other, named=True)["name_twice"] == rows


def test_only_files_of_clients_are_looked_at_for_clients(connection):
    assert list(remarks.of_clients(conversion(connection), 0)) == []


def words(connection, *rows, **known):
    filled(
        connection,
        "read_sessions",
        "file integer, word varchar, aside varchar",
        *([0, word, aside] for word, aside in rows),
        [1, "cancelled", None],
    )
    found = remarks.of_words(conversion(connection, **known), 0)
    return [(key, rows) for key, _, rows in found]


def test_cancelled_without_saying_by_whom(connection):
    said = ["Cancelled", "canceled", "CANCEL", "Cancellation", "Cancelled"]
    rows = [(word, None) for word in said]
    rows += [("Cancelled by client", None), ("No show", None), (None, None)]
    rows += [("Cancelled", "totals rows")]

    assert words(connection, *rows) == [("cancelled_by_whom", 5)]
    declared = Mapping(statuses={"cancelled": "clinic_cancelled"})
    assert words(connection, *rows, mapping=declared) == [("cancelled_by_whom", 3)]
    under = Mapping(statuses_under={"state": {"cancelled": "clinic_cancelled"}})
    assert words(connection, *rows, mapping=under) == [("cancelled_by_whom", 3)]
    elsewhere = Mapping(statuses_under={"other": {"cancelled": "clinic_cancelled"}})
    assert words(connection, *rows, mapping=elsewhere) == [("cancelled_by_whom", 5)]
    assert words(connection, *rows, export="a system") == []
    assert words(connection, *rows, table="clients") == []


def test_two_versions_of_one_row_are_remarked_on_by_file():
    files = [FileReport(name, "sessions") for name in ("a.csv", "b.csv")]
    files[0].set_aside[identity.OTHER] = 2
    files[1].set_aside[merging.CLASH] = 3
    files[1].set_aside[identity.AGAIN] = 5

    assert [
        (one["key"], one["file"], one["about"], one["rows"])
        for one in remarks.of_merging(files)
    ] == [
        ("same_row_twice", "a.csv", "sessions", 2),
        ("same_row_twice", "b.csv", "sessions", 3),
    ]


@pytest.mark.parametrize(
    ("rows", "counted"),
    [
        (["2 clients", "C1", "C2"], 0),
        (["3 clients", "C1", "C2"], 0),
        (["2 clients, 4 sessions", "C1", "C2"], 0),
        (["C1", "C2"], 0),
    ],
)
def test_only_a_cell_that_counts_clients_is_a_summary(connection, rows, counted):
    assert summary(connection, *[(row, "") for row in rows]) == counted


@pytest.mark.parametrize(
    ("stated", "rows", "counted"),
    [("2", 2, 0), ("3", 2, 1), ("1", 3, 2), ("1,002", 2, 1_000)],
)
def test_a_summary_row_counts_the_others(connection, stated, rows, counted):
    others = [(f"C{n}", "9 sessions") for n in range(rows)]

    assert summary(connection, ("1 client", f"{stated} sessions"), *others) == counted
    several = ("1,000 clients", f"{stated} sessions")
    assert summary(connection, *others, several) == counted


def summary(connection, *rows):
    """Return how many sessions are amiss in a file of these two cells a row."""
    filled(connection, "summed", "c0 varchar, c1 varchar", *rows)
    run = connection.execute
    of_file = conversion(
        connection,
        headings=["client", "note"],
        cell=lambda _column: "c0",
        ask=lambda sql: run(sql.replace("{source}", "summed")).fetchall(),
    )
    key, _, found = remarks._summary(of_file, "([0-9,]+) sessions")
    assert key == "summary_count"
    return found
