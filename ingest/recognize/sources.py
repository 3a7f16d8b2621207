"""From a path to text tables: where the header stands, and what the columns are."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from ingest.read.formats import Text, texts
from ingest.read.formats.text import LINE_SEPARATOR
from ingest.read.scanning import scan
from ingest.recognize.exports import Aside, Export, Remark
from ingest.recognize.headers import not_recognized, recognized
from ingest.recognize.instruments import Instrument, of_questionnaire
from ingest.recognize.layout import (
    flagged,
    flags,
    perhaps_flagged,
    plain,
    tables,
)
from ingest.recognize.mapping import Mapping
from ingest.recognize.recipes import Cell, condition, made
from ingest.refusals import NotOurs, Refused, Unrecognized, WrongReport

HEADER_WITHIN = 20
DELIMITERS = (",", ";", "\t", "|")
LETTERS = 26


@dataclass(frozen=True)
class Form:
    """The columns of a file's single items that are added up: of which instrument.

    `subscale` is None for the total. A total that the file states, in `stated`, counts.
    """

    instrument: Instrument
    subscale: str | None
    items: dict[int, Cell]
    stated: Cell | None = None


@dataclass(frozen=True)
class Source:
    """One readable table: a UTF-8 text file and what its columns are.

    `table` is None where the file only serves other files of the same import; `skip` is
    the lines up to and with the header. Another table of the same text reads the columns
    at the places `elsewhere`. With `is_beside`, that other table makes the remarks about
    the rows, and this one does not repeat them. `form` are single items in columns of
    their own; `unread` says of others why they are not added up.
    """

    text: Text
    delimiter: str
    skip: int
    headings: tuple[str, ...]
    table: str | None
    columns: dict[str, Cell]
    export: Export | None = None
    client_name: Cell | None = None
    elsewhere: frozenset[int] = frozenset()
    is_beside: bool = False
    form: Form | None = None
    unread: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the name of the file, with its member or sheet."""
        return self.text.name

    @property
    def target(self) -> str:
        """Return the table of ours that its rows go into; LookupError where none is."""
        if self.table is None:
            raise LookupError(f"{self.name} only serves other files")
        return self.table

    @property
    def path(self) -> Path:
        """Return the UTF-8 text."""
        return self.text.path

    def heading(self, column: str) -> str:
        """Return the file's own heading of one of our columns."""
        places = self.columns[column].places
        return " + ".join(self.headings[place] for place in places) or "(none)"

    @property
    def is_of_scores(self) -> bool:
        """Tell whether each instrument of a table of scores has a column of its own."""
        instrument = self.columns.get("instrument")
        return self.export is None and instrument is not None and instrument.is_heading

    def unused(self) -> list[str]:
        """Return the headings that nothing of ours is made of."""
        cells = [*self.columns.values(), *filter(None, [self.client_name])]
        used = {place for cell in cells for place in cell.places}
        used |= self._looked_at() | self.elsewhere
        return [one for place, one in enumerate(self.headings) if place not in used]

    def perhaps_of_contact(self, mapping: Mapping) -> list[tuple[int, str]]:
        """Return places and headings that may say whom not to contact, and are not known to."""
        names, own = flags(self.target), mapping.columns.get(self.target, {})
        headings = [plain(heading) for heading in self.headings]
        cells = [cell for name, cell in self.columns.items() if name not in names]
        cells += [cell for name in names if (cell := made(own.get(name), headings))]
        used = {place for cell in cells for place in cell.places}
        return [
            (place, self.headings[place])
            for place, heading in enumerate(headings)
            if place not in used
            and heading not in mapping.contact
            and all(flagged(name, heading) is None for name in names)
            and any(perhaps_flagged(name, heading) for name in names)
        ]

    def _looked_at(self) -> set[int]:
        """Return the places that only say whether a row is set aside or remarked on."""
        headings = [plain(heading) for heading in self.headings]
        rules: list[Aside | Remark] = []
        if self.export:
            rules = [*self.export.aside, *self.export.remarks]
        cells = [cell for one in rules for cell in condition(one.when, headings)[1]]
        return {place for cell in cells for place in cell.places}


def opened(
    path: Path, scratch: Path, mapping: Mapping, left: list[str] | None = None
) -> list[Source]:
    """Check one file and recognize the tables in it, or refuse with a sentence.

    Anything but UTF-8 text with one kind of line end is rewritten so in `scratch`. A file
    of several tables may hold some that are not ours, as long as one is; their names go
    into `left`. Raises LeftAlone for a part of a complete export that is not read here.
    """
    sources, others = [], []
    for text in texts(path, scratch, of_questionnaire):
        try:
            sources.append(recognize(text, mapping))
        except NotOurs as other:
            others.append(other)
    if not sources:
        raise others[0]
    if left is not None:
        left += [other.name for other in others]
    return sources


