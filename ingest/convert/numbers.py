"""Numbers by their decimal mark, decided for a column from all of its values."""

import re
from collections.abc import Iterable

from ingest.read.scanning import Ask
from ingest.refusals import Asked

POINT = re.compile(
    r"-?\d*[.](?:\d{1,2}|\d{4,})|-?\d{1,3}(?:,\d{3})+[.]\d+|.*(?:,\d{3}){2}"
)
COMMA = re.compile(
    r"-?\d*,(?:\d{1,2}|\d{4,})|-?\d{1,3}(?:[.]\d{3})+,\d+|.*(?:[.]\d{3}){2}"
)
EITHER = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
BY_POINT = r"^-?[0-9]{1,3}(,[0-9]{3})+([.][0-9]+)?$|^-?[0-9]+([.][0-9]+)?$"
BY_COMMA = r"^-?[0-9]{1,3}([.][0-9]{3})+(,[0-9]+)?$|^-?[0-9]+(,[0-9]+)?$"
MONEY = "[$€£ ]"
CLOCK = "^[0-9]{1,3}:[0-9]{2}(:[0-9]{2})?$"
LENGTH = "([0-9]+(?:[.,][0-9]+)?) ?"
SPOKEN = (
    f"^(?:pt)?(?:{LENGTH}h(?:ours?|rs?)?[.]?)?[ ,]*(?:and )?"
    f"(?:{LENGTH}(?:m(?:in(?:ute)?s?)?[.]?)?)?$"
)


class Column:
    """One column of numbers: learns its decimal mark, then reads them as SQL.

    `declared` is the clinic's mark, if it named one. Learning raises Asked where 1.234 can
    be both, and nothing else in the column decides.
    """

    def __init__(
        self, ask: Ask, cell: str, file: str, heading: str, declared: str | None
    ) -> None:
        self.ask, self.cell, self.heading = ask, cell, heading
        self.where = f"{file}, column {heading!r}"
        self.declared, self.mark = declared, "."
        self.seen: set[str] = set()

    def learn(self, values: Iterable[str | None]) -> bool:
        """Look at these cells; say whether they change how the column is read."""
        self.seen |= {re.sub(MONEY, "", value) for value in values if value}
        before = self.mark
        self.mark = self.declared or self._decided()
        return self.mark != before

    def relearn(self) -> bool:
        """Look at cells that could not be read; say whether it helps."""
        unread = self.ask(
            f"select distinct {self.cell} from {{source}} where {self.cell} is not null"
            f" and {self.sql} is null limit 1000"
        )
        return self.learn(value for (value,) in unread)

    def _decided(self) -> str:
        point = any(POINT.fullmatch(value) for value in self.seen)
        comma = any(COMMA.fullmatch(value) for value in self.seen)
        if point or comma:
            return "." if point else ","
        if any(EITHER.fullmatch(value) for value in self.seen):
            raise Asked(
                f"{self.where}: 1.234 can be one and a bit, or a thousand. Say which in a"
                ' mapping file: decimal = "." or decimal = ",".',
                self.heading,
                "decimal",
            )
        return "."

    @property
    def sql(self) -> str:
        """Return the number as SQL, null where the cell is none."""
        bare = f"regexp_replace({self.cell}, '{MONEY}', '', 'g')"
        form, away = (BY_POINT, ",") if self.mark == "." else (BY_COMMA, ".")
        turned = f"replace({bare}, '{away}', '')"
        turned = turned if self.mark == "." else f"replace({turned}, ',', '.')"
        grouped = f"case when regexp_matches({bare}, '{form}')"
        grouped += f" then try_cast({turned} as double) end"
        if self.mark == ",":
            return grouped
        plain = f"try_cast({self.cell} as double)"
        return f"coalesce(if(isfinite({plain}), {plain}, null), {grouped})"


class Minutes(Column):
    """A column of lengths in minutes: numbers, or 50 min, 1h 20, PT50M and 0:50.

    0:50 and 1:20:00 are hours, minutes and seconds; from 9:00 on, as in 50:00, two parts
    are minutes and seconds, for no session takes nine hours.
    """

    @property
    def sql(self) -> str:
        """Return the minutes as SQL, null where the cell says no length."""
        word = f"lower({self.cell})"
        hours, minutes = (
            f"try_cast(replace(regexp_extract({word}, '{SPOKEN}', {group}), ',', '.')"
            " as double)"
            for group in ("1", "2")
        )
        spoken = f"coalesce({hours} * 60 + coalesce({minutes}, 0), {minutes})"
        first, second, third = (
            f"try_cast(string_split({word}, ':')[{part}] as double)"
            for part in (1, 2, 3)
        )
        unit = f"if({first} < 9 or {third} is not null, 60, 1)"
        rest = f"if({unit} = 60, {second} + coalesce({third}, 0) / 60, {second} / 60)"
        return (
            f"coalesce({super().sql},"
            f" if(regexp_matches({word}, '{CLOCK}'), {first} * {unit} + {rest}, null),"
            f" {spoken})"
        )
