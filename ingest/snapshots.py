"""The store folder: one immutable file per snapshot, and a pointer to the current one.

A snapshot is written beside, synced and renamed; then the pointer is replaced the same
way. Killed at any moment, the folder holds the old or the new, never a mixture.
"""

import hashlib
import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ingest.report import Refused

POINTER = "current.json"
KEPT = 3
LOCK = "import.lock"


@contextmanager
def writing(store: Path):
    """Hold the store for one import; yield a private folder for its work.

    Raises Refused when another import is running or the folder cannot be written.
    """
    try:
        store.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (store / LOCK).open("a+", encoding="utf-8")
    except OSError as problem:
        raise Refused(
            f"The store folder {store} cannot be written ({problem.strerror})."
        ) from None
    with lock:
        if not _locked(lock):
            lock.seek(0)
            raise Refused(f"An import is running since {lock.read() or 'a moment'}.")
        lock.truncate(0)
        lock.write(datetime.now(UTC).isoformat(timespec="seconds"))
        lock.flush()
        for left in [*store.glob("work-*"), *store.glob("*.new")]:
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        work = store / f"work-{os.getpid()}"
        work.mkdir(mode=0o700)
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _locked(lock) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def pointer(store: Path) -> dict:
    """Return what the pointer says, or {} when nothing is published."""
    try:
        return json.loads((store / POINTER).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def path(store: Path, snapshot: str) -> Path:
    """Return the file of a snapshot."""
    return store / f"{snapshot}.duckdb"


def publish(store: Path, built: Path, snapshot: str, report: dict) -> None:
    """Make a built file the current snapshot, and drop all but the last three."""
    before = pointer(store)
    built.chmod(0o600)
    digest = _digest(built)
    _sync(built)
    built.replace(path(store, snapshot))
    _sync(store)
    earlier = [one for one in before.get("kept", []) if one != snapshot]
    kept = [*earlier, snapshot][-KEPT:]
    point(
        store,
        {
            "snapshot": snapshot,
            "sha256": digest,
            "kept": kept,
            "published_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "report": report,
        },
    )
    for file in store.glob("*.duckdb"):
        if file.stem not in kept:
            file.unlink(missing_ok=True)


def point(store: Path, entries: dict) -> None:
    """Replace the pointer in one step."""
    replace_file(store / POINTER, json.dumps(entries, indent=1, default=str))


def replace_file(file: Path, text: str, *, unfinished: str = ".new") -> None:
    """Write a file of the store in one step, readable by its owner alone."""
    handle, name = tempfile.mkstemp(unfinished, file.name, file.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    _sync(Path(name))
    Path(name).replace(file)
    _sync(file.parent)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(target: Path) -> None:
    """Force a file or, where the system allows it, a folder to the disk."""
    if target.is_dir() and os.name == "nt":
        return
    handle = os.open(target, os.O_RDONLY if target.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
