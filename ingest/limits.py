"""How much one import may take: what an archive unpacks to, lines, disk and memory."""

import os
import shutil
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

from ingest.report import Refused

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30
EXPANSION = 100
EXPANSION_COUNTS_FROM = 1 * MIB
EXPANDED = 1 * GIB
LONGEST_LINE = 1 * MIB
DISK_TIMES_INPUT = 3
DISK_AT_LEAST = 8 * MIB
FRESH_SECONDS = 5
SETTLE_SECONDS = 0.5
WORKING_MEMORY, WORKING_SHARE = 5 * GIB, 0.6
PROCESS_MEMORY, PROCESS_SHARE = 8 * GIB, 0.8
CHUNK = 1 * MIB

BOMB = "{}: unpacks to {}, which is more than {}. It was not unpacked."
LONG_LINE = (
    "{}, line {:,}: the line is longer than 1 MiB, so this is no table of text. Export"
    " it again."
)


def check_archive(path: Path) -> zipfile.ZipFile:
    """Return an opened zip (or xlsx, ods) that is safe to unpack, or refuse it.

    Only its directory is read: what it unpacks to, whether it is encrypted or holds
    macros. Members that lie about their size are stopped by `unpacked`.
    """
    try:
        archive = zipfile.ZipFile(path)
        members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
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


def unpacked(name: str, stream, target: Path, packed: int) -> Path:
    """Copy an expanding stream (gzip, a zip's member) into a file, within the limits.

    `packed` is the size of what it expands from. A broken stream is refused as well.
    """
    expanded = 0
    try:
        with target.open("wb") as copy:
            while chunk := stream.read(CHUNK):
                expanded += len(chunk)
                _check_expansion(name, expanded, packed)
                copy.write(chunk)
    except (EOFError, ValueError, zipfile.BadZipFile, OSError) as problem:
        if isinstance(problem, OSError) and problem.errno:
            raise
        raise _broken(name) from None
    except Exception as problem:
        if type(problem).__module__ in ("zlib", "lzma", "_lzma", "bz2"):
            raise _broken(name) from None
        raise
    return target


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


class Lines:
    """Watches the bytes of a file go by, and refuses a line that is longer than 1 MiB."""

    def __init__(self, name: str):
        self.name, self.length, self.ended = name, 0, 0

    def watch(self, chunk: bytes) -> None:
        """Look at the next bytes; a carriage return ends a line as well."""
        for start in range(0, len(chunk), LONGEST_LINE):
            part = chunk[start : start + LONGEST_LINE]
            first = _first_end(part)
            if self.length + (len(part) if first < 0 else first) > LONGEST_LINE:
                raise Refused(LONG_LINE.format(self.name, self.ended + 1))
            if first < 0:
                self.length += len(part)
                continue
            last = max(part.rfind(b"\n"), part.rfind(b"\r"))
            self.length = len(part) - last - 1
            self.ended += part.count(b"\n") or part.count(b"\r")


def _first_end(part: bytes) -> int:
    ends = [place for mark in (b"\n", b"\r") if (place := part.find(mark)) >= 0]
    return min(ends, default=-1)


def check_disk(store: Path, files: Iterable[Path]) -> None:
    """Refuse an import that the disk has no room for: three times its input."""
    size = sum(file.stat().st_size for file in files)
    needed = max(DISK_TIMES_INPUT * size, DISK_AT_LEAST)
    free = shutil.disk_usage(store).free
    if free < needed:
        raise Refused(
            f"The disk of the store folder has {free:,} bytes free, and this import may"
            f" need {needed:,}. Free some space and import again."
        )


def settled(files: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """Return the size and time of each file, once those just written stand still.

    Pass it to `check_settled` before anything is published.
    """
    files = list(files)
    seen = {file: _state(file) for file in files}
    now = time.time()
    if any(now - moment / 1e9 < FRESH_SECONDS for _, moment in seen.values()):
        time.sleep(SETTLE_SECONDS)
        check_settled(seen)
    return seen


def check_settled(seen: dict[Path, tuple[int, int]]) -> None:
    """Refuse the first file that has changed since `settled` saw it."""
    for file, state in seen.items():
        if _state(file) != state:
            raise Refused(
                f"{file.name}: is still being written or copied. Wait until that is"
                " done, and import again."
            )


def _state(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError as problem:
        raise Refused(f"{file.name}: cannot be opened ({problem.strerror}).") from None
    return found.st_size, found.st_mtime_ns


def working_memory() -> int:
    """Return the bytes that the import's tables may take before they go to disk."""
    return int(min(WORKING_MEMORY, WORKING_SHARE * _machine()))


def process_memory() -> int:
    """Return the bytes at which the importing process is ended."""
    return int(min(PROCESS_MEMORY, PROCESS_SHARE * _machine()))


def _machine() -> int:
    """Return the machine's memory; a modest one where it cannot be asked."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return 8 * GIB
