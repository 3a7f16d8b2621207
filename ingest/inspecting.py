"""What exported files hold, seen before anything is imported."""

import csv
import tempfile
from dataclasses import replace
from itertools import islice
from pathlib import Path

import duckdb

from ingest import sampling
from ingest.combining import meaning
from ingest.converting import Conversion
from ingest.files import files as exported_files
from ingest.finding import Found
from ingest.keeping import declared
from ingest.mapping import Mapping
from ingest.reading import Source, opened
from ingest.report import Asked, Refused, Unrecognized

FIRST_ROWS = 5
OURS = "our own layout"


def inspected(files: list[str], store: str, mapping: str | None = None) -> dict:
    """Inspect files as plain values, for the process that asks."""
    paths = [Path(file) for file in files]
    found = inspect(paths, Path(store), mapping=Path(mapping) if mapping else None)
    return {"found": [vars(one) for one in found]}


def inspect(
    paths: list[Path], store: Path, *, mapping: Path | None = None
) -> list[Found]:
    """Say what each file would be imported as; never raises for a bad file.

    One Found per table, in the order of the files. Without `mapping` the one that is
    kept with the store is used. Raises Refused only for a mapping that means nothing.
    """
    rules = declared(store, mapping)
    found = []
    with tempfile.TemporaryDirectory(prefix="rapport-") as scratch:
        for path in paths:
            try:
                inside = exported_files([path])
            except Refused as refusal:
                found.append(Found(Path(path).name, refusal=str(refusal)))
                continue
            for file in inside:
                found += _in_file(file, Path(scratch), rules)
    return found


def _in_file(file: Path, scratch: Path, mapping: Mapping) -> list[Found]:
    try:
        sample, share = sampling.sampled(file, scratch)
        sources = opened(sample, scratch, mapping)
    except Unrecognized as unknown:
        headings = list(filter(None, unknown.headings))
        asks = {"question": "columns", "unused": headings, "refusal": str(unknown)}
        return [Found(file.name, **asks)]
    except Refused as refusal:
        return [Found(file.name, refusal=str(refusal))]
    except OSError as problem:
        return [
            Found(
                file.name, refusal=f"{file.name}: cannot be read ({problem.strerror})."
            )
        ]
    return [_found(source, mapping, share) for source in sources]


def _found(source: Source, mapping: Mapping, share: float) -> Found:
    found = Found(
        source.name,
        source.export.title if source.export else OURS,
        source.table,
        first_rows=_first_rows(source),
        used={name: source.heading(name) for name in source.columns},
        unused=source.unused(),
        is_sample=share < 1,
    )
    with duckdb.connect() as connection:
        connection.execute(f"set TimeZone = '{mapping.time_zone}'")
        try:
            return replace(found, **_counted(connection, source, mapping, share))
        except Asked as asked:
            return replace(found, question="date_order", question_about=asked.heading)
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


def _counted(connection, source: Source, mapping: Mapping, share: float) -> dict:
    conversion = Conversion(connection, source, mapping)
    ((rows,),) = conversion.ask("select count(*) from {source}")
    counted = {"rows": round(rows / share)}
    day = next((name for name in ("start", "day") if name in conversion.moments), None)
    if day:
        moment = conversion.moments[day].sql
        ((first, last),) = conversion.ask(
            f"select min({moment})::date, max({moment})::date from {{source}}"
        )
        counted |= {"first_day": first, "last_day": last}
    if "status" in source.columns:
        cell = conversion.cell("status")
        words = conversion.ask(
            f"select {cell} as word, count(*) as rows from {{source}}"
            " group by word order by rows desc, word"
        )
        counted["status_words"] = {
            word or "": (meaning(word, source, mapping), round(count / share))
            for word, count in words
        }
    return counted
