"""Imports in the process of the test itself, where only the outcome matters."""

from pathlib import Path

import ingest
import queries
from ingest.look import inspect
from ingest.merge import questions
from ingest.run import publish

HEADER = "session_id,client_id,counselor_id,start,status"


def written(folder: Path, content, name: str = "sessions.csv") -> Path:
    """Write text or bytes as an export."""
    folder.mkdir(exist_ok=True)
    content = content if isinstance(content, bytes) else content.encode()
    (folder / name).write_bytes(content)
    return folder / name


def imported(folder: Path, *files: Path, rules: str = "") -> dict:
    """Import files into the folder's store and return the report."""
    folder.mkdir(exist_ok=True)
    mapping = folder / "rules.toml"
    mapping.write_text(rules, encoding="utf-8")
    return publish(list(files), folder / "store", mapping)


def refused(folder: Path, *files: Path, rules: str = "") -> str:
    """Return the sentence with which an import is refused, or asks before it publishes."""
    try:
        report = imported(folder, *files, rules=rules)
    except ingest.Refused as refusal:
        return str(refusal)
    assert report["questions"]
    return questions.sentences(report["questions"])


def remarks(report: dict) -> dict[str, int]:
    """Return the rows of each remark, by its key."""
    return {one["key"]: one["rows"] for one in report["remarks"]}


def held(folder: Path, sql: str) -> list[tuple]:
    """Answer SQL from the folder's store."""
    store = queries.open_store(folder / "store")
    try:
        return store.connection.execute(sql).fetchall()
    finally:
        store.close()


def found(folder: Path, file: Path):
    """Return what a first look at a file finds."""
    (one,) = inspect([file], folder / "store")
    return one
