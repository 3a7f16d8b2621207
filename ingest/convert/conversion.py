"""From text cells to values, by rules that are declared and never guessed."""

import re
from collections.abc import Iterator
from typing import Protocol, TypeVar

import duckdb

from ingest.convert import (
    clients,
    dates,
    lengths,
    lookups,
    numbers,
    set_aside,
    spellings,
    statuses,
)
from ingest.convert.clients import Names
from ingest.convert.items import Items, items_of
from ingest.convert.scales import Scales
from ingest.convert.set_aside import optional
from ingest.convert.text import day_of, lined, tidied, time_of, unless_missing
from ingest.convert.weekly import Weekly
from ingest.read.formats.text import LINE_SEPARATOR
from ingest.read.limits import FIRST_ROWS
from ingest.read.scanning import Ask, scan
from ingest.recognize.layout import missing_words, plain, stored_columns, tables
from ingest.recognize.mapping import Mapping
from ingest.recognize.sources import Source
from ingest.refusals import Refused

FORMED = ("moment", "number", "id")
SEVERAL = {"sessions": ("client_id", "counselor_id"), "counselors": ("supervisor",)}
POINT_ZERO = r"^\d+\.0$"
INITIALS = re.compile(r"[^\W\d_]{2,3}")
NOT_INITIALS = [word for word in missing_words() if not INITIALS.fullmatch(word)]
Formed = TypeVar("Formed", dates.Column, numbers.Column)


class Learner(Protocol):
    """What is learned from the first rows, and again from cells that were not read."""

    def relearn(self) -> bool:
        """Learn from the cells that could not be read; say whether it helps."""


