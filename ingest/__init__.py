"""Exported files in, a checked and published store out."""

from datetime import date
from pathlib import Path

import duckdb

from ingest import merging, snapshots
from ingest.building import build, identity, known_moment, noticed
from ingest.combining import combine
from ingest.files import files
from ingest.inspecting import Found, inspect
from ingest.keeping import declared, keep, kept_mapping
from ingest.layout import tables
from ingest.mapping import Mapping
from ingest.report import FileReport, Refused, Report
from ingest.scanning import quoted

__all__ = [
    "FileReport",
    "Found",
    "Refused",
    "Report",
    "inspect",
    "kept_mapping",
    "last_report",
    "publish",
]

MEMORY = "5GB"


def publish(
    paths: list[Path],
    store: Path,
    *,
    mapping: Path | None = None,
    through: date | None = None,
    dry_run: bool = False,
) -> Report:
    """Import exported files (a folder brings all that it holds) into a store.

    Returns the accounting of every row; the store's current snapshot is then the merged
    one, unless `dry_run`. Without `mapping` the one kept with the store is used, and one
    that is given is kept for the next import. Raises Refused, with nothing changed; its
    text is a sentence for the user.
    """
    rules = declared(store, mapping)
    found = files(paths)
    with snapshots.writing(store) as work:
        try:
            report = _published(found, store, work, rules, through, dry_run)
        except (duckdb.Error, OSError) as problem:
            raise Refused(_stopped(problem)) from None
        if not dry_run:
            keep(store, mapping)
    return report


def _published(
    exported: list[Path],
    store: Path,
    work: Path,
    rules: Mapping,
    through: date | None,
    dry_run: bool,
) -> Report:
    connection = _connection(work, rules)
    try:
        held = _held(connection, store, rules)
        report = combine(connection, exported, work, rules, held=held is not None)
        known = known_moment(connection, rules, through)
        report.data_through = str(known.date())
        report.snapshot = identity(connection, known, rules)
        build(connection, known, rules)
        report.remarks += noticed(connection)
        report.published = not dry_run and report.snapshot != held
        connection.execute("use memory; checkpoint store; detach store")
    finally:
        connection.close()
    if report.published:
        built = work / "built.duckdb"
        snapshots.publish(store, built, report.snapshot, report.as_dict())
    return report


def _stopped(problem: Exception) -> str:
    """Return a sentence for a fault; its own text may hold client data and is left."""
    if "space" in str(problem).lower():
        return "The disk is full. Free some space and import again."
    kind = type(problem).__name__
    return f"The import stopped ({kind}). Import again; if it recurs, report the word."


def last_report(store: Path) -> dict:
    """Return what the last import that changed something did, and when, or {}."""
    said = snapshots.pointer(store)
    return said.get("report", {}) | {"published_at": said.get("published_at")}


def _held(connection, store: Path, rules: Mapping) -> str | None:
    """Attach the current snapshot as `held`, unless real data replaces the sample."""
    current = snapshots.pointer(store).get("snapshot")
    if current is None:
        return None
    file = snapshots.path(store, current)
    try:
        connection.execute(f"attach {quoted(str(file))} as held (read_only)")
        ((invented,),) = connection.execute(
            "select invented from held.snapshot"
        ).fetchall()
    except duckdb.Error:
        raise Refused(
            f"The current snapshot {file.name} cannot be read. Delete it together with"
            f" {snapshots.POINTER} in the store folder, and import all exports again."
        ) from None
    if rules.invented and not invented:
        raise Refused(
            "The store holds a clinic's own data; invented data is not mixed into it."
        )
    return current if invented == rules.invented else None


def _connection(work: Path, mapping: Mapping) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        config={
            "temp_directory": str(work / "spill"),
            "memory_limit": MEMORY,
            "autoload_known_extensions": "false",
            "autoinstall_known_extensions": "false",
            "allow_community_extensions": "false",
            "python_enable_replacements": "false",
        }
    )
    connection.execute("set enable_progress_bar = false")
    connection.execute(f"set TimeZone = '{mapping.time_zone}'")
    connection.execute(f"attach {quoted(str(work / 'built.duckdb'))} as store")
    connection.execute("use store; create schema exported")
    for table in tables():
        connection.execute(f"create table exported.{table} ({merging.columns(table)});")
    return connection
