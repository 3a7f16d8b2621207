"""What a store folder says is published: the pointer and its copy."""

import json
from dataclasses import dataclass
from pathlib import Path

from store.errors import Damaged

POINTER, COPY = "current.json", "current-copy.json"


@dataclass(frozen=True)
class Snapshot:
    """One published state of the data; what an old store does not know is empty."""

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
    said = last_pointer(folder)
    return _kept(said) if said else []


def _read(file: Path) -> dict:
    said = json.loads(file.read_text(encoding="utf-8"))
    try:
        if not any(one.current for one in _kept(said)):
            raise ValueError("the current snapshot is not among those kept")
    except (TypeError, KeyError, AttributeError):
        raise ValueError("no pointer") from None
    return said


def _kept(said: dict) -> list[Snapshot]:
    current, known = said["snapshot"], said.get("snapshots")
    if not known:  # a store of the first version
        known = {one: {} for one in said.get("kept", [current])}
        facts = {name: said.get(name, "") for name in ("published_at", "sha256")}
        known[current] = facts
    if not all(isinstance(one, str) and one.isalnum() for one in (current, *known)):
        raise TypeError("no id")
    return [
        Snapshot(id=one, current=one == current, **facts)
        for one, facts in known.items()
    ]
