"""What an import changed: sessions added, changed or gone, and the headline numbers."""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path

import duckdb

import queries
from ingest.merge import identity, same_people
from ingest.merge.merging import content, held_rows
from ingest.merge.remarks import remark
from ingest.recognize.layout import AppointmentIds
from queries import Filters, Store

SHOWN = 1_000
# An export that brings at least this share of a counselor's known sessions between its
# first and its last day is taken for a full export of those days.
FULL = 0.5
# A newer export with so much of what a file held brought, and no day beyond, is that file
# exported again.
REPEATED = 0.75
GONE = (
    "sessions that a newer export of their days, or of the file that had them, no longer"
    " has: kept"
)
LEFT_OUT = (
    "sessions held before that a newer export has corrected, or takes the client out of:"
    " left out"
)
REPLACED = "sessions of the data before that the new data does not have, left out"
CORRECTED = "sessions as the same file was read before, with other answers, left out"
LISTED = "session_id, client_id, counselor_id, start"
LEFT = ("dropout after session one", "dropout after session two")
ALLIANCE = "early alliance, {}"


def sessions(
    connection: duckdb.DuckDBPyConnection,
    ids: AppointmentIds | None,
    *,
    replaced: bool = False,
    corrected: Collection[int] = (),
) -> dict:
    """Compare the merged sessions with those held before the import.

    Needs exported.sessions, held.exported.sessions and incoming_sessions. Where all that
    was held is `replaced`, whatever the files lack is gone; the sources that are
    `corrected` are files that were read anew. Returns the fields of report.Changes as
    plain values, all but `numbers`. People of two names ([same]) are one before and after.
    """
    kept = held_rows(connection, "sessions")
    of_two = bool(same_people.changed(connection))
    ask, key = connection.execute, identity.key(ids)
    for name, whole in (("earlier", kept), ("merged", "exported.sessions")):
        one = same_people.as_one(connection, "sessions", whole)
        kind = "view" if one.startswith("from") else "table"
        ask(f"create or replace temp {kind} {name}_sessions as {one}")
    arrived = same_people.renamed(connection, "incoming_sessions")
    ask(f"create or replace temp view arrived_sessions as {arrived}")
    ask(f"create or replace temp table lacking_sessions as {_lacking(key)}")
    listed = f"select {LISTED}, before from lacking_sessions"
    anew_rows = f"{listed} where {_of(corrected)}"
    left_out_rows = f"{listed} where not {_of(corrected)} and not {replaced}"
    gone_rows = listed if replaced else _gone(key, corrected)
    ask(
        f"create or replace temp table changed_sessions as {_changed(key, of_two=of_two)}"
    )
    ask(f"create or replace temp table gone_sessions as {gone_rows}")
    ((anew,),) = ask(f"select count(*) from ({anew_rows})").fetchall()
    ((left_out,),) = ask(f"select count(*) from ({left_out_rows})").fetchall()
    ((earlier, more, changed, gone),) = ask(
        "select data_through::date::varchar, (select count(*) from merged_sessions"
        " where not is_second) - (select count(*) from earlier_sessions"
        " where not is_second),"
        " (select count(*) from changed_sessions), (select count(*) from gone_sessions)"
        " from held.snapshot"
    ).fetchall()
    ((older,),) = ask(
        "select (select max(known_at) from arrived_sessions) <"
        " (select max(known_at) from earlier_sessions)"
    ).fetchall()
    statuses = ask(
        "select before, after, count(*) as sessions from changed_sessions"
        " where before <> after group by all order by sessions desc, before, after"
    )
    compared = {
        "earlier": earlier,
        "added": more + left_out,
        "changed": changed,
        "gone": gone,
        "replaced": replaced,
        "corrected": anew,
        "left_out": left_out,
        "older": bool(older) and not replaced,
        "statuses": _dicts(statuses),
    }
    rows = ask(
        "select 'changed' as what, * from changed_sessions union all by name"
        " select 'gone' as what, * from gone_sessions union all by name"
        f" select 'left_out' as what, * from ({left_out_rows}) union all by name"
        f" select 'corrected' as what, * from ({anew_rows})"
        f" order by all limit {SHOWN}"
    )
    return compared | {"rows": _dicts(rows)}


def remarks(changes: dict) -> list[dict]:
    """Return the remark on sessions that are gone from the export, if there are any."""
    says = {
        "gone": ("replaced", REPLACED)
        if changes.get("replaced")
        else ("gone_from_export", GONE),
        "corrected": ("corrected", CORRECTED),
        "left_out": ("left_out", LEFT_OUT),
    }
    return [
        remark(key, sentence, "sessions", changes[what])
        for what, (key, sentence) in says.items()
        if changes.get(what)
    ]


def _changed(key: str, *, of_two: bool) -> str:
    """Return the SELECT of the sessions whose content is not what was held.

    Where people `of_two` names are one, what they are called changes nothing.
    """
    names = [
        one for one in content("sessions") if one != "counselor_name" or not of_two
    ]
    row = f"hash({', '.join(names)})"
    return f"""
        with other as (
            select {key} as hashed, status
            from earlier_sessions
            where {row} not in (select {row} from merged_sessions) and not is_second
        )

        select {LISTED}, other.status as before, sessions.status as after
        from merged_sessions as sessions
        inner join other on {key} = other.hashed
        where not sessions.is_second
    """


def _lacking(key: str) -> str:
    """Return the SELECT of the held sessions that are no longer among the merged ones."""
    return f"""
        select {LISTED}, status as before, source, {key} as hashed
        from earlier_sessions
        where not is_second and {key} not in (select {key} from merged_sessions)
    """


