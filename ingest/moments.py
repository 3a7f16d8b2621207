"""Dates and times by declared form: which forms a column uses, and how to read them."""

import re

from ingest.mapping import DATE_ORDERS
from ingest.report import Asked

FAILURES = 1_000
ORDERS = dict(zip(DATE_ORDERS, [("%d", "%m"), ("%m", "%d")], strict=True))
CLOCK = (
    r"(?:[T ]+(?P<hour>\d{1,2}):\d{2}(?P<second>:\d{2})?(?P<part>\.\d{1,9})?"
    r"(?P<noon> ?[AaPp][Mm])?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?$"
)
YEAR_FIRST = re.compile(r"(?P<y>\d{4})(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}" + CLOCK)
YEAR_LAST = re.compile(
    r"\d{1,2}(?P<sep>[-/.])\d{1,2}(?P=sep)(?P<y>\d{4}|\d{2})" + CLOCK
)
COMPACT = re.compile(r"(?P<y>\d{4})\d{4}(?P<sep>)" + CLOCK)
NAMED = {
    re.compile(r"\d{1,2}(?P<sep>[- ])[A-Za-z]{3}(?P=sep)(?P<y>\d{4})" + CLOCK): (
        "%d{sep}%b{sep}%Y"
    ),
    re.compile(r"[A-Za-z]{3}(?P<sep> )\d{1,2}, (?P<y>\d{4})" + CLOCK): "%b %d, %Y",
}


def forms(values: list[str]) -> set[tuple[str, bool]]:
    """Return (form, order matters) for the values; forms hold {a} and {b} then.

    A form with a zone is the single word "zoned". Values of no known form are left out.
    """
    return {form for value in values if (form := _form(value.strip()))}


def _form(value: str) -> tuple[str, bool] | None:
    for pattern, body in {
        YEAR_FIRST: "%Y{sep}%m{sep}%d",
        COMPACT: "%Y%m%d",
        YEAR_LAST: "{{a}}{sep}{{b}}{sep}{year}",
        **NAMED,
    }.items():
        if match := pattern.match(value):
            if match["zone"]:
                return ("zoned", False)
            year = "%Y" if len(match["y"]) == 4 else "%y"
            day = body.format(sep=match["sep"], year=year)
            return (day + _clock(value, match), pattern is YEAR_LAST)
    return None


def _clock(value: str, match: re.Match) -> str:
    if not match["hour"]:
        return ""
    gap = "T" if "T" in value[: match.start("hour")] else " "
    hour = "%I" if match["noon"] else "%H"
    noon = match["noon"].replace(match["noon"].strip(), "%p") if match["noon"] else ""
    second = ":%S" if match["second"] else ""
    part = ".%f" if match["part"] else ""
    return f"{gap}{hour}:%M{second}{part}{noon}"


class Column:
    """One column of moments: learns its forms from cells, then reads them as SQL.

    `ask` answers SQL about the file, which stands as {source}; `file` and `heading` name
    the column for the user; `order` is the declared date order, if any.
    """

    def __init__(self, ask, cell: str, file: str, heading: str, order: str | None):
        self.ask, self.cell, self.heading = ask, cell, heading
        self.where = f"{file}, column {heading!r}"
        self.found: set[tuple[str, bool]] = set()
        self.order = self.declared = order

    def learn(self, values) -> bool:
        """Add the forms of these cells; say whether there was a new one.

        Raises Refused when both date orders are possible and none was declared.
        """
        new = forms([value for value in values if value]) - self.found
        self.found |= new
        if any(matters for _, matters in new) and self.declared is None:
            self.order = self._decided()
        return bool(new)

    def relearn(self) -> bool:
        """Add the forms of cells that could not be read; say whether there was one."""
        unread = self.ask(
            f"select distinct {self.cell} from {{source}} where {self.cell} is not null"
            f" and {self.sql} is null limit {FAILURES}"
        )
        return self.learn(value for (value,) in unread)

    @property
    def sql(self) -> str:
        """Return the moment as SQL, null where the cell has no known form."""
        return self._sql(self.order or DATE_ORDERS[0])

    def _sql(self, order: str) -> str:
        first, second = ORDERS[order]
        known = sorted(
            form.format(a=first, b=second) for form, _ in self.found if form != "zoned"
        )
        if ("zoned", False) in self.found:
            return f"try_cast({self.cell} as timestamptz)::timestamp"
        if not known:
            return "null::timestamp"
        listed = ", ".join(f"'{form}'" for form in known)
        return f"try_strptime({self.cell}, [{listed}])"

    def _decided(self) -> str:
        """Decide the date order from all values, or refuse when both fit."""
        counts = ", ".join(f"count({self._sql(order)})" for order in ORDERS)
        differing = " is distinct from ".join(self._sql(order) for order in ORDERS)
        ((by_day, by_month, apart),) = self.ask(
            f"select {counts}, count(*) filter ({differing}) from {{source}}"
        )
        if by_day == by_month and apart:
            raise Asked(
                f"{self.where}: every date can be read as day-month and as month-day."
                ' Say which in a mapping file: date_order = "day-month-year" or'
                ' "month-day-year".',
                self.heading,
            )
        return DATE_ORDERS[0] if by_day >= by_month else DATE_ORDERS[1]
