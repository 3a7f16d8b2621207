"""A text table, and the sentence for what is none."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Text:
    """One table of text: UTF-8 with one kind of line end.

    `name` is the file's, with its member or sheet; `file` the file's alone. `delimiter` is
    known where we wrote the text ourselves. `encoding` is what the file was read as.
    """

    name: str
    file: str
    path: Path
    is_ascii: bool = False
    delimiter: str | None = None
    encoding: str = "utf-8"


def place(scratch: Path, ending: str = "csv") -> Path:
    """Return a new path in the private work folder; a file's own name is never used."""
    return scratch / f"{len(list(scratch.iterdir()))}.{ending}"
