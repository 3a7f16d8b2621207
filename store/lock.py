"""One import at a time in a store folder, and a private place for its work."""

import os
import shutil
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from ingest.refusals import Refused

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
        work = store / f"work-{os.getpid()}"
        try:
            _sign(lock)
            for left in [*store.glob("work-*"), *store.glob("*.new")]:
                shutil.rmtree(left) if left.is_dir() else left.unlink()
            work.mkdir(mode=0o700)
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)


def tidy(store: Path) -> None:
    """Remove what an import that was ended from outside has left behind."""
    if any(store.glob("work-*")):
        with suppress(Refused, OSError), writing(store):
            pass


def _sign(lock) -> None:
    """Say in the lock since when it is held; a full disk keeps nobody from that."""
    with suppress(OSError):
        lock.truncate(0)
        lock.write(datetime.now(UTC).isoformat(timespec="seconds"))
        lock.flush()


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
