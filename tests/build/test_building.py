"""What an export knows about, and what makes a snapshot another one."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import duckdb
import pytest

from ingest.build import building
from ingest.merge import merging, missing, no_contact
from ingest.recognize.instruments import InstrumentEntry
from ingest.recognize.layout import tables
from ingest.recognize.mapping import Mapping

DAY = datetime(2026, 1, 10, 9)
NEVER = datetime(2199, 1, 1)


@pytest.fixture
def merged():
    """Return a function that fills the merged sessions and returns the connection."""
    with duckdb.connect() as connection:
        connection.execute("create schema exported")
        for table in tables():
            columns = merging.columns(table)
            connection.execute(f"create table exported.{table} ({columns})")
        for kept in (no_contact, missing):
            connection.execute(f"create table {kept.KEPT} ({kept.COLUMNS})")

        def fill(*sessions):
            if not sessions:
                return connection
            connection.executemany(
                "insert into exported.sessions (session_id, start, status)"
                " values (?, ?, ?)",
                [[str(n), *session] for n, session in enumerate(sessions)],
            )
            return connection

        yield fill


@pytest.mark.parametrize("status", ["attended", "no_show", "late_cancelled"])
def test_the_latest_session_held_or_missed_is_the_last_that_is_known(merged, status):
    later = DAY + timedelta(days=1)
    others = ("scheduled", "client_cancelled", "clinic_cancelled", "rescheduled")
    others += ("unmarked", "unknown")
    sessions = [(DAY, status), (DAY - timedelta(days=1), "attended")]
    sessions += [(later, other) for other in others] + [(NEVER, "attended")]

    assert building.known_moment(merged(*sessions), Mapping(), None) == DAY


def test_without_one_it_is_the_latest_session_of_the_past_or_the_first_of_all(merged):
    later = DAY + timedelta(days=1)
    connection = merged((NEVER, "scheduled"), (NEVER + timedelta(days=1), "scheduled"))
    assert building.known_moment(connection, Mapping(), None) == NEVER

    merged((DAY, "scheduled"), (later, "unknown"))
    assert building.known_moment(connection, Mapping(), None) == later


def test_a_declared_day_is_known_to_its_end_and_the_import_comes_before_the_mapping(
    merged,
):
    connection = merged((DAY, "attended"))
    mapping = Mapping(through=date(2026, 2, 1))

    assert building.known_moment(connection, mapping, None) == datetime(
        2026, 2, 1, 23, 59, 59
    )
    assert building.known_moment(connection, mapping, date(2026, 1, 5)) == datetime(
        2026, 1, 5, 23, 59, 59
    )


def test_a_snapshot_has_the_name_of_its_content(merged):
    def named(known=DAY, **rules):
        return building.identity(connection, known, Mapping(**rules))

    connection = merged((DAY, "attended"), (NEVER, "scheduled"))
    first = named()

    assert len(first) == 16
    assert int(first, 16) >= 0
    assert named() == first
    assert named(notice_hours=48) == first
    others = [
        named(DAY + timedelta(days=1)),
        named(invented=True),
        named(time_zone="Europe/London"),
        named(instrument=[InstrumentEntry(name="Ours")]),
    ]
    connection.execute(
        "update exported.sessions set status = 'no_show' where start < now()"
    )
    others.append(named())
    connection.execute("delete from exported.sessions where session_id = '1'")
    others.append(named())

    assert len({first, *others}) == 7


def test_the_name_does_not_depend_on_the_order_of_rows(merged):
    rows = [(DAY, "attended"), (NEVER, "scheduled")]
    connection = merged(*rows)
    before = building.identity(connection, DAY, Mapping())
    connection.execute(
        "create table turned as select * from exported.sessions order by start desc;"
        "delete from exported.sessions;"
        "insert into exported.sessions select * from turned"
    )
    assert building.identity(connection, DAY, Mapping()) == before


def test_a_rows_double_is_another_content(merged):
    connection = merged((DAY, "attended"))
    copy = "insert into exported.sessions select * from exported.sessions"
    names = [building.identity(connection, DAY, Mapping())]
    for _ in range(2):
        connection.execute(copy)
        names.append(building.identity(connection, DAY, Mapping()))

    assert len(set(names)) == 3


@pytest.mark.parametrize(
    ("last", "columns"), [(None, 0), (0, 0), (1, 1), (4, 4), (7, 7), (8, 8)]
)
def test_score_columns_that_no_instrument_fills_are_dropped(last, columns):
    with duckdb.connect() as connection:
        parts = ", ".join(
            f"score_{part} double" for part in range(building.MOST_PARTS + 1)
        )
        connection.execute(f"create table ratings ({parts})")
        connection.execute("create table scales (part integer)")
        connection.execute("insert into scales values (?), (0)", [last])
        building._drop_empty_parts(connection)
        kept = [name for name, *_ in connection.execute("describe ratings").fetchall()]

    assert kept == [f"score_{part}" for part in range(columns + 1)]


def test_a_reason_that_nothing_says_is_an_unplanned_ending(merged):
    connection = merged()
    connection.executemany(
        "insert into exported.clients (client_id, discharge_reason) values (?, ?)",
        [["a", "Moved away"], ["b", "Goals MET"], ["c", None], ["d", "Moved away"]],
    )
    connection.execute("create temp view told_clients as from exported.clients")
    mapping = Mapping(endings={"goalsmet": "completed"})
    building._endings(connection, mapping)

    found = connection.execute("select * from ending_words order by word").fetchall()
    assert found == [("Goals MET", "completed"), ("Moved away", "unplanned")]


def test_what_was_noticed_in_the_store_is_told_without_a_file():
    with duckdb.connect() as connection:
        connection.execute(
            "create table remarks as select 3 as rows, 'sessions' as about,"
            " 'odd' as remark, 'k' as key"
        )
        assert building.noticed(connection) == [
            {"key": "k", "remark": "odd", "about": "sessions", "rows": 3, "file": ""}
        ]


def test_steps_are_told_by_weight_and_yield_every_statement(monkeypatch):
    told = []
    monkeypatch.setattr(building.steps, "reached", lambda *step: told.append(step))
    statements = list(building._statements())

    assert len(told) == len(statements)
    assert {phase for _, phase, *_ in told} == {building.steps.BUILDING}
    assert told[0][0] == "Building the tables: words that repeat"
    assert told[0][2] == 0
    assert told[-1][3] == pytest.approx(1)
    assert all(one[3] == after[2] for one, after in pairwise(told))
    words = [end - begin for says, _, begin, end in told if "words" in says]
    people = [end - begin for says, _, begin, end in told if "clients and" in says]
    assert sum(people) / sum(words) == pytest.approx(3.7 / 0.4)


@pytest.mark.parametrize(
    ("gap", "others", "beyond", "is_lone"),
    [
        (61, 1001, 1, True),
        (60, 1001, 1, False),
        (61, 2001, 2, True),
        (61, 1998, 2, False),
        (61, 4, 1, False),
    ],
)
def test_a_few_dates_far_beyond_all_others_do_not_tell_the_last_day(
    merged, gap, others, beyond, is_lone
):
    far = DAY + timedelta(days=gap)
    rows = [(DAY, "attended")] * others + [(far, "no_show")] * beyond
    known = building.known_moment(merged(*rows), Mapping(), None)

    assert known == (DAY if is_lone else far)
