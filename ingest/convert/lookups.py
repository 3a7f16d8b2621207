"""Values that one file of an import takes from another."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import duckdb

from ingest.read.scanning import scan
from ingest.recognize.layout import plain
from ingest.recognize.recipes import Cell, Lookup, PlainHeadings, Recipe, made
from ingest.recognize.sources import Source
from ingest.report import FileReport

if TYPE_CHECKING:
    from ingest.convert.clients import Names

SERVES = "read for what they tell about other files"


def needed(recipe: Recipe, headings: PlainHeadings) -> Cell:
    """Return the cell that a recipe makes; LookupError where the headings lack it."""
    cell = made(recipe, headings)
    if cell is None:
        raise LookupError(f"{recipe!r} is not among the headings")
    return cell


def fill(connection: duckdb.DuckDBPyConnection, sources: list[Source]) -> None:
    """Make the table of every lookup that a file needs, from the files that have it."""
    for lookup in dict.fromkeys(_lookups(sources)):
        pairs = [
            f"select {key.trimmed} as found_key, {value.trimmed} as found_value"
            f" from {scan(source)}"
            for source in sources
            if source.export and source.export.name == lookup.export
            for key, value in _pairs(lookup, source)
        ]
        pairs = pairs or [
            "select null::varchar as found_key, null::varchar as found_value"
        ]
        connection.execute(
            f"create temp table {lookup.table} as select found_key,"
            f" min(found_value) as found_value from ({' union all '.join(pairs)})"
            " where found_key is not null group by found_key"
        )


def _lookups(sources: list[Source]) -> Iterable[Lookup]:
    for source in sources:
        for cell in source.columns.values():
            yield from (lookup for lookup, _ in cell.lookups)


def _pairs(lookup: Lookup, source: Source) -> Iterator[tuple[Cell, Cell]]:
    headings = [plain(heading) for heading in source.headings]
    value = made(lookup.value, headings)
    for heading in lookup.keys:
        key = made(heading, headings)
        if key and value:
            yield key, value


def joined(source: Source) -> str:
    """Return the joins of a file's lookups as SQL, those that others need first."""
    joins = dict.fromkeys(
        f" left join {lookup.table} on {by} = {lookup.table}.found_key"
        for cell in source.columns.values()
        for lookup, by in cell.lookups
    )
    return "".join(joins)


def account(
    connection: duckdb.DuckDBPyConnection, source: Source, names: "Names"
) -> FileReport:
    """Account for a file that only serves others: it has names, or is looked up in."""

    def ask(sql: str) -> list[tuple]:
        return connection.execute(sql.replace("{source}", scan(source))).fetchall()

    ((rows,),) = ask("select count(*) from {source}")
    if source.export and (recipes := source.export.names):
        headings = [plain(heading) for heading in source.headings]
        client, called = (
            needed(recipe, headings) for recipe in (recipes.client, recipes.called)
        )
        names.tell(ask, client.trimmed, called.trimmed)
    aside = Counter({SERVES: rows})
    return FileReport(source.name, "other files", read=rows, set_aside=aside)
