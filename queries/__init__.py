"""One .sql file per question, answered from a published store."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from queries.filters import EVER, USUAL_WINDOW, WINDOWS, Filters
from store.database import (
    FORMAT,
    Store,
    current,
    default_folder,
    open_store,
)
from store.errors import Damaged, NoStore, OldStore
from store.pointer import Snapshot, snapshots
from store.verification import Served, served

if TYPE_CHECKING:  # importing pandas would double the start of every import
    import pandas as pd

__all__ = [
    "EVER",
    "FORMAT",
    "USUAL_WINDOW",
    "WINDOWS",
    "Damaged",
    "Filters",
    "NoStore",
    "OldStore",
    "Served",
    "Snapshot",
    "Store",
    "answer",
    "current",
    "default_folder",
    "names",
    "open_store",
    "parameters",
    "question",
    "served",
    "snapshots",
    "text",
]

FOLDER = Path(__file__).parent


def answer(store: Store, name: str, filters: Filters) -> "pd.DataFrame":
    """Answer queries/<topic>/<name>.sql for a selection: the columns of its final select.

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
    return tuple(sorted(_files()))


@cache
def text(name: str) -> str:
    """Return the SQL of a question."""
    return _files()[name].read_text(encoding="utf-8")


@cache
def _files() -> dict[str, Path]:
    """Return the file of every question by its name, whatever topic it stands in."""
    return {file.stem: file for file in FOLDER.rglob("*.sql")}


@cache
def parameters(name: str) -> tuple[str, ...]:
    """Return the parameters that a question takes; they are fields of Filters."""
    (statement,) = duckdb.extract_statements(text(name))
    return tuple(sorted(statement.named_parameters))


def question(name: str) -> str:
    """Return what a question asks, in words."""
    return text(name).splitlines()[0].removeprefix("-- ")
