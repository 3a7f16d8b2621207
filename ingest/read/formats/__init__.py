"""Whatever was exported becomes plain text tables: UTF-8, one kind of line end.

What a file is, its first bytes say; the ending of its name is not trusted.
"""

import gzip
from collections.abc import Iterator
from pathlib import Path

from ingest.read.formats import json_text, parquet, plain_text, workbook
from ingest.read.formats.text import Text, place
from ingest.read.limits import check_archive, member, unpacked
from ingest.refusals import Refused

__all__ = ["Text", "texts"]

GZIP, ZIP, OLD_OFFICE, PARQUET = b"\x1f\x8b", b"PK", b"\xd0\xcf\x11\xe0", b"PAR1"
WORKBOOK_PARTS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
NO_TABLE = "{}: the archive holds no file."
NESTED = "{}: holds an archive inside an archive. Unpack the outer one first."


def texts(path: Path, scratch: Path) -> Iterator[Text]:
    """Yield the text tables of one file; refuse with a sentence what holds none."""
    yield from _inside(path, path.name, path.name, scratch)


def _inside(path: Path, name: str, file: str, scratch: Path, depth: int = 0):
    start = plain_text.beginning(path, name)
    if start.startswith((GZIP, ZIP)) and depth > 1:
        raise Refused(NESTED.format(name))
    if start.startswith(GZIP):
        yield from _gunzipped(path, name, file, scratch, depth)
    elif start.startswith(ZIP):
        yield from _zipped(path, name, file, scratch, depth)
    elif start.startswith(OLD_OFFICE):
        yield from workbook.read(path, name, file, scratch)
    elif start.startswith(PARQUET):
        yield parquet.read(path, name, file, scratch)
    elif json_text.looks_like(start):
        yield from json_text.read(path, name, file, scratch)
    else:
        yield plain_text.read(path, name, file, scratch)


def _gunzipped(path: Path, name: str, file: str, scratch: Path, depth: int):
    with gzip.open(path) as stream:
        packed = path.stat().st_size
        inner = unpacked(name, stream, place(scratch), packed)
    yield from _inside(inner, name, file, scratch, depth + 1)


def _zipped(path: Path, name: str, file: str, scratch: Path, depth: int):
    with _named(path, name) as archive:
        members = [one for one in archive.infolist() if _is_file(one)]
        if WORKBOOK_PARTS & {one.filename for one in members}:
            yield from workbook.read(path, name, file, scratch)
            return
        if not members:
            raise Refused(NO_TABLE.format(name))
        for info in members:
            inner = f"{name}, {info.filename}"
            with member(inner, archive, info) as stream:
                size = max(info.compress_size, 1)
                copy = unpacked(inner, stream, place(scratch), size)
            yield from _inside(copy, inner, file, scratch, depth + 1)


def _named(path: Path, name: str):
    """Return the opened archive; its refusals speak of `name`, not of our copy."""
    try:
        return check_archive(path)
    except Refused as refusal:
        raise Refused(str(refusal).replace(path.name, name, 1)) from None


def _is_file(member) -> bool:
    base = member.filename.rpartition("/")[2]
    hidden = member.filename.lower().startswith("__macosx/") or base.startswith(".")
    return not member.filename.endswith("/") and not hidden
