"""What is kept beside the snapshots: the clinic's mapping, for the next import."""

from dataclasses import replace
from pathlib import Path

from ingest.recognize.mapping import Mapping, read

MAPPING = "mapping.toml"


def kept_mapping(store: Path) -> Path | None:
    """Return the mapping that the store keeps, or None."""
    file = store / MAPPING
    return file if file.is_file() else None


def declared(store: Path, mapping: Path | None) -> Mapping:
    """Read the mapping given, else the one that the store keeps, else none.

    A declared last day belonged to the export it was given with, so it is not kept.
    """
    if mapping is None and (kept := kept_mapping(store)):
        return replace(read(kept), through=None)
    return read(mapping)


def keep(store: Path, mapping: Path | None) -> None:
    """Keep a mapping for the next import, unless it is that of invented data."""
    if mapping is not None and not read(mapping).invented:
        private(store / MAPPING, mapping.read_text(encoding="utf-8"))


def private(file: Path, text: str) -> None:
    """Write a file that its owner alone reads, in one step."""
    new = file.with_name(file.name + ".new")
    new.touch(mode=0o600)
    new.chmod(0o600)
    new.write_text(text, encoding="utf-8")
    new.replace(file)
