"""Rows from many exports become one row each: the newest export wins.

An export is as new as its latest moment that has already happened (an attended or missed
session, a booking, a cancellation). So neither the order of the files nor the time stamp
of a copied file matters. Of two that end alike the later import is newer (`newness`).
"""

from collections.abc import Collection

import duckdb

from ingest.convert import spellings
from ingest.merge import identity, people
from ingest.recognize.layout import AppointmentIds, stored_columns, tables
from ingest.report import FileReport

RATING = ("client_id", "session_id", "day", "instrument")
KEYS = {
    "alliance": (*RATING, "subscale", "rater"),
    "outcomes": RATING,
    "clients": ("client_id",),
    "counselors": ("counselor_id", "valid_from", "leave_from"),
}
MOMENTS = {
    "sessions": "greatest(case when status in ('attended', 'no_show', 'late_cancelled')"
    " then start end, booked_at, cancelled_at)",
    "alliance": "day",
    "outcomes": "day",
    "clients": "greatest(referral_date, discharge_date)",
    "counselors": "null::timestamp",
}
CLASH = "another version of a row in the same file"
OLDER = "an older state of a row that a newer export brings"
SUPERVISOR = "a further row of a counselor, for another supervisor: both are kept"


def content(table: str) -> list[str]:
    """Return the columns that make up a row of a merged table."""
    extra = ["status", "nth"] if table == "sessions" else []
    return [*stored_columns(table), *extra]


def columns(table: str) -> str:
    """Return a merged table's columns as SQL definitions."""
    kinds = {"known_at": "timestamp", "source": "uinteger"} | stored_columns(table)
    if table == "sessions":
        kinds |= {"status": "varchar", "nth": "usmallint"}
        kinds["is_second"] = "boolean default false"
    return ", ".join(f"{name} {kind}" for name, kind in kinds.items())


def merge(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    held: bool,
    reports: list[FileReport],
    ids: AppointmentIds | None,
    replaced: Collection[int] = (),
) -> None:
    """Fill `exported.<table>` from `incoming_<table>` and, if held, the last snapshot.

    `reports` are in the order of the files' numbers; their new, changed, unchanged and
    set-aside counts are filled here. `ids` is what the clinic says of its numbers. What
    is held from the sources that are `replaced` is left out.
    """
    run = connection.execute
    number = ", null::usmallint as nth" if table == "sessions" else ""
    read = f"select *{number} from incoming_{table}"
    read += " where aside is null and wrong is null"
    if held:
        kept = held_rows(connection, table, replaced)
        read += f" union all by name select -1 as file, * from {kept}"
    run(f"create temp view rows_{table} as {read}")
    if table == "sessions":
        identity.merge(connection, ids)
    else:
        _newest(connection, table)
    judged = identity.judged() if table == "sessions" else _judged(table)
    run(f"create temp table judged_{table} as {judged}")
    _account(connection, table, reports)


