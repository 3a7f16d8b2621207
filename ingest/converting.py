"""From text cells to values, by rules that are declared and never guessed."""

from ingest import moments
from ingest.layout import tables
from ingest.mapping import Mapping
from ingest.reading import Source
from ingest.scales import Scales
from ingest.scanning import (
    TYPES,
    aside,
    number,
    quoted,
    scan,
    stored_columns,
    unless_missing,
)

SAMPLE = 20_000


class Conversion:
    """One file's conversion as SQL: `select` gives values, `aside` and `wrong`.

    `aside` says why a row is no row of data; `wrong` names the first column that could
    not be read. `unread_<column>` is true where an optional value was not understood.
    Forms of dates and instruments are learned from the first rows, and by `relearn` from
    what could not be read. Raises Refused where a date order must be asked for.
    """

    def __init__(self, connection, source: Source, mapping: Mapping):
        self.connection, self.source, self.mapping = connection, source, mapping
        self.columns = {
            name: column
            for name, column in tables()[source.table].columns.items()
            if name in source.columns
        }
        self.moments = {
            name: moments.Column(
                self.ask,
                self.cell(name),
                source.name,
                source.heading(name),
                mapping.date_order,
            )
            for name, column in self.columns.items()
            if column.kind == "moment"
        }
        self.scales = Scales(self) if "instrument" in self.columns else None
        self._learn()

    def _learn(self) -> None:
        cells = [self.cell(name) for name in self.moments]
        cells += [self.scales.cell] if self.scales else ["null"]
        sample = self.ask(f"select {', '.join(cells)} from {{source}} limit {SAMPLE}")
        seen = [set(column) for column in zip(*sample, strict=True)]
        for column, values in zip(self.moments.values(), seen, strict=False):
            column.learn(values)
        if self.scales and seen:
            self.scales.learn(seen[-1])

    def relearn(self, unread: list[str]) -> bool:
        """Learn from the cells of these columns that were not read; say if it helps."""
        learners = self.moments | {"instrument": self.scales}
        return sum(learners[name].relearn() for name in unread if name in learners) > 0

    def cell(self, column: str) -> str:
        """Return the trimmed text of a cell as SQL, null where it is empty."""
        cell = self.source.columns[column]
        if column == "start" and (time := self.source.columns.get("time")):
            return f"nullif(concat_ws(' ', {cell.trimmed}, {time.trimmed}), '')"
        return cell.trimmed

    def ask(self, sql: str) -> list[tuple]:
        """Answer SQL about the file, which stands for {source} in it."""
        text = sql.replace("{source}", scan(self.source))
        return self.connection.execute(text).fetchall()

    def _value(self, column: str) -> str:
        if column == "word":
            return self._composed(self.cell("status"))
        if column == "minutes" and column not in self.columns and "end" in self.columns:
            start, end = self.moments["start"].sql, self.moments["end"].sql
            return f"date_diff('minute', {start}, {end})::double"
        if column not in self.columns:
            return f"null::{stored_columns(self.source.table)[column]}"
        kind = self.columns[column].kind
        if kind == "moment":
            return self.moments[column].sql
        if kind == "number":
            return number(self.cell(column), self.mapping.decimal)
        if kind == "id":
            return self._composed(self.cell(column))
        if column == "instrument":
            return self.scales.instrument
        return unless_missing(self.cell(column))

    def _composed(self, cell: str) -> str:
        return cell if self.source.text.is_ascii else f"nfc_normalize({cell})"

    def select(self, rejects: str | None = None) -> str:
        """Return the conversion as one SELECT over the file."""
        values = {name: self._value(name) for name in stored_columns(self.source.table)}
        listed = ",\n    ".join(f"{sql} as {name}" for name, sql in values.items())
        join = self.scales.join if self.scales else ""
        return (
            f"select {listed},\n    {self._aside()} as aside,\n"
            f"    {self._wrong(values)} as wrong{self._unread(values)}\n"
            f"from {scan(self.source, rejects)}{join}"
        )

    def _aside(self) -> str:
        who = self.cell(tables()[self.source.table].required[0])
        when = next((self.cell(c) for c in ("start", "day") if c in self.columns), None)
        return aside(len(self.source.headings), who, when)

    def _wrong(self, values: dict[str, str]) -> str:
        required = tables()[self.source.table].required
        checks = [
            f"when ({values[name]}) is null then {quoted(name)}"
            for name in required
            if self.columns[name].kind != "status"
        ]
        if self.scales:
            outside = self.scales.outside(values["score"], values.get("subscale"))
            checks.append(f"when {outside} then 'range'")
        return f"case {' '.join(checks)} end"

    def optional(self) -> list[str]:
        """Return the optional columns of the file whose values have a form."""
        required = tables()[self.source.table].required
        return [
            name
            for name in stored_columns(self.source.table)
            if name in self.columns
            and name not in required
            and self.columns[name].kind in TYPES
        ]

    def flags(self) -> list[str]:
        """Return the columns whose unread values are marked row by row."""
        return self.optional() + ["instrument"] * bool(self.scales)

    def _unread(self, values: dict[str, str]) -> str:
        flags = {
            name: f"{self.cell(name)} is not null and ({values[name]}) is null"
            for name in self.optional()
        }
        if self.scales:
            flags["instrument"] = self.scales.unknown
        return "".join(f",\n    {sql} as unread_{name}" for name, sql in flags.items())
