"""Scores that stand in the rows of sessions: each such column is a table of its own."""

import csv
import re
from dataclasses import replace
from itertools import islice

from ingest.cells import Cell
from ingest.checking import check
from ingest.exports import Export
from ingest.layout import missing_words, plain
from ingest.mapping import Mapping
from ingest.reading import Source
from ingest.registry import Instrument, instruments
from ingest.scanning import quoted

FIRST_ROWS = 20_000
NUMBER = re.compile(r"-?\d+([.,]\d+)?")
ENDINGS = ("", "score", "total", "totalscore", "sum")
UNNAMED = ("alliance score", "alliance", "alliance total", "alliance rating")
WITHOUT = "sessions without a score"
ABOUT = {"alliance": "alliance", "outcome": "outcomes"}


def with_scores(sources: list[Source], mapping: Mapping) -> list[Source]:
    """Return the tables, and one more for each column of sessions that holds scores.

    Its heading is an instrument's name and nothing else is made of it; each score is a
    rating by the row's client on its day. A column whose first filled cells are not all
    numbers stays unused.
    """
    return [one for source in sources for one in _parts(source, mapping)]


def _parts(source: Source, mapping: Mapping) -> list[Source]:
    known, unused = _known(mapping), source.unused()
    there = {
        place: known[plain(heading)]
        for place, heading in enumerate(source.headings)
        if plain(heading) in known and heading in unused
    }
    if source.table != "sessions" or not there:
        return [source]
    scored = _numbers(source, list(there))
    tables = [_table(source, place, there[place]) for place in scored]
    return [replace(source, elsewhere=frozenset(scored)), *tables]


def _known(mapping: Mapping) -> dict[str, Instrument]:
    """Return the instrument that each heading, with or without its ending, means."""
    named = {
        plain(name) + ending: one
        for one in instruments(mapping.instrument)
        for name in (one.name, *one.names)
        for ending in ENDINGS
    }
    return {plain(name): Instrument(UNNAMED[0]) for name in UNNAMED} | named


def _numbers(source: Source, places: list[int]) -> list[int]:
    """Return those columns whose first filled cells are numbers, and not all empty."""
    with source.path.open(encoding="utf-8-sig", newline="") as stream:
        for _ in range(source.skip):
            stream.readline()
        reader = csv.reader(stream, delimiter=source.delimiter)
        rows = [
            row
            for row in islice(reader, FIRST_ROWS)
            if len(row) == len(source.headings)
        ]
    filled = {
        place: {row[place].strip().lower() for row in rows} - {*missing_words()}
        for place in places
    }
    return [
        place
        for place, cells in filled.items()
        if cells and all(map(NUMBER.fullmatch, cells))
    ]


def _table(source: Source, place: int, instrument: Instrument) -> Source:
    heading, table = source.headings[place], ABOUT[instrument.about]
    export = source.export or Export("our own layout", "sessions", "sessions", ())
    empty = [
        {"reason": WITHOUT, "when": {heading: when}}
        for when in ("empty", list(missing_words()))
    ]
    columns = {
        "client_id": source.columns["client_id"],
        "day": source.columns["start"],
        "instrument": Cell(quoted(instrument.name), ()),
        "score": Cell(f"c{place}", (place,)),
    }
    if "session_id" in source.columns:
        columns["session_id"] = source.columns["session_id"]
    scored = replace(
        source,
        text=replace(source.text, name=f"{source.name}, column {heading}"),
        table=table,
        columns=columns,
        export=replace(
            export,
            name=f"scores among {export.name}",
            table=table,
            aside=(*export.aside, *empty),
            remarks=(),
            count_in_summary="",
            weekly=None,
        ),
        elsewhere=frozenset(range(len(source.headings))),
    )
    check(scored)
    return scored