class Conversion:
    """One file's conversion as SQL: `select` gives values, `aside` and `wrong`.

    `aside` says why a row is no row of data; `wrong` names the first column that could
    not be read. `unread_<column>` is true where an optional value was not understood.
    Forms of dates and instruments are learned from the first rows, and by `relearn` from
    what could not be read. Raises Asked where only the clinic knows the date order or
    the decimal mark, LookupError for a file that only serves others.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        source: Source,
        mapping: Mapping,
        names: Names,
    ) -> None:
        self.connection, self.source, self.mapping = connection, source, mapping
        self.headings = [plain(heading) for heading in source.headings]
        self.joins = lookups.joined(source)
        self.columns = {
            name: column
            for name, column in tables()[source.target].columns.items()
            if name in source.columns
        }
        self.initials: set[str] = set()
        self.like_names = 0  # clients kept as they are written, who look like names
        self.first_names = 0  # clients known by a first name alone
        self.weekly: Weekly | None = None
        self.items: Items | None = None
        if source.export and source.export.weekly:
            self.weekly = Weekly(self, source.export.weekly)
            self.joins += self.weekly.join
        self.others = statuses.others(source, mapping)[0]
        self._learn(names)

    def _learn(self, names: Names) -> None:
        """Learn each column's forms from the first rows, in the order of their needs."""
        kinds = {name: column.kind for name, column in self.columns.items()}
        formed = [name for name, kind in kinds.items() if kind in FORMED]
        formed += [name for name in ("instrument",) if name in kinds]
        cells = [self.cell(name) for name in formed] or ["null"]
        rows = self.ask(f"select {', '.join(cells)} from {{source}} limit {FIRST_ROWS}")
        seen = {
            name: {row[n] for row in rows} - {None} for n, name in enumerate(formed)
        }
        ids = [name for name in seen if kinds[name] == "id"]
        self.initials = {name for name in ids if are_initials(seen[name])}
        self.moments = moments_of(self, seen)
        self.numbers = numbers_of(self, seen)
        spelled = seen.get("instrument", set())
        self.items = items_of(self, [word for word in spelled if word])
        self.scales = Scales(self) if "instrument" in kinds else None
        if self.scales:
            self.scales.learn(seen["instrument"])
        self.ids = {name: Id(self, name, seen[name]) for name in ids}
        self.are_named = "client_id" in kinds and clients.meet(self, names)

    def relearn(self, unread: list[str]) -> bool:
        """Learn from the cells of these columns that were not read; say if it helps."""
        learners: dict[str, Learner] = {**self.moments, **self.numbers}
        learners |= self.items.columns if self.items else {}
        if self.scales:
            learners["instrument"] = self.scales
        helped = [learners[name].relearn() for name in unread if name in learners]
        if any(helped) and self.items:
            self.items.renew()
        return any(helped)

    def cell(self, column: str) -> str:
        """Return the trimmed text of a cell as SQL, null where it is empty.

        A moment, a number or an id is also null where the cell says that nothing was
        entered.
        """
        cell = self.source.columns[column].trimmed
        if column in self.columns and self.columns[column].kind in FORMED:
            is_nothing = NOT_INITIALS if column in self.initials else missing_words()
            cell = unless_missing(cell, is_nothing)
        if column == "start" and (time := self.source.columns.get("time")):
            hour = time_of(unless_missing(time.trimmed, missing_words()))
            return f"nullif(concat_ws(' ', {day_of(cell)}, {hour}), '')"
        if column == "end" and "start" in self.columns:
            day = f"regexp_replace({self.cell('start')}, '[T ,].*$', '')"
            alone = f"length({cell}) < 12 and regexp_matches({cell}, '^[0-9]+:[0-9]')"
            return f"if({alone}, concat_ws(' ', {day}, {cell}), {cell})"
        return cell

    def rows(self, rejects: str | None = None) -> str:
        """Return the file's rows with all that is looked up for them, as SQL."""
        further = self.items.join if self.items else ""
        return scan(self.source, rejects) + self.joins + further

    def ask(self, sql: str) -> list[tuple]:
        """Answer SQL about the file, which stands as {source} in it; return all rows."""
        return self.connection.execute(sql.replace("{source}", self.rows())).fetchall()

    def value(self, column: str) -> str:
        """Return one of our columns as SQL, null where the file has nothing for it."""
        if column == "word":
            return self.composed(self.cell("status"))
        if column == "weekly_hours" and self.weekly:
            return "weekly.hours"
        if column == "minutes" and column not in self.columns:
            start = self.moments["start"]
            end = self.moments["end"].sql if "end" in self.columns else start.until
            return lengths.minutes(start.sql, end, self.mapping.time_zone)
        if self.items and column in self.items.values:
            return self.items.values[column]
        if column not in self.columns:
            return f"null::{stored_columns(self.source.target)[column]}"
        kind = self.columns[column].kind
        if kind == "moment":
            return self.moments[column].sql
        if kind == "number":
            return self.numbers[column].sql
        if kind == "id":
            named = column == "client_id" and self.are_named
            return "pseudonyms.pseudonym" if named else self.ids[column].alike
        if column == "instrument" and self.scales:
            return self.scales.instrument
        return unless_missing(self.text(column), missing_words(in_text=True))

    def text(self, column: str) -> str:
        """Return a column of texts as SQL, line by line where a cell may name several."""
        cell, kind = self.cell(column), self.columns[column].kind
        are_several = column in SEVERAL.get(self.source.target, ())
        if not are_several and (kind != "id" or column == "session_id"):
            return self.composed(cell)
        written = (
            self.source.text.delimiter is not None
        )  # by us, without line ends in it
        breaks = LINE_SEPARATOR if written else "\n"
        between = LINE_SEPARATOR if are_several else " "
        return lined(cell, self.composed, between, breaks)

    def composed(self, cell: str) -> str:
        """Return a text without the letters that cannot be seen, as SQL."""
        text = self.source.text
        if text.is_tidy:
            return cell if text.is_ascii else f"nfc_normalize({cell})"
        return tidied(cell)

    def check_ids(self) -> None:
        """Refuse a file of which the declared rules make one of two different people."""
        for name, column in self.ids.items():
            rules = self.mapping.ids.get(name)
            if not rules or (name == "client_id" and self.are_named):
                continue
            ((merged,),) = self.ask(
                f"select count(distinct {column.sql}) - count(distinct {column.alike})"
                " from {source}"
            )
            if merged:
                raise Refused(
                    f"{self.source.name}, column {self.source.heading(name)!r}:"
                    f" ids that are another's without {spellings.named(rules)}, which"
                    f" the mapping ignores ([ids] {name}): {merged:,}. Take that out of"
                    " the mapping, or make the ids differ in something else; nothing was"
                    " imported."
                )

    def select(self, rejects: str | None = None) -> str:
        """Return the conversion as one SELECT over the file."""
        values = {name: self.value(name) for name in stored_columns(self.source.target)}
        listed = ",\n    ".join(f"{sql} as {name}" for name, sql in values.items())
        join = self.scales.join if self.scales else ""
        listed += "".join(f",\n    {self.cell(name)} as {name}" for name in self.told())
        if self.source.target == "sessions":
            cells = ", ".join(f"c{place}" for place in range(len(self.headings)))
            listed += f",\n    if(({values['session_id']}) is null, hash({cells}), null) as raw"
            listed += f",\n    {self.others} as others" if self.others else ""
        flags = self.flags_of(values)
        unread = "".join(f",\n {sql} as unread_{name}" for name, sql in flags.items())
        return (
            f"select {listed},\n    {set_aside.aside(self)} as aside,\n"
            f"    {set_aside.wrong(self, values)} as wrong{unread}\n"
            f"from {self.rows(rejects)}{join}"
        )

    def told(self) -> list[str]:
        """Return the flags that the file has: columns beside those that are kept."""
        return [name for name, column in self.columns.items() if column.kind == "flag"]

    def flags_of(self, values: dict[str, str]) -> dict[str, str]:
        """Return the tests that a value was there and not understood, by column."""
        flags = {
            name: f"{self.cell(name)} is not null and ({values[name]}) is null"
            for name in optional(self.source)
        }
        return flags | ({"instrument": self.scales.unknown} if self.scales else {})

    def flags(self) -> list[str]:
        """Return the columns whose unread values are marked row by row."""
        return optional(self.source) + ["instrument"] * bool(self.scales)