def _of(sources: Collection[int]) -> str:
    listed = ", ".join(map(str, sources))
    return f"coalesce(source in ({listed}), false)" if sources else "false"


def _gone(key: str, corrected: Collection[int]) -> str:
    """Return the SELECT of the held sessions that a newer full export leaves out.

    It is full for a counselor between the counselor's first and last day in it; and for
    all that a file brought which it has most of, if it goes beyond no day of that file.
    """
    return f"""
        with arrived as (
            select *, 1 as nth, {key} as hashed
            from arrived_sessions
            where aside is null and wrong is null
        ),

        spans as (
            select
                counselor_id,
                min(start)::date as first_day,
                max(start)::date as last_day
            from arrived
            group by counselor_id
            having max(known_at) >= (select max(known_at) from earlier_sessions)
        ),

        reach as (
            select
                min(start)::date as first_day,
                max(start)::date as last_day,
                max(known_at) as newest
            from arrived
        ),

        earlier as (
            select
                {LISTED},
                status as before,
                source,
                known_at,
                {key} as hashed,
                {key} in (select hashed from arrived) as is_there
            from earlier_sessions as sessions
            where not is_second and not {_of(corrected)}
        ),

        repeated as (
            select earlier.source
            from earlier
            cross join reach
            group by earlier.source
            having
                avg(is_there::integer) >= {REPEATED}
                and min(start)::date <= any_value(reach.first_day)
                and max(start)::date >= any_value(reach.last_day)
                and not any_value(reach.newest) < max(earlier.known_at)
        ),

        expected as (
            select
                earlier.*,
                coalesce(start::date between first_day and last_day, false) as is_between,
                avg(is_there::integer) filter (is_between) over (
                    partition by counselor_id
                ) as share
            from earlier
            left join spans using (counselor_id)
        )

        select {LISTED}, before
        from expected
        where
            not is_there
            and (
                is_between and share >= {FULL}
                or source in (select source from repeated)
            )
            and hashed not in (select hashed from lacking_sessions)
    """


def _dicts(result: duckdb.DuckDBPyConnection) -> list[dict]:
    names = [name for name, *_ in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


ATTENDANCE, ACTIVE = "attendance rate", "active clients"


def numbers(before: tuple[Path, str], after: tuple[Path, str]) -> list[dict]:
    """Answer the pages' questions before and after; each store is a folder and an id.

    The month is the last one that ended within the earlier store's data; for dropout
    the last one whose first sessions had been followed up long enough by then. Returns
    the `numbers` of report.Changes, rates as shares (0-1); [] where a store is of
    another version or a question takes too long.
    """
    try:
        earlier = queries.open_store(*before)
    except queries.OldStore:
        return []
    later = queries.open_store(*after)
    try:
        through = _through(earlier)
        answers = [_answers(store, through) for store in (earlier, later)]
    except duckdb.InterruptException:
        return []
    finally:
        earlier.close()
        later.close()
    return [_beside(key, *answers) for key in _in_order(*answers)]


def _in_order(before: dict, after: dict) -> list[tuple]:
    return [*before, *(key for key in after if key not in before)]


def _beside(key: tuple[str, str, str], before: dict, after: dict) -> dict:
    measure, first_day, last_day = key
    (was, n_before), (now, n_after) = (
        one.get(key, (None, 0)) for one in (before, after)
    )
    return {
        "measure": measure,
        "first_day": first_day,
        "last_day": last_day,
        "before": was,
        "after": now,
        "n_before": n_before,
        "n_after": n_after,
    }


def _answers(store: Store, through: date) -> dict[tuple, tuple]:
    """Return measure, first and last day -> the number and out of how many."""
    recent = last_month(through)
    mature = last_month(through - timedelta(days=recent.window))
    answers = {}
    for row in _asked(store, "attendance_overall", recent):
        answers[_key(ATTENDANCE, recent)] = _share(row["attended"], row["counted"])
    by_session = _asked(store, "early_dropout_by_session", mature)
    for name, row in zip(LEFT, by_session, strict=False):
        answers[_key(name, mature)] = _share(row["dropped_out"], row["at_risk"])
    for row in _asked(store, "alliance_overall", recent):
        if row["phase"] == "early":
            percent = (row["mean"] - row["low"]) / (row["high"] - row["low"])
            name = ALLIANCE.format(row["instrument"])
            answers[_key(name, recent)] = percent, row["clients"]
    loads = _asked(store, "caseload_by_counselor", recent)
    active = sum(row["active_clients"] for row in loads)
    answers[ACTIVE, "", ""] = active, active
    return answers


def _asked(store: Store, question: str, chosen: Filters) -> list[dict]:
    rows = queries.answer(store, question, chosen)
    return rows.astype(object).where(rows.notna(), None).to_dict("records")


def _share(part: int, whole: int) -> tuple[float | None, int]:
    return (part / whole if whole else None), whole


def _key(measure: str, chosen: Filters) -> tuple[str, str, str]:
    return measure, str(chosen.start), str(chosen.end)


def _through(store: Store) -> date:
    return (
        queries.answer(store, "snapshot", Filters.everything())["data_through"]
        .iloc[0]
        .date()
    )


def last_month(through: date) -> Filters:
    """Return the last month of which every day lies at or before `through`."""
    end = through
    if through.day < monthrange(through.year, through.month)[1]:
        end = through.replace(day=1) - timedelta(days=1)
    return Filters(end.replace(day=1), end, scope=None)
