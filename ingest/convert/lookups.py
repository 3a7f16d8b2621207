"""What one file of an import tells about the rows of another."""

from collections import Counter
from collections.abc import Iterable

from ingest.read.scanning import scan
from ingest.recognize.layout import plain
from ingest.recognize.recipes import Lookup, made
from ingest.recognize.sources import Source
from ingest.report import FileReport

SERVES = "read for what they tell about other files"


def fill(connection, sources: list[Source]) -> None:
    """Make the table of every lookup that a file needs, from the files that have it."""
    for lookup in dict.fromkeys(_needed(sources)):
        told = [
            f"select {key.trimmed} as found_key, {value.trimmed} as found_value"
            f" from {scan(source)}"
            for source in sources
            if source.export and source.export.name == lookup.export
            for key, value in _told(lookup, source)
        ]
        told = told or [
            "select null::varchar as found_key, null::varchar as found_value"
        ]
        connection.execute(
            f"create temp table {lookup.table} as select found_key,"
            f" min(found_value) as found_value from ({' union all '.join(told)})"
            " where found_key is not null group by found_key"
        )


def _needed(sources: list[Source]) -> Iterable[Lookup]:
    for source in sources:
        for cell in source.columns.values():
            yield from (lookup for lookup, _ in cell.lookups)


def _told(lookup: Lookup, source: Source):
    headings = [plain(heading) for heading in source.headings]
    value = made(list(lookup.value), headings)
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


def account(connection, source: Source, names) -> FileReport:
    """Account for a file that only serves others: it tells names, or is looked up in."""

    def ask(sql: str) -> list[tuple]:
        return connection.execute(sql.replace("{source}", scan(source))).fetchall()

    ((rows,),) = ask("select count(*) from {source}")
    if told := source.export.names:
        headings = [plain(heading) for heading in source.headings]
        client, called = (made(told[one], headings) for one in ("client", "called"))
        names.tell(ask, client.trimmed, called.trimmed)
    aside = Counter({SERVES: rows})
    return FileReport(source.name, "other files", read=rows, set_aside=aside)
