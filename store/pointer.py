"""What a store folder says is published: the pointer and its copy.

A pointer is {"snapshot": current id, "snapshots": {id: the fields of Snapshot}}, the
snapshots in the order in which they were published.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from store.errors import Damaged

POINTER, COPY = "current.json", "current-copy.json"


@dataclass(frozen=True)
class Snapshot:
    """One published state of the data; what an old store does not know is empty.

    `published_at` is an ISO moment in UTC, `data_through` an ISO day.
    """

    id: str
    published_at: str = ""
    data_through: str = ""
    sessions: int | None = None
    sha256: str = ""
    current: bool = False


def pointer(folder: Path) -> dict:
    """Return what the pointer says, {} when nothing is published.

    Raises Damaged where it is lost or unreadable, though something was published.
    """
    try:
        return _read(folder / POINTER)
    except FileNotFoundError:
        if not (folder / COPY).exists():
            return {}
        raise Damaged("The file that names the current data is missing.") from None
    except (OSError, ValueError):
        raise Damaged("The file that names the current data cannot be read.") from None


def last_pointer(folder: Path) -> dict:
    """Return what the pointer says, else what its copy says; {} without either."""
    for name in (POINTER, COPY):
        try:
            return _read(folder / name)
        except (OSError, ValueError):
            continue
    return {}


def snapshots(folder: Path) -> list[Snapshot]:
    """Return the kept snapshots in the order in which they were published."""
    entries = last_pointer(folder)
    return _kept(entries) if entries else []


def _read(file: Path) -> dict:
    entries = json.loads(file.read_text(encoding="utf-8"))
    try:
        if not any(snapshot.current for snapshot in _kept(entries)):
            raise ValueError("the current snapshot is not among those kept")
    except (TypeError, KeyError, AttributeError):
        raise ValueError("no pointer") from None
    return entries


def _kept(entries: dict) -> list[Snapshot]:
    current, kept = entries["snapshot"], entries.get("snapshots")
    if not kept:  # a store of the first version
        kept = {id_: {} for id_ in entries.get("kept", [current])}
        kept[current] = {
            key: entries.get(key, "") for key in ("published_at", "sha256")
        }
    if not all(isinstance(id_, str) and id_.isalnum() for id_ in (current, *kept)):
        raise TypeError("no id")
    return [
        Snapshot(id=id_, current=id_ == current, **facts) for id_, facts in kept.items()
    ]
