"""Whether the tables of an export speak of the same people, and what would mend it."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import duckdb

from ingest.convert import spellings
from ingest.recognize.layout import ID_RULES, IdRule, PersonId

ENOUGH = 0.95  # of the ids: below it is remarked
EXPLAINED = 0.5  # of the ids that do not meet: a cause makes more of them meet
TABLES: dict[str, PersonId] = {
    "clients": "client_id",
    "alliance": "client_id",
    "outcomes": "client_id",
    "counselors": "counselor_id",
}
LISTS = ("clients", "counselors")  # of everybody, also of those without a session
PEOPLE: dict[PersonId, str] = {"client_id": "clients", "counselor_id": "counselors"}


class Meeting(NamedTuple):
    """How the people of a table meet those of the sessions.

    `unknown` of its `ids` are in no session; `share` (0-1) of the ids meet. `rules` are
    what the ids differ in, where that explains it: without it `would_meet` more do, but
    `merged` ids of one table could not be told from others of that table.
    """

    table: str
    column: PersonId
    ids: int
    unknown: int
    share: float
    rules: tuple[IdRule, ...] = ()
    would_meet: int = 0
    merged: int = 0

    @property
    def people(self) -> str:
        """Return whom the ids stand for."""
        return PEOPLE[self.column]


def of(connection: duckdb.DuckDBPyConnection) -> list[Meeting]:
    """Return how each table that names people meets the sessions.

    The share is counted from the side on which more ids meet: a list of all clients meets
    the sessions of one month. Scores are counted from theirs alone.
    """
    return [met for table in TABLES if (met := _met(connection, table, TABLES[table]))]


def left_alone(connection: duckdb.DuckDBPyConnection) -> Meeting | None:
    """Return the clients not to be contacted who, but for how ids are spelled, have sessions.

    Under their own id they have none, so the sessions of the other could put them on a
    call list. Needs exported.no_contact.
    """
    ask = connection.execute
    own = (
        "(select distinct client_id as id from exported.no_contact where said <> 'no'"
        " and client_id not in (select client_id from exported.sessions))"
    )
    if not ask(f"from {own} limit 1").fetchall():
        return None
    sessions = "(select distinct client_id as id from exported.sessions)"

    def near(rules: tuple[IdRule, ...]) -> int:
        ((many,),) = ask(
            f"select count(*) from {own} where {spellings.alike('id', rules)} in"
            f" (select {spellings.alike('id', rules)} from {sessions})"
        ).fetchall()
        return many

    if not (of_all := near(ID_RULES)):
        return None
    rules = next(rules for rules in _causes() if near(rules) == of_all)
    merged = _merged(connection, "client_id", rules)
    return Meeting("clients", "client_id", of_all, of_all, 0.0, rules, of_all, merged)


def _met(
    connection: duckdb.DuckDBPyConnection, table: str, column: PersonId
) -> Meeting | None:
    of_all, known, among = _known(connection, table, column)
    if not of_all or not among:
        return None
    share = known / of_all
    if table in LISTS:
        share = max(share, known / among)
    met = Meeting(table, column, of_all, of_all - known, share)
    for rules in _causes() if share < ENOUGH else ():
        _, would, _ = _known(connection, table, column, rules)
        if would - known > EXPLAINED * met.unknown:
            merged = _merged(connection, column, rules)
            return met._replace(rules=rules, would_meet=would - known, merged=merged)
    return met


def _causes() -> Iterator[tuple[IdRule, ...]]:
    """Yield what ids may differ in: one thing, else two, else more."""
    for many in range(1, len(ID_RULES) + 1):
        yield from combinations(ID_RULES, many)


def _known(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    column: PersonId,
    rules: tuple[IdRule, ...] = (),
) -> tuple[int, int, int]:
    """Return a table's ids, how many of them sessions know in a form, the sessions' ids."""
    own, others = (
        f"(select distinct {column} as id from exported.{name}"
        f" where {column} is not null)"
        for name in (table, "sessions")
    )
    formed = f"(select distinct {spellings.alike('id', rules)} as form from {others})"
    ((ids, known, among),) = connection.execute(
        "select count(*), count(formed.form),"
        f" (select count(*) from {others}) from {own} as own left join {formed} as formed"
        f" on {spellings.alike('own.id', rules)} = formed.form"
    ).fetchall()
    return ids, known, among


def _merged(
    connection: duckdb.DuckDBPyConnection, column: PersonId, rules: tuple[IdRule, ...]
) -> int:
    """Return how many ids of one table the rules would make those of somebody else in it."""
    counted = " union all ".join(
        f"select count(distinct {column})"
        f" - count(distinct {spellings.alike(column, rules)}) as merged"
        f" from exported.{table}"
        for table in ("sessions", *[t for t, one in TABLES.items() if one == column])
    )
    ((merged,),) = connection.execute(
        f"select sum(merged)::bigint from ({counted})"
    ).fetchall()
    return merged
