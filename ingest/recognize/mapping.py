"""The small file in which a clinic says what its export's words mean."""

import tomllib
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ingest.recognize.instruments import check
from ingest.recognize.layout import plain, tables, words
from ingest.refusals import Refused
from store.beside import kept_mapping

DATE_ORDERS = ("day-month-year", "month-day-year")
STATUSES = (
    "attended",
    "no_show",
    "late_cancelled",
    "client_cancelled",
    "clinic_cancelled",
    "rescheduled",
    "scheduled",
    "unmarked",
    "unknown",
)
NOTICE_HOURS = 24
DAY_ZERO = {1900: "1899-12-30", 1904: "1904-01-01"}
KNOWN = {
    "client_names",
    "columns",
    "day_numbers_from",
    "date_order",
    "decimal",
    "endings",
    "files",
    "instrument",
    "invented",
    "notice_hours",
    "statuses",
    "through",
    "time_zone",
}


@dataclass(frozen=True)
class Mapping:
    """What the clinic declared; everything has a default."""

    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    endings: dict[str, str] = field(default_factory=lambda: words("endings"))
    files: dict[str, str] = field(default_factory=dict)
    instrument: list[dict] = field(default_factory=list)
    date_order: str | None = None
    day_zero: str = DAY_ZERO[1900]
    decimal: str | None = None
    time_zone: str = "UTC"
    notice_hours: float = NOTICE_HOURS
    through: date | None = None
    invented: bool = False
    client_names: bool | None = None


def read(path: Path | None) -> Mapping:
    """Read a mapping file; refuse what it cannot mean, naming the entry."""
    if path is None:
        return Mapping()
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise Refused(f"{path.name}: cannot be read as a mapping: {problem}") from None
    for refuse in (_names, _columns, _choices, check):
        refuse(path.name, entries)
    plain_words = {
        group: known | {plain(k): v for k, v in entries.get(group, {}).items()}
        for group, known in (("statuses", {}), ("endings", words("endings")))
    }
    day_zero = {"day_zero": DAY_ZERO[entries.pop("day_numbers_from", 1900)]}
    return Mapping(**(entries | plain_words | day_zero))


def declared(store: Path, given: Path | None) -> Mapping:
    """Read the mapping given, else the one that the store keeps, else none.

    A declared last day belonged to the export it was given with, so it is not kept.
    """
    if given is None and (kept := kept_mapping(store)):
        return replace(read(kept), through=None)
    return read(given)


def _names(file: str, entries: dict) -> None:
    unknown = sorted(set(entries) - KNOWN)
    if unknown:
        raise Refused(
            f"{file}: unknown entry {unknown[0]!r}; known are {', '.join(sorted(KNOWN))}."
        )


def _columns(file: str, entries: dict) -> None:
    for table, columns in entries.get("columns", {}).items():
        if table not in tables():
            raise Refused(f"{file}: [columns.{table}] is not one of {list(tables())}.")
        for column in columns:
            if column not in tables()[table].columns:
                raise Refused(
                    f"{file}: [columns.{table}] {column} is not one of our columns:"
                    f" {', '.join(tables()[table].columns)}."
                )


def _choices(file: str, entries: dict) -> None:
    allowed = {
        "statuses": set(STATUSES),
        "endings": {"completed", "other_ending", "unplanned"},
        "files": set(tables()),
    }
    for group, choices in allowed.items():
        for word, meaning in entries.get(group, {}).items():
            if meaning not in choices:
                raise Refused(
                    f"{file}: [{group}] {word} = {meaning!r}; choose from"
                    f" {', '.join(sorted(choices))}."
                )
    if entries.get("date_order", DATE_ORDERS[0]) not in DATE_ORDERS:
        raise Refused(f"{file}: date_order must be one of {', '.join(DATE_ORDERS)}.")
    if entries.get("day_numbers_from", 1900) not in DAY_ZERO:
        raise Refused(f"{file}: day_numbers_from must be 1900 or 1904.")
    if entries.get("decimal", ".") not in (".", ","):
        raise Refused(f'{file}: decimal must be "." or ",".')
    try:
        ZoneInfo(entries.get("time_zone", "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        raise Refused(f"{file}: time_zone is not a known zone name.") from None
