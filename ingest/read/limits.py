"""Limits on files: how far an archive unpacks, how long a line is, how much is looked at."""

import gzip
import lzma
import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO

from ingest.refusals import Refused

MIB, GIB = 1 << 20, 1 << 30
EXPANSION = 100
EXPANSION_COUNTS_FROM = 1 * MIB
EXPANDED = 1 * GIB
LONGEST_LINE = 1 * MIB
CHUNK = 1 * MIB
# How a column is written is decided from this many rows before all are read.
FIRST_ROWS = 20_000

# What reading a broken archive raises, by kind of archive and of damage.
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(ValueError, RuntimeError, LookupError),
)

BOMB = "{}: unpacks to {}, which is more than {}. It was not unpacked."
LONG_LINE = (
    "{}, line {:,}: the line is longer than 1 MiB, so this is no table of text. Export"
    " it again."
)


Stream = IO[bytes] | gzip.GzipFile


def check_archive(path: Path) -> zipfile.ZipFile:
    """Return an opened zip (or xlsx, ods) that is safe to unpack, or refuse it.

    Only its directory is read: what it unpacks to, whether it is encrypted or holds
    macros. Members that lie about their size are stopped by `unpacked`.
    """
    try:
        archive = zipfile.ZipFile(path)
        members = archive.infolist()
    except DAMAGE:
        raise Refused(
            f"{path.name}: this archive is damaged or incomplete. Export it again."
        ) from None
    if any(member.flag_bits & 1 for member in members):
        raise Refused(
            f"{path.name}: is protected by a password. Remove the password and try"
            " again."
        )
    if any("vbaproject" in member.filename.lower() for member in members):
        raise Refused(
            f"{path.name}: holds macros, which are never run. Save it as .xlsx or .csv."
        )
    packed = path.stat().st_size
    _check_expansion(path.name, sum(member.file_size for member in members), packed)
    return archive


def unpacked(name: str, stream: Stream, target: Path, packed: int) -> Path:
    """Copy an expanding stream (gzip, a zip's member) into a file, within the limits.

    `packed` is the size in bytes of what it expands from. Raises Refused for a broken
    stream as well.
    """
    expanded = 0
    with target.open("wb") as copy:
        while chunk := _read(name, stream):
            expanded += len(chunk)
            _check_expansion(name, expanded, packed)
            copy.write(chunk)
    return target


def member(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    """Return a stream of one member of an archive, or refuse a damaged one."""
    try:
        return archive.open(info)
    except DAMAGE:
        raise _broken(name) from None


def _read(name: str, stream: Stream) -> bytes:
    try:
        return stream.read(CHUNK)
    except DAMAGE:
        raise _broken(name) from None


def _broken(name: str) -> Refused:
    return Refused(
        f"{name}: this archive is damaged or incomplete. Export or copy it again."
    )


def _check_expansion(name: str, expanded: int, packed: int) -> None:
    if expanded > EXPANDED:
        raise Refused(BOMB.format(name, "more than 1 GiB", "an import unpacks"))
    if expanded > max(EXPANSION * packed, EXPANSION_COUNTS_FROM):
        times = f"more than {EXPANSION} times its size"
        raise Refused(BOMB.format(name, times, "any table does"))


def check_cells(name: str, rows: int, columns: int) -> None:
    """Refuse a compressed table that claims more cells than any table of ours has."""
    if rows * columns > EXPANDED:
        raise Refused(BOMB.format(name, f"{rows:,} rows", "an import reads"))


class Lines:
    """Refuses a line longer than 1 MiB in the bytes of a file as they are read.

    A carriage return ends a line as well.
    """

    def __init__(self, name: str, path: Path) -> None:
        self.name, self.path, self.length, self.seen = name, path, 0, 0

    def watch(self, chunk: bytes) -> None:
        """Look at the next bytes; raises Refused with the number of a line too long."""
        for start in range(0, len(chunk), LONGEST_LINE):
            part = chunk[start : start + LONGEST_LINE]
            ends = [part.find(b"\n"), part.find(b"\r")]
            first = min((end for end in ends if end >= 0), default=len(part))
            if self.length + first > LONGEST_LINE:
                raise Refused(LONG_LINE.format(self.name, self._line()))
            last = max(part.rfind(b"\n"), part.rfind(b"\r"))
            self.length = len(part) - last - 1 + (self.length if last < 0 else 0)
            self.seen += len(part)

    def _line(self) -> int:
        with self.path.open("rb") as stream:
            before = stream.read(self.seen)
        return 1 + (before.count(b"\n") or before.count(b"\r"))
