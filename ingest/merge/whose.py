"""Do client numbers restart by counselor or site, or are they the appointment's?"""

from dataclasses import dataclass

import duckdb
import tomli_w
from msgspec import to_builtins

from ingest.merge import same_people
from ingest.recognize import choices
from ingest.recognize.recipes import Cell
from ingest.recognize.sources import Source

FEWEST = 20  # sessions: with fewer, nothing seems unlikely
ALONE = 0.95  # share of a file's sessions that are the only one of their client
COUNSELORS = 1.5  # counselors that a client number has, on average
ROUGHLY = 0.8  # what a first count, of some clients, must reach before all are counted
SAMPLE, ENOUGH = 200_000, 100  # rows for a first count, and clients that it must see
SHOWN = 5
CLINIC = "The same client each time: clients here have several counselors"
ANEW = "Different clients: each {} numbers them anew, so both columns together are the client"
NO_SITE = (
    " If each site does, export the site, too, or add it to each file as a column."
)
PARTNERS = {"counselor_id": "counselor", "site": "site"}
NUMBERED = "(select *, rowid as row_id from read_sessions)"
KEPT = "aside is null and wrong is null"
# A file, its sessions, how many are the only one of their client, and rows (file, row_id).
Alone = tuple[int, int, int, list[tuple[int, int]]]


@dataclass(frozen=True)
class Restarting:
    """Client numbers that many counselors share, and rows (file, row_id) as examples."""

    clients: int
    counselors: int
    pairs: int
    examples: list[tuple[int, int]]


def never_met_again(connection: duckdb.DuckDBPyConnection) -> list[Alone]:
    """Return the files of which nearly every session is the only one of its client.

    Counted among all sessions that are then held, so that one week's export of clients
    who are known is none of them.
    """
    ask = connection.execute
    suspects = ask(
        f"select file from read_sessions where {KEPT} group by file having count(*) >="
        f" {FEWEST} and approx_count_distinct(client_id) >= {ROUGHLY * ALONE} * count(*)"
        " order by file"
    ).fetchall()
    found = []
    for (file,) in suspects:
        ((rows, alone, some),) = ask(
            f"""
            with named as ({same_people.renamed(connection, NUMBERED)}),

            own as (
                select client_id, row_id from named where file = {file} and {KEPT}
            ),

            met as (
                select client_id, count(*) as sessions
                from ({same_people.renamed(connection, "exported.sessions")})
                where client_id in (select client_id from own)
                group by client_id
            )

            select count(*), count(*) filter (sessions = 1),
                list(row_id order by row_id)[:{SHOWN}]
            from own inner join met using (client_id)
            """
        ).fetchall()
        if rows >= FEWEST and alone >= ALONE * rows:
            found.append((file, rows, alone, [(file, row) for row in some]))
    return found


def restarting(connection: duckdb.DuckDBPyConnection) -> Restarting | None:
    """Return the client numbers, if they have many counselors each; else None.

    A client or a counselor of two names ([same]) is one.
    """
    ask = connection.execute
    read = f"({same_people.renamed(connection, NUMBERED)})"
    read = f"(select client_id from {read} where {KEPT})"
    merged = same_people.renamed(connection, "exported.sessions")
    held = f"from ({merged}) where not is_second"
    if not ask(f"select 1 from {read} limit 1").fetchall():
        return None
    ((rows,),) = ask(f"select count(*) {held}").fetchall()
    if rows < FEWEST:
        return None
    counted = (
        "select count(distinct client_id), count(distinct counselor_id),"
        f" count(distinct (client_id, counselor_id)) {held}"
    )
    if rows > SAMPLE:
        some = f" and hash(client_id) % {rows // SAMPLE + 1} = 0"
        ((clients, _, pairs),) = ask(counted + some).fetchall()
        if clients >= ENOUGH and pairs < ROUGHLY * COUNSELORS * clients:
            return None
    ((clients, counselors, pairs),) = ask(counted).fetchall()
    if pairs < COUNSELORS * clients:
        return None
    examples = ask(
        f"""
        with shared as (
            select client_id, count(distinct counselor_id) as counselors {held}
            and client_id in {read}
            group by client_id
            order by counselors desc, client_id
            limit 1
        )

        select file, min(row_id) as row_id
        from ({same_people.renamed(connection, NUMBERED)})
        where {KEPT} and client_id in (select client_id from shared)
        group by file, counselor_id
        order by file, row_id
        limit {SHOWN}
        """
    ).fetchall()
    return Restarting(clients, counselors, pairs, examples)


def ways(sources: list[Source], files: list[int]) -> dict[str, tuple[str, str]]:
    """Return what client numbers that restart may mean: a sentence and an entry of the mapping each.

    `files` are the numbers of the files that show it; the headings are the first one's.
    """
    answers = {"clinic": (CLINIC, 'client_numbers = "clinic"\n')}
    source = next((sources[file] for file in files), None)
    client = source.columns["client_id"] if source else None
    if source is None or client is None or client.is_name or len(client.places) != 1:
        return answers
    for column, called in PARTNERS.items():
        partner = source.columns.get(column)
        if partner and partner.given and partner.given != client.given:
            entry = {"columns": {"sessions": _joined(source, column)}}
            answers[called] = ANEW.format(called), tomli_w.dumps(entry)
    return answers


def _joined(source: Source, partner: str) -> dict[str, object]:
    """Return the entries that join a partner's columns to the client's.

    A heading that the mapping uses is no other column's by itself: so what was read from
    the partner's is named, too.
    """
    cells = source.columns
    theirs = [source.headings[place] for place in cells[partner].given]
    own = source.headings[cells["client_id"].places[0]]
    named = {
        name: _made(source, cell)
        for name, cell in cells.items()
        if {*cell.given} & {*cells[partner].given} and not cell.is_name
    }
    return {"client_id": to_builtins(choices.together(*theirs, own)), **named}


def _made(source: Source, cell: Cell) -> str | dict[str, list[str]]:
    first, *more = [source.headings[place] for place in cell.given]
    return {"join": [first, *more]} if more else first
