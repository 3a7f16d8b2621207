"""Rows from many exports become one row each: the newest export wins.

How new an export is, it says itself: its latest moment that has already happened (an
attended or missed session, a booking, a cancellation). So neither the order of the
files nor the clock of a copied file matters.
"""

from ingest.converting import stored_columns
from ingest.report import FileReport

KEYS = {
    "sessions": "coalesce(session_id, concat_ws('|', client_id, counselor_id, start))",
    "alliance": "concat_ws('|', client_id, coalesce(session_id, ''), day, instrument,"
    " coalesce(subscale, ''), coalesce(rater, ''))",
    "outcomes": "concat_ws('|', client_id, coalesce(session_id, ''), day, instrument)",
    "clients": "client_id",
    "counselors": "counselor_id",
}
MOMENTS = {
    "sessions": "greatest(case when status in ('attended', 'no_show', 'late_cancelled')"
    " then start end, booked_at, cancelled_at)",
    "alliance": "day",
    "outcomes": "day",
    "clients": "greatest(referral_date, discharge_date)",
    "counselors": "null::timestamp",
}
AGAIN = "exported twice"
OLDER = "an older state of a row that a newer export brings"


def content(table: str) -> list[str]:
    """Return the columns that make up a row of a merged table."""
    extra = ["status"] if table == "sessions" else []
    return [*stored_columns(table), *extra]


def columns(table: str) -> str:
    """Return a merged table's columns as SQL definitions."""
    kinds = {"known_at": "timestamp"} | stored_columns(table)
    if table == "sessions":
        kinds["status"] = "varchar"
    return ", ".join(f"{name} {kind}" for name, kind in kinds.items())


def merge(connection, table: str, held: bool, reports: list[FileReport]) -> None:
    """Fill `exported.<table>` from `incoming_<table>` and, if held, the last snapshot.

    `reports` stand in the order of the files' numbers; their new, changed, unchanged
    and set-aside counts are filled here.
    """
    run = connection.execute
    names = ", ".join(content(table))
    finality = "status not in ('unmarked', 'scheduled', 'unknown')"
    finality = finality if table == "sessions" else "true"
    rows = (
        f"select {KEYS[table]} as key, file, known_at, {names},"
        f" {finality} as final, hash({names}) as content"
    )
    sources = {
        f"(select * from incoming_{table} where aside is null and wrong is null)"
    }
    if held:
        sources.add(f"(select -1 as file, * from held.exported.{table})")
    both = " union all by name ".join(f"{rows} from {one}" for one in sorted(sources))
    run(f"create temp view rows_{table} as {both}")
    run(
        f"create temp table hashes_{table} as select hash(key) as hashed from"
        f" rows_{table} group by hashed having count(*) > 1"
    )
    run(
        f"create temp table contested_{table} as select *, row_number() over newest"
        " as place, first_value(file) over newest as winner,"
        " first_value(content) over newest as winning,"
        " max(content) filter (file = -1) over (partition by key) as held,"
        " row_number() over (partition by key, file = -1, content order by file)"
        f" as repeat from rows_{table}"
        f" where hash(key) in (select hashed from hashes_{table})"
        " window newest as (partition by key order by known_at desc nulls last,"
        " final desc, content desc, file rows between unbounded preceding and"
        " unbounded following)"
    )
    run(
        f"insert into exported.{table} by name select known_at, {names} from"
        f" rows_{table} where hash(key) not in (select hashed from hashes_{table})"
        f" union all select known_at, {names} from contested_{table} where place = 1"
    )
    _account(connection, table, reports)
    run(f"drop table hashes_{table}; drop table contested_{table}")
    run(f"drop view rows_{table}")


def _account(connection, table: str, reports: list[FileReport]) -> None:
    """Say of each file's rows whether they were new, changed, unchanged or aside."""
    found = connection.execute(
        f"""
        select file, 'new' as became, count(*)
        from rows_{table}
        where file >= 0 and hash(key) not in (select hashed from hashes_{table})
        group by file
        union all
        select
            file,
            case
                when place = 1 and held is null then 'new'
                when place = 1 and content = held then 'unchanged'
                when place = 1 then 'changed'
                when winner = -1 and content = held and repeat = 1 then 'unchanged'
                when content = winning then '{AGAIN}'
                else '{OLDER}'
            end as became,
            count(*)
        from contested_{table}
        where file >= 0
        group by all
        """
    ).fetchall()
    for file, became, rows in found:
        report = reports[file]
        if became in ("new", "changed", "unchanged"):
            setattr(report, became, getattr(report, became) + rows)
        else:
            report.set_aside[became] += rows


def fingerprint(connection) -> list[tuple]:
    """Return what identifies the merged tables, whatever the order of their rows."""
    return [
        connection.execute(
            f"select '{table}', count(*), bit_xor(hash({names})),"
            f" sum(hash({names}, 1)::hugeint)::varchar from exported.{table}"
        ).fetchone()
        for table in KEYS
        if (names := ", ".join(content(table)))
    ]
