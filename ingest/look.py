"""What exported files hold, seen before anything is imported."""

import tempfile
from pathlib import Path

import duckdb

from ingest.convert import lookups
from ingest.convert.clients import Names
from ingest.describing import describe
from ingest.finding import Found
from ingest.read import sampling
from ingest.read.files import files
from ingest.recognize import scores
from ingest.recognize.mapping import Mapping
from ingest.recognize.sources import opened
from ingest.refusals import LeftAlone, Refused, Unrecognized
from store.keeping import declared


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
    with tempfile.TemporaryDirectory(prefix="rapport-") as scratch:
        looked_at = [
            one
            for path in map(Path, paths)
            for file in _exported(path)
            for one in _in_file(file, Path(scratch), rules)
        ]
        return _described(looked_at, rules)


def _exported(path: Path) -> list[Path]:
    try:
        return files([path])
    except Refused:
        return [path]


def _in_file(file: Path, scratch: Path, mapping: Mapping):
    """Return (source, share of it that was read) per table, or what refuses the file."""
    try:
        if file.is_dir():
            files([file])
        sample, share = sampling.sampled(file, scratch)
        tables = scores.with_scores(opened(sample, scratch, mapping), mapping)
        return [(source, share) for source in tables]
    except LeftAlone:
        return [Found(file.name, system="FHIR, left alone")]
    except Unrecognized as unknown:
        headings = list(filter(None, unknown.headings))
        asks = {"question": "columns", "unused": headings, "refusal": str(unknown)}
        return [Found(file.name, **asks)]
    except Refused as refusal:
        system = getattr(refusal, "system", "")
        return [Found(file.name, system=system, refusal=str(refusal))]
    except OSError as problem:
        sentence = f"{file.name}: cannot be read ({problem.strerror})."
        return [Found(file.name, refusal=sentence)]


def _described(looked_at: list, mapping: Mapping) -> list[Found]:
    with duckdb.connect() as connection:
        connection.execute(f"set TimeZone = '{mapping.time_zone}'")
        sources = [one[0] for one in looked_at if not isinstance(one, Found)]
        lookups.fill(connection, sources)
        names = Names(connection)
        names.look(sources)
        return [
            one
            if isinstance(one, Found)
            else describe(connection, names, mapping, *one)
            for one in looked_at
        ]