def recognize(text: Text, mapping: Mapping) -> Source:
    """Find the header of a text table and the columns that are ours.

    Raises NotOurs for an empty file and Unrecognized where no header fits.
    """
    with text.path.open(encoding="utf-8-sig", newline="") as stream:
        lines = [stream.readline(1 << 20) for _ in range(HEADER_WITHIN)]
    lines = [line for line in lines if line]
    if not any(line.strip() for line in lines):
        raise NotOurs(f"{text.name}: the file is empty. Export it again.", text.name)
    candidates = [
        replace(source, skip=skip + 1, delimiter=delimiter)
        for delimiter in ([text.delimiter] if text.delimiter else DELIMITERS)
        for skip, line in enumerate(lines)
        if len(cells := _cells(line, delimiter)) > 1 or delimiter == ","
        for source in _sources(text, cells, mapping)
    ]
    if not candidates:
        headings = _likely_header(lines, text.delimiter)
        sentence = not_recognized(text.name, headings, mapping)
        raise Unrecognized(sentence, headings, text.name)
    source = max(candidates, key=_fit)
    check(source)
    return source


def _sources(text: Text, cells: list[str], mapping: Mapping) -> Iterator[Source]:
    for table, columns, export, client_name in recognized(text.name, cells, mapping):
        yield Source(text, "", 0, tuple(cells), table, columns, export, client_name)


def _fit(source: Source) -> tuple[bool, int, int, int]:
    """Return how well a header fits: whose it is, what it needs and has, how early.

    A table of which the mapping makes up what it needs fits no better than a list of clients.
    """
    if source.export:
        return True, len(source.export.needs), len(source.columns), -source.skip
    required = tables()[source.target].required
    there = {name for name, cell in source.columns.items() if cell.places}
    needed = len(required) if {*required} <= {*there, "instrument"} else 1
    return False, needed, len(there), -source.skip


def _likely_header(lines: list[str], delimiter: str | None) -> list[str]:
    """Return the cells of the first line that has the most different ones."""
    rows = [
        _cells(line, mark)
        for line in lines
        for mark in ([delimiter] if delimiter else DELIMITERS)
    ]
    return max(rows, key=lambda cells: len(set(filter(None, cells))))


def _cells(line: str, delimiter: str) -> list[str]:
    cells = next(csv.reader([line], delimiter=delimiter), [])
    return [cell.strip().replace(LINE_SEPARATOR, " ") for cell in cells]


def check(source: Source) -> None:
    """Refuse a table whose header or sheet cannot be read without a guess.

    Raises WrongReport for a known report that lacks what is needed, else Refused.
    """
    if source.export and source.export.refusal:
        sentence = f"{source.name}: {source.export.refusal}"
        raise WrongReport(sentence, source.export.title)
    _refuse_repeated(source)
    _refuse_merged(source)
    _refuse_unsaved(source)


def _used(source: Source) -> set[int]:
    return {place for cell in source.columns.values() for place in cell.places}


def _refuse_repeated(source: Source) -> None:
    """Refuse a heading that we read and that stands twice, unless the columns agree."""
    headings = [plain(cell) for cell in source.headings]
    for place in sorted(_used(source)):
        twins = [n for n, one in enumerate(headings) if one == headings[place]]
        if len(twins) > 1 and not _agree(source, twins):
            raise Refused(
                f"{source.name}: the heading {source.headings[place]!r} stands there"
                " twice, over columns that differ; rename one."
            )


def _agree(source: Source, places: list[int]) -> bool:
    first, *others = places
    differs = " or ".join(f"c{first} is distinct from c{one}" for one in others)
    counted = f"select count(*), count(*) filter ({differs}) from {scan(source)}"
    with duckdb.connect() as connection:
        ((rows, differing),) = connection.execute(counted).fetchall()
    return rows > 0 and not differing


def _refuse_merged(source: Source) -> None:
    header, used = source.skip - 1, _used(source)
    for top, left, bottom, right in source.text.sheet.merged:
        if bottom >= header and used & set(range(left, right + 1)):
            raise Refused(
                f"{source.name}, cell {_cell(top, left)}: cells are merged there, so it"
                " is not said what the rows below the first hold. Unmerge them, fill"
                " every row, and save."
            )
    if source.text.sheet.merged_rows:
        raise Refused(
            f"{source.name}: the sheet holds cells merged over several rows. Unmerge"
            " them, fill every row, and save."
        )


def _refuse_unsaved(source: Source) -> None:
    used = _used(source)
    for row, column in source.text.sheet.unsaved:
        if row >= source.skip and column in used:
            raise Refused(
                f"{source.name}, cell {_cell(row, column)}: holds a formula whose result"
                " was never saved. Open the file in a spreadsheet program, save it, and"
                " import again."
            )


def _cell(row: int, column: int) -> str:
    """Return a cell as a sheet names it: A1."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
