"""What the clinic decides about its load, kept with the store for everybody."""

from ingest import settings as kept
from ingest.settings import GROUPS, REASONS
from ui import data

__all__ = ["GROUPS", "REASONS", "keep"]


def keep(changed: dict) -> bool:
    """Keep changed settings; False where the store cannot be written."""
    try:
        kept.write(data.folder(), kept.checked({**vars(data.settings()), **changed}))
    except OSError:
        return False
    return True
