"""The tables an export can bring and the words in it, as declared beside this file."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
TYPES = {"moment": "timestamp", "number": "double"}
DERIVED = ("time", "end")


@dataclass(frozen=True)
class Column:
    """One column we read: its kind and the headings that mean it, the usual ones first."""

    kind: str
    headings: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table an export can bring."""

    name: str
    required: tuple[str, ...]
    columns: dict[str, Column]


def plain(text: str) -> str:
    """Reduce a heading or word to its letters and digits, without case.

    A code that holds neither, such as "@", stays as it is.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "", folded) or folded.strip()


def declared(name: str) -> dict:
    """Read one of the declarations beside this file."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def tables() -> dict[str, Table]:
    """Return the tables an export can bring, by name."""
    return {
        name: Table(
            name,
            tuple(table["required"]),
            {
                column: Column(
                    entry["kind"],
                    tuple(map(plain, [column, *entry["headings"]])),
                )
                for column, entry in table["columns"].items()
            },
        )
        for name, table in declared("tables").items()
    }


def stored_columns(table: str) -> dict[str, str]:
    """Return the columns a table keeps, and their SQL types."""
    return {
        "word" if column.kind == "status" else name: TYPES.get(column.kind, "varchar")
        for name, column in tables()[table].columns.items()
        if name not in DERIVED
    }


@cache
def words(group: str) -> dict[str, str]:
    """Return plain word -> meaning for `statuses`, `endings` or `yes_no`."""
    return {
        plain(word): meaning
        for meaning, spellings in declared("words")[group].items()
        for word in [meaning, *spellings]
    }


@cache
def missing_words() -> tuple[str, ...]:
    """Return the cell texts that mean "nothing was entered"."""
    return tuple(declared("words")["missing"]["words"])
