"""All files of one import, read, accounted for and merged with what is held."""

from pathlib import Path

from ingest import opening, steps, workspace
from ingest.convert import lookups, statuses
from ingest.convert.clients import Names
from ingest.convert.conversion import Conversion
from ingest.merge import changes, merging, rejected, remarks
from ingest.read.scanning import stored_columns
from ingest.recognize.layout import tables
from ingest.recognize.mapping import Mapping
from ingest.recognize.sources import Source
from ingest.refusals import Refused
from ingest.report import Report


def combine(
    connection,
    files: list[Path],
    work: Path,
    mapping: Mapping,
    names: Names,
    *,
    held: bool,
) -> Report:
    """Fill `exported` from the files and, when `held`, the attached last snapshot.

    Whoever is known by name only gets a pseudonym; the names met are kept in `names`.
    """
    for table in tables():
        columns = ", ".join(f"{n} {kind}" for n, kind in stored_columns(table).items())
        connection.execute(
            f"create table scratch.read_{table} (file integer, {columns}, aside varchar,"
            " wrong varchar)"
        )
    report = Report([])
    sources = opening.all_tables(files, work, mapping, report)
    lookups.fill(connection, sources)
    names.look(sources)
    parts = steps.shares(source.path.stat().st_size for source in sources)
    for number, source in enumerate(sources):
        part = (steps.OPENING + (1 - steps.OPENING) * end for end in parts[number])
        steps.reached(f"Reading {source.name}", steps.READING, *part)
        if source.table:
            _read(connection, number, source, mapping, names, report)
        else:
            report.files.append(lookups.account(connection, source, names))
    report.remarks += names.shared()
    statuses.resolve(connection, sources, mapping)
    parts = steps.shares(steps.MERGED[table] for table in tables())
    for table, part in zip(tables(), parts, strict=True):
        steps.reached(f"Merging {table}", steps.MERGING, *part)
        _incoming(connection, table, mapping)
        merging.merge(connection, table, held, report.files)
        if held and table == "sessions":
            report.changes = changes.sessions(connection)
        connection.execute(f"drop table scratch.read_{table}")
    workspace.clear_scratch(connection, work)
    report.remarks += remarks.of_merging(report.files)
    (sessions,) = connection.execute(
        "select count(*) from exported.sessions"
    ).fetchone()
    if not sessions:
        names = ", ".join(file.name for file in files[:3])
        raise Refused(
            f"No sessions: {names}{' and others' if len(files) > 3 else ''}"
            f" {'hold' if len(files) > 1 else 'holds'} no row"
            " of sessions, and nothing is published yet. Export the sessions and name"
            " that file too."
        )
    return report


def _read(
    connection,
    number: int,
    source: Source,
    mapping: Mapping,
    names: Names,
    report: Report,
) -> None:
    conversion = Conversion(connection, source, mapping, names)
    flags = conversion.flags()
    for name in flags:
        connection.execute(
            f"alter table scratch.read_{source.table}"
            f" add column if not exists unread_{name} boolean"
        )
    while True:
        rejects = f"rejects_{number}"
        connection.execute(
            f"insert into scratch.read_{source.table} by name select {number} as file, *"
            f" from ({conversion.select(rejects)})"
        )
        unread = rejected.unread(connection, source.table, number, flags)
        if not conversion.relearn(list(unread)):
            break
        connection.execute(
            f"delete from scratch.read_{source.table} where file = {number}"
        )
        connection.execute(f"drop table {rejects}; drop table scan_of_{rejects}")
    report.files.append(rejected.account(conversion, number))
    report.remarks += remarks.noticed(conversion, number, unread)


def _incoming(connection, table: str, mapping: Mapping) -> None:
    """Name the rows read `incoming_<table>`, with their status and how new they are."""
    columns, join = "rows_read.*", ""
    if table == "sessions":
        columns += (
            ", case when meanings.meaning = 'client_cancelled'"
            " and rows_read.start > date_trunc('day', rows_read.start)"
            " and rows_read.cancelled_at > rows_read.start"
            f" - interval '{round(mapping.notice_hours * 60)} minutes'"
            " then 'late_cancelled' else meanings.meaning end as status"
        )
        join = (
            "inner join meanings on rows_read.file = meanings.file"
            " and rows_read.word is not distinct from meanings.word"
        )
    connection.execute(
        f"create or replace temp view stated_{table} as"
        f" select {columns} from read_{table} as rows_read {join}"
    )
    connection.execute(
        f"create temp table known_{table} as select file,"
        f" max({merging.MOMENTS[table]}) as known_at from stated_{table}"
        " where aside is null and wrong is null group by file"
    )
    sessions = "(select max(known_at) from known_sessions)"
    connection.execute(
        f"create or replace temp view incoming_{table} as"
        f" select stated.*, greatest(known_{table}.known_at, {sessions}) as known_at"
        f" from stated_{table} as stated inner join known_{table} using (file)"
        if table != "sessions"
        else f"create or replace temp view incoming_{table} as"
        " select stated.*, known_sessions.known_at"
        " from stated_sessions as stated inner join known_sessions using (file)"
    )
