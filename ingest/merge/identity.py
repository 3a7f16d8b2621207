"""Whose row of a session this is: which rows are one session, and which state counts.

An id names an appointment; a session is one client's part of it. Of one session the
newest export's state counts, and rows that differ in the counselor are one session with
several counselors. Without an id a session is client, counselor and start; where no time
of day is exported, all else that tells two rows of one export apart makes two sessions.
Where an id is met on several days of one export, or with other clients in a newer one, or
most ids get another day and another counselor, only the clinic knows what its ids mean, and
says so in its mapping.
"""

import duckdb

from ingest.merge import newness
from ingest.recognize.layout import RESTART, AppointmentIds, stored_columns

AGAIN = "exported twice"
OTHER = "a second row of one session that says something else"
RIVAL = (
    "a row of a session of which another file, as new as this one, says something else"
)
OLDER = "an older state of a session that a newer export brings"
LEFT = "a client whom a newer export no longer names in the appointment"
KEY = (
    "session_id",
    "client_id",
    "nth",
    *(
        f"if(session_id is null, {column}, null)"
        for column in ("counselor_id", "start", "session_number")
    ),
)
STATUSES = (
    "attended", "no_show", "late_cancelled", "client_cancelled", "clinic_cancelled",
    "rescheduled", "unmarked", "scheduled", "unknown",
)  # fmt: skip
SHOWN = 5
# Of the ids that two exports share: more do not just get another day and counselor.
MOST_MOVED = 0.5
STATE = (
    "known_at desc nulls last, status in ('unmarked', 'scheduled', 'unknown'),"
    f" list_position({list(STATUSES)!r}, status), start desc"
)
BEST = f"{STATE}, content desc, file, row_id"
# Rows with and without an id: what they must share to be the same appointment.
WITH_ID, WITHOUT = "session_id", "client_id, counselor_id, start, session_number"


def merge(
    connection: duckdb.DuckDBPyConnection,
    ids: AppointmentIds | None,
) -> None:
    """Fill `exported.sessions` from `rows_sessions`, by way of `ranked_sessions`.

    `rows_sessions` has the columns of a session, file (-1 for what was held), known_at,
    nth (null for what is new) and raw (a hash of all cells, where there is no id).
    """
    run = connection.execute
    names = ", ".join([*stored_columns("sessions"), "status"])
    slot = _slot(ids)
    run(
        f"create temp table contested_sessions as select {slot} as hashed"
        " from rows_sessions group by hashed having count(*) > 1"
    )
    contested = is_contested(connection, "sessions", slot)
    run(f"create temp table ranked_sessions as {_ranked(slot, names, ids, contested)}")
    run(
        f"insert into exported.sessions by name select known_at, source, 1 as nth, {names}"
        f" from rows_sessions where not {contested} union all"
        f" select known_at, source, nth, {names} from ranked_sessions where why is null"
    )
    _name_second(connection)


def is_contested(connection: duckdb.DuckDBPyConnection, table: str, hashed: str) -> str:
    """Return the test, as SQL, that a row's hash stands in `contested_<table>`.

    Most exports have no such row, and ten million need not be hashed to say so.
    """
    contested = f"contested_{table}"
    some = connection.execute(f"select hashed from {contested} limit 1").fetchall()
    return f"{hashed} in (select hashed from {contested})" if some else "false"


def _name_second(connection: duckdb.DuckDBPyConnection) -> None:
    """Mark, of a session with several counselors, all rows but the one that it counts for.

    That is the counselor with most rows of this client; of those, the first by id.
    """
    connection.execute(
        """
        create temp table several as
        select session, session_id, client_id, counselor_id, start
        from ranked_sessions
        where why is null and session_id is not null
        qualify count(*) over (partition by session) > 1
        """
    )
    connection.execute(
        """
        create temp table led as
        with met as (
            select client_id, counselor_id, count(*) as rows
            from exported.sessions
            where client_id in (select client_id from several)
            group by all
        )

        select several.*
        from several
        inner join met using (client_id, counselor_id)
        qualify row_number() over (
            partition by several.session order by met.rows desc, counselor_id
        ) > 1
        """
    )
    connection.execute(
        "update exported.sessions as sessions set is_second = true from led"
        " where sessions.session_id = led.session_id and"
        " sessions.client_id = led.client_id and sessions.start = led.start and"
        " sessions.counselor_id is not distinct from led.counselor_id"
    )
    connection.execute("drop table led")


