"""Which export of a practice system, or which of our tables, a header belongs to."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from ingest.recognize.exports import Export, fitting
from ingest.recognize.instruments import ABOUT, ITEM, Instrument, items_in, scored
from ingest.recognize.layout import (
    DO_NOT_CONTACT,
    NONE_NAMED,
    Column,
    flagged,
    flags,
    plain,
    said_in_words,
    tables,
    tells_in_words,
)
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
FEWEST = 3  # columns numbered from 1 on, to be taken for single items
# Where the mapping makes these of no heading, what a file has itself goes before it.
STANDS_IN = ("counselor_id", "status")
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
# What a mapping may say under [columns.sessions] where an export lacks a column.
WITHOUT = {
    "counselor_id": " If the export names no counselor, say under [columns.sessions]:"
    f' counselor_id = {{ text = "{NONE_NAMED}" }}.',
    "status": " If it has no status, say under [columns.sessions] that every row took"
    ' place, status = { text = "attended" }, or, unless it is still to come, status ='
    ' { text = "attended if past" }; docs/mapping.md shows how columns of yes and no make'
    " a status.",
}
# What a heading sounds like that says, with a yes, who came or who did not.
SOUNDS = re.compile(
    r"(?P<missed>missed|absent|noshow|dna|failed|notattend|didnot)"
    r"|showed|shows|came|attend|arrived|present|wasseen|kept|turnedup"
)
MISSED = (
    'status = {{ rules = [{{ when = {{ {} = "set" }}, word = "no show" }},'
    ' {{ word = "attended if past" }}] }}'
)
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
        telling = columns.keys() - _in_words_alone(name, headings, mapping)
        tells = len(telling) > 1 or len(headings) == 1 or declared == name
        if tells and {*table.required} <= {*columns} and _may_be(file, name, mapping):
            if name == "counselors" != declared and _are_rated(cells, mapping):
                continue  # scores of clients, beside the counselor who saw them
            met.add(name)
            yield name, columns, None, called
    if not met & {"sessions", "alliance", "outcomes"}:
        yield from _scores(cells, called, mapping)


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
    if "counselor_name" in columns and _is_made_up(columns.get("counselor_id")):
        columns["counselor_id"] = columns["counselor_name"]
    if "start" in columns and columns.get("time") == columns["start"]:
        del columns["time"]
    return columns


def _scored(cells: Sequence[str], mapping: Mapping) -> dict[int, Instrument]:
    """Return the places of the headings that mean a score or a single item, in order."""
    known = scored(mapping.instrument)
    forms = items_in(cells, known, of_bare_items(mapping))
    meant = {
        place: instrument
        for instrument, items in forms.values()
        for places in items.values()
        for place in places
    }
    totals = {
        n: known[plain(one)][0] for n, one in enumerate(cells) if plain(one) in known
    }
    return dict(sorted((totals | meant).items()))


def of_bare_items(mapping: Mapping) -> str:
    """Return the instrument that the mapping gives to all rows, "" where it gives none.

    Headings such as Q1 then are its items.
    """
    recipes = [mapping.columns.get(one, {}).get("instrument") for one in ABOUT.values()]
    texts = [one.text for one in recipes if isinstance(one, RecipeTable) and one.text]
    return texts[0] if texts else ""


def _are_rated(cells: Sequence[str], mapping: Mapping) -> bool:
    """Tell whether a header holds scores or answers, in columns or in rows."""
    columns, headings = tables()["alliance"].columns, list(map(plain, cells))
    in_rows = all(
        made(columns[name].headings, headings) for name in ("instrument", "score")
    )
    stem, items = _numbered(cells)
    return in_rows or bool(items and not stem) or bool(_scored(cells, mapping))


def _scores(
    cells: Sequence[str], called: Cell | None, mapping: Mapping
) -> Iterator[Reading]:
    """Yield a table of scores in which each instrument has a column; the first stands for all."""
    headings = [plain(cell) for cell in cells]
    by_table = {table: _keys(table, headings, mapping) for table in ABOUT.values()}
    if not any(by_table.values()):
        return
    for place, instrument in islice(_scored(cells, mapping).items(), 1):
        table = ABOUT[instrument.about]
        if columns := by_table[table]:
            columns["instrument"] = Cell(quoted(instrument.name), (), is_heading=True)
            columns["score"] = Cell(f"c{place}", (place,))
            yield table, columns, None, called


def _keys(table: str, headings: list[str], mapping: Mapping) -> dict[str, Cell]:
    """Return whose score it is and of which day; {} where the headings do not say so."""
    keys = ("client_id", "session_id", "day")
    wanted = {name: tables()[table].columns[name] for name in keys}
    columns = _of_ours(table, wanted, headings, mapping)
    return columns if {"client_id", "day"} <= {*columns} else {}


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
    cells = (
        usual
        | named
        | (_flags(table, {**usual, **named}, named, free, mapping) if table else {})
    )
    for column in STANDS_IN:
        if (own := usual.get(column)) and _is_made_up(named.get(column)):
            cells[column] = own
    return {column: cell for column, cell in cells.items() if cell}


def _is_made_up(cell: Cell | None) -> bool:
    """Tell whether a cell is made of no heading of the file."""
    return cell is None or not cell.places


def _flags(
    table: str,
    used: dict[str, Cell | None],
    named: dict[str, Cell],
    free: PlainHeadings,
    mapping: Mapping,
) -> dict[str, Cell | None]:
    """Return each flag as yes, unclear or no, from all columns that mean it."""
    cells: dict[str, Cell | None] = {}
    taken = {place for cell in used.values() if cell for place in cell.places}
    for name in flags(table):
        meant = [(cell, True)] if (cell := named.get(name)) else []
        in_words = []
        for place, heading in enumerate(free):
            if heading is None or mapping.contact.get(heading) == "neither":
                continue
            means = _means(name, heading, mapping)
            if means is not None:
                meant.append((Cell(f"c{place}", (place,)), means))
            elif place not in taken and tells_in_words(name, heading, table):
                in_words.append(Cell(f"c{place}", (place,)))
        cells[name] = answered(meant, in_words, said_in_words(name))
    return cells


def _in_words_alone(table: str, headings: list[str], mapping: Mapping) -> set[str]:
    """Return the flags that no heading means: their cells may say it, or something else."""
    own = mapping.columns.get(table, {})
    return {
        name
        for name in flags(table)
        if name not in own
        and all(_means(name, heading, mapping) is None for heading in headings)
    }


def _means(name: str, heading: str, mapping: Mapping) -> bool | None:
    if name == DO_NOT_CONTACT and heading in mapping.contact:
        return mapping.contact[heading] == "yes"
    return flagged(name, heading)


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
    if sentence := _of_items(file, headings, there, mapping):
        return sentence
    named, free = _declared("sessions", there, mapping)
    lacks = [
        WORDS[column]
        for column in tables()["sessions"].required
        if column not in named and not made(_headings(column), free)
    ]
    some = 0 < len(lacks) < len(WORDS)
    missing = f" It lacks {' and '.join(lacks)}." if some else ""
    if some and WORDS["status"] in lacks:
        missing += _tells_who_came(headings, free)
    ways = [way for lacked, way in WITHOUT.items() if some and WORDS[lacked] in lacks]
    return (
        f"{file}: no table of ours was recognized in its first lines (of up to"
        f" {len(headings)} columns).{missing} Sessions need a client, a counselor, a start"
        f" and a status column; name them in a mapping file.{''.join(ways)}"
    )


def _tells_who_came(headings: Sequence[str], free: PlainHeadings) -> str:
    """Return how to name the first heading that sounds like coming or missing; else ""."""
    for heading, one in zip(headings, free, strict=True):
        if one and (sound := SOUNDS.search(one)):
            name = json.dumps(heading, ensure_ascii=False)
            way = MISSED.format(name) if sound["missed"] else f"status = {name}"
            return (
                f" {heading} may say who came: then say under [columns.sessions] {way}."
            )
    return ""


def _of_items(
    file: str, headings: Sequence[str], there: list[str], mapping: Mapping
) -> str:
    """Return what to do with a file of scores or single items that is not known; else ""."""
    keys = {
        name: made(tables()["alliance"].columns[name].headings, there)
        for name in ("client_id", "day")
    }
    keys["client_id"] = keys["client_id"] or made(NAMED, there)
    lacks = " and ".join(
        says
        for name, says in (("client_id", "a client"), ("day", "a date"))
        if not keys[name] and name not in mapping.columns.get("outcomes", {})
    )
    if scores := _scored(headings, mapping):
        name = next(iter(scores.values())).name
        if lacks:
            return (
                f"{file}: holds scores of {name}, and no column for {lacks}. Export"
                " them too, or name them in a mapping file."
            )
    stem, places = _numbered(headings)
    if not places or lacks == "a client and a date":
        return ""
    first, last = headings[places[0]], headings[places[-1]]
    if not stem:
        return (
            f"{file}: holds single items ({first} to {last}) and does not say of which"
            " instrument. Export the total, or name the instrument in a mapping file, as in"
            ' [columns.outcomes] instrument = { text = "PHQ-9" }.'
        )
    return (
        f"{file}: holds single items ({first} to {last}) of an instrument that is not"
        " known here. Export the total, or say in a mapping file how the items make it:"
        f' [[instrument]] name = "..." with names, items = {len(places)}, item_low and'
        " item_high (and reverse, turned, prorate)."
    )


def _numbered(headings: Sequence[str]) -> tuple[str, list[int]]:
    """Return what headings numbered from 1 on begin with, and where they stand; [] if none."""
    numbers: dict[str, dict[int, int]] = {}
    for place, heading in enumerate(headings):
        if found := ITEM.fullmatch(heading):
            numbers.setdefault(plain(found.group(1)), {})[int(found.group(2))] = place
    for stem, places in numbers.items():
        if len(places) >= FEWEST and set(places) == set(range(1, len(places) + 1)):
            return stem, [places[number] for number in sorted(places)]
    return "", []
