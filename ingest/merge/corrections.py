"""Sessions without a number that an export seems to have corrected: once, or twice?

Without a number a session is client, counselor and time. Where one of them was corrected,
the corrected session is another one, and the one before stays beside it. Only the clinic
knows whether both took place.
"""

from typing import NamedTuple

import duckdb

from ingest.merge import identity, newness

KEPT = "session_id is null and aside is null and wrong is null"
SAME = "client_id, counselor_id, start, session_number"


class Corrected(NamedTuple):
    """Sessions held that an export does not have, and what it has in their place.

    `rows` (file, row_id) are examples of what is new; of all sessions that are held,
    `lacking` are not in the files at all.
    """

    sessions: int
    rows: list[tuple[int, int]]
    lacking: int


def find(connection: duckdb.DuckDBPyConnection, held: str) -> Corrected | None:
    """Return the sessions that would stand there as they were and as they are now.

    Held, and lacking in a newer export that has their client and their counselor; beside
    them it brings the client at the same time with another counselor, another client in
    the same hour with the counselor, or the client with the counselor at another time of
    the day. `held` has the rows of the last snapshot; needs incoming_sessions.
    """
    ask = connection.execute
    if not ask(f"select 1 from incoming_sessions where {KEPT} limit 1").fetchall():
        return None
    ask(f"create or replace temp table left_behind as {_left_behind(held)}")
    if not ask("select 1 from left_behind limit 1").fetchall():
        return None
    ask(f"create or replace temp table in_place as {_in_place(held)}")
    ((sessions, rows),) = ask(
        "select count(distinct ((client_id, counselor_id, start, session_number))),"
        f" list(distinct (file, row_id) order by (file, row_id))[:{identity.SHOWN}]"
        " from in_place"
    ).fetchall()
    return Corrected(sessions, rows, lacking(connection, held)) if sessions else None


def lacking(connection: duckdb.DuckDBPyConnection, held: str) -> int:
    """Return how many of the sessions held the files do not have."""
    key = identity.key(None)
    ((many,),) = connection.execute(
        f"select count(*) from {held} where not is_second and {key} not in"
        f" (select {key} from (select *, 1 as nth from incoming_sessions"
        " where aside is null and wrong is null))"
    ).fetchall()
    return many


def leave_out(connection: duckdb.DuckDBPyConnection) -> None:
    """Take what was found as it was before out of the merged sessions."""
    connection.execute(
        f"delete from exported.sessions where session_id is null and hash({SAME}) in"
        f" (select hash({SAME}) from in_place)"
    )


def _left_behind(held: str) -> str:
    """Return the SELECT of the sessions held that an export of their people lacks."""
    return f"""
        with reach as (
            select
                min(start)::date as first_day,
                max(start)::date + 1 as end_day,
                max(known_at) as newest
            from incoming_sessions
            where {KEPT}
        ),

        clients as (
            select distinct client_id from incoming_sessions where {KEPT}
        ),

        counselors as (
            select distinct counselor_id from incoming_sessions where {KEPT}
        )

        select {SAME}, known_at
        from {held} as held
        cross join reach
        semi join clients using (client_id)
        semi join counselors using (counselor_id)
        where
            session_id is null
            and start >= first_day
            and start < end_day
            and not coalesce(known_at >= newest, false)
            and hash({SAME}) not in
            (select hash({SAME}) from incoming_sessions where {KEPT})
    """


def _in_place(held: str) -> str:
    """Return the SELECT of what is left behind with each row (file, row_id) in its place.

    `client` and `counselor` are who they are where people have two names ([same]).
    """
    stay = (
        "coalesce(same_clients.stays, client_id) as client,"
        " coalesce(same_counselors.stays, counselor_id) as counselor"
    )
    joins = (
        "left join same_clients on client_id = same_clients.name"
        " left join same_counselors on counselor_id = same_counselors.name"
    )
    is_timed = "before.start > date_trunc('day', before.start)"
    ways = {
        "client, start": "before.counselor <> fresh.counselor",
        "counselor, start": f"before.client <> fresh.client and {is_timed}",
        "client, counselor, day": f"before.start <> fresh.start and {is_timed}",
    }
    found = " union all ".join(
        "select before.client_id, before.counselor_id, before.start,"
        " before.session_number, file, row_id"
        f" from before inner join fresh using ({shared}) where {differs}"
        f" and coalesce(fresh.known_at, {newness.NEVER})"
        " > coalesce(before.known_at, '-infinity'::timestamp)"
        for shared, differs in ways.items()
    )
    return f"""
        with before as (
            select *, start::date as day, {stay} from left_behind {joins}
        ),

        near as (
            select file, row_id, {SAME}, known_at, start::date as day
            from incoming_sessions
            where {KEPT} and start::date in (select day from before)
        ),

        fresh as (
            select *, {stay}
            from near {joins}
            where hash({SAME}) not in (
                select hash({SAME}) from {held} where session_id is null
            )
        )

        {found}
    """
