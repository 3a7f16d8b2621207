"""Which clients are not to be called or written to, by what every export said of them.

What once was said holds until a newer export says otherwise: one that lacks the column
says nothing. A file without any date counts as new.
"""

import duckdb

from ingest.convert import spellings
from ingest.recognize.layout import flags

KEPT = "exported.no_contact"
NEWEST = "coalesce(known_at, 'infinity'::timestamp)"
COLUMNS = "client_id varchar, flag varchar, said varchar, known_at timestamp"


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table that keeps what was said, and that of what is read now."""
    for table in (KEPT, "scratch.said_of_contact"):
        connection.execute(f"create table {table} ({COLUMNS})")


def collect(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Take up what `incoming_<table>` says of its clients, also in rows that are not kept."""
    read = connection.execute(f"select * from incoming_{table} limit 0").description
    for flag in set(flags(table)) & {name for name, *_ in read or []}:
        connection.execute(
            "insert into scratch.said_of_contact"
            f" select client_id, $flag, max({flag}), known_at from incoming_{table}"
            f" where {flag} is not null and client_id is not null"
            " group by client_id, known_at",
            {"flag": flag},
        )


def merge(connection: duckdb.DuckDBPyConnection, *, held: bool) -> None:
    """Keep the newest that was said of each client; of two at once, the more careful.

    `said` is yes, unclear or no, which are in the order of the alphabet.
    """
    known = "select * from scratch.said_of_contact"
    tables = "select count(*) from duckdb_tables() where database_name = 'held'"
    ((kept,),) = connection.execute(
        f"{tables} and table_name = 'no_contact'"
    ).fetchall()
    if held and kept:
        alike = spellings.of_held(["client_id"])
        known += f" union all by name select {alike} from held.{KEPT}"
    connection.execute(
        f"insert into {KEPT} by name select client_id, flag,"
        f" arg_max(said, row({NEWEST}, said)) as said,"
        f" arg_max(known_at, row({NEWEST}, said)) as known_at"
        f" from ({known}) group by client_id, flag"
    )
