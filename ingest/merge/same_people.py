"""One person under two names: the rows of both as one person's, without touching them.

Rows stay as they were exported, so that taking a name back is building again. What the
build reads are told_sessions, told_clients, told_counselors, told_alliance, told_outcomes
and told_no_contact: the same columns, under the names that stay.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
from msgspec import structs

from ingest.convert.clients import Names
from ingest.convert.separators import key
from ingest.merge import identity, merging, people
from ingest.merge.remarks import remark
from ingest.recognize.layout import tables
from ingest.recognize.mapping import Same
from store.database import quoted

ID = {"clients": "client_id", "counselors": "counselor_id"}
NO_CONTACT = "no_contact"
ONCE = "sessions that stood under two names of one person, counted once"
UNMET = "names in [same.{}] of the mapping that stand in no row"
# What rows of one thing share once the names are one, and which of them comes first.
SESSION = (
    "session_id, client_id, counselor_id, nth,"
    " if(session_id is null, start, start::date::timestamp),"
    " if(session_id is null, session_number, null)"
)
UNITS = {"sessions": SESSION, NO_CONTACT: "client_id, flag"} | {
    table: ", ".join(key) for table, key in merging.KEYS.items()
}
LED_BY = (
    f"array_to_string(list_transform(string_split(told.supervisor, '{people.TOGETHER}'),"
    f" lambda one: coalesce(told_of.staying[one], one)), '{people.TOGETHER}')"
    " as supervisor"
)
NEWEST = "known_at desc nulls last, is_renamed"
FIRST = {
    "sessions": f"{identity.STATE}, is_renamed",
    NO_CONTACT: f"said desc, {NEWEST}",
}


def by_id(same: Same, names: Names) -> Same:
    """Return the entries with each client's name, where exactly one id is called so, as that id."""
    called = {**names.before, **names.called}
    ids = defaultdict(set)
    for one, name in called.items():
        ids[key(name)].add(one)

    def stored(text: str) -> str:
        (*one,) = ids.get(key(text), ())
        return one[0] if text not in called and len(one) == 1 else text

    told = {stored(name): stored(stays) for name, stays in same.clients.items()}
    told = {name: stays for name, stays in told.items() if name != stays}
    try:
        Same.pairs(told)
    except LookupError:  # one entry takes back another: as it was written, it does not
        return same
    return structs.replace(same, clients=told)


def declare(connection: duckdb.DuckDBPyConnection, same: Same) -> None:
    """Make same_clients and same_counselors: each name and the one that stays."""
    for who, names in (("clients", same.clients), ("counselors", same.counselors)):
        connection.execute(
            f"create temp table same_{who} (name varchar, stays varchar)"
        )
        listed = [list(pair) for pair in same.pairs(names).items()]
        if listed:
            connection.executemany(f"insert into same_{who} values (?, ?)", listed)


def tell(connection: duckdb.DuckDBPyConnection) -> list[dict]:
    """Make what the build reads of the merged rows; return the remarks about it."""
    of_two = changed(connection)
    for table in (*tables(), NO_CONTACT):
        rows = as_one(connection, table, f"exported.{table}")
        kind = "view" if rows.startswith("from") else "table"
        connection.execute(f"create temp {kind} told_{table} as {rows}")
    return list(_remarks(connection, of_two)) if of_two else []


def as_one(connection: duckdb.DuckDBPyConnection, table: str, rows: str) -> str:
    """Return the SELECT of a table's merged rows under the names that stay, each thing once."""
    described = connection.execute(f"describe {rows}").fetchall()
    columns = {name for name, *_ in described}
    ids = [who for who in changed(connection) if ID[who] in columns]
    return _as_one(table, rows, ids, columns) if ids else f"from {rows}"


def renamed(connection: duckdb.DuckDBPyConnection, rows: str) -> str:
    """Return the SELECT of sessions under the names that stay, every row of them."""
    of_two = changed(connection)
    if not of_two:
        return f"from {rows}"
    put, joins = _put(of_two)
    return f"select told.* replace ({put}) from {rows} as told {joins}"


