"""The mapping: the small file in which a clinic says what its export's words mean.

`Entries` is what the file says, checked, and can be written again; `Mapping` is what an
import goes by. docs/mapping.md explains every entry.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import duckdb
import tomli_w
from msgspec import Meta, Struct, to_builtins

from ingest.recognize.contracts import ContractEntry
from ingest.recognize.contracts import check as check_contracts
from ingest.recognize.exports import exports
from ingest.recognize.instruments import InstrumentEntry
from ingest.recognize.instruments import check as check_instruments
from ingest.recognize.layout import (
    AppointmentIds,
    ClientNumbers,
    DateOrder,
    DisagreeingStatus,
    Ending,
    IdRule,
    Meaning,
    NotContacted,
    PersonId,
    Several,
    TableName,
    plain,
    tables,
    words,
)
from ingest.recognize.recipes import Recipe, tables_in
from ingest.recognize.zones import meant_by
from ingest.refusals import Refused, refusing
from store import checked
from store.beside import kept_mapping
from store.checked import Written
from store.database import quoted

OPENING = (
    "# What this clinic's exports mean. Written by the Data page; keep it or change it."
)
NOTICE_HOURS, MOST_HOURS = 24, 8760
DAY_ZERO = {1900: "1899-12-30", 1904: "1904-01-01"}
WITHIN = Meta(ge=0, le=MOST_HOURS)
SINGLE = (
    "time_zone", "date_order", "day_numbers_from", "decimal", "notice_hours", "through",
    "client_names", "client_numbers", "appointment_ids", "several_clients",
    "several_counselors", "disagreeing_status", "invented",
)  # fmt: skip
A_ZONE = "a time zone such as America/New_York"


class Same(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """People who stand under two names: the other name, and the one that stays."""

    clients: dict[str, str] = {}
    counselors: dict[str, str] = {}

    @staticmethod
    def pairs(names: dict[str, str]) -> dict[str, str]:
        """Return for each other name the one that stays in the end.

        Raises LookupError with a name that would stand for itself.
        """
        found = {}
        for name, stays in names.items():
            passed = {name}
            while stays in names and stays not in passed:
                passed.add(stays)
                stays = names[stays]
            if stays in passed:
                raise LookupError(stays)
            found[name] = stays
        return found


class Entries(
    Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True
):
    """What a mapping file says, entry by entry; None or empty where it says nothing."""

    time_zone: str | None = None
    date_order: DateOrder | None = None
    day_numbers_from: Literal[1900, 1904] | None = None
    decimal: Literal[".", ","] | None = None
    notice_hours: Annotated[int, WITHIN] | Annotated[float, WITHIN] | None = None
    through: date | None = None
    client_names: bool | None = None
    client_numbers: ClientNumbers | None = None
    appointment_ids: AppointmentIds | None = None
    several_clients: Several | None = None
    several_counselors: Several | None = None
    disagreeing_status: DisagreeingStatus | None = None
    invented: bool | None = None
    files: dict[str, TableName] = {}
    statuses: dict[str, Meaning] = {}
    statuses_under: dict[str, dict[str, Meaning]] = {}
    contact: dict[str, NotContacted] = {}
    endings: dict[str, Ending] = {}
    ids: dict[PersonId, list[IdRule]] = {}
    columns: dict[TableName, dict[str, Recipe]] = {}
    same: Same = Same()
    instrument: Annotated[
        list[InstrumentEntry],
        Meta(description="tables headed [[instrument]], with double brackets"),
    ] = []
    answered: dict[str, date] = {}
    contracts: Annotated[
        list[ContractEntry],
        Meta(description="tables headed [[contracts]], with double brackets"),
    ] = []


@dataclass(frozen=True)
class Mapping:
    """What the clinic declared, as an import goes by it; everything has a default.

    `statuses` and `endings` are by plain word, `statuses_under` by plain heading and word,
    `contact` by plain heading;
    `day_zero` is the day of number 0. `names_zone` tells whether the clinic named a time zone.
    """

    columns: dict[str, dict[str, Recipe]] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    statuses_under: dict[str, dict[str, str]] = field(default_factory=dict)
    contact: dict[str, str] = field(default_factory=dict)
    endings: dict[str, str] = field(default_factory=lambda: words("endings"))
    files: dict[str, str] = field(default_factory=dict)
    ids: dict[str, list[IdRule]] = field(default_factory=dict)
    instrument: list[InstrumentEntry] = field(default_factory=list)
    contracts: list[ContractEntry] = field(default_factory=list)
    date_order: str | None = None
    day_zero: str = DAY_ZERO[1900]
    decimal: str | None = None
    time_zone: str = "UTC"
    names_zone: bool = False
    notice_hours: float = NOTICE_HOURS
    through: date | None = None
    invented: bool = False
    client_names: bool | None = None
    client_numbers: ClientNumbers | None = None
    appointment_ids: AppointmentIds | None = None
    several_clients: Several | None = None
    several_counselors: Several | None = None
    same: Same = field(default_factory=Same)
    disagreeing_status: DisagreeingStatus | None = None

    def status(self, heading: str, word: str) -> str | None:
        """Return what the clinic says that a word under a heading means, if it does."""
        under = self.statuses_under.get(plain(heading), {})
        return under.get(plain(word)) or self.statuses.get(plain(word))


def read(path: Path | None) -> Mapping:
    """Read a mapping file. Raises Refused, which names the entry that means nothing."""
    return meant(entries(path))


def entries(path: Path | None) -> Entries:
    """Return what a mapping file says; nothing where none is given. Raises Refused."""
    if path is None:
        return Entries()
    try:
        return parsed(path.name, path.read_bytes())
    except OSError as problem:
        raise Refused(f"{path.name}: cannot be read ({problem.strerror}).") from None


def parsed(file: str, content: bytes) -> Entries:
    """Return what the content of a mapping file says. Raises Refused."""
    with refusing():
        written = checked.toml(file, content, SINGLE)
        _check_headings(written)
        said = written.checked(Entries)
        _check_zone(written, said.time_zone)
        _check_columns(written, said)
        _check_same(written, said.same)
        check_instruments(written, said.instrument)
        check_contracts(written, said.contracts)
    return said


def text(said: Entries) -> str:
    """Return entries as the text of a mapping file."""
    values = to_builtins(said, builtin_types=(date,))
    return f"{OPENING}\n{tomli_w.dumps(values)}"


def meant(said: Entries) -> Mapping:
    """Return what an import goes by where this is said."""
    given = {
        name: value
        for name in said.__struct_fields__
        if (value := getattr(said, name)) is not None
    }
    day_zero = DAY_ZERO[given.pop("day_numbers_from", 1900)]
    endings = words("endings") | _by_plain_word(given.pop("endings"))
    statuses = _by_plain_word(given.pop("statuses"))
    under = given.pop("statuses_under").items()
    given["contact"] = _by_plain_word(given.pop("contact"))
    given["statuses_under"] = {plain(name): _by_plain_word(one) for name, one in under}
    del given["answered"]
    given |= {"names_zone": "time_zone" in given, "day_zero": day_zero}
    return Mapping(**given, endings=endings, statuses=statuses)


def declared(store: Path, given: Path | None) -> Mapping:
    """Read the mapping given, else the one that the store keeps, else none.

    A declared last day belonged to the export it was given with, so it is not kept.
    """
    if given is None and (kept := kept_mapping(store)):
        return replace(read(kept), through=None)
    return read(given)


def _by_plain_word(meanings: dict[str, str]) -> dict[str, str]:
    return {plain(word): meaning for word, meaning in meanings.items()}


def _check_headings(written: Written) -> None:
    """Say where columns stand, to whoever wrote [sessions] or [columns] client_id."""
    for name in written.entries:
        if name in tables():
            raise written.mistake(f"[{name}] must be headed [columns.{name}]")
    columns = written.entries.get("columns")
    for name in columns if isinstance(columns, dict) else ():
        if name not in tables() and any(
            name in table.columns for table in tables().values()
        ):
            where = "its table, such as [columns.sessions]"
            raise written.mistake(f"must stand under {where}", ("columns", name))


def _check_columns(written: Written, said: Entries) -> None:
    for table, columns in said.columns.items():
        known = list(tables()[table].columns)
        for column, recipe in columns.items():
            where = ("columns", table, column)
            if column not in known:
                raise written.astray(column, known, where[:2])
            for path, one in tables_in(recipe, where):
                _check_found(written, one.found, (*path, "found"))


def _check_same(written: Written, same: Same) -> None:
    for who in ("clients", "counselors"):
        try:
            same.pairs(getattr(same, who))
        except LookupError as name:
            path = ("same", who, name.args[0])
            raise written.must_be("another name, not in the end itself", path) from None


def _check_found(written: Written, found: str | None, path: checked.Path) -> None:
    if found is None:
        return
    known = sorted({export.name for export in exports()})
    if found not in known:
        raise written.must_be(f"one of the exports {', '.join(known)}", path)


def _check_zone(written: Written, zone: str | None) -> None:
    if zone is not None and not _is_zone(zone):
        meant = meant_by(zone)
        usual = f"a time zone: for {zone}, {meant}" if meant else A_ZONE
        raise written.must_be(usual, ("time_zone",))


@cache
def _is_zone(name: str) -> bool:
    """Tell whether both Python and the store know a time zone."""
    try:
        ZoneInfo(name)
        with duckdb.cursor() as cursor:
            cursor.execute(f"set TimeZone = {quoted(name)}")
        return True
    except (ZoneInfoNotFoundError, ValueError, OSError, duckdb.Error):
        return False
