"""How deep to test: quickly on every change, deeply where RAPPORT_DEEP=1 is set."""

import os

DEEP = bool(os.environ.get("RAPPORT_DEEP"))


def times(usual: int, deep: int) -> int:
    """Return how often to repeat: `usual` on every change, `deep` before a release."""
    return deep if DEEP else usual
