"""Exported files in, a checked and published store out."""

from datetime import date
from pathlib import Path

import duckdb

from ingest import merging, snapshots
from ingest.building import build, identity, known_moment, noticed
from ingest.combining import combine
from ingest.layout import tables
from ingest.mapping import Mapping
from ingest.mapping import read as read_mapping
from ingest.report import FileReport, Refused, Report
from ingest.scanning import quoted

__all__ = ["FileReport", "Refused", "Report", "last_report", "publish"]

MEMORY = "5GB"


def publish(
    paths: list[Path],
    store: Path,
    *,
    mapping: Path | None = None,
    through: date | None = None,
    dry_run: bool = False,
) -> Report:
    """Import exported files (a folder brings all of its .csv files) into a store.

    Returns the accounting of every row; the store's current snapshot is then the merged
    one, unless `dry_run`. Raises Refused, with nothing changed, and its text is a
    sentence for the user.
    """
    declared = read_mapping(mapping)
    files = _files(paths)
    with snapshots.writing(store) as work:
        try:
            return _published(files, store, work, declared, through, dry_run)
        except (duckdb.Error, OSError) as problem:
            raise Refused(_stopped(problem)) from None


def _published(
    files: list[Path],
    store: Path,
    work: Path,
    declared: Mapping,
    through: date | None,
    dry_run: bool,
) -> Report:
    connection = _connection(work, declared)
    try:
        held = _held(connection, store, declared)
        report = combine(connection, files, work, declared, held=held is not None)
        known = known_moment(connection, declared, through)
        report.data_through = str(known.date())
        report.snapshot = identity(connection, known, declared)
        build(connection, known, declared)
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


def _files(paths: list[Path]) -> list[Path]:
    files = []
    for path in map(Path, paths):
        inside = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        if not inside:
            raise Refused(f"{path.name}: the folder holds no .csv file.")
        files += inside
    return files


def _held(connection, store: Path, declared: Mapping) -> str | None:
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
    if declared.invented and not invented:
        raise Refused(
            "The store holds a clinic's own data; invented data is not mixed into it."
        )
    return current if invented == declared.invented else None


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
