"""From merged rows to the tables that the questions read."""

import hashlib
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

import duckdb

from ingest import steps
from ingest.merge import merging
from ingest.recognize import contracts, instruments
from ingest.recognize.layout import STATUSES, plain
from ingest.recognize.mapping import Mapping
from store.database import FORMAT

STEPS = sorted(Path(__file__).parent.glob("*.sql"))
SENTENCES = Path(__file__).parent / "steps.toml"
MARKED = "status in ('attended', 'no_show', 'late_cancelled')"
GAP, LONE = 60, 1_000
LONGEST_MINUTES = 480
TRUNCATION_DAYS = 90
MOST_PARTS = 8
OF_NOBODY = "entries under [[contracts]] whose counselor is in no export, or shares a name: not used"
LENGTHS = ("1-2", "3-4", "5-8", "9+", "open")
FOLLOWED = ("returned", "dropped_out", "completed", "other_ending", "not_yet_known")


def known_moment(
    connection: duckdb.DuckDBPyConnection, mapping: Mapping, through: date | None
) -> datetime:
    """Return the last moment the export knows about; there must be a session.

    That is the end of the declared day, else the start of the latest session that was
    held or missed and is not in the future by this machine's clock; `lone_day` says
    which are too far from all others to count.
    """
    if declared := through or mapping.through:
        return datetime.combine(declared, time(23, 59, 59))
    _, before, rows, of = lone_day(connection) or (None, None, 1, 1)
    until = before if rows * LONE < of else None
    ((latest, last, first),) = connection.execute(
        f"select max(start) filter ({MARKED} and start <= $now"
        " and ($until is null or start::date <= $until)),"
        " max(start) filter (start <= $now), min(start) from exported.sessions",
        {"now": datetime.now(), "until": until},
    ).fetchall()
    return latest or last or first


def lone_day(
    connection: duckdb.DuckDBPyConnection,
) -> tuple[date, date, int, int] | None:
    """Return the first day beyond a gap that hardly anything lies beyond, if there is one.

    With the last day before the gap, and how many of how many held or missed sessions
    lie beyond it. The gap is longer than the usual inactivity window; beyond it lies one
    session, or fewer than 1 in LONE: a mistyped date, or the first day after a long break.
    """
    found = connection.execute(
        f"""
        with days as (
            select start::date as day, count(*) as rows
            from exported.sessions
            where {MARKED} and start <= $now and not is_second
            group by day
        ),

        beyond as (
            select
                day,
                lag(day) over (order by day) as before,
                sum(rows) over (order by day desc) as rows,
                sum(rows) over () as of
            from days
        )

        select day, before, rows::bigint, of::bigint
        from beyond
        where day - before > {GAP} and (rows = 1 or rows * {LONE} < of)
        order by day
        limit 1
        """,
        {"now": datetime.now()},
    ).fetchone()
    return found and tuple(found)


def build(
    connection: duckdb.DuckDBPyConnection, known: datetime, mapping: Mapping
) -> None:
    """Build every table beside `exported` in the attached store.

    `known` is the last moment the export knows about.
    """
    instruments.lay_out(connection, mapping.instrument)
    _endings(connection, mapping)
    stays = mapping.same.pairs(mapping.same.counselors)
    contracts.lay_out(connection, mapping.contracts, stays)
    connection.execute(
        f"create type session_status as enum {STATUSES!r};"
        f"create type session_followed as enum {FOLLOWED!r};"
        f"create type stay_length as enum {LENGTHS!r}"
    )
    facts = {
        "format": FORMAT,
        "known": known,
        "through": known.date(),
        "invented": mapping.invented,
        "time_zone": mapping.time_zone,
        "longest_minutes": LONGEST_MINUTES,
        "truncation_days": TRUNCATION_DAYS,
    }
    for statement in _statements():
        named = {name: facts[name] for name in statement.named_parameters}
        connection.execute(statement, named)
    _drop_empty_parts(connection)


def _statements() -> Iterator[duckdb.Statement]:
    """Yield the statements of every step in turn, reporting where the build is."""
    listed = _parsed()
    parts = steps.shares(weight for _, _, weight in listed)
    for (statement, says, _), part in zip(listed, parts, strict=True):
        steps.reached(f"Building the tables: {says}", steps.BUILDING, *part)
        yield statement


@cache
def _parsed() -> list[tuple[duckdb.Statement, str, float]]:
    """Return the statements of all steps: what each says of itself, and its weight."""
    about = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
    return [
        (statement, about[step.stem]["says"], about[step.stem]["weight"] / len(all_of))
        for step in STEPS
        for all_of in [duckdb.extract_statements(step.read_text(encoding="utf-8"))]
        for statement in all_of
    ]


def _drop_empty_parts(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop the score columns that no instrument of this clinic fills."""
    ((last,),) = connection.execute("select max(part) from scales").fetchall()
    for part in range((last or 0) + 1, MOST_PARTS + 1):
        connection.execute(f"alter table ratings drop column score_{part}")


def _endings(connection: duckdb.DuckDBPyConnection, mapping: Mapping) -> None:
    """Say in `ending_words` what each discharge reason of the clients means."""
    connection.execute("create temp table ending_words (word varchar, ending varchar)")
    for (word,) in connection.execute(
        "select distinct discharge_reason from told_clients"
        " where discharge_reason is not null"
    ).fetchall():
        ending = mapping.endings.get(plain(word), "unplanned")
        connection.execute("insert into ending_words values (?, ?)", [word, ending])


def identity(
    connection: duckdb.DuckDBPyConnection, known: datetime, mapping: Mapping
) -> str:
    """Return the name of the snapshot: a hash of its content, not of its bytes."""
    content = repr(
        (
            FORMAT,
            merging.fingerprint(connection),
            known,
            mapping.invented,
            mapping.time_zone,
            instruments.instruments(mapping.instrument),
            mapping.same.clients,
            mapping.same.counselors,
            mapping.contracts,
        )
    )
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def noticed(connection: duckdb.DuckDBPyConnection) -> list[dict]:
    """Return the remarks of the built store: key, remark, about, rows and file."""
    names = ("key", "remark", "about", "rows")
    rows = connection.execute(f"select {', '.join(names)} from remarks").fetchall()
    return [dict(zip(names, row, strict=True)) | {"file": ""} for row in rows]


def of_nobody(connection: duckdb.DuckDBPyConnection) -> list[dict]:
    """Return the remark on contracts by hand that name no counselor, or two of a name."""
    ((entries,),) = connection.execute(
        "select count(*) from contracts_by_hand"
        " where place not in (select place from named_contracts)"
    ).fetchall()
    said = {"key": "contracts_of_nobody", "remark": OF_NOBODY, "about": "counselors"}
    return [said | {"rows": entries, "file": ""}] if entries else []
