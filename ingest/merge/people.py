"""Whom a cell names: several people at once, or one counselor by id here and by name there.

What is found stands in the table `people`: what a cell says, and each person it means. A
clinic says what becomes of sessions whose cell names several (`several_clients` and
`several_counselors` in its mapping). A counselor who is called by a name that exactly one
id has is that one; supervisors are several wherever they are named so.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

import duckdb

from ingest.convert import separators
from ingest.convert.clients import Names
from ingest.convert.separators import SEPARATED, is_doubtful, key
from ingest.read.formats.text import LINE_SEPARATOR
from ingest.recognize.layout import SPLIT
from ingest.recognize.mapping import Mapping
from store.database import quoted

READ = "aside is null and wrong is null"
SHOWN = 5
CLIENT, COUNSELOR, SUPERVISOR = "client_id", "counselor_id", "supervisor"
ENTRIES = {CLIENT: "several_clients", COUNSELOR: "several_counselors"}  # of a mapping
TOGETHER = "; "  # between supervisors, as stored
COLUMNS = "col varchar, said varchar, person varchar, place integer, of integer, all_of varchar"
# What a cell says -> the person that each part of it means, in the cell's order.
Meant = dict[str, dict[str, str]]


@dataclass
class Found:
    """Which rows of the sessions name several people, and which counselors two names.

    By column: `rows` counts such rows, `examples` are some as (file, row), `split` are the
    columns in which each person gets a session. `further` counts, by file, the rows
    beyond one, a client with a counselor each; `by_name` the counselors who were called by
    a name.
    """

    rows: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    split: set[str] = field(default_factory=set)
    further: dict[int, int] = field(default_factory=dict)
    by_name: int = 0


def look(
    connection: duckdb.DuckDBPyConnection, names: Names, mapping: Mapping, *, held: bool
) -> Found:
    """Fill `people` from the tables as read and, where it is added to, the last snapshot."""
    connection.execute(f"create temp table people ({COLUMNS})")
    answers = {column: getattr(mapping, entry) for column, entry in ENTRIES.items()}
    counselors = Counselors(connection, held=held)
    clients = _doubtful_clients(connection)
    several = {
        CLIENT: _clients(connection, names, clients, held=held),
        COUNSELOR: counselors.several(),
    }
    called = counselors.by_name.keys()
    texts = {CLIENT: clients, COUNSELOR: counselors.in_sessions - called}
    found = Found()
    for column, meant in several.items():
        if meant:
            _count(connection, column, meant, found)
        if meant and answers[column] == SPLIT:
            found.split.add(column)
            _fill(connection, column, meant)
        split = meant if column in found.split else {}
        _fill(connection, column, _on_one_line(texts[column] - split.keys()))
    if CLIENT in found.split:
        _call(names, several[CLIENT])
    if found.split:
        _count_further(connection, found)
    _fill(connection, COUNSELOR, counselors.by_name)
    _fill(connection, SUPERVISOR, counselors.supervisors())
    found.by_name = len(counselors.by_name)
    return found


def resolved(
    connection: duckdb.DuckDBPyConnection, table: str, rows: str, *, held: bool = False
) -> str:
    """Return a SELECT of `rows` in which each person is named alone, and in one way.

    A session of several clients or counselors becomes one of each, with an id that they
    share; of what is held only names become ids. Rows of counselors get `own_supervisor`,
    what the row itself says.
    """
    if table == "counselors":
        return _of_counselors(rows, held=held)
    if table != "sessions":
        return rows
    met = dict(
        connection.execute(
            "select col, max(of) from people where col <> 'supervisor' group by col"
        ).fetchall()
    )
    several = [column for column, most in met.items() if most > 1]
    if held or not several:
        joined = _joined(met, " and of = 1")
        return f"select {_named(met)} from ({rows}) as rows_{joined}" if met else rows
    is_shared = " or ".join(
        f"coalesce({column} in (select said from people where col = '{column}' and of > 1),"
        " false)"
        for column in several
    )
    alone = f"(select * from ({rows}) where not ({is_shared})) as rows_"
    place = (
        "dense_rank() over (partition by file, client_id, counselor_id, start order by raw)"
        " as place_of_day"
    )
    shared = f"(select *, {place} from ({rows}) where {is_shared}) as rows_"
    return (
        f"select {_named(met)} from {alone}{_joined(met)} union all by name"
        f" select {_named(met, is_shared=True)} from {shared}{_joined(met)}"
    )


def _named(met: Collection[str], *, is_shared: bool = False) -> str:
    """Return the columns of a session with the people that are meant in place of cells."""
    values = {one: f"coalesce({one}s.person, rows_.{one})" for one in met}
    if not is_shared:
        listed = ", ".join(f"{value} as {name}" for name, value in values.items())
        return f"rows_.* replace ({listed})"
    whole = [
        f"coalesce({one}s.all_of, rows_.{one})" if one in met else f"rows_.{one}"
        for one in (CLIENT, COUNSELOR)
    ]
    again = "if(rows_.start = date_trunc('day', rows_.start), place_of_day, null)"
    what = f"{', '.join(whole)}, rows_.start, rows_.session_number, {again}"
    values["session_id"] = (
        "coalesce(rows_.session_id,"
        f" 'together-' || left(md5(concat_ws('|', {what})), 16))"
    )
    if COUNSELOR in met:
        between = quoted(separators.BETWEEN_NAMES)
        called = f"string_split_regex(rows_.counselor_name, {between})"
        values["counselor_name"] = (
            "if(counselor_ids.of > 1,"
            f" if(len({called}) = counselor_ids.of, {called}[counselor_ids.place], null),"
            " rows_.counselor_name)"
        )
    listed = ", ".join(f"{value} as {name}" for name, value in values.items())
    return f"rows_.* exclude (place_of_day) replace ({listed})"


def _joined(met: Iterable[str], which: str = "") -> str:
    return "".join(
        f" left join (select * from people where col = '{one}'{which}) as {one}s"
        f" on rows_.{one} = {one}s.said"
        for one in met
    )


def _of_counselors(rows: str, *, held: bool) -> str:
    """Return the SELECT of counselors, each with the supervisors of all her rows of a contract."""
    ids = "coalesce(counselor_ids.person, rows_.counselor_id)"
    if held:
        joined = _joined([COUNSELOR])
        return f"select rows_.* replace ({ids} as counselor_id) from ({rows}) as rows_{joined}"
    own = (
        f"select rows_.* replace ({ids} as counselor_id),"
        " coalesce(supervisors.person, rows_.supervisor) as own_supervisor"
        f" from ({rows}) as rows_{_joined([COUNSELOR, SUPERVISOR])}"
    )
    each = f"list(string_split(own_supervisor, '{TOGETHER}'))"
    all_of = (
        f"{each} filter (where {READ} and own_supervisor is not null)"
        " over (partition by file, counselor_id, valid_from, leave_from, start_date)"
    )
    listed = f"list_sort(list_distinct(flatten({all_of})))"
    return (
        f"select own.* replace (nullif(array_to_string({listed}, '{TOGETHER}'), '')"
        f" as supervisor) from ({own}) as own"
    )


def _doubtful_clients(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the ids of clients in the sessions that hold a separator; few or none do."""
    return _texts(
        connection,
        f"select distinct client_id from read_sessions where {READ} and {_separated(CLIENT)}",
    )


