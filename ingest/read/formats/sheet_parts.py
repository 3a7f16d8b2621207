"""What the parts of a workbook say that its cell values do not."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.read.formats.text import Sheet

SHEET = re.compile(rb'<sheet\b[^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]*)"')
TARGET = re.compile(rb"<Relationship\b[^>]*>")
CELL = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)"([^>]*)>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*'
    rb"(?:<v\s*/>|<v></v>)?\s*</c>"
)
STYLES = "xl/styles.xml"
# An id 00123 is often kept as the number 123 that is shown in the form 00000.
PREFIX = rb"<(?:\w{1,9}:)?"
FORM, XF = re.compile(PREFIX + rb"numFmt\b[^<>]*"), re.compile(PREFIX + rb"xf\b[^<>]*")
ATTRIBUTE = re.compile(rb'\b(numFmtId|formatCode)="([^"<>]*)"')
ZEROS = re.compile(rb"(0{2,15})(?:;@)?")
STYLED = re.compile(
    PREFIX + rb'c r="([A-Z]{1,3})(\d{1,7})"(?: t="\w{1,9}")? s="(\d{1,6})"'
)
MERGED_ROWS = re.compile(rb'number-rows-spanned="(?:[2-9]|\d{2})')
SHOWN = 1_000


def read(path: Path, sheets: Iterable[str]) -> dict[str, Sheet]:
    """Return, by sheet, what its parts say beyond its values; {} for old kinds.

    An ODS keeps all `sheets` in one part, so each gets the same answer.
    """
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "content.xml" in names:
            spanned = MERGED_ROWS.search(archive.read("content.xml")) is not None
            return dict.fromkeys(sheets, Sheet(merged_rows=spanned))
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return {}
        styles = archive.read(STYLES) if STYLES in names else b""
        return {
            name: sheet(archive.read(part), styles)
            for name, part in _parts(archive).items()
            if part in names
        }


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    targets: dict[bytes | None, str] = {}
    for found in TARGET.findall(archive.read("xl/_rels/workbook.xml.rels")):
        named = dict(re.findall(rb'\b(Id|Target)="([^"]*)"', found))
        target = named.get(b"Target", b"").decode().lstrip("/")
        targets[named.get(b"Id")] = target if target[:3] == "xl/" else f"xl/{target}"
    return {
        name.decode(): targets.get(key, "")
        for name, key in SHEET.findall(archive.read("xl/workbook.xml"))
    }


def sheet(part: bytes, styles: bytes) -> Sheet:
    """Return what a sheet's part says: unsaved formulas, numbers with leading zeros."""
    digits = _digits(styles)
    shown = {
        (int(row) - 1, _number(column) - 1): digits[style]
        for column, row, style in (STYLED.findall(part) if digits else ())
        if style in digits
    }
    return Sheet(unsaved=tuple(_unsaved(part)), digits=shown)


def _digits(styles: bytes) -> dict[bytes, int]:
    """Return the cell styles that show leading zeros (00123), and their digits."""
    forms = [dict(ATTRIBUTE.findall(one)) for one in FORM.findall(styles)]
    zeros = {
        one.get(b"numFmtId"): len(found[1])
        for one in forms
        if (found := ZEROS.fullmatch(one.get(b"formatCode", b"")))
    }
    cells = styles.partition(b"cellXfs")[2].partition(b"cellXfs")[0]
    kinds = [dict(ATTRIBUTE.findall(one)).get(b"numFmtId") for one in XF.findall(cells)]
    return {b"%d" % n: zeros[kind] for n, kind in enumerate(kinds) if kind in zeros}


def _unsaved(part: bytes) -> Iterator[tuple[int, int]]:
    """Yield (row, column), from 0, of formulas without a result."""
    for column, row, attributes in CELL.findall(part)[:SHOWN]:
        if b't="str"' not in attributes:
            yield int(row) - 1, _number(column) - 1


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
