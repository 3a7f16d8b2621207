"""Whatever was exported becomes plain text tables: UTF-8, one kind of line end."""

from collections.abc import Iterator
from pathlib import Path

from ingest.formats import plain_text
from ingest.formats.text import Text

__all__ = ["Text", "texts"]


def texts(path: Path, scratch: Path) -> Iterator[Text]:
    """Yield the text tables of one file; refuse with a sentence what holds none."""
    yield plain_text.read(path, path.name, scratch)
