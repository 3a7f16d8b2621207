"""Stores of drawn tables: the same tables are imported once, and copied from then on.

Most of the suite's time is the import of a few drawn rows. What an import does with them
is asked in tests/ingest, which import every time.
"""

import hashlib
import shutil
from datetime import date
from pathlib import Path

import ingest
from tests import drawing


class Stores:
    """Store folders by what they were imported from; `folder` is where they are kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def publish(
        self,
        to: Path,
        tables: dict[str, str],
        mapping: str = "",
        through: date | None = None,
    ) -> Path:
        """Publish drawn tables into an empty store folder; return it."""
        drawn = repr((sorted(tables.items()), mapping, through))
        kept = self.folder / hashlib.sha256(drawn.encode()).hexdigest()
        if not kept.exists():
            rules = self.folder / "mapping.toml"
            rules.write_text(mapping, encoding="utf-8")
            ingest.publish(
                drawing.export(self.folder / "export" / kept.name, **tables),
                kept,
                mapping=rules if mapping else None,
                through=through,
            )
        return Path(shutil.copytree(kept, to))
