"""Which sessions an import added or changed, and which are no longer in the export."""

from ingest.merge.merging import KEYS, content
from ingest.merge.remarks import remark

SHOWN = 1_000
# An export that brings at least this share of a counselor's known sessions between its
# first and its last day is taken for a full export of those days.
FULL = 0.5
GONE = "sessions no longer in the newest export of their days, kept"
KEY = f"hash({', '.join(KEYS['sessions'])})"
LISTED = "session_id, client_id, counselor_id, start"


def sessions(connection) -> dict:
    """Compare the merged sessions with those held before the import.

    Needs exported.sessions, held.exported.sessions and incoming_sessions. Returns the
    values of comparing.Changes, but for the numbers.
    """
    ask = connection.execute
    ask(f"create or replace temp table changed_sessions as {_changed(connection)}")
    ask(f"create or replace temp table gone_sessions as {_gone()}")
    (earlier, added, changed, gone) = ask(
        "select data_through::date::varchar, (select count(*) from exported.sessions)"
        " - (select count(*) from held.exported.sessions),"
        " (select count(*) from changed_sessions), (select count(*) from gone_sessions)"
        " from held.snapshot"
    ).fetchone()
    statuses = ask(
        "select before, after, count(*) as sessions from changed_sessions"
        " where before <> after group by all order by sessions desc, before, after"
    )
    said = {"earlier": earlier, "added": added, "changed": changed, "gone": gone}
    said["statuses"] = _dicts(statuses)
    rows = ask(
        "select 'changed' as what, * from changed_sessions union all by name"
        f" select 'gone' as what, * from gone_sessions order by all limit {SHOWN}"
    )
    return said | {"rows": _dicts(rows)}


def remarks(changes: dict) -> list[dict]:
    """Return what the report must remark on."""
    if not changes.get("gone"):
        return []
    return [remark("gone_from_export", GONE, "sessions", changes["gone"])]


def _changed(connection) -> str:
    """Return the SELECT of the sessions whose content is not what was held."""
    known = connection.execute("describe held.exported.sessions").fetchall()
    there = {name for name, *_ in known}
    row = f"hash({', '.join(name for name in content('sessions') if name in there)})"
    return f"""
        with other as (
            select {KEY} as hashed, status
            from held.exported.sessions
            where {row} not in (select {row} from exported.sessions)
        )

        select {LISTED}, other.status as before, sessions.status as after
        from exported.sessions as sessions
        inner join other on {KEY} = other.hashed
    """


def _gone() -> str:
    """Return the SELECT of the held sessions that a newer full export leaves out."""
    return f"""
        with arrived as (
            select *, {KEY} as hashed
            from incoming_sessions
            where aside is null and wrong is null
        ),

        spans as (
            select
                counselor_id,
                min(start)::date as first_day,
                max(start)::date as last_day
            from arrived
            group by counselor_id
            having max(known_at) >= (select max(known_at) from held.exported.sessions)
        ),

        expected as (
            select
                {LISTED},
                status as before,
                {KEY} in (select hashed from arrived) as is_there
            from held.exported.sessions as sessions
            inner join spans using (counselor_id)
            where start::date between first_day and last_day
        )

        select {LISTED}, before
        from expected
        qualify
            not is_there
            and avg(is_there::integer) over (partition by counselor_id) >= {FULL}
    """


def _dicts(asked) -> list[dict]:
    names = [name for name, *_ in asked.description]
    return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