def key(ids: AppointmentIds | None) -> str:
    """Return, as SQL, the hash that identifies a session among those that are kept."""
    again = ", start::date, site" if ids == RESTART else ""
    return f"hash({', '.join(KEY)}{again})"


def _slot(ids: AppointmentIds | None) -> str:
    """Return, as SQL, what the rows of one appointment share."""
    with_id = f"{WITH_ID}, start::date, site" if ids == RESTART else WITH_ID
    return f"if(session_id is null, hash({WITHOUT}), hash({with_id}, 1))"


def _ranked(slot: str, names: str, ids: AppointmentIds | None, contested: str) -> str:
    """Return the SELECT of contested rows with `why` each is set aside, null if it is not.

    is_alike: without an id and a time of day, so that nth tells equal rows apart.
    own_known, session_known and slot_known: how new the row's export is, and the newest
    that has the session, and the appointment. is_repeated: the row's export shares a
    client with the newest of the appointment, which therefore left the others out.
    """
    return f"""
        with told as (
            select
                *,
                {slot} as slot,
                hash({names}) as content,
                session_id is null and start = date_trunc('day', start) as is_alike,
                coalesce(known_at, '-infinity'::timestamp) as own_known
            from rows_sessions
            where {contested}
        ),

        counted as (
            select
                * exclude (nth),
                if(
                    is_alike,
                    coalesce(nth, dense_rank() over (
                        partition by file, slot, content order by raw
                    )),
                    1
                )::usmallint as nth
            from told
        ),

        keyed as (
            select
                *,
                hash(slot, client_id, if(is_alike, content, null), nth) as session,
                if(session_id is null, null, counselor_id) as by_counselor
            from counted
        ),

        placed as (
            select
                *,
                row_number() over unit as place,
                first_value(content) over unit as best_content,
                first_value(file) over unit as winner,
                first_value(start::date) over whole as kept_day,
                first_value(file) over whole as kept_file,
                first_value(counselor_id) over whole as kept_counselor,
                max(own_known) over (partition by session) as session_known,
                max(own_known) over (partition by slot) as slot_known
            from keyed
            window
                unit as (partition by session, by_counselor order by {BEST}),
                whole as (partition by session order by {BEST})
        ),

        met as (
            select
                *,
                bool_or(session_known = slot_known) over (partition by slot, own_known)
                    as is_repeated
            from placed
        )

        select
            *,
            case
                when place > 1 and content = best_content then '{AGAIN}'
                when own_known < session_known or is_alike and own_known < slot_known
                    then '{OLDER}'
                when place > 1 then if(winner = file, '{OTHER}', '{RIVAL}')
                when session_id is null then null
                when start::date <> kept_day
                    then if(kept_file = file, '{OTHER}', '{RIVAL}')
                when
                    own_known < slot_known
                    and {"true" if ids == "newest" else "is_repeated"}
                    then '{LEFT}'
            end as why
        from met
    """


def judged() -> str:
    """Return the SELECT of what became of each contested row: file, row_id, became."""
    return """
        with told as (
            select
                *,
                max(content) filter (file = -1)
                    over (partition by session, by_counselor) as held,
                bool_or(file = -1) over (partition by session) as was_held,
                row_number() over (
                    partition by session, by_counselor, file = -1, content
                    order by place
                ) as repeat
            from ranked_sessions
        )

        select
            file,
            row_id,
            case
                when why is null and not was_held then 'new'
                when why is null and content = held then 'unchanged'
                when why is null then 'changed'
                when winner = -1 and content = held and repeat = 1 then 'unchanged'
                else why
            end as became
        from told
        where file >= 0
    """


