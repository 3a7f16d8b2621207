"""One .sql file per question; here a published store is opened and asked."""

import atexit
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

import duckdb
import pandas as pd

from queries.filters import WINDOWS, Filters

__all__ = ["WINDOWS", "Filters", "NoStore", "Store", "answer", "current", "grain"]
__all__ += ["default_folder", "names", "open_store", "question", "text"]

FOLDER = Path(__file__).parent
POINTER = "current.json"
LOCK = Lock()
# The order matters: external access off and the lock come last. A plain `set` of the
# time limit would be lost in cursors.
LOCK_DOWN = (
    "max_temp_directory_size = '4GB'",
    "memory_limit = '1GB'",
    "global max_execution_time = 5000",
    "python_enable_replacements = false",
    "autoload_known_extensions = false",
    "autoinstall_known_extensions = false",
    "allow_community_extensions = false",
    "enable_external_access = false",
    "lock_configuration = true",
)


class NoStore(Exception):
    """Nothing is published in the folder yet."""


@dataclass(frozen=True)
class Store:
    """One opened snapshot, read-only and locked down."""

    snapshot: str
    connection: duckdb.DuckDBPyConnection

    def close(self) -> None:
        """Give the file back."""
        self.connection.close()


def default_folder() -> Path:
    """Return the store folder: RAPPORT_STORE, else `.store` beside the dashboard."""
    return Path(os.environ.get("RAPPORT_STORE") or FOLDER.parent / ".store")


def current(folder: Path) -> str | None:
    """Return the id of the snapshot that the pointer names; None without one."""
    try:
        pointer = (folder / POINTER).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    return json.loads(pointer)["snapshot"]


def open_store(folder: Path, snapshot: str | None = None) -> Store:
    """Open a snapshot of a store folder, else the current; raise NoStore without one."""
    snapshot = snapshot or current(folder)
    if snapshot is None:
        raise NoStore(f"Nothing is published in {folder} yet.")
    with LOCK:
        connection = duckdb.connect(folder / f"{snapshot}.duckdb", read_only=True)
        _lock_down(connection)
    return Store(snapshot, connection)


def _lock_down(connection: duckdb.DuckDBPyConnection) -> None:
    """Shut off files, extensions and settings; connections to one file share this."""
    locked = "select current_setting('lock_configuration')"
    if connection.execute(locked).fetchone() == (True,):
        return
    connection.execute(f"set temp_directory = '{_spill()}'")
    for setting in LOCK_DOWN:
        connection.execute(f"set {setting}")


@cache
def _spill() -> str:
    """Return a private folder for spilled rows, which are client data; it ends with us."""
    folder = tempfile.mkdtemp(prefix="rapport-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def answer(store: Store, name: str, filters: Filters) -> pd.DataFrame:
    """Answer queries/<name>.sql for a selection.

    A DuckDB connection must not be shared between threads (it silently returns other
    people's rows), so each question opens its own cursor.
    """
    values = {
        key: list(value) if isinstance(value, tuple) else value
        for key in parameters(name)
        for value in [getattr(filters, key)]
    }
    with store.connection.cursor() as cursor:
        return cursor.execute(text(name), values).df()


@cache
def names() -> tuple[str, ...]:
    """Return the names of all questions."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.sql")))


@cache
def text(name: str) -> str:
    """Return the SQL of a question."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@cache
def parameters(name: str) -> tuple[str, ...]:
    """Return the parameters that a question takes; they are fields of Filters."""
    (statement,) = duckdb.extract_statements(text(name))
    return tuple(sorted(statement.named_parameters))


def question(name: str) -> str:
    """Return what a question asks, in words."""
    return text(name).splitlines()[0].removeprefix("-- ")


def grain(name: str) -> str:
    """Return what a row of the answer is, and who is left out."""
    return text(name).splitlines()[1].removeprefix("-- ")
