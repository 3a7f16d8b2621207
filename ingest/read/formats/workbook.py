"""The sheets of a workbook (XLSX, XLS, ODS) as text tables, as the sheet shows them."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import python_calamine as calamine

from ingest.read.formats import sheet_parts
from ingest.read.formats.text import Sheet, Text, place, write
from ingest.read.limits import DAMAGE
from ingest.refusals import Refused

PROTECTED = "{}: is protected by a password. Remove the password and try again."
BROKEN = "{}: this workbook is damaged, or no workbook that we know. Save it as .xlsx."
MACROS = "{}: is a workbook that can hold macros. Save it as .xlsx or .csv."
OLD, ENCRYPTED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")
NO_SHEET = "{}: the workbook holds no sheet with cells."


def read(path: Path, name: str, file: str, scratch: Path) -> Iterator[Text]:
    """Yield each sheet that holds cells; macros are never run, formulas never computed."""
    if file.lower().endswith((".xlsm", ".xlsb", ".xltm")):
        raise Refused(MACROS.format(name))
    try:
        book = _opened(path, scratch)
        sheets = [(title, book.get_sheet_by_name(title)) for title in book.sheet_names]
    except calamine.PasswordError:
        raise Refused(PROTECTED.format(name)) from None
    except (calamine.CalamineError, OSError, ValueError):
        raise Refused(BROKEN.format(name)) from None
    try:
        parts = sheet_parts.read(path, book.sheet_names)
    except DAMAGE:
        raise Refused(BROKEN.format(name)) from None
    filled = [(title, sheet) for title, sheet in sheets if sheet.height]
    if not filled:
        raise Refused(NO_SHEET.format(name))
    for title, sheet in filled:
        part = parts.get(title, Sheet())
        merged = tuple((*a, *b) for a, b in sheet.merged_cell_ranges or ())
        text = write(_rows(sheet, part.digits), scratch)
        full = name if len(filled) == 1 else f"{name}, sheet {title}"
        kept = Sheet(merged, part.unsaved, part.merged_rows)
        yield Text(full, file, text, delimiter=",", sheet=kept)


def _opened(path: Path, scratch: Path) -> calamine.CalamineWorkbook:
    """Open a workbook by its content.

    An old one (.xls) is copied: opened by its path, it says why it cannot be read.
    """
    with path.open("rb") as stream:
        start = stream.read(len(OLD))
        rest = stream.read() if start == OLD else b""
        if ENCRYPTED in rest:
            raise calamine.PasswordError
        stream.seek(0)
        if start != OLD:
            return calamine.CalamineWorkbook.from_filelike(stream)
    copy = place(scratch, "xls")
    copy.write_bytes(start + rest)
    return calamine.CalamineWorkbook.from_path(str(copy))


def _rows(
    sheet: calamine.CalamineSheet, digits: dict[tuple[int, int], int]
) -> Iterator[list[str]]:
    """Yield the rows from the first row of the sheet on, so that they keep their place."""
    for number, row in enumerate(sheet.to_python(skip_empty_area=False)):
        yield [
            shown(cell, digits.get((number, place), 0))
            for place, cell in enumerate(row)
        ]


def shown(cell: object, digits: int = 0) -> str:
    """Return a cell as text: whole numbers of so many digits, moments as ISO."""
    if digits and isinstance(cell, float) and cell.is_integer() and cell >= 0:
        return f"{int(cell):0{digits}}"
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else _real(cell)
    if isinstance(cell, datetime):
        cell = _whole_second(cell)
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(cell)


def _real(number: float) -> str:
    """Return a number as a sheet shows it: 15 digits, so 0.1 + 0.2 is 0.3."""
    return f"{number:.15g}"


def _whole_second(moment: datetime) -> datetime:
    """Round away what a day's fraction loses: 08:59:59.999 was entered as 09:00."""
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)
