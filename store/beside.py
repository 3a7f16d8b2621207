"""What lies beside the snapshots: the clinic's mapping, the key of pseudonyms, the names.

Names stand in this one file and nowhere else, so they can be deleted.
"""

import json
import secrets
from pathlib import Path

from store.files import replace_file

MAPPING = "mapping.toml"
KEY = "pseudonyms.key"
NAMES = "names.json"


def kept_mapping(store: Path) -> Path | None:
    """Return the mapping that the store keeps, or None."""
    file = store / MAPPING
    return file if file.is_file() else None


def keep_mapping(store: Path, text: str) -> None:
    """Keep the text of a mapping for the next import."""
    replace_file(store / MAPPING, text)


def key(store: Path, dry_run: bool) -> bytes | None:
    """Return the key of the pseudonyms (32 bytes), made at the first import that needs it.

    A dry run makes none and gets None where there is none yet.
    """
    file = store / KEY
    if not file.exists():
        if dry_run:
            return None
        replace_file(file, secrets.token_hex(32))
    return bytes.fromhex(file.read_text(encoding="utf-8"))


def names(store: Path) -> dict[str, str]:
    """Return the clients' names by id; {} once the names were deleted."""
    try:
        return json.loads((store / NAMES).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}


def remember(store: Path, called: dict[str, str]) -> None:
    """Add names, by client id, to the names file."""
    if called:
        text = json.dumps(names(store) | called, ensure_ascii=False, indent=0)
        replace_file(store / NAMES, text)


def forget_names(store: Path) -> None:
    """Delete the names; the pseudonyms stay what they are."""
    (store / NAMES).unlink(missing_ok=True)