def moments_of(
    conversion: Conversion, seen: dict[str, set[str]]
) -> dict[str, dates.Column]:
    """Return the columns of moments, each having learned from the cells seen."""
    usual = date_order(conversion)
    declared = None if usual else conversion.mapping.date_order
    rules = declared, conversion.mapping.day_zero, usual
    made = {
        name: dates.Column(*where, *rules) for name, where in _of(conversion, "moment")
    }
    return _taught(made, seen)


def date_order(conversion: Conversion) -> str | None:
    """Return the order in which the file's system writes dates, where that is known.

    It comes before the clinic's answer, which is about files of unknown systems.
    """
    export = conversion.source.export
    return export.date_order if export else None


def numbers_of(
    conversion: Conversion, seen: dict[str, set[str]]
) -> dict[str, numbers.Column]:
    """Return the columns of numbers, each having learned from the cells seen."""
    made = {
        name: (numbers.Minutes if name == "minutes" else numbers.Column)(
            *where, conversion.mapping.decimal
        )
        for name, where in _of(conversion, "number")
    }
    return _taught(made, seen)


def _of(
    conversion: Conversion, kind: str
) -> Iterator[tuple[str, tuple[Ask, str, str, str]]]:
    """Yield the columns of a kind, each with (ask, cell, file, heading)."""
    source = conversion.source
    for name, column in conversion.columns.items():
        if column.kind == kind:
            cell, heading = conversion.cell(name), source.heading(name)
            yield name, (conversion.ask, cell, source.name, heading)


def _taught(columns: dict[str, Formed], seen: dict[str, set[str]]) -> dict[str, Formed]:
    for name, column in columns.items():
        column.learn(seen[name])
    return columns


def are_initials(ids: set[str]) -> bool:
    """Tell whether ids are letters of names, among which NA is somebody."""
    return len(ids) > 1 and all(INITIALS.fullmatch(one) for one in ids)


class Id:
    """One column of ids: `sql` is its value, `alike` what the declared rules leave of it.

    Where every id of the column ends in .0, a spreadsheet has added that, and it is
    removed (`was_number`); where only some do, all stay as they are.
    """

    def __init__(self, conversion: Conversion, column: str, sample: set[str]) -> None:
        cell = conversion.cell(column)
        self.sql, self.was_number = conversion.text(column), False
        if sample and all(value.endswith(".0") for value in sample):
            test = f"regexp_matches({cell}, '{POINT_ZERO}')"
            ((others,),) = conversion.ask(
                f"select count(*) from {{source}} where {cell} is not null and not {test}"
            )
            self.was_number = others == 0
        if self.was_number:
            self.sql = f"regexp_replace({cell}, '[.]0$', '')"
        rules = conversion.mapping.ids.get(column, [])
        self.alike = spellings.alike(self.sql, rules)
