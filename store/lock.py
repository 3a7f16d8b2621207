"""One import at a time in a store folder, and a private place for its work."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from store.errors import StoreError
from store.files import UNFINISHED

LOCK, SINCE = "import.lock", "import.since"


@contextmanager
def writing(store: Path) -> Iterator[Path]:
    """Hold the store for one import; yield a private folder for its work.

    Raises StoreError when another import is running or the folder cannot be written.
    """
    lock = FileLock(store / LOCK, timeout=0, mode=0o600, thread_local=False)
    try:
        store.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise StoreError(f"An import is running since {_since(store)}.") from None
    except OSError as problem:
        raise StoreError(
            f"The store folder {store} cannot be written ({problem.strerror})."
        ) from None
    work = store / f"work-{os.getpid()}"
    try:
        for left in [*store.glob("work-*"), *store.glob(f"*{UNFINISHED}")]:
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        _sign(store)
        work.mkdir(mode=0o700)
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
        (store / SINCE).unlink(missing_ok=True)
        lock.release()


def tidy(store: Path) -> None:
    """Remove what an import that was ended from outside has left behind."""
    if any(store.glob("work-*")):
        with suppress(StoreError, OSError), writing(store):
            pass


def _sign(store: Path) -> None:
    """Write down since when the store is held; a full disk does not stop the import."""
    with suppress(OSError):
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        (store / SINCE).write_text(moment, encoding="utf-8")


def _since(store: Path) -> str:
    try:
        return (store / SINCE).read_text(encoding="utf-8") or "a moment"
    except OSError:
        return "a moment"
