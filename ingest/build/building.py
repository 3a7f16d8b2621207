"""From merged rows to the tables that the questions read."""

import hashlib
import tomllib
from datetime import date, datetime, time
from pathlib import Path

import duckdb

from ingest import steps
from ingest.merge import merging
from ingest.recognize import instruments
from ingest.recognize.layout import plain
from ingest.recognize.mapping import STATUSES, Mapping
from store.database import FORMAT

STEPS = sorted(Path(__file__).parent.glob("*.sql"))
TOLD = Path(__file__).parent / "steps.toml"
LONGEST_MINUTES = 480
TRUNCATION_DAYS = 90
MOST_PARTS = 8
LENGTHS = ("1-2", "3-4", "5-8", "9+", "open")
FOLLOWED = ("returned", "dropped_out", "completed", "other_ending", "not_yet_known")


def known_moment(connection, mapping: Mapping, through: date | None) -> datetime | None:
    """Return the last moment the export knows about, or None without a session.

    That is the end of the declared day, else the start of the latest session that was
    held or missed and is not in the future of this machine's clock.
    """
    if declared := through or mapping.through:
        return datetime.combine(declared, time(23, 59, 59))
    marked = "status in ('attended', 'no_show', 'late_cancelled')"
    ((latest, last, first),) = connection.execute(
        f"select max(start) filter ({marked} and start <= $now),"
        " max(start) filter (start <= $now), min(start) from exported.sessions",
        {"now": datetime.now()},
    ).fetchall()
    return latest or last or first


def build(connection, known: datetime, mapping: Mapping) -> None:
    """Build every table beside `exported` in the attached store."""
    instruments.lay_out(connection, mapping.instrument)
    _endings(connection, mapping)
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


def _statements():
    """Yield the statements of every step in turn, saying where the build is."""
    told = tomllib.loads(TOLD.read_text(encoding="utf-8"))
    listed = [
        (one, told[step.stem]["says"], told[step.stem]["weight"] / len(found))
        for step in STEPS
        for found in [duckdb.extract_statements(step.read_text(encoding="utf-8"))]
        for one in found
    ]
    parts = steps.shares(weight for _, _, weight in listed)
    for (statement, says, _), part in zip(listed, parts, strict=True):
        steps.reached(f"Building the tables: {says}", steps.BUILDING, *part)
        yield statement


def _drop_empty_parts(connection) -> None:
    """Drop the score columns that no instrument of this clinic fills."""
    (last,) = connection.execute("select max(part) from scales").fetchone()
    for part in range((last or 0) + 1, MOST_PARTS + 1):
        connection.execute(f"alter table ratings drop column score_{part}")


def _endings(connection, mapping: Mapping) -> None:
    connection.execute("create temp table ending_words (word varchar, ending varchar)")
    for (word,) in connection.execute(
        "select distinct discharge_reason from exported.clients"
        " where discharge_reason is not null"
    ).fetchall():
        ending = mapping.endings.get(plain(word), "unplanned")
        connection.execute("insert into ending_words values (?, ?)", [word, ending])


def identity(connection, known: datetime, mapping: Mapping) -> str:
    """Return the name of the snapshot: a hash of its content, not of its bytes."""
    content = repr(
        (
            FORMAT,
            merging.fingerprint(connection),
            known,
            mapping.invented,
            mapping.time_zone,
            instruments.instruments(mapping.instrument),
        )
    )
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def noticed(connection) -> list[dict]:
    """Return the remarks of the built store, each with its key."""
    names = ("key", "remark", "about", "rows")
    found = connection.execute(f"select {', '.join(names)} from remarks").fetchall()
    return [dict(zip(names, row, strict=True)) | {"file": ""} for row in found]
