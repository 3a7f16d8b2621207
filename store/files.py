"""Write a file of a store folder in one synced step, readable by its owner alone."""

import os
import tempfile
from pathlib import Path

UNFINISHED = ".new"


def replace_file(file: Path, text: str, *, unfinished: str = UNFINISHED) -> None:
    """Write a text file in one step: killed at any moment, it is the old or the new.

    `unfinished` is the ending of the file until then. An import deletes files that end in
    .new, so what may be written during an import needs another ending. Raises OSError.
    """
    handle, name = tempfile.mkstemp(unfinished, file.name, file.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    move(Path(name), file)


def move(new: Path, file: Path) -> None:
    """Sync a finished file, rename it, and sync its folder."""
    sync(new)
    new.replace(file)
    sync(file.parent)


def sync(target: Path) -> None:
    """Force a file or, where the system allows it, a folder to the disk."""
    if target.is_dir() and os.name == "nt":
        return
    handle = os.open(target, os.O_RDONLY if target.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
