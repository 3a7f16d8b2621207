"""The exports of practice systems that are recognized, one declaration per system."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ingest.recognize.layout import plain, tables, words

FOLDER = Path(__file__).parents[1] / "systems"


@dataclass(frozen=True)
class Export:
    """One kind of file of one practice system.

    `table` is None where the file only serves other files of the import. `needs` are the
    plain headings by which it is recognized, each with its alternatives. `refusal` says what to export instead.
    """

    system: str
    name: str
    table: str | None
    needs: tuple[frozenset[str], ...]
    columns: dict = field(default_factory=dict)
    aside: tuple[dict, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    endings: dict[str, str] = field(default_factory=dict)
    client_name: object = None
    names: dict | None = None
    weekly: dict | None = None
    remarks: tuple[dict, ...] = ()
    refusal: str = ""
    first_character: bool = False
    count_in_summary: str = ""
    date_order: str | None = None

    @property
    def title(self) -> str:
        """Return how a supervisor would call it."""
        return f"{self.system}, {self.name}"


@cache
def exports() -> tuple[Export, ...]:
    """Return every declared export."""
    return tuple(
        _export(declared, one)
        for file in sorted(FOLDER.glob("*.toml"))
        for declared in [tomllib.loads(file.read_text(encoding="utf-8"))]
        for one in declared["export"]
    )


def _export(system: dict, one: dict) -> Export:
    known = {*Export.__dataclass_fields__, "needs"} - {"system"}
    unknown = {*one} - known | {*one.get("columns", {})} - _columns(one.get("table"))
    if unknown:
        raise ValueError(f"{system['name']}, {one['name']}: unknown {sorted(unknown)}")
    return Export(
        **(
            one
            | {
                "system": system["name"],
                "table": one.get("table"),
                "needs": tuple(map(_alternatives, one["needs"])),
                "aside": tuple(one.get("aside", ())),
                "words": words("statuses")
                | _plain_words(system.get("statuses", {}))
                | _plain_words(one.get("words", {})),
                "date_order": one.get("date_order", system.get("date_order")),
                "said": tuple(
                    word
                    for said in system.get("statuses", {}).values()
                    for word in said
                ),
                "endings": _plain_words(one.get("endings", {})),
            }
        )
    )


def _alternatives(needed: str | list[str]) -> frozenset[str]:
    return frozenset(map(plain, [needed] if isinstance(needed, str) else needed))


def _columns(table: str | None) -> set[str]:
    return set(tables()[table].columns) if table else set()


def _plain_words(meanings: dict[str, list[str]]) -> dict[str, str]:
    return {
        plain(word): meaning
        for meaning, spellings in meanings.items()
        for word in spellings
    }


def fitting(headings: list[str]) -> list[Export]:
    """Return the exports whose needed headings are all there, the closest first."""
    there = set(headings)
    fit = [one for one in exports() if all(any_of & there for any_of in one.needs)]
    return sorted(fit, key=lambda one: -len(one.needs))
