"""What the store lacks because it could not be read, as long as no newer export brings it.

Kept are the files of which more than 5% of the rows were unreadable: the clinic chose to
go on without those rows, and every page that shows the table says so.
"""

import duckdb

from ingest.merge import rejected
from ingest.report import FileReport

KEPT = "exported.missing_rows"
COLUMNS = (
    "file varchar, part varchar, missing bigint, rows bigint, first_day date,"
    " last_day date"
)
SAYS = "rows that could not be read and are missing, out of {:,}"


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table of what is missing: `part` is the table that the file belongs to."""
    connection.execute(f"create table {KEPT} ({COLUMNS})")


def collect(
    connection: duckdb.DuckDBPyConnection, reports: list[FileReport], *, held: bool
) -> None:
    """Keep how many rows of each file are missing, and between which days it lies.

    With what was missing before (`held`), unless a file now brings the same days of the
    same table and as many rows or more. Where a table has no days its rows alone count.
    """
    known = "select count(*) from duckdb_tables() where database_name = 'held'"
    ((kept,),) = connection.execute(
        f"{known} and table_name = 'missing_rows'"
    ).fetchall()
    if held and kept:
        connection.execute(f"insert into {KEPT} select * from held.{KEPT}")
    ((before,),) = connection.execute(f"select count(*) from {KEPT}").fetchall()
    for number, one in enumerate(reports):
        lacks = rejected.is_asked_about(one)
        if not before and not lacks:
            continue
        days = _days(connection, one.table, number)
        rows = rejected.filled(one)
        connection.execute(
            f"delete from {KEPT} where part = ? and rows <= ?"
            " and (first_day is null or (first_day >= ? and last_day <= ?))"
            " and file not in (select unnest(?::varchar[]))",
            [one.table, rows, *days, [other.file for other in reports[:number]]],
        )
        if lacks:
            connection.execute(
                f"insert into {KEPT} values (?, ?, ?, ?, ?, ?)",
                [one.file, one.table, one.rejected.total(), rows, *days],
            )


def remarks(connection: duckdb.DuckDBPyConnection) -> list[dict]:
    """Return a remark per file of which rows are missing."""
    listed = connection.execute(
        f"select file, part, missing, rows from {KEPT} order by all"
    ).fetchall()
    return [
        {
            "key": "missing_rows",
            "remark": SAYS.format(rows),
            "about": part,
            "rows": missing,
            "file": file,
        }
        for file, part, missing, rows in listed
    ]


def _days(
    connection: duckdb.DuckDBPyConnection, table: str, file: int
) -> tuple[object, object]:
    """Return the first and the last day that a file's readable rows are about."""
    day = {"sessions": "start", "alliance": "day", "outcomes": "day"}.get(table)
    if day is None:
        return None, None
    ((first, last),) = connection.execute(
        f"select min({day})::date, max({day})::date from read_{table}"
        f" where file = {file} and aside is null and wrong is null"
    ).fetchall()
    return first, last
