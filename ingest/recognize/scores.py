"""Scores that stand in columns of their own: each such column is read as a table.

Columns of single items ("PHQ-9 Q1" to "PHQ-9 Q9") are read as one table of their totals,
and one of each subscale; what is lacking for a total is said.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from ingest.read.limits import FIRST_ROWS
from ingest.read.scanning import rows_below_header
from ingest.recognize.exports import Aside, Export
from ingest.recognize.headers import of_bare_items
from ingest.recognize.instruments import ABOUT, Instrument, items_in, scored
from ingest.recognize.layout import flags, missing_words, plain
from ingest.recognize.mapping import Mapping
from ingest.recognize.recipes import Cell
from ingest.recognize.sources import Form, Source, check
from ingest.refusals import Refused
from store.database import quoted

NUMBER = re.compile(r"-?\d+([.,]\d+)?")
WITHOUT = "{} without a score"
ITEMS = "{file}: single items of {name} are not added up, because {why}. {mend}"
EXPORT = "Export {}, or the total."
DECLARE = (
    "Export the total, or say in a mapping file how it is made:"
    ' [[instrument]] name = "{}" with items, item_low and item_high'
    " (and reverse, turned, prorate)."
)


@dataclass(frozen=True)
class Column:
    """Columns that one table of scores is read from: a total or subscale, or a form."""

    title: str
    instrument: Instrument
    subscale: str | None
    place: int | None = None
    items: tuple[tuple[int, int], ...] = ()


def with_scores(sources: list[Source], mapping: Mapping) -> list[Source]:
    """Return the tables, and one for each column of scores in rows of sessions or alone.

    Its heading is an instrument's name and nothing else is made of it; each score is a
    rating by the row's client on its day. A column whose first filled cells are not all
    numbers stays unused. Raises Refused for a file of nothing but single items that make
    no total; among sessions they stay unused, and `unread` says why.
    """
    return [one for source in sources for one in _parts(source, mapping)]


def _parts(source: Source, mapping: Mapping) -> list[Source]:
    if source.table != "sessions" and not source.is_of_scores:
        return [source]
    known, unused = scored(mapping.instrument), source.unused()
    headings = [
        heading if heading in unused or source.is_of_scores else ""
        for heading in source.headings
    ]
    forms = items_in(headings, known, of_bare_items(mapping))
    of_items = {n for _, items in forms.values() for at in items.values() for n in at}
    there = {
        place: known[plain(heading)]
        for place, heading in enumerate(headings)
        if plain(heading) in known and place not in of_items
    }
    numbers = _numbers(source, [*there, *of_items]) if there or of_items else set()
    columns = [
        Column(f"column {source.headings[place]}", *there[place], place=place)
        for place in sorted(there)
        if place in numbers
    ]
    unread = []
    for instrument, items in forms.values():
        total = next(
            (
                one.place
                for one in columns
                if one.instrument == instrument and not one.subscale
            ),
            None,
        )
        fault = _fault(source, instrument, items, numbers)
        if fault and total is None:
            unread.append(fault)
        elif not fault and (total is None or not instrument.must_say):
            columns = [one for one in columns if one.place != total or total is None]
            columns += _of_form(instrument, items, total, columns)
    if source.is_of_scores and unread and not columns:
        raise Refused(unread[0])
    return _tables(source, columns, tuple(unread))


def _tables(
    source: Source, columns: list[Column], unread: tuple[str, ...]
) -> list[Source]:
    tables = [_table(source, one) for one in columns]
    read = {one.place for one in columns if one.place is not None}
    read |= {place for one in columns for _, place in one.items}
    if source.is_of_scores and tables:
        first = replace(
            tables[0], elsewhere=frozenset(read), is_beside=False, unread=unread
        )
        return [first, *tables[1:]]
    return [replace(source, elsewhere=frozenset(read), unread=unread), *tables]


def _of_form(
    instrument: Instrument,
    items: dict[int, list[int]],
    total: int | None,
    columns: list[Column],
) -> list[Column]:
    """Return what is read of the items of a form: its total, and each subscale that is not exported."""
    exported = {
        instrument.kind(one.subscale)
        for one in columns
        if one.instrument == instrument and one.subscale
    }
    parts = [
        part
        for part in (
            instrument.subscale_items if instrument.about == "alliance" else ()
        )
        if instrument.kind(part) not in exported
    ]
    title = f"items of {instrument.name}"
    return [
        Column(
            f"{title}, {part}" if part else title,
            instrument,
            part,
            None if part else total,
            tuple((number, items[number][0]) for number in instrument.part(part)),
        )
        for part in [None, *parts]
    ]


def _fault(
    source: Source,
    instrument: Instrument,
    items: dict[int, list[int]],
    numbers: set[int],
) -> str:
    """Return why single items make no total, as a sentence that says what to do; else ""."""
    name, wanted = instrument.name, instrument.part(None)
    lacking = [number for number in wanted if number not in items]
    extra = [
        number for number in items if number not in {*wanted, *instrument.unscored}
    ]
    twice = [number for number in items if len(items[number]) > 1]
    words = [
        source.headings[place]
        for number in wanted
        for place in items.get(number, [])
        if place not in numbers
    ]
    mend = EXPORT.format(f"all {len(wanted)} items")
    if not instrument.is_scored:
        why, mend = "it is not known here how they make its total", DECLARE.format(name)
    elif extra:
        why = f"{name} has {len(wanted)} items, and the file has {_listed(extra)}"
    elif lacking:
        why = f"the file lacks {_listed(lacking)} of {len(wanted)}"
    elif twice:
        why, mend = f"{_listed(twice)} stands there twice", "Leave one of them out."
    elif words:
        why = f"the column {words[0]!r} holds no numbers"
        mend = EXPORT.format("the answers as numbers")
    else:
        return ""
    return ITEMS.format(file=source.name, name=name, why=why, mend=mend)


def _listed(numbers: Iterable[int]) -> str:
    """Return items in words: item 7, items 7 and 9."""
    *first, last = map(str, sorted(numbers))
    return f"items {', '.join(first)} and {last}" if first else f"item {last}"


def _numbers(source: Source, places: list[int]) -> set[int]:
    """Return those columns of which more than half of the first filled cells are numbers.

    What is no number among them is rejected with its line, as in any column of numbers.
    """
    with rows_below_header(source) as reader:
        rows = [
            row
            for row in islice(reader, FIRST_ROWS)
            if len(row) == len(source.headings)
        ]
    nothing = {*missing_words()}
    found = set()
    for place in places:
        cells = [row[place].strip().lower() for row in rows]
        are_numbers = [
            bool(NUMBER.fullmatch(one)) for one in cells if one not in nothing
        ]
        if are_numbers and 2 * sum(are_numbers) > len(are_numbers):
            found.add(place)
    return found


def _table(source: Source, one: Column) -> Source:
    instrument, table = one.instrument, ABOUT[one.instrument.about]
    rows = "rows" if source.is_of_scores else "sessions"
    export = source.export or Export("our own layout", rows, table, ())
    columns = {
        "client_id": source.columns["client_id"],
        "day": source.columns["day" if source.is_of_scores else "start"],
        "instrument": Cell(quoted(instrument.name), (), is_heading=True),
    }
    if one.subscale:
        columns["subscale"] = Cell(quoted(one.subscale), ())
    if "session_id" in source.columns:
        columns["session_id"] = source.columns["session_id"]
    if source.is_of_scores:  # those of sessions are read with them
        columns |= {
            name: source.columns[name]
            for name in flags(table)
            if name in source.columns
        }
    form, empty = None, _without(source, one, rows)
    if one.items:
        form = _form(one)
        cells = {f"item {number}": cell for number, cell in form.items.items()}
        cells |= {"total": form.stated} if form.stated else {}
        filled = ", ".join(_entered(cell) for cell in cells.values())
        places = tuple(place for cell in cells.values() for place in cell.places)
        columns |= cells | {"score": Cell(f"coalesce({filled})", places)}
    elif one.place is not None:
        columns["score"] = Cell(f"c{one.place}", (one.place,))
    made = replace(
        source,
        text=replace(source.text, name=f"{source.name}, {one.title}"),
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
        form=form,
    )
    check(made)
    return made


def _without(source: Source, one: Column, rows: str) -> tuple[Aside, ...]:
    """Return what sets a row aside whose cell of a score is empty."""
    if one.items or one.place is None:
        return ()
    heading = source.headings[one.place]
    return tuple(
        Aside(WITHOUT.format(rows), {heading: when})
        for when in ("empty", list(missing_words()))
    )


def _form(one: Column) -> Form:
    items = {number: Cell(f"c{place}", (place,)) for number, place in one.items}
    stated = None if one.place is None else Cell(f"c{one.place}", (one.place,))
    return Form(one.instrument, one.subscale, items, stated)


def _entered(cell: Cell) -> str:
    """Return a cell's text as SQL, null where it says that nothing was entered."""
    missing = ", ".join(map(quoted, missing_words()))
    return f"case when lower({cell.trimmed}) not in ({missing}) then {cell.trimmed} end"
