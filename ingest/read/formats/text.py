"""A text table, how it is written, and where its rows stand in the exported file."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

BREAKS = str.maketrans("\r\n\0", "   ")
# Between words a break may separate people: it stays one, of a kind that ends no row.
BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_]) *[\r\n]+ *(?=[^\W\d_])")
LINE_SEPARATOR = "\u2028"


@dataclass(frozen=True)
class Sheet:
    """What a workbook's cells cannot say as text.

    `merged` are (first row, first column, last row, last column), counted from 0;
    `unsaved` are the (row, column) of formulas whose result was never saved. `digits`
    says of how many digits, leading zeros among them, a number shows at (row, column).
    """

    merged: tuple[tuple[int, int, int, int], ...] = ()
    unsaved: tuple[tuple[int, int], ...] = ()
    merged_rows: bool = False
    digits: dict[tuple[int, int], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Text:
    """One table of text: UTF-8 with one kind of line end.

    `name` is the file's, with its member or sheet; `file` the file's alone. `delimiter` is
    known where we wrote the text ourselves, and `shift` is then what must be added to a
    line of it to have the line of the file. `encoding` is what the file was read as.
    A tidy text holds no invisible letters, no double spaces and no composed letters.
    """

    name: str
    file: str
    path: Path
    is_ascii: bool = False
    is_tidy: bool = False
    delimiter: str | None = None
    encoding: str = "utf-8"
    shift: int = 0
    sheet: Sheet = field(default_factory=Sheet)


def place(scratch: Path, ending: str = "csv") -> Path:
    """Return a new path in the private work folder; a file's own name is never used."""
    return scratch / f"{len(list(scratch.iterdir()))}.{ending}"


def write(rows: Iterable[list[str]], scratch: Path) -> Path:
    """Write rows as a text table, one line each: breaks in a cell end no row."""
    target = place(scratch)
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        for row in rows:
            writer.writerow([_unbroken(cell) for cell in row])
    return target


def _unbroken(cell: str) -> str:
    if "\n" in cell or "\r" in cell:
        cell = BETWEEN_WORDS.sub(LINE_SEPARATOR, cell)
    return cell.translate(BREAKS)
