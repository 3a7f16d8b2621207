"""What one table of an export was recognized as, before it is imported."""

import csv
from dataclasses import replace
from itertools import islice

import duckdb

from ingest.convert.conversion import Conversion
from ingest.convert.statuses import meaning
from ingest.finding import Found
from ingest.read.scanning import scan
from ingest.recognize.mapping import Mapping
from ingest.recognize.sources import Source
from ingest.refusals import Asked, Refused

FIRST_ROWS = 5
OURS = "our own layout"


def describe(
    connection, names, mapping: Mapping, source: Source, share: float
) -> Found:
    """Say what a table holds, of which the file's `share` was read."""
    found = Found(
        source.name,
        source.export.title if source.export else OURS,
        source.table,
        first_rows=_first_rows(source),
        used={name: source.heading(name) for name in source.columns},
        unused=source.unused(),
        is_sample=share < 1,
    )
    try:
        if source.table is None:
            count = f"select count(*) from {scan(source)}"
            return replace(found, rows=connection.execute(count).fetchone()[0])
        conversion = Conversion(connection, source, mapping, names)
        return replace(found, **_counted(conversion, mapping, share))
    except Asked as asked:
        return replace(found, question=asked.question, question_about=asked.heading)
    except Refused as refusal:
        return replace(found, refusal=str(refusal))
    except duckdb.Error as problem:
        kind = type(problem).__name__
        sentence = f"{source.name}: cannot be read as a table ({kind})."
        return replace(found, refusal=sentence)


def _first_rows(source: Source) -> list[dict[str, str]]:
    with source.path.open(encoding="utf-8-sig", newline="") as stream:
        for _ in range(source.skip):
            stream.readline()
        reader = csv.reader(stream, delimiter=source.delimiter)
        return [
            dict(zip(source.headings, cells, strict=False))
            for cells in islice(filter(None, reader), FIRST_ROWS)
        ]


def _counted(conversion: Conversion, mapping: Mapping, share: float) -> dict:
    ask, source = conversion.connection.execute, conversion.source
    ask(f"create or replace temp table looked_at as {conversion.select()}")
    (rows,) = ask("select count(*) from looked_at").fetchone()
    counted = {"rows": round(rows / share)}
    day = next((name for name in ("start", "day") if name in conversion.moments), None)
    if day:
        first, last = ask(
            f"select min({day})::date, max({day})::date from looked_at"
            " where aside is null"
        ).fetchone()
        counted |= {"first_day": first, "last_day": last}
    if "status" in source.columns:
        words = ask(
            "select word, count(*) as rows from looked_at where aside is null"
            " group by word order by rows desc, word"
        ).fetchall()
        counted["status_words"] = {
            word or "": (meaning(word, source, mapping), round(count / share))
            for word, count in words
        }
    return counted
