"""The tables an export can bring and the words in it, as declared beside this file."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar, get_args

from msgspec import Meta, Struct

from ingest.refusals import refusing
from store import checked

T = TypeVar("T")
FOLDER = Path(__file__).parent
TYPES = {"moment": "timestamp", "number": "double"}
DERIVED = ("time", "end", "item")
MOST = Meta(ge=-(10**9), le=10**9)
MOST_WORDS = 4096  # headings and words whose letters are remembered

TableName = Literal["sessions", "alliance", "outcomes", "clients", "counselors"]
DO_NOT_CONTACT = "do_not_contact"
# Which answer under a heading says that a client is not to be called or written to.
NotContacted = Literal["yes", "no", "neither"]
Kind = Literal["id", "text", "moment", "time", "number", "status", "flag"]
Status = Literal[
    "attended",
    "no_show",
    "late_cancelled",
    "client_cancelled",
    "clinic_cancelled",
    "rescheduled",
    "scheduled",
    "unmarked",
    "unknown",
]
# What a word may mean: a status, or one that time decides: attended once the hour has
# passed, until then scheduled.
Meaning = Literal[Status, "attended_if_past"]
Ending = Literal["completed", "other_ending", "unplanned"]
DateOrder = Literal["day-month-year", "month-day-year"]
AppointmentIds = Literal["newest", "shared", "restart"]
Several = Literal["split", "one"]
DisagreeingStatus = Literal["status", "other", "unknown"]
ClientNumbers = Literal["clinic"]
PersonId = Literal["client_id", "counselor_id"]
IdRule = Literal["blanks", "capital-letters", "prefix", "leading-zeros"]
Number = Annotated[int, MOST] | Annotated[float, MOST]

NEWEST, SHARED, RESTART = get_args(AppointmentIds)
SPLIT, ONE = get_args(Several)
STATUSES: tuple[str, ...] = get_args(Status)
IF_PAST = "attended_if_past"
# The counselor of sessions of whom no export names one.
NONE_NAMED = "(none named)"
ID_RULES: tuple[IdRule, ...] = get_args(IdRule)
DATE_ORDERS: tuple[str, ...] = get_args(DateOrder)


class ColumnEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """What tables.toml says of a column."""

    kind: Kind
    headings: list[str]


class TableEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """What tables.toml says of a table."""

    required: list[str]
    columns: dict[str, ColumnEntry]


class FlagEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """What words.toml says of a flag, as regular expressions of plain headings.

    They mean it, or its opposite, or perhaps one of them; or their cells may say it, in any
    table or among `details` of clients: somewhere `within` their words.
    """

    headings: str
    opposite: str = ""
    perhaps: str = ""
    cells: str = ""
    details: str = ""
    within: str = ""


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """What words.toml says: the spellings of each meaning, and of nothing at all."""

    statuses: dict[Meaning, list[str]]
    endings: dict[Ending, list[str]]
    yes_no: dict[Literal["yes", "no"], list[str]]
    consent: dict[Literal["yes", "no"], list[str]]
    flagged: dict[Literal["yes", "no"], list[str]]
    missing: dict[Literal["words", "unless_text"], list[str]]
    flags: dict[str, FlagEntry]


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


@lru_cache(MOST_WORDS)
def plain(text: str) -> str:
    """Reduce a heading or word to its letters and digits, without case.

    A code that holds neither, such as "@", stays as it is.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "", folded) or folded.strip()


def declared(name: str, kind: type[T]) -> T:
    """Read one of the declarations beside this file as a msgspec type."""
    file = FOLDER / f"{name}.toml"
    with refusing():
        return checked.toml(file.name, file.read_bytes()).checked(kind)


@cache
def tables() -> dict[str, Table]:
    """Return the tables an export can bring, by name."""
    return {
        name: Table(
            name,
            tuple(table.required),
            {
                column: Column(entry.kind, tuple(map(plain, [column, *entry.headings])))
                for column, entry in table.columns.items()
            },
        )
        for name, table in declared("tables", dict[TableName, TableEntry]).items()
    }


def stored_columns(table: str) -> dict[str, str]:
    """Return the columns a table keeps, and their SQL types."""
    return {
        "word" if column.kind == "status" else name: TYPES.get(column.kind, "varchar")
        for name, column in tables()[table].columns.items()
        if name not in DERIVED and column.kind != "flag"
    }


def flags(table: str) -> list[str]:
    """Return the columns of a table that are flags: a yes or no that must not be missed."""
    columns = tables()[table].columns if table in tables() else {}
    return [name for name, column in columns.items() if column.kind == "flag"]


def flagged(name: str, heading: str) -> bool | None:
    """Tell whether a yes under a plain heading means a flag or its opposite; else None."""
    if _form(name, "headings").fullmatch(heading):
        return True
    return False if _form(name, "opposite").fullmatch(heading) else None


def perhaps_flagged(name: str, heading: str) -> bool:
    """Tell whether a plain heading that is not understood may mean a flag or its opposite."""
    forms = (_form(name, "perhaps"), _form(name, "cells"))
    return any(form.fullmatch(heading) for form in forms)


def tells_in_words(name: str, heading: str, table: str) -> bool:
    """Tell whether a flag may stand in words in the cells under a plain heading."""
    is_detail = table == "clients" and _form(name, "details").fullmatch(heading)
    return bool(is_detail or _form(name, "cells").fullmatch(heading))


@cache
def said_in_words(name: str) -> tuple[str, str]:
    """Return the regular expressions of a cell that says a flag.

    One of the whole plain cell, one of what may stand somewhere in its words.
    """
    forms = _form(name, "headings"), _form(name, "within")
    plain_form, within = (re.sub(r"\s+", "", form.pattern) for form in forms)
    return plain_form, within


@cache
def _form(
    name: str,
    kind: Literal["headings", "opposite", "perhaps", "cells", "details", "within"],
) -> re.Pattern[str]:
    form = getattr(declared("words", Words).flags[name], kind) or "(?!)"
    if kind == "headings":
        form = "|".join([form, *tables()["clients"].columns[name].headings])
    return re.compile(form, re.VERBOSE)


@cache
def words(group: str) -> dict[str, str]:
    """Return plain word -> meaning for `statuses`, `endings`, `yes_no` and its like."""
    return {
        plain(word): meaning
        for meaning, spellings in getattr(declared("words", Words), group).items()
        for word in [meaning, *spellings]
    }


@cache
def missing_words(*, in_text: bool = False) -> tuple[str, ...]:
    """Return the cell texts, in lower case, that mean "nothing was entered".

    Fewer do `in_text`, where a text is expected rather than a date, a number or an id.
    """
    missing = declared("words", Words).missing
    return tuple(missing["words"] + ([] if in_text else missing["unless_text"]))
