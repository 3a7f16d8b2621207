"""Whatever was exported becomes plain text tables: UTF-8, one kind of line end.

What a file is, its first bytes say; the ending of its name is not trusted.
"""

import gzip
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.read.formats import json_text, parquet, plain_text, workbook
from ingest.read.formats.fhir_scores import InstrumentOf, own_name
from ingest.read.formats.text import Text, place
from ingest.read.limits import check_archive, member, unpacked
from ingest.refusals import Refused

__all__ = ["Text", "texts"]

GZIP, ZIP, OLD_OFFICE, PARQUET = b"\x1f\x8b", b"PK", b"\xd0\xcf\x11\xe0", b"PAR1"
WORKBOOK_PARTS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
NO_TABLE = "{}: the archive holds no file."
NESTED = "{}: holds an archive inside an archive. Unpack the outer one first."


def texts(
    path: Path, scratch: Path, instrument_of: InstrumentOf = own_name
) -> Iterator[Text]:
    """Yield the text tables of one file; refuse with a sentence what holds none.

    `instrument_of` names the instruments of FHIR resources by their codes and words.
    """
    yield from _Reading(path.name, scratch, instrument_of).inside(path, path.name)


@dataclass(frozen=True)
class _Reading:
    """One file on its way to text: its name, where copies go, who names instruments."""

    file: str
    scratch: Path
    instrument_of: InstrumentOf

    def inside(self, path: Path, name: str, depth: int = 0) -> Iterator[Text]:
        """Yield the text tables of a file, or of an archive's member."""
        start = plain_text.beginning(path, name)
        where = path, name, self.file, self.scratch
        if start.startswith((GZIP, ZIP)) and depth > 1:
            raise Refused(NESTED.format(name))
        if start.startswith(GZIP):
            yield from self._gunzipped(path, name, depth)
        elif start.startswith(ZIP):
            yield from self._zipped(path, name, depth)
        elif start.startswith(OLD_OFFICE):
            yield from workbook.read(*where)
        elif start.startswith(PARQUET):
            yield parquet.read(*where)
        elif json_text.looks_like(start):
            yield from json_text.read(*where, self.instrument_of)
        else:
            yield plain_text.read(*where)

    def _gunzipped(self, path: Path, name: str, depth: int) -> Iterator[Text]:
        with gzip.open(path) as stream:
            packed = path.stat().st_size
            inner = unpacked(name, stream, place(self.scratch), packed)
        yield from self.inside(inner, name, depth + 1)

    def _zipped(self, path: Path, name: str, depth: int) -> Iterator[Text]:
        with _named(path, name) as archive:
            members = [one for one in archive.infolist() if _is_file(one)]
            if WORKBOOK_PARTS & {one.filename for one in members}:
                yield from workbook.read(path, name, self.file, self.scratch)
                return
            if not members:
                raise Refused(NO_TABLE.format(name))
            for info in members:
                inner = f"{name}, {info.filename}"
                with member(inner, archive, info) as stream:
                    size = info.compress_size
                    copy = unpacked(inner, stream, place(self.scratch), size)
                yield from self.inside(copy, inner, depth + 1)


def _named(path: Path, name: str) -> zipfile.ZipFile:
    """Return the opened archive; its refusals speak of `name`, not of our copy."""
    try:
        return check_archive(path)
    except Refused as refusal:
        raise Refused(str(refusal).replace(path.name, name, 1)) from None


def _is_file(member: zipfile.ZipInfo) -> bool:
    base = member.filename.rpartition("/")[2]
    hidden = member.filename.lower().startswith("__macosx/") or base.startswith(".")
    return not member.filename.endswith("/") and not hidden