def clear(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Drop what merging a table has left behind for questions about it."""
    for name in ("contested", "ranked", "judged"):
        connection.execute(f"drop table {name}_{table}")
    connection.execute("drop table if exists several")
    connection.execute(f"drop view rows_{table}")


def held_rows(
    connection: duckdb.DuckDBPyConnection, table: str, replaced: Collection[int] = ()
) -> str:
    """Return what holds the last snapshot's rows, with the columns that came since.

    Rows of the sources that are `replaced` are left out, and ids are made alike as the
    clinic declares them now.
    """
    kept = f"held.exported.{table}"
    there = {name for name, *_ in connection.execute(f"describe {kept}").fetchall()}
    since = {"source": "null::uinteger"}
    if table == "sessions":
        since |= {"session_number": "null", "nth": "1", "is_second": "false"}
    more = "".join(f", {v} as {name}" for name, v in since.items() if name not in there)
    name, which = f"held_{table}", ""
    if replaced:
        listed = ", ".join(map(str, replaced))
        name, which = (
            f"kept_{table}",
            f" where source is null or source not in ({listed})",
        )
    alike = f"from (select {spellings.of_held(there)}{more} from {kept}){which}"
    rows = people.resolved(connection, table, alike, held=True)
    connection.execute(f"create or replace temp view {name} as {rows}")
    return name


def _newest(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Keep the newest row of each key."""
    run = connection.execute
    names, key = ", ".join(content(table)), ", ".join(KEYS[table])
    run(
        f"create temp table contested_{table} as select hash({key}) as hashed"
        f" from rows_{table} group by hashed having count(*) > 1"
    )
    contested = identity.is_contested(connection, table, f"hash({key})")
    run(f"create temp table ranked_{table} as {_ranked(table)} where {contested}")
    run(
        f"insert into exported.{table} by name select known_at, source, {names} from"
        f" rows_{table} where not {contested}"
        f" union all select known_at, source, {names} from ranked_{table}"
        " where place = 1"
    )


def _ranked(table: str) -> str:
    """Return the SELECT that puts the rows of each key in order, the newest first."""
    hashed = f"hash({', '.join(content(table))})"
    return (
        f"select *, row({', '.join(KEYS[table])}) as key, {hashed} as content,"
        f" row_number() over (partition by {', '.join(KEYS[table])} order by"
        f" known_at desc nulls last, {hashed} desc, file, row_id) as place"
        f" from rows_{table}"
    )


def _judged(table: str) -> str:
    """Return the SELECT of what became of each contested row: file, row_id, became."""
    own = ", own_supervisor" if table == "counselors" else ""
    return f"""
        with told as (
            select
                file,
                row_id,
                place,
                content,
                row_number() over (
                    partition by key, file = -1, content{own} order by place
                ) as own_repeat,
                first_value(file) over best as winner,
                first_value(content) over best as winning,
                max(content) filter (file = -1) over (partition by key) as held,
                row_number() over (
                    partition by key, file = -1, content order by place
                ) as repeat
            from ranked_{table}
            window best as (partition by key order by place)
        )

        select
            file,
            row_id,
            case
                when place = 1 and held is null then 'new'
                when place = 1 and content = held then 'unchanged'
                when place = 1 then 'changed'
                when winner = -1 and content = held and repeat = 1 then 'unchanged'
                when content = winning and own_repeat = 1 and repeat > 1 then '{SUPERVISOR}'
                when content = winning then '{identity.AGAIN}'
                when winner = file then '{CLASH}'
                else '{OLDER}'
            end as became
        from told
        where file >= 0
    """


def _account(
    connection: duckdb.DuckDBPyConnection, table: str, reports: list[FileReport]
) -> None:
    """Count each file's rows as new, changed, unchanged or set aside."""
    read = connection.execute(
        f"select file, count(*) from rows_{table} where file >= 0 group by file"
    ).fetchall()
    for file, rows in read:
        reports[file].new += rows
    judged = connection.execute(
        f"select file, became, count(*) from judged_{table} group by all"
    ).fetchall()
    for file, became, rows in judged:
        report = reports[file]
        report.new -= rows
        if became in ("new", "changed", "unchanged"):
            setattr(report, became, getattr(report, became) + rows)
        else:
            report.set_aside[became] += rows


def fingerprint(connection: duckdb.DuckDBPyConnection) -> list[tuple]:
    """Return what identifies the merged tables, whatever the order of their rows.

    One (table, rows, xor of the rows' hashes, sum of other hashes) per table. What a
    counselor's rows mean depends on which of them are newer.
    """
    listed = {table: ", ".join(content(table)) for table in tables()}
    aged = (
        "(select *, dense_rank() over (partition by counselor_id"
        " order by known_at desc nulls last) as age from exported.counselors)"
    )
    listed["counselors"] += ", age"
    listed["no_contact"] = "client_id, flag, said"
    listed["missing_rows"] = "file, part, missing, rows"
    return [
        connection.execute(
            f"select '{table}', count(*), bit_xor(hash({names})),"
            f" sum(hash({names}, 1)::hugeint)::varchar"
            f" from {aged if table == 'counselors' else f'exported.{table}'}"
        ).fetchall()[0]
        for table, names in listed.items()
    ]
