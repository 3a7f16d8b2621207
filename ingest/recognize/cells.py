"""What one of our columns is in a file, as SQL over its cells."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Lookup:
    """A value that stands in another file of the same import, found by a key.

    The key may stand under any of the headings `keys`, the value under the first of
    `value` that the other file has.
    """

    export: str
    keys: tuple[str, ...]
    value: tuple[str, ...]

    @property
    def table(self) -> str:
        """Return the name of the temporary table that holds it."""
        said = repr((self.export, self.keys, self.value))
        return "look_" + hashlib.sha256(said.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Cell:
    """One of our columns in a file: its text as SQL, and the cells it is made of."""

    sql: str
    places: tuple[int, ...]
    is_name: bool = False
    lookups: tuple[tuple[Lookup, str], ...] = ()

    @property
    def trimmed(self) -> str:
        """Return the text without spaces around it as SQL, null where it is empty."""
        return f"nullif(trim({self.sql}), '')"
