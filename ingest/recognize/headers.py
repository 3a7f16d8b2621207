"""Which export of a practice system, or which of our tables, a header belongs to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.recognize.exports import Export, fitting
from ingest.recognize.instruments import ABOUT, scored
from ingest.recognize.layout import Column, flagged, flags, plain, tables
from ingest.recognize.mapping import Mapping
from ingest.recognize.recipes import (
    Cell,
    PlainHeadings,
    Recipe,
    RecipeTable,
    answered,
    made,
)
from store.database import quoted

HINTS = ("alliance", "outcome")
TIMES = ("starttime", "servicestarttime", "scheduledstarttime")
FIRST_NAMES = ["client first name", "patient first name", "first name"]
LAST_NAMES = ["client last name", "patient last name", "last name"]
NAMED: Recipe = [
    "client name",
    "patient name",
    "client full name",
    "patient full name",
    RecipeTable(join=[FIRST_NAMES, LAST_NAMES]),
]
WORDS = {
    "client_id": "a client",
    "counselor_id": "a counselor",
    "start": "a start",
    "status": "a status",
}
# What a header may be: its table, its columns, whose export, the client's name in it.
Reading = tuple[str | None, dict[str, Cell], Export | None, Cell | None]


def recognized(file: str, cells: Sequence[str], mapping: Mapping) -> Iterator[Reading]:
    """Yield each reading of these headings.

    The exports of practice systems come with theirs, our own layout with None.
    """
    headings = [plain(cell) for cell in cells]
    declared = mapping.files.get(file)
    for export in fitting(headings):
        if declared in (None, export.table):
            columns = _columns(export.table, export.columns, headings, mapping)
            if _complete(export, columns):
                client = made(export.client_name, headings)
                yield export.table, columns, export, client
    called, met = made(NAMED, headings), set()
    for name, table in tables().items():
        columns = _of_ours(name, table.columns, headings, mapping)
        tells = len(columns) > 1 or len(headings) == 1 or declared == name
        if tells and {*table.required} <= {*columns} and _may_be(file, name, mapping):
            met.add(name)
            yield name, columns, None, called
    if not met & {"sessions", "alliance", "outcomes"}:
        yield from _scores(headings, called, mapping)


def _of_ours(
    table: str, known: dict[str, Column], headings: list[str], mapping: Mapping
) -> dict[str, Cell]:
    """Return the cells that headings of our own layout mean."""
    wanted: dict[str, Recipe] = {
        column: _in_order(headings, column, entry.headings)
        for column, entry in known.items()
        if entry.kind != "flag"
    }
    columns, called = _columns(table, wanted, headings, mapping), made(NAMED, headings)
    if called and "client_id" in tables()[table].required:
        columns.setdefault("client_id", replace(called, is_name=True))
    if "counselor_name" in columns and "counselor_id" not in columns:
        columns["counselor_id"] = columns["counselor_name"]
    if "start" in columns and columns.get("time") == columns["start"]:
        del columns["time"]
    return columns


def _scores(
    headings: list[str], called: Cell | None, mapping: Mapping
) -> Iterator[Reading]:
    """Yield a table of scores in which each instrument has a column; the first stands for all."""
    keys = ("client_id", "session_id", "day")
    wanted = {name: tables()["alliance"].columns[name] for name in keys}
    columns = _of_ours("alliance", wanted, headings, mapping)
    if not {"client_id", "day"} <= set(columns):
        return
    known = scored(mapping.instrument)
    for place, heading in enumerate(headings):
        if heading in known:
            instrument, _ = known[heading]
            columns["instrument"] = Cell(quoted(instrument.name), (), is_heading=True)
            columns["score"] = Cell(f"c{place}", (place,))
            yield ABOUT[instrument.about], columns, None, called
            return


def _in_order(headings: list[str], column: str, wanted: tuple[str, ...]) -> list[str]:
    """Return the headings that mean a column, the usual ones first, a day before a time."""
    there = [heading for heading in wanted if heading in headings]
    return sorted(there, key=lambda one: column == "start" and one in TIMES)


def _columns(
    table: str | None,
    recipes: dict[str, Recipe],
    headings: list[str],
    mapping: Mapping,
) -> dict[str, Cell]:
    """Return the cells of our columns; what the mapping declares goes before a recipe."""
    named, free = _declared(table, headings, mapping)
    usual = {column: made(recipe, free) for column, recipe in recipes.items()}
    cells = usual | named | (_flags(table, named, free) if table else {})
    return {column: cell for column, cell in cells.items() if cell}


def _flags(
    table: str, named: dict[str, Cell], free: PlainHeadings
) -> dict[str, Cell | None]:
    """Return each flag as yes, unclear or no, from all columns that mean it."""
    cells: dict[str, Cell | None] = {}
    for name in flags(table):
        meant = [(cell, True)] if (cell := named.get(name)) else []
        for place, heading in enumerate(free):
            means = flagged(name, heading) if heading else None
            if means is not None:
                meant.append((Cell(f"c{place}", (place,)), means))
        cells[name] = answered(meant)
    return cells


def _declared(
    table: str | None, headings: list[str], mapping: Mapping
) -> tuple[dict[str, Cell], PlainHeadings]:
    """Return the cells that the mapping makes, and the headings that it leaves free.

    A heading whose text the mapping gives to one column is no other column's.
    """
    recipes = mapping.columns.get(table, {}) if table else {}
    named = {
        column: cell
        for column, recipe in recipes.items()
        if (cell := made(recipe, headings))
    }
    taken = {headings[place] for cell in named.values() for place in cell.given}
    return named, [None if heading in taken else heading for heading in headings]


def _headings(column: str) -> list[str]:
    """Return what a column of sessions may be called; a name may stand for a counselor."""
    columns = tables()["sessions"].columns
    names = columns["counselor_name"].headings if column == "counselor_id" else ()
    return [*columns[column].headings, *names]


def _complete(export: Export, columns: dict[str, Cell]) -> bool:
    """Tell whether a file of a practice system has every column its table requires."""
    if export.refusal or export.table is None:
        return True
    return set(tables()[export.table].required) <= set(columns)


def _may_be(file: str, table: str, mapping: Mapping) -> bool:
    if file in mapping.files:
        return mapping.files[file] == table
    others = [hint for hint in HINTS if hint in file.casefold()]
    return not (table in ("alliance", "outcomes") and others) or any(
        table.startswith(hint) for hint in others
    )


def not_recognized(file: str, headings: Sequence[str], mapping: Mapping) -> str:
    """Return the sentence for a table that is not one we import, naming what it lacks."""
    there = [plain(heading) for heading in headings]
    if table := mapping.files.get(file):
        named, free = _declared(table, there, mapping)
        lacking = [
            column.replace("_", " ")
            for column in tables()[table].required
            if column not in named
            and not made(tables()[table].columns[column].headings, free)
        ]
        if table != "sessions" and lacking:
            return (
                f"{file}: the mapping says under [files] that it holds {table}, and it has"
                f" no column for {' and '.join(lacking)}. Name its columns under"
                f" [columns.{table}], or change the entry."
            )
    named, free = _declared("sessions", there, mapping)
    lacks = [
        WORDS[column]
        for column in tables()["sessions"].required
        if column not in named and not made(_headings(column), free)
    ]
    some = 0 < len(lacks) < len(WORDS)
    missing = f" It lacks {' and '.join(lacks)}." if some else ""
    return (
        f"{file}: no table of ours was recognized in its first lines (of up to"
        f" {len(headings)} columns).{missing} Sessions need a client, a counselor, a start"
        " and a status column; name them in a mapping file."
    )