def unclear(
    connection: duckdb.DuckDBPyConnection, ids: AppointmentIds | None
) -> tuple[int, list[tuple[int, int]]]:
    """Return how many ids may mean several things, and rows (file, row_id) as examples.

    An id on several days of one export, or in a newer one with none of the people that
    an older one names; and, where that is so of most ids that two exports share, an id
    that a newer one gives to a session of another day with another counselor.
    """
    if ids is not None:
        return 0, []
    moved = (
        "session_id is not null and own_known < session_known and start::date <> kept_day"
        " and counselor_id is distinct from kept_counselor"
    )
    ((some, shared),) = connection.execute(
        f"select count(distinct session) filter (where {moved}), count(distinct session)"
        " from ranked_sessions where session_id is not null and own_known < session_known"
    ).fetchall()
    doubtful = """
        select slot
        from ranked_sessions
        where session_id is not null
        group by slot, own_known
        having count(distinct start::date) > 1
        union
        select slot
        from ranked_sessions
        where
            session_id is not null
            and session_known < slot_known
            and not is_repeated
    """
    if some > MOST_MOVED * shared:
        doubtful += f" union select slot from ranked_sessions where {moved}"
    ((many,),) = connection.execute(f"select count(*) from ({doubtful})").fetchall()
    rows = connection.execute(
        f"select file, row_id from ranked_sessions where file >= 0 and slot in"
        f" ({doubtful}) order by slot, file, row_id limit {SHOWN}"
    ).fetchall()
    return many, rows


def led_apart(
    connection: duckdb.DuckDBPyConnection,
) -> tuple[int, list[tuple[int, int]]]:
    """Return how many sessions have counselors whom no file names together, and examples.

    Each counselor is of a file as new as the other's; examples are rows (file, row_id).
    """
    return _sessions(
        connection,
        """
        with named as (
            select session, file, count(distinct counselor_id) as counselors
            from ranked_sessions
            where own_known = session_known and session in (select session from several)
            group by session, file
        ),

        led as (
            select session, count(distinct counselor_id) as counselors
            from several
            group by session
        )

        select led.session
        from led
        inner join named using (session)
        group by led.session, led.counselors
        having max(named.counselors) < led.counselors
        """,
    )


def taken_over(
    connection: duckdb.DuckDBPyConnection,
) -> tuple[int, list[tuple[int, int]]]:
    """Return how many sessions get another counselor by an export that ends like the one before.

    Only where it names the earlier counselor nowhere: it may be an export of one counselor
    of two, and no correction. Needs incoming_sessions; with rows (file, row_id) as examples.
    """
    older, newer = (
        f"date_trunc('millisecond', greatest({moment}, {newness.NEVER}))"
        for moment in ("own_known", "session_known")
    )
    connection.execute(
        f"""
        create or replace temp table taken_over as
        select distinct session, kept_file as file, counselor_id
        from ranked_sessions
        where
            file = -1
            and kept_file >= 0
            and session_id is not null
            and counselor_id <> kept_counselor
            and why = '{OLDER}'
            and {older} = {newer}
        """
    )
    if not connection.execute("select 1 from taken_over limit 1").fetchall():
        return 0, []
    named = (
        "select distinct file, counselor_id from incoming_sessions"
        " where aside is null and wrong is null"
    )
    return _sessions(
        connection,
        f"select session from taken_over anti join ({named}) using (file, counselor_id)",
    )


def is_newer_held(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return whether rows are set aside for a newer state that was held before."""
    rows = connection.execute(
        f"select 1 from ranked_sessions where file >= 0 and why = '{OLDER}'"
        " and kept_file = -1 limit 1"
    ).fetchall()
    return bool(rows)


def _sessions(
    connection: duckdb.DuckDBPyConnection, which: str
) -> tuple[int, list[tuple[int, int]]]:
    """Return how many sessions a SELECT finds among those ranked, and some of their rows."""
    ((many,),) = connection.execute(
        f"select count(distinct session) from ({which})"
    ).fetchall()
    rows = connection.execute(
        "select file, row_id from ranked_sessions where file >= 0 and why is null"
        f" and session in ({which}) order by session, file, row_id limit {SHOWN}"
    ).fetchall()
    return many, rows