def changed(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return of whom some have two names: clients, counselors, both or neither."""
    return [
        who
        for who in ID
        if connection.execute(f"select 1 from same_{who} limit 1").fetchall()
    ]


def _put(changed: list[str]) -> tuple[str, str]:
    """Return the ids of those who have other names as they stay, and the joins to them."""
    put = ", ".join(
        f"coalesce({who}.stays, told.{ID[who]}) as {ID[who]}" for who in changed
    )
    joins = " ".join(
        f"left join same_{who} as {who} on told.{ID[who]} = {who}.name"
        for who in changed
    )
    return put, joins


def _as_one(table: str, rows: str, changed: list[str], columns: set[str]) -> str:
    """Return the SELECT of a table's rows under the names that stay, each thing once."""
    ids, joins = _put(changed)
    put = [ids]
    is_led = "counselors" in changed and "supervisor" in columns
    if is_led:
        put.append(LED_BY)
    if "counselors" in changed and "counselor_name" in columns:
        put.append(
            "if(counselors.stays is null, told.counselor_name, null) as counselor_name"
        )
    joins += f" cross join ({_staying_leaders()}) as told_of" * is_led
    renamed = " or ".join(f"{who}.stays is not null" for who in changed)
    touched = " or ".join(
        f"{ID[who]} in (select stays from same_{who})" for who in changed
    )
    is_second = ", bool_and(is_second) over unit as is_second"
    led = (is_second, "is_second, ") if table == "sessions" else ("", "")
    return f"""
        with renamed as (
            select told.* replace ({", ".join(put)}), {renamed} as is_renamed
            from {rows} as told {joins}
        ),

        placed as (
            select
                * exclude ({led[1]}is_renamed){led[0]},
                row_number() over (unit order by {FIRST.get(table, NEWEST)}) as place
            from renamed
            where {touched}
            window unit as (partition by {UNITS[table]})
        )

        select * exclude (place) from placed where place = 1
        union all by name
        select * exclude (is_renamed) from renamed where ({touched}) is not true
    """


def _staying_leaders() -> str:
    """Return the SELECT of a map from the ids and names of counselors to what stays.

    A name is in it where only counselors have it who are one person.
    """
    named = " union ".join(
        f"select distinct counselor_id, {name} as name from exported.{table}"
        f" where {name} is not null"
        for table, name in (("counselors", "name"), ("sessions", "counselor_name"))
    )
    return f"""
        select map_from_entries(list((name, stays))) as staying
        from (
            select name, stays from same_counselors
            union
            select named.name, any_value(same.stays)
            from ({named}) as named
            left join same_counselors as same on named.counselor_id = same.name
            anti join same_counselors as known on named.name = known.name
            group by named.name
            having
                count(same.stays) > 0
                and count(distinct coalesce(same.stays, named.counselor_id)) = 1
        )
    """


@dataclass(frozen=True)
class Twins:
    """Two names that two exports give to the same sessions without a number.

    `who` is clients or counselors; `sessions` counts those that would count twice, of
    which `rows` are the newer's examples (file, row_id). `is_timed`: they have a time of day.
    """

    who: str
    older: str
    newer: str
    sessions: int
    is_timed: bool
    rows: list[tuple[int, int]]


def twins(connection: duckdb.DuckDBPyConnection, same: Same) -> list[Twins]:
    """Return the names that no export holds together and that share their sessions.

    A session without a number is client, counselor and time: an older export names one
    client (or counselor) for it, a newer one another, and nowhere the first. Where only the
    day is exported, both names must also be missing from an export: the older from the
    newest, the newer from the oldest. Needs rows_sessions and exported.sessions; asks little
    of one export alone, which cannot contradict itself.
    """
    ((exports,),) = connection.execute(
        "select count(distinct known_at) from exported.sessions where session_id is null"
    ).fetchall()
    if exports <= 1:
        return []
    found = []
    for who, names in (("clients", same.clients), ("counselors", same.counselors)):
        listed = connection.execute(_twins(who, names)).fetchall()
        found += [Twins(who, *pair) for pair in listed]
    return found


def _twins(who: str, names: dict[str, str]) -> str:
    mine = ID[who]
    (other,) = set(ID.values()) - {mine}
    stays = Same.pairs(names)
    known = ", ".join(f"({quoted(old)}, {quoted(new)})" for old, new in stays.items())
    one = f"select * from (values {known or '(null, null)'}) as names (name, stays)"
    return f"""
        with one as ({one}),

        slots as (
            select {other}, start
            from exported.sessions
            where session_id is null
            group by {other}, start
            having
                count(distinct {mine}) > 1
                and min(known_at) is distinct from max(known_at)
        ),

        spans as (
            select {mine}, min(known_at) as first_known, max(known_at) as last_known
            from rows_sessions
            where session_id is null
            group by {mine}
        ),

        come_or_gone as (
            select {mine} from spans
            qualify
                first_known > min(first_known) over ()
                or last_known < max(last_known) over ()
        ),

        met as (
            select
                coalesce(one.stays, told.{mine}) as person,
                told.{mine} as name,
                {other},
                start,
                told.file,
                told.row_id,
                told.known_at
            from rows_sessions as told
            inner join slots using ({other}, start)
            left join one on told.{mine} = one.name
            where
                told.session_id is null
                and (
                    start > date_trunc('day', start)
                    or told.{mine} in (from come_or_gone)
                )
        ),

        apart as (
            select
                older.name as older,
                newer.name as newer,
                {other},
                start,
                any_value(newer.file) as file,
                any_value(newer.row_id) as row_id
            from met as older
            inner join met as newer using ({other}, start)
            where older.person <> newer.person and older.known_at < newer.known_at
            group by older.name, newer.name, {other}, start
        ),

        together as (
            select one.name as older, other.name as newer
            from met as one
            inner join met as other using ({other}, start, file)
            where one.name <> other.name
        ),

        -- Whoever stays in the newer file has got no other name: a session was corrected.
        stayed as (
            select distinct {mine} as older, file
            from rows_sessions
            where file >= 0 and {mine} in (select older from apart)
        )

        select
            older,
            newer,
            count(*) as sessions,
            bool_and(start > date_trunc('day', start)) as is_timed,
            list((file, row_id) order by file, row_id)[:{identity.SHOWN}] as rows
        from apart
        anti join together using (older, newer)
        anti join stayed using (older, file)
        group by older, newer
        qualify row_number() over (
            partition by older order by count(*) desc, newer
        ) = 1
        order by sessions desc, older
    """


def _remarks(
    connection: duckdb.DuckDBPyConnection, changed: list[str]
) -> Iterator[dict]:
    ask = connection.execute
    ((once,),) = ask(
        "select (select count(*) from exported.sessions where not is_second)"
        " - (select count(*) from told_sessions where not is_second)"
    ).fetchall()
    if once:
        yield remark("same_people", ONCE, "sessions", once)
    for who in changed:
        ((unmet,),) = ask(
            f"select count(*) from same_{who} where name not in"
            f" (select {ID[who]} from exported.sessions where {ID[who]} is not null)"
            f" and name not in (select {ID[who]} from exported.{who})"
        ).fetchall()
        if unmet:
            yield remark(f"same_{who}_unmet", UNMET.format(who), who, unmet)
