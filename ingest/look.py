"""What exported files hold, seen before anything is imported."""

import tempfile
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path

import duckdb

from ingest.convert import lookups
from ingest.convert.clients import Names
from ingest.convert.conversion import Conversion
from ingest.convert.statuses import meaning
from ingest.merge import rejected
from ingest.read import files as exported
from ingest.read.files import files
from ingest.read.scanning import rows_below_header, scan
from ingest.recognize import scores
from ingest.recognize.mapping import Mapping, declared
from ingest.recognize.sources import Source, opened
from ingest.refusals import Asked, LeftAlone, Refused, Unrecognized
from ingest.report import FileReport

DAYS = ("first_day", "last_day")
SHOWN_ROWS = 5
OURS = "our own layout"


@dataclass(frozen=True)
class Found:
    """What one table of an export was recognized as, or why it was refused.

    `file` names the file with its member or sheet. `table` is None where the file only
    serves others (names of clients, say) or was refused. `used` goes from our column to
    the file's heading, `status_words` from a word to its meaning and its rows.
    `question` is what only the clinic can say: "date_order" about the heading
    `question_about`, "turned" about an instrument, or "columns" where no table was recognized among `unused`. Of a
    large file the beginning and the end are read: `is_sample`; `rows` is then a guess.
    `unreadable` are rows that cannot be read, where they are so many that the import asks;
    `zoned` tells whether times carry a zone. Where the date order is in question,
    `readings` are the first cell that both orders fit, and what each takes it for (ISO
    days, the day first first), in `line`.
    """

    file: str
    system: str = ""
    table: str | None = None
    rows: int = 0
    first_rows: list[dict[str, str]] = field(default_factory=list)
    first_day: date | None = None
    last_day: date | None = None
    used: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    status_words: dict[str, tuple[str, int]] = field(default_factory=dict)
    question: str | None = None
    question_about: str | None = None
    refusal: str | None = None
    is_sample: bool = False
    unreadable: int = 0
    zoned: bool = False
    readings: list[str] = field(default_factory=list)
    line: int = 0

    @classmethod
    def from_dict(cls, plain: dict) -> "Found":
        """Return what was found, from the plain values of another process."""
        days = {day: plain[day] and date.fromisoformat(plain[day]) for day in DAYS}
        words = {word: tuple(pair) for word, pair in plain["status_words"].items()}
        return cls(**plain | days | {"status_words": words})


# A table and the share (0-1) of its file that was read, or what stands for a file.
LookedAt = tuple[Source, float] | Found


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
            table
            for path in map(Path, paths)
            for file in _exported(path)
            for table in _in_file(file, Path(scratch), rules)
        ]
        return _described(looked_at, rules)


def _exported(path: Path) -> list[Path]:
    try:
        return files([path])
    except Refused:
        return [path]


def _in_file(file: Path, scratch: Path, mapping: Mapping) -> list[LookedAt]:
    """Return (source, share of it that was read) per table, or what refuses the file."""
    try:
        if file.is_dir():
            files([file])
        sample, share = exported.sampled(file, scratch)
        tables = scores.with_scores(opened(sample, scratch, mapping), mapping)
        return [(source, share) for source in tables]
    except LeftAlone:
        return [Found(file.name, system="FHIR, left alone")]
    except Unrecognized as unknown:
        headings, refusal = list(filter(None, unknown.headings)), str(unknown)
        return [Found(file.name, question="columns", unused=headings, refusal=refusal)]
    except Refused as refusal:
        system = getattr(refusal, "system", "")
        return [Found(file.name, system=system, refusal=str(refusal))]
    except OSError as problem:
        sentence = f"{file.name}: cannot be read ({problem.strerror})."
        return [Found(file.name, refusal=sentence)]


def _described(looked_at: list[LookedAt], mapping: Mapping) -> list[Found]:
    with duckdb.connect() as connection:
        connection.execute(f"set TimeZone = '{mapping.time_zone}'")
        sources = [table[0] for table in looked_at if not isinstance(table, Found)]
        lookups.fill(connection, sources)
        names = Names(connection)
        names.look(sources)
        return [
            table
            if isinstance(table, Found)
            else describe(connection, names, mapping, *table)
            for table in looked_at
        ]


def describe(
    connection: duckdb.DuckDBPyConnection,
    names: Names,
    mapping: Mapping,
    source: Source,
    share: float,
) -> Found:
    """Say what a table holds, of which the file's `share` (0-1) was read."""
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
            ((rows,),) = connection.execute(count).fetchall()
            return replace(found, rows=rows)
        conversion = Conversion(connection, source, mapping, names)
        return replace(found, **_counted(conversion, mapping, share))
    except Asked as asked:
        line = rejected.line_of(source, asked.row) if asked.row else 0
        return replace(
            found,
            question=asked.question,
            question_about=asked.heading,
            readings=asked.readings,
            line=line,
        )
    except Refused as refusal:
        return replace(found, refusal=str(refusal))
    except duckdb.Error as problem:
        kind = type(problem).__name__
        sentence = f"{source.name}: cannot be read as a table ({kind})."
        return replace(found, refusal=sentence)


def _first_rows(source: Source) -> list[dict[str, str]]:
    with rows_below_header(source) as rows:
        return [
            dict(zip(source.headings, cells, strict=False))
            for cells in islice(filter(None, rows), SHOWN_ROWS)
        ]


def _read(conversion: Conversion, share: float) -> FileReport:
    """Read the rows as an import does, into `read_<table>`; return their accounting.

    In a file of which a `share` was read, lines that are no rows may come of the cut.
    """
    ask, table = conversion.connection.execute, f"read_{conversion.source.table}"
    rejects = "rejects_0" if share == 1 else None
    while True:
        for one in (table, "rejects_0", "scan_of_rejects_0"):
            ask(f"drop table if exists {one}")
        select = conversion.select(rejects)
        ask(f"create temp table {table} as select 0 as file, * from ({select})")
        rows = f"{table} where true"
        unread = rejected.unread(conversion.connection, rows, conversion.flags())
        if not conversion.relearn(list(unread)):
            break
    of_rows = rejected.account if rejects else rejected.counted
    return of_rows(conversion, 0)


def _counted(conversion: Conversion, mapping: Mapping, share: float) -> dict:
    ask, source = conversion.connection.execute, conversion.source
    accounts = _read(conversion, share)
    looked_at = f"read_{source.table}"
    counted: dict[str, object] = {"rows": round(accounts.read / share)}
    if rejected.is_asked_about(accounts):
        counted["unreadable"] = round(accounts.rejected.total() / share)
    counted["zoned"] = any(one.is_zoned for one in conversion.moments.values())
    day = next((name for name in ("start", "day") if name in conversion.moments), None)
    if day:
        ((first, last),) = ask(
            f"select min({day})::date, max({day})::date from {looked_at}"
            " where aside is null"
        ).fetchall()
        counted |= {"first_day": first, "last_day": last}
    if "status" in source.columns:
        words = ask(
            f"select word, count(*) as rows from {looked_at} where aside is null"
            " group by word order by rows desc, word"
        ).fetchall()
        counted["status_words"] = {
            word or "": (meaning(word, source, mapping), round(count / share))
            for word, count in words
        }
    return counted
