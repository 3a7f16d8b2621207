"""How new an export is beside what is held: of two that end alike, the later import counts.

An export is as new as the latest moment in it that has already happened. The same weeks
exported again, after corrections, end at the same moment: then what is imported later is
newer, by a microsecond. A file that was imported before stays as new as it was.
"""

import duckdb

NEVER = "timestamp '0001-01-01'"  # stands for none, where nothing has happened yet


def settle(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Make each file of `known_<table>` newer than what is held and ends alike.

    Needs `files_read`, with the sources of before that have the file's content, and the
    last snapshot attached as `held`.
    """
    kept = f"held.exported.{table}"
    columns = connection.execute(f"describe {kept}").fetchall()
    source = (
        "source" if "source" in {name for name, *_ in columns} else "null::uinteger"
    )
    connection.execute(
        f"""
        create temp table settled as
        with ends as (
            select distinct
                {source} as source,
                known_at,
                date_trunc('millisecond', coalesce(known_at, {NEVER})) as ends_at
            from {kept}
        ),

        told as (
            select
                file,
                known_at,
                date_trunc('millisecond', coalesce(known_at, {NEVER})) as ends_at
            from known_{table}
        )

        select
            told.file,
            if(
                len(any_value(read.before)) > 0,
                coalesce(
                    max(ends.known_at)
                        filter (list_contains(read.before, ends.source)),
                    any_value(told.known_at)
                ),
                greatest(
                    any_value(told.known_at),
                    max(coalesce(ends.known_at, {NEVER})) + interval 1 microsecond
                )
            ) as known_at
        from told
        inner join files_read as read using (file)
        inner join ends using (ends_at)
        group by told.file
        """
    )
    connection.execute(
        f"update known_{table} as known set known_at = settled.known_at from settled"
        " where known.file = settled.file; drop table settled"
    )