def _clients(
    connection: duckdb.DuckDBPyConnection, names: Names, by_id: set[str], *, held: bool
) -> Meant:
    """Return the clients of each cell that names several, by what is stored of the cell.

    A cell that the list of clients has as one client is one.
    """
    ask, doubtful = connection.execute, _separated("name_key")
    by_name = ask(
        f"select pseudonym, name_key from pseudonyms where {doubtful} and pseudonym in"
        f" (select client_id from read_sessions where {READ})"
    ).fetchall()
    if not by_id and not by_name:
        return {}
    listed = _texts(connection, _stored(CLIENT, "clients", held=held))
    stored = listed | _texts(connection, _stored(CLIENT, "sessions", held=held))
    cells = {text: text for text in by_id if _on_line(text) not in listed}
    alone = {key(text): text for text in stored - by_id}
    meant = _several(cells, alone, str, stored)
    cells = {client: text for client, text in by_name if client not in listed}
    plain = f"select name_key, pseudonym from pseudonyms where not {doubtful}"
    alone = {key(name): client for name, client in ask(plain).fetchall()}
    alone |= {key(text): client for client, text in by_name if client in listed}
    return meant | _several(cells, alone, names.pseudonym, stored)


class Counselors:
    """The counselors of all tables: their ids, their names, who is called by a name.

    `by_name` goes from a name in place of an id to the one id that has this name.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, held: bool) -> None:
        ask = connection.execute
        pairs, lists = (
            ask(_stored(f"{COUNSELOR}, {name}", table, held=held)).fetchall()
            for name, table in (("counselor_name", "sessions"), ("name", "counselors"))
        )
        self.in_sessions = {one for one, _ in pairs} - {None}
        listed = {text for pair in lists for text in pair} - {None}
        self.listed = set(map(key, listed))
        called = defaultdict(set)
        for one, name in [*pairs, *lists]:
            if one and name and key(one) != key(name) and not is_doubtful(one):
                called[key(name)].add(one)
        with_name = {one for ids in called.values() for one in ids}
        only = {name: ids.pop() for name, ids in called.items() if len(ids) == 1}
        texts = self.in_sessions | {one for one, _ in lists if one}
        self.by_name: Meant = {
            text: {text: only[key(text)]}
            for text in texts - with_name
            if key(text) in only
        }
        self.alone = {key(text): text for text in texts if not is_doubtful(text)}
        self.alone |= only | {key(text): text for text in with_name}
        self.told = _texts(
            connection, f"select distinct supervisor from read_counselors where {READ}"
        )

    def several(self) -> Meant:
        """Return the counselors of each cell of the sessions that names several."""
        cells = {
            text: text
            for text in self.in_sessions
            if is_doubtful(text) and key(text) not in self.listed
        }
        return _several(cells, dict(self.alone), str, ())

    def supervisors(self) -> Meant:
        """Return what is stored of each cell that names several supervisors."""
        cells = {text: text for text in self.told if is_doubtful(text)}
        alone = self.alone | {key(text): text for text in self.told - cells.keys()}
        alone = {name: text for name, text in alone.items() if name not in cells}
        meant = _several(cells, alone, str, ())
        joined = {said: TOGETHER.join(sorted(parts)) for said, parts in meant.items()}
        meant = {said: {said: text} for said, text in joined.items()}
        return meant | _on_one_line(cells.keys() - meant)


def _separated(column: str) -> str:
    return f"regexp_matches({column}, {quoted(SEPARATED)})"


def _stored(columns: str, table: str, *, held: bool) -> str:
    """Return the SELECT of the different values of a table as read and as held."""
    read = f"select distinct {columns} from read_{table} where {READ}"
    kept = f" union select distinct {columns} from held.exported.{table}"
    return read + kept * held


def _texts(connection: duckdb.DuckDBPyConnection, sql: str) -> set[str]:
    return {text for (text,) in connection.execute(sql).fetchall()} - {None}


def _several(
    cells: dict[str, str],
    alone: dict[str, str],
    new: Callable[[str], str],
    stored: Collection[str],
) -> Meant:
    """Return the people of each cell that names several.

    `cells` goes from what is stored of a cell to its text, `alone` from the key of a person
    who stands by herself to her id; `new` makes the id of one who does not, and `stored`
    are all ids that there are.
    """

    def known(text: str) -> bool:
        one = new(text)
        return key(text) in alone or one in stored and one not in cells

    for text in cells.values():
        for part in separators.certain(text):
            alone.setdefault(key(part), new(part))
    meant = {}
    for said, text in sorted(cells.items(), key=lambda cell: (len(cell[1]), cell)):
        parts = separators.people(text, known)
        if parts:
            meant[said] = {part: alone.get(key(part)) or new(part) for part in parts}
        else:
            alone.setdefault(key(text), said)
    return meant


def _on_one_line(cells: Iterable[str]) -> Meant:
    """Return the cells of one person that stand in lines, each with its text in one."""
    return {said: {said: _on_line(said)} for said in cells if LINE_SEPARATOR in said}


def _on_line(text: str) -> str:
    return text.replace(LINE_SEPARATOR, " ")


def _fill(connection: duckdb.DuckDBPyConnection, column: str, meant: Meant) -> None:
    rows = [
        (column, said, person, place, len(people), " ".join(sorted(people)))
        for said, parts in meant.items()
        for people in [list(dict.fromkeys(parts.values()))]
        for place, person in enumerate(people, 1)
    ]
    if rows:
        listed = [list(values) for values in zip(*rows, strict=True)]
        unnested = ", ".join(f"unnest(${n + 1})" for n in range(len(listed)))
        connection.execute(f"insert into people select {unnested}", listed)


def _count(
    connection: duckdb.DuckDBPyConnection, column: str, meant: Meant, found: Found
) -> None:
    """Count the rows whose cell names several, and note some of them."""
    ((rows, examples),) = connection.execute(
        f"select count(*), list([file, rowid] order by file, rowid)[:{SHOWN}]"
        f" from read_sessions where {READ} and {column} in (select unnest($cells))",
        {"cells": list(meant)},
    ).fetchall()
    if rows:
        found.rows[column] = rows
        found.examples[column] = [(file, row) for file, row in examples]


def _count_further(connection: duckdb.DuckDBPyConnection, found: Found) -> None:
    each = "(select distinct said, of from people where col = '{}') as {}s"
    clients, counselors = (
        f" left join {each.format(one, one)} on rows_.{one} = {one}s.said"
        for one in (CLIENT, COUNSELOR)
    )
    sessions = "coalesce(client_ids.of, 1) * coalesce(counselor_ids.of, 1) - 1"
    found.further = dict(
        connection.execute(
            f"select file, sum({sessions})::bigint as further from read_sessions as rows_"
            f"{clients}{counselors} where {READ} group by file having further > 0"
        ).fetchall()
    )


def _call(names: Names, meant: Meant) -> None:
    """Give each client of a cell her part of the name that the cell was called by."""
    for said, parts in meant.items():
        spelled = names.called.pop(said, None)
        if spelled is None:
            continue
        pieces = separators.pieces(spelled)
        is_each = len(pieces) == len(parts)
        for place, (text, person) in enumerate(parts.items()):
            at = spelled.lower().find(text)
            own = spelled[at : at + len(text)] if at >= 0 else text
            names.called.setdefault(person, pieces[place] if is_each else own)
