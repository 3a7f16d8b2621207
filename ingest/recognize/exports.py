"""The exports of practice systems that are recognized, one declaration per system."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from ingest.recognize.layout import (
    DateOrder,
    Ending,
    Status,
    TableName,
    plain,
    tables,
    words,
)
from ingest.recognize.recipes import (
    Heading,
    Headings,
    Recipe,
    RecipeTable,
    Tests,
    tables_in,
)
from ingest.refusals import refusing
from store import checked
from store.checked import Written

FOLDER = Path(__file__).parents[1] / "systems"
Text = Annotated[str, Meta(min_length=1)]


class Aside(Struct, frozen=True, forbid_unknown_fields=True):
    """Rows that are no rows of data; `told` is the heading of a word that says more."""

    reason: Text
    when: Tests
    told: Heading | None = None


class Remark(Struct, frozen=True, forbid_unknown_fields=True):
    """Rows that are worth a look."""

    key: Text
    says: Text
    when: Tests


class ClientNames(Struct, frozen=True, forbid_unknown_fields=True):
    """What a file without a table tells: the clients by id, and how they are called."""

    client: Recipe
    called: Recipe


class Shifts(Struct, frozen=True, forbid_unknown_fields=True):
    """The columns of a report of shifts: whose, when, how long, less what."""

    of: Heading
    day: Heading
    hours: Heading
    less: Heading


class ExportEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """What a system's file says of one export (docs/adding-a-system.md)."""

    name: Text
    needs: Annotated[list[Headings], Meta(min_length=1)]
    table: TableName | None = None
    columns: dict[str, Recipe] = {}
    client_name: Recipe | None = None
    aside: list[Aside] = []
    remarks: list[Remark] = []
    refusal: str = ""
    words: dict[Status, list[str]] = {}
    endings: dict[Ending, list[str]] = {}
    first_character: bool = False
    weekly: Shifts | None = None
    names: ClientNames | None = None
    count_in_summary: str = ""
    date_order: DateOrder | None = None


class System(Struct, frozen=True, forbid_unknown_fields=True):
    """What a system's file says."""

    name: Text
    export: Annotated[
        list[ExportEntry],
        Meta(
            min_length=1, description="tables headed [[export]], with double brackets"
        ),
    ]
    statuses: dict[Status, list[str]] = {}
    date_order: DateOrder | None = None


@dataclass(frozen=True)
class Export:
    """One kind of file of one practice system.

    `table` is None where the file only serves other files of the import. `needs` are the
    plain headings by which it is recognized, each with its alternatives. `refusal` says
    what to export instead. `said` are the words that the system's file explains.
    """

    system: str
    name: str
    table: str | None
    needs: tuple[frozenset[str], ...]
    columns: dict[str, Recipe] = field(default_factory=dict)
    aside: tuple[Aside, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    endings: dict[str, str] = field(default_factory=dict)
    client_name: Recipe | None = None
    names: ClientNames | None = None
    weekly: Shifts | None = None
    remarks: tuple[Remark, ...] = ()
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
    """Return every declared export. Raises Refused for a mistake in a system's file."""
    with refusing():
        return tuple(
            _export(system, entry)
            for file in sorted(FOLDER.glob("*.toml"))
            for system in [read(file.name, file.read_bytes())]
            for entry in system.export
        )


def read(file: str, content: bytes) -> System:
    """Return what a system's file says. Raises Mistake, which names export and entry."""
    written = checked.toml(file, content)
    system = written.checked(System)
    names = [entry.name for entry in system.export]
    for place, entry in enumerate(system.export):
        _check_columns(written, place, entry)
        for path, recipe in _recipes(entry):
            if recipe.found is not None and recipe.found not in names:
                where = ("export", place, *path, "found")
                raise written.must_be(f"one of {', '.join(names)}", where)
    return system


def _check_columns(written: Written, place: int, entry: ExportEntry) -> None:
    known = list(tables()[entry.table].columns) if entry.table else []
    where = ("export", place, "columns")
    if entry.columns and not entry.table:
        raise written.mistake("has columns, and no table that they are of", where[:2])
    for column in entry.columns:
        if column not in known:
            raise written.unknown(column, known, where)


def _recipes(entry: ExportEntry) -> Iterator[tuple[checked.Path, RecipeTable]]:
    """Yield the tables in an export's recipes, each with its path."""
    for column, recipe in entry.columns.items():
        yield from tables_in(recipe, ("columns", column))
    yield from tables_in(entry.client_name, ("client_name",))
    if entry.names:
        yield from tables_in(entry.names.client, ("names", "client"))
        yield from tables_in(entry.names.called, ("names", "called"))


def _export(system: System, entry: ExportEntry) -> Export:
    known = words("statuses") | _plain_words(system.statuses.items())
    return Export(
        system=system.name,
        name=entry.name,
        table=entry.table,
        needs=tuple(map(_alternatives, entry.needs)),
        columns=entry.columns,
        aside=tuple(entry.aside),
        words=known | _plain_words(entry.words.items()),
        said=tuple(chain.from_iterable(system.statuses.values())),
        endings=_plain_words(entry.endings.items()),
        client_name=entry.client_name,
        names=entry.names,
        weekly=entry.weekly,
        remarks=tuple(entry.remarks),
        refusal=entry.refusal,
        first_character=entry.first_character,
        count_in_summary=entry.count_in_summary,
        date_order=entry.date_order or system.date_order,
    )


def _alternatives(needed: str | list[str]) -> frozenset[str]:
    return frozenset(map(plain, [needed] if isinstance(needed, str) else needed))


def _plain_words(meanings: Iterable[tuple[str, list[str]]]) -> dict[str, str]:
    """Return plain word -> meaning, from each meaning with its spellings."""
    return {plain(word): meaning for meaning, said in meanings for word in said}


def fitting(headings: Sequence[str]) -> list[Export]:
    """Return the exports whose needed headings are all there, the closest first."""
    there = set(headings)
    fit = [one for one in exports() if all(any_of & there for any_of in one.needs)]
    return sorted(fit, key=lambda one: -len(one.needs))
