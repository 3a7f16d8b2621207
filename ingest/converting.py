"""From text cells to values, by rules that are declared and never guessed."""

from ingest import moments
from ingest.layout import instruments, missing_words, plain, tables
from ingest.mapping import Mapping
from ingest.reading import Source

TOTALS = "^(sub|grand)?[ -]?totals?( .*)?$|^sum$|^all clients$"
TYPES = {"moment": "timestamp", "number": "double"}
DERIVED = ("time", "end")


def quoted(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def scan(source: Source, rejects: str | None = None) -> str:
    """Return the safe read of a file: every cell text, ragged rows left out.

    With `rejects`, the rows left out are listed in a table of that name.
    """
    listed = f"rejects_table = '{rejects}'" if rejects else "ignore_errors = true"
    columns = ", ".join(f"'c{i}': 'varchar'" for i in range(len(source.headings)))
    return (
        f"read_csv({quoted(str(source.path))}, header = false, skip = {source.skip},"
        f" auto_detect = false, delim = {quoted(source.delimiter)}, quote = '\"',"
        f" escape = '\"', columns = {{{columns}}}, {listed})"
    )


def stored_columns(table: str) -> dict[str, str]:
    """Return the columns a table keeps, and their SQL types."""
    return {
        "word" if column.kind == "status" else name: TYPES.get(column.kind, "varchar")
        for name, column in tables()[table].columns.items()
        if name not in DERIVED
    }


class Conversion:
    """One file's conversion as SQL: `select` gives values, `aside` and `wrong`.

    `aside` says why a row is no row of data; `wrong` names the first column that could
    not be read. `unread_<column>` is true where an optional value was not understood.
    Raises Refused where a date order must be asked for.
    """

    def __init__(self, connection, source: Source, mapping: Mapping):
        self.connection, self.source, self.mapping = connection, source, mapping
        self.columns = {
            name: column
            for name, column in tables()[source.table].columns.items()
            if name in source.columns
        }
        self.values = {name: self._value(name) for name in stored_columns(source.table)}
        self.ranges = self._ranges() if "score" in self.values else ""

    def cell(self, column: str) -> str:
        """Return the trimmed text of a cell as SQL, null where it is empty."""
        place = f"c{self.source.columns[column]}"
        if column == "start" and "time" in self.columns:
            place = f"concat_ws(' ', {place}, c{self.source.columns['time']})"
        return f"nullif(trim({place}), '')"

    def ask(self, sql: str) -> list[tuple]:
        """Answer SQL about the file, which stands for {source} in it."""
        text = sql.replace("{source}", scan(self.source))
        return self.connection.execute(text).fetchall()

    def _value(self, column: str) -> str:
        if column == "word":
            return f"nfc_normalize({self.cell('status')})"
        if column == "minutes" and column not in self.columns and "end" in self.columns:
            start, end = self._moment("start"), self._moment("end")
            return f"date_diff('minute', {start}, {end})::double"
        if column not in self.columns:
            return f"null::{stored_columns(self.source.table)[column]}"
        kind = self.columns[column].kind
        if kind == "moment":
            return self._moment(column)
        if kind == "number":
            return self._number(column)
        if kind == "id":
            return f"nfc_normalize({self.cell(column)})"
        missing = ", ".join(quoted(word) for word in missing_words() if word)
        return f"case when lower({self.cell(column)}) not in ({missing})" + (
            f" then {self.cell(column)} end"
        )

    def _moment(self, column: str) -> str:
        where = f"{self.source.name}, column {self.source.heading(column)!r}"
        order = self.mapping.date_order
        return moments.Column(self.ask, self.cell(column), where, order).sql

    def _number(self, column: str) -> str:
        cell = self.cell(column)
        if self.mapping.decimal == ",":
            cell = f"replace(replace({cell}, '.', ''), ',', '.')"
        return f"try_cast({cell} as double)"

    def _ranges(self) -> str:
        """Fill `scale_words` with the file's instruments and return the join to it."""
        cell = self.cell("instrument")
        known = {plain(n): one for one in instruments() for n in one["names"]}
        self.connection.execute(
            "create or replace temp table scale_words (word varchar, instrument varchar,"
            " low double, high double, subscale_low double, subscale_high double)"
        )
        for (word,) in self.ask(f"select distinct {cell} from {{source}}"):
            one = known.get(plain(word or ""), {})
            self.connection.execute(
                "insert into scale_words values (?, ?, ?, ?, ?, ?)",
                [word, one.get("name", word)]
                + [one.get(key) for key in ("low", "high")]
                + [one.get(f"subscale_{key}") for key in ("low", "high")],
            )
        self.values["instrument"] = f"coalesce(scale_words.instrument, {cell})"
        return f" left join scale_words on {cell} = scale_words.word"

    def select(self, rejects: str | None = None) -> str:
        """Return the conversion as one SELECT over the file."""
        values = ",\n    ".join(f"{sql} as {name}" for name, sql in self.values.items())
        return (
            f"select {values},\n    {self._aside()} as aside,\n"
            f"    {self._wrong()} as wrong{self._unread()}\n"
            f"from {scan(self.source, rejects)}{self.ranges}"
        )

    def _aside(self) -> str:
        cells = [f"nullif(trim(c{i}), '')" for i in range(len(self.source.headings))]
        who = self.cell(tables()[self.source.table].required[0])
        when = next((self.cell(c) for c in ("start", "day") if c in self.columns), None)
        total = f"regexp_matches(lower({who}), {quoted(TOTALS)})"
        total += f" and {when} is null" if when else ""
        return (
            f"case when coalesce({', '.join(cells)}) is null then 'blank rows'"
            f" when {total} then 'totals rows' end"
        )

    def _wrong(self) -> str:
        required = tables()[self.source.table].required
        checks = [
            f"when ({self.values[name]}) is null then {quoted(name)}"
            for name in required
            if self.columns[name].kind != "status"
        ]
        if "score" in self.values:
            checks.append(
                f"when ({self.values['score']}) not between"
                f" {self._limit('low')} and {self._limit('high')} then 'range'"
            )
        return f"case {' '.join(checks)} end"

    def _limit(self, end: str) -> str:
        subscale = self.values.get("subscale", "null")
        return (
            f"case when ({subscale}) is null then scale_words.{end}"
            f" else scale_words.subscale_{end} end"
        )

    def optional(self) -> list[str]:
        """Return the optional columns of the file whose values have a form."""
        required = tables()[self.source.table].required
        return [
            name
            for name in self.values
            if name in self.columns
            and name not in required
            and self.columns[name].kind in TYPES
        ]

    def _unread(self) -> str:
        return "".join(
            f",\n    {self.cell(name)} is not null and ({self.values[name]}) is null"
            f" as unread_{name}"
            for name in self.optional()
        )
