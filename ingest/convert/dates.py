"""Dates and times by declared form: which forms a column uses, and how to read them."""

from collections import Counter
from copy import copy

from ingest.convert.forms import ROUGH, SERIAL, SPACED, ZONED, day, ended, forms, smooth
from ingest.recognize.mapping import DATE_ORDERS
from ingest.refusals import Asked

FAILURES = 1_000
MOST_FORMS = 3
BEFORE = "timestamp '1899-12-31'"
ORDERS = dict(zip(DATE_ORDERS, [("%d", "%m"), ("%m", "%d")], strict=True))


class Column:
    """One column of moments: learns its forms from cells, then reads them as SQL.

    `ask` answers SQL about the file, which stands as {source}; `file` and `heading` name
    the column for the user; `order` is the declared date order, if any, and `usual` the
    one to take where both fit. At most three forms of a day are accepted, the most frequent
    ones; `origin` is the day before day 1 of a spreadsheet's day numbers.
    """

    def __init__(
        self, ask, cell: str, file: str, heading: str, order: str | None,
        origin: str = "1899-12-30", usual: str | None = None,
    ):  # fmt: skip
        self.ask, self.cell, self.heading, self.origin = ask, cell, heading, origin
        self.usual = usual
        self.where = f"{file}, column {heading!r}"
        self.found: set[tuple[str, bool]] = set()
        self.refused: set[tuple[str, bool]] = set()
        self.order = self.declared = order

    def learn(self, values) -> bool:
        """Add the forms of these cells; say whether there was a new one.

        Raises Asked when both date orders are possible and none was declared.
        """
        new = forms([value for value in values if value]) - self.found - self.refused
        self.found |= new
        self._keep_usual()
        if any(matters for _, matters in new & self.found) and self.declared is None:
            self.order = self._decided()
        return bool(new & self.found)

    def relearn(self) -> bool:
        """Add the forms of cells that could not be read; say whether there was one."""
        unread = self.ask(
            f"select distinct {self.cell} from {{source}} where {self.cell} is not null"
            f" and {self.sql} is null limit {FAILURES}"
        )
        return self.learn(value for (value,) in unread)

    def _keep_usual(self) -> None:
        days = {form: day(form) for form, _ in self.found}
        if len(set(days.values())) <= MOST_FORMS:
            return
        rows = Counter()
        for form, one in days.items():
            ((many,),) = self.ask(
                f"select count({self._read([form], DATE_ORDERS[0])}) from {{source}}"
            )
            rows[one] += many
        usual = {one for one, _ in rows.most_common(MOST_FORMS)}
        self.refused |= {one for one in self.found if days[one[0]] not in usual}
        self.found -= self.refused

    @property
    def sql(self) -> str:
        """Return the moment as SQL, null where the cell has no known form."""
        return self._sql(self.order or DATE_ORDERS[0])

    @property
    def until(self) -> str:
        """Return the end of a span, such as 9:00 - 9:50, as SQL, null where none stands."""
        if not any(form.startswith(ROUGH) for form, _ in self.found):
            return "null::timestamp"
        end = copy(self)
        end.cell = ended(self.cell)
        return end.sql

    def _sql(self, order: str) -> str:
        return self._read([form for form, _ in self.found], order)

    def _read(self, found: list[str], order: str) -> str:
        """Return the SQL for some forms; two-digit years first, or 26 would be a year.

        A year before 1900 lacks a figure or has a wrong one, so it is none.
        """
        first, second = ORDERS[order]
        ways = [way for form, way in self._ways().items() if form in found]
        written = {ROUGH: [], "": []}
        for form in set(found) - set(self._ways()):
            rough = ROUGH if form.startswith(ROUGH) else ""
            written[rough].append(form.removeprefix(rough).format(a=first, b=second))
        cells = {ROUGH: smooth(self.cell), "": self.cell}
        for rough, plain in written.items():
            plain.sort(key=lambda form: ("%y" not in form, form))
            listed = ", ".join(f"'{form}'" for form in plain)
            ways += [f"try_strptime({cells[rough]}, [{listed}])"] * bool(plain)
        read = f"coalesce({', '.join(ways)})" if ways else "null"
        return f"nullif(greatest({read}, {BEFORE}), {BEFORE})"

    def _ways(self) -> dict[str, str]:
        joined = f"replace(replace({self.cell}, ' +', '+'), ' -', '-')"
        number = f"try_cast(case when regexp_matches({self.cell}, '^[2-7][0-9]{{4}}([.]"
        number += f"[0-9]+)?$') then {self.cell} end as double)"
        seconds = f"to_seconds(round({number} * 86400))"
        return {
            ZONED: f"try_cast({self.cell} as timestamptz)::timestamp",
            SPACED: f"try_cast({joined} as timestamptz)::timestamp",
            SERIAL: f"timestamp '{self.origin}' + {seconds}",
        }

    def oddities(self):
        """Yield (key, sentence, test) for what was read, and is worth a look."""
        short = [form for form, _ in self.found if "%y" in form]
        if short:
            test = f"{self._read(short, self.order or DATE_ORDERS[0])} is not null"
            yield "two_digit_years", "years of two digits, 69 to 99 read as 19..", test
        if (SERIAL, False) in self.found:
            says = f"dates as day numbers of a spreadsheet, counted from {self.origin}"
            yield "day_numbers", says, f"{self._ways()[SERIAL]} is not null"

    def _decided(self) -> str:
        """Decide the date order from all values, or ask when both fit."""
        counts = ", ".join(f"count({self._sql(order)})" for order in ORDERS)
        differing = " is distinct from ".join(self._sql(order) for order in ORDERS)
        ((by_day, by_month, apart),) = self.ask(
            f"select {counts}, count(*) filter ({differing}) from {{source}}"
        )
        if by_day == by_month and apart:
            if self.usual:
                return self.usual
            raise Asked(
                f"{self.where}: every date can be read as day-month and as month-day."
                ' Say which in a mapping file: date_order = "day-month-year" or'
                ' "month-day-year".',
                self.heading,
            )
        return DATE_ORDERS[0] if by_day >= by_month else DATE_ORDERS[1]
