"""Beside the snapshots: the key of the pseudonyms, and the names, which can be deleted.

Names stand in this one file and nowhere else.
"""

import json
import secrets
from pathlib import Path

from store.keeping import private

KEY = "pseudonyms.key"
NAMES = "names.json"


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
