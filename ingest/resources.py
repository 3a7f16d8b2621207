"""What an import needs: files that no longer change, room on the disk, memory."""

import shutil
import time
from collections.abc import Iterable
from pathlib import Path

import psutil

from ingest.read.limits import GIB, MIB
from ingest.refusals import Refused

DISK_TIMES_INPUT = 1.5
PACKED, PACKED_TIMES = (".gz", ".zip", ".xlsx", ".ods", ".parquet"), 10
DISK_AT_LEAST = 8 * MIB
FRESH_SECONDS = 5
SETTLE_SECONDS = 0.5
WORKING_MEMORY, WORKING_SHARE = 5 * GIB, 0.6
PROCESS_MEMORY, PROCESS_SHARE = 8 * GIB, 0.8
FEW_BYTES, FEW_SESSIONS = 2 * MIB, 10_000
CONTAINER = Path("/sys/fs/cgroup/memory.max")


def check_disk(store: Path, files: Iterable[Path]) -> None:
    """Refuse an import that the disk has no room for: 1.5 times its input, unpacked.

    Ten million sessions took 0.4 times the size of their CSV; a hundred million, which do
    not fit in memory, need most of the rest on the way.
    """
    needed = max(int(DISK_TIMES_INPUT * _unpacked(files)), DISK_AT_LEAST)
    free = shutil.disk_usage(store).free
    if free < needed:
        raise Refused(
            f"The disk of the store folder has {free:,} bytes free, and this import may"
            f" need {needed:,}. Free some space and import again."
        )


def fit(files: Iterable[Path]) -> bool:
    """Tell whether the rows of these files fit in memory as read."""
    return _unpacked(files) < working_memory()


def few(files: Iterable[Path], held: int | None) -> bool:
    """Tell whether these files, and the sessions held before, are small work.

    Handing many small steps to several threads takes longer than the steps themselves: an
    import of 1,000 clients takes a tenth less time with one thread.
    """
    return _unpacked(files) < FEW_BYTES and held is not None and held < FEW_SESSIONS


def _unpacked(files: Iterable[Path]) -> int:
    """Return the bytes of these files, those of packed ones by what they may become."""
    return sum(
        file.stat().st_size * (PACKED_TIMES if file.suffix.lower() in PACKED else 1)
        for file in files
    )


def disk_full(store: Path) -> str:
    """Return the sentence for a disk that filled up on the way."""
    free = shutil.disk_usage(store).free
    return (
        f"The disk of the store folder is full ({free:,} bytes were free in the end)."
        " Free some space and import again."
    )


def settled(files: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """Return the size and time (ns) of each file, once files just written stop changing.

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
        stat = file.stat()
    except OSError as problem:
        raise Refused(f"{file.name}: cannot be opened ({problem.strerror}).") from None
    return stat.st_size, stat.st_mtime_ns


def working_memory() -> int:
    """Return the bytes that the import's tables may take before they go to disk."""
    return int(min(WORKING_MEMORY, WORKING_SHARE * _machine()))


def process_memory() -> int:
    """Return the bytes at which the importing process is ended."""
    return int(min(PROCESS_MEMORY, PROCESS_SHARE * _machine()))


def _machine() -> int:
    """Return the memory of the machine, or of the container if that has less."""
    machine = psutil.virtual_memory().total
    try:
        return min(machine, int(CONTAINER.read_text(encoding="ascii")))
    except (OSError, ValueError):
        return machine


def resident(process: int) -> int:
    """Return the bytes of memory a process takes; 0 once it has ended."""
    try:
        return psutil.Process(process).memory_info().rss
    except psutil.Error:
        return 0
