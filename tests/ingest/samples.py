"""The samples of practice systems' exports, and what a store made of them."""

from collections import Counter
from pathlib import Path

EXPORTS = Path(__file__).parent / "exports"


def statuses(store) -> dict[str, int]:
    """Count the sessions of each status."""
    rows = store.connection.execute("select status::varchar from sessions").fetchall()
    return dict(Counter(status for (status,) in rows))


def by_id(store) -> dict[str, str]:
    """Return the status of each session."""
    asked = "select session_id, status::varchar from sessions"
    return dict(store.connection.execute(asked).fetchall())


def folder_of(store) -> Path:
    """Return the folder of an opened store."""
    file = "select path from duckdb_databases() where path is not null"
    return Path(store.connection.execute(file).fetchone()[0]).parent
