"""Scores that stand in columns of their own: each such column is read as a table."""

import re
from dataclasses import replace
from itertools import islice

from ingest.read.limits import FIRST_ROWS
from ingest.read.scanning import rows_below_header
from ingest.recognize.exports import Aside, Export
from ingest.recognize.instruments import ABOUT, Instrument, Scored, scored
from ingest.recognize.layout import missing_words, plain
from ingest.recognize.mapping import Mapping
from ingest.recognize.recipes import Cell
from ingest.recognize.sources import Source, check
from store.database import quoted

NUMBER = re.compile(r"-?\d+([.,]\d+)?")
WITHOUT = "{} without a score"


def with_scores(sources: list[Source], mapping: Mapping) -> list[Source]:
    """Return the tables, and one for each column of scores in rows of sessions or alone.

    Its heading is an instrument's name and nothing else is made of it; each score is a
    rating by the row's client on its day. A column whose first filled cells are not all
    numbers stays unused.
    """
    known = scored(mapping.instrument)
    return [one for source in sources for one in _parts(source, known)]


def _parts(source: Source, known: Scored) -> list[Source]:
    unused = source.unused()
    there = {
        place: known[plain(heading)]
        for place, heading in enumerate(source.headings)
        if plain(heading) in known
        if heading in unused or source.is_of_scores
    }
    if source.table != "sessions" and not source.is_of_scores:
        return [source]
    numbers = _numbers(source, list(there)) if there else []
    tables = [_table(source, place, *there[place]) for place in numbers]
    if source.is_of_scores and tables:
        return [
            replace(tables[0], elsewhere=frozenset(numbers), is_beside=False),
            *tables[1:],
        ]
    return [replace(source, elsewhere=frozenset(numbers)), *tables]


def _numbers(source: Source, places: list[int]) -> list[int]:
    """Return those columns whose first filled cells are numbers, and not all empty."""
    with rows_below_header(source) as reader:
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


def _table(
    source: Source, place: int, instrument: Instrument, subscale: str | None
) -> Source:
    heading, table = source.headings[place], ABOUT[instrument.about]
    rows = "rows" if source.is_of_scores else "sessions"
    export = source.export or Export("our own layout", rows, table, ())
    empty = [
        Aside(WITHOUT.format(rows), {heading: when})
        for when in ("empty", list(missing_words()))
    ]
    columns = {
        "client_id": source.columns["client_id"],
        "day": source.columns["day" if source.is_of_scores else "start"],
        "instrument": Cell(quoted(instrument.name), (), is_heading=True),
        "score": Cell(f"c{place}", (place,)),
    }
    if subscale:
        columns["subscale"] = Cell(quoted(subscale), ())
    if "session_id" in source.columns:
        columns["session_id"] = source.columns["session_id"]
    made = replace(
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
        is_beside=True,
    )
    check(made)
    return made
