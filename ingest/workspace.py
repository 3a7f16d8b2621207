"""The database in which an import works: empty tables in a new file, within limits."""

from pathlib import Path

import duckdb

from ingest import resources
from ingest.merge import merging
from ingest.read.scanning import quoted
from ingest.recognize.layout import tables
from ingest.recognize.mapping import Mapping

BUILT, SCRATCH = "built", "scratch.duckdb"


def connected(
    work: Path, mapping: Mapping, files: list[Path]
) -> duckdb.DuckDBPyConnection:
    """Return a connection with the empty tables of an import, in a new file.

    Rows as they are read go into `scratch`: memory, or a file where they exceed it, in
    which they are compressed (what memory spills is not).
    """
    connection = duckdb.connect(
        config={
            "temp_directory": str(work / "spill"),
            "memory_limit": f"{resources.working_memory()}B",
            "autoload_known_extensions": "false",
            "autoinstall_known_extensions": "false",
            "allow_community_extensions": "false",
            "python_enable_replacements": "false",
        }
    )
    # What is counted for a progress bar is asked for by `steps.followed`, never printed.
    connection.execute(
        "set enable_progress_bar = true; set enable_progress_bar_print = false;"
        "set progress_bar_time = 0"
    )
    connection.execute(f"set TimeZone = '{mapping.time_zone}'")
    built = work / f"{BUILT}.duckdb"
    connection.execute(f"attach {quoted(str(built))} as store")
    scratch = ":memory:" if resources.fit(files) else str(work / SCRATCH)
    connection.execute(f"attach {quoted(scratch)} as scratch")
    connection.execute("use store; create schema exported")
    connection.execute("set search_path = 'store,scratch'")
    for table in tables():
        connection.execute(f"create table exported.{table} ({merging.columns(table)});")
    return connection


def clear_scratch(connection, work: Path) -> None:
    """Give back what the rows took as they were read, once they are merged."""
    connection.execute("use store; detach scratch")
    (work / SCRATCH).unlink(missing_ok=True)
