"""A published store: checked, opened read-only, locked down."""

import atexit
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

import duckdb

from store import pointer, verification
from store.errors import Damaged, NoStore, OldStore

ROOT = Path(__file__).parents[1]
FORMAT = 16
LOCK = Lock()
# The order matters: external access off and the lock come last. A plain `set` of the
# time limit would be lost in cursors.
LOCK_DOWN = (
    "max_temp_directory_size = '4GB'",
    "memory_limit = '1GB'",
    "global max_execution_time = 5000",
    # Rates by group and cluster stay in a plain array up to 2^20 cells. Questions that
    # group by client write `client_key | 0`, of which DuckDB knows no limits, so that it
    # does not lay out a cell for every client there may be.
    "global perfect_ht_threshold = 20",
    "python_enable_replacements = false",
    "autoload_known_extensions = false",
    "autoinstall_known_extensions = false",
    "allow_community_extensions = false",
    "enable_external_access = false",
    "lock_configuration = true",
)


@dataclass(frozen=True)
class Store:
    """One opened snapshot, read-only and locked down."""

    snapshot: str
    connection: duckdb.DuckDBPyConnection

    def close(self) -> None:
        """Give the file back."""
        self.connection.close()


def quoted(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def default_folder() -> Path:
    """Return the store folder: RAPPORT_STORE, else `.store` beside the dashboard."""
    return Path(os.environ.get("RAPPORT_STORE") or ROOT / ".store")


def current(folder: Path) -> str | None:
    """Return the id of the snapshot that the pointer names; None without one."""
    return pointer.last_pointer(folder).get("snapshot")


def open_store(folder: Path, snapshot: str | None = None) -> Store:
    """Open a snapshot of a store folder, else the current or what stands in for it.

    Raises NoStore without one, Damaged where its file is not what was published,
    OldStore where another version wrote it.
    """
    snapshot = snapshot or verification.served(folder).snapshot
    if snapshot is None:
        raise NoStore(f"Nothing is published in {folder} yet.")
    for kept in pointer.snapshots(folder):
        if kept.id == snapshot and (fault := verification.fault(folder, kept)):
            raise Damaged(f"This snapshot cannot be shown: {fault}.")
    with LOCK:
        connection = duckdb.connect(folder / f"{snapshot}.duckdb", read_only=True)
        _lock_down(connection)
    if _format(connection) != FORMAT:
        connection.close()
        raise OldStore(
            "This store was written by another version of Rapport. Import the exports"
            " again."
        )
    return Store(snapshot, connection)


def _format(connection: duckdb.DuckDBPyConnection) -> int | None:
    try:
        ((number,),) = connection.execute("select format from snapshot").fetchall()
    except (duckdb.BinderException, duckdb.CatalogException):
        return None
    return number


def _lock_down(connection: duckdb.DuckDBPyConnection) -> None:
    """Shut off files, extensions and settings; connections to one file share this."""
    locked = "select current_setting('lock_configuration')"
    if connection.execute(locked).fetchone() == (True,):
        return
    connection.execute(f"set temp_directory = {quoted(_spill())}")
    for setting in LOCK_DOWN:
        connection.execute(f"set {setting}")


@cache
def _spill() -> str:
    """Return a private folder for spilled rows (client data), removed when we exit."""
    folder = tempfile.mkdtemp(prefix="rapport-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
