"""What is kept beside the snapshots: the clinic's mapping, for the next import."""

import json
import secrets
from dataclasses import replace
from pathlib import Path

from ingest.recognize.mapping import Mapping, read

MAPPING = "mapping.toml"
KEY = "pseudonyms.key"
NAMES = "names.json"


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


def key(store: Path, dry_run: bool) -> bytes | None:
    """Return the key of the pseudonyms, made at the first import that needs one."""
    file = store / KEY
    if not file.exists():
        if dry_run:
            return None
        private(file, secrets.token_hex(32))
    return bytes.fromhex(file.read_text(encoding="utf-8"))


def names(store: Path) -> dict[str, str]:
    """Return how clients are called, by their id; {} once the names were deleted."""
    try:
        return json.loads((store / NAMES).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}


def remember(store: Path, called: dict[str, str]) -> None:
    """Add names to the names file."""
    if called:
        text = json.dumps(names(store) | called, ensure_ascii=False, indent=0)
        private(store / NAMES, text)


def forget_names(store: Path) -> None:
    """Delete the names; the pseudonyms stay what they are."""
    (store / NAMES).unlink(missing_ok=True)
