"""Verify snapshot hashes; fall back to an earlier snapshot where one does not match."""

import hashlib
import os
import threading
from dataclasses import dataclass
from pathlib import Path

from store.errors import Damaged
from store.pointer import Snapshot, pointer, snapshots

LOST_POINTER = (
    "The file that names the current data cannot be read. Shown is what was current at"
    " the last import, with data through {}. Restore it on the Data page, or by"
    " python -m ingest --restore {}."
)
FALLEN_BACK = (
    "The current data, published {}, cannot be shown: {}. Shown is the snapshot"
    " published {}, with data through {}. Restore it on the Data page, or by"
    " python -m ingest --restore {}, and import newer exports again."
)
NOTHING_SOUND = (
    "The published data cannot be shown: {}, and no earlier snapshot is left. Empty the"
    " store folder and import all exports again."
)
MISSING, STRAY, CHANGED = (
    "its file is missing",
    "an unfinished change (.wal) lies beside its file",
    "its file is damaged",
)
UNREADABLE = "its file cannot be read ({})"

_checked: dict[tuple, str] = {}
_checking = threading.Lock()


@dataclass(frozen=True)
class Served:
    """The snapshot that pages show (None: nothing is published), and what to say."""

    snapshot: str | None
    notice: str = ""


def served(folder: Path) -> Served:
    """Return the current snapshot if it is sound, else the best earlier one.

    Every file is hashed once per process, and again when it changes. Raises Damaged
    when nothing that was published can be shown.
    """
    kept = snapshots(folder)
    if not kept:
        pointer(folder)
        return Served(None)
    place = next(n for n, snapshot in enumerate(kept) if snapshot.current)
    current = kept[place]
    reason = fault(folder, current)
    if not reason:
        return Served(current.id, _lost(folder, current))
    for other in [*reversed(kept[:place]), *kept[place + 1 :]]:
        if not fault(folder, other):
            return Served(other.id, _fallen_back(current, reason, other))
    raise Damaged(NOTHING_SOUND.format(reason))


def _fallen_back(current: Snapshot, reason: str, shown: Snapshot) -> str:
    facts = (current.published_at, reason, shown.published_at, shown.data_through)
    known = (fact or "at an unknown time" for fact in facts)
    return FALLEN_BACK.format(*known, shown.id)


def _lost(folder: Path, current: Snapshot) -> str:
    """Return the notice for a pointer that cannot be read, "" where it can."""
    try:
        pointer(folder)
    except Damaged:
        return LOST_POINTER.format(current.data_through or "unknown", current.id)
    return ""


def fault(folder: Path, snapshot: Snapshot) -> str:
    """Return why a snapshot cannot be shown, "" if its file is what was published."""
    file = folder / f"{snapshot.id}.duckdb"
    if file.with_name(f"{file.name}.wal").exists():
        return STRAY
    try:
        stat = file.stat()
        state = (str(file), stat.st_size, stat.st_mtime_ns, stat.st_ino)
        with _checking:
            if state not in _checked:
                _checked[state] = digest(file)
    except FileNotFoundError:
        return MISSING
    except OSError as problem:
        return UNREADABLE.format(os.strerror(problem.errno or 5))
    return CHANGED if snapshot.sha256 not in ("", _checked[state]) else ""


def digest(file: Path) -> str:
    """Return the hash of a file's bytes; about a gigabyte a second."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
