"""Dates and times by the form in which a column writes them, and a clinic's clocks."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import copy
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from ingest.read.scanning import Ask
from ingest.recognize.layout import DATE_ORDERS
from ingest.refusals import Asked

FAILURES = 1_000
MOST_FORMS = 3
BEFORE = "timestamp '1899-12-31'"
ORDERS = dict(zip(DATE_ORDERS, [("%d", "%m"), ("%m", "%d")], strict=True))
ROUGH = "~"  # a form that `smooth` must be read with
NOON = r" ?[AaPp][.]?[Mm][.]?"
HOUR = rf"[0-9]{{1,2}}(?::[0-9]{{2}})?(?:{NOON})?"
CLOCK = (
    r"(?:(?P<gap>T|,? +(?:at )?)(?P<hour>\d{1,2})(?P<minute>:\d{2})?(?P<second>:\d{2})?"
    rf"(?P<part>[.]\d{{1,9}})?(?P<noon>{NOON})?"
    r"(?:(?P<zone>Z| ?(?:UTC|GMT)|(?P<space> ?)[+-]\d{2}(?::?\d{2})?)"
    rf"|(?P<until> ?[-–] ?\d{{1,2}}(?::\d{{2}})?(?P<later>{NOON})?))?)?$"
)
WEEKDAY = r"(?:(?P<weekday>[A-Z][a-z]+)(?P<comma>,? ))?"
YEAR_FIRST = re.compile(
    WEEKDAY + r"(?P<y>\d{4})(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}" + CLOCK
)
YEAR_LAST = re.compile(
    WEEKDAY + r"\d{1,2}(?P<sep>[-/.])\d{1,2}(?P=sep)(?P<y>\d{4}|\d{2})" + CLOCK
)
COMPACT = re.compile(r"(?P<y>\d{4})\d{4}(?P<sep>)" + CLOCK)
SERIALS = re.compile(r"[2-7]\d{4}(?:[.]\d+)?$")
NAMED_DAY_FIRST = re.compile(
    WEEKDAY + r"\d{1,2}(?P<sep>[- ])(?P<month>[A-Za-z]{3,9})(?P=sep)(?P<y>\d{4}|\d{2})"
    + CLOCK
)  # fmt: skip
NAMED_MONTH_FIRST = re.compile(
    WEEKDAY
    + r"(?P<month>[A-Za-z]{3,9})(?P<sep> )\d{1,2}(?P<then>,? )(?P<y>\d{4})"
    + CLOCK
)
BODIES = {
    YEAR_FIRST: "{weekday}%Y{sep}%m{sep}%d",
    COMPACT: "%Y%m%d",
    YEAR_LAST: "{weekday}{{a}}{sep}{{b}}{sep}{year}",
    NAMED_DAY_FIRST: "{weekday}%d{sep}{month}{sep}{year}",
    NAMED_MONTH_FIRST: "{weekday}{month} %d{then}%Y",
}
AN_HOUR = timedelta(hours=1)


class Column:
    """One column of moments: learns its forms from cells, then reads them as SQL.

    `ask` answers SQL about the file, which stands as {source}; `file` and `heading` name
    the column for the user; `order` is the declared date order, if any, and `usual` the
    one to take where both fit. At most three forms of a day are accepted, the most frequent
    ones; `origin` is the day before day 1 of a spreadsheet's day numbers.
    """

    def __init__(
        self, ask: Ask, cell: str, file: str, heading: str, order: str | None,
        origin: str = "1899-12-30", usual: str | None = None,
    ) -> None:  # fmt: skip
        self.ask, self.cell, self.heading, self.origin = ask, cell, heading, origin
        self.usual = usual
        self.where = f"{file}, column {heading!r}"
        self.found: set[tuple[str, bool]] = set()
        self.refused: set[tuple[str, bool]] = set()
        self.order = self.declared = order

    def learn(self, values: Iterable[str | None]) -> bool:
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
        rows: Counter[str] = Counter()
        for form, day_form in days.items():
            ((many,),) = self.ask(
                f"select count({self._read([form], DATE_ORDERS[0])}) from {{source}}"
            )
            rows[day_form] += many
        usual = {day_form for day_form, _ in rows.most_common(MOST_FORMS)}
        self.refused |= {
            (form, matters) for form, matters in self.found if days[form] not in usual
        }
        self.found -= self.refused

    @property
    def is_zoned(self) -> bool:
        """Tell whether times of the column carry a zone, such as Z or +02:00."""
        return not {(ZONED, False), (SPACED, False)}.isdisjoint(self.found)

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
        written: dict[str, list[str]] = {ROUGH: [], "": []}
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

    def oddities(self) -> Iterator[tuple[str, str, str]]:
        """Yield (key, sentence, SQL test) for what was read and is worth a look."""
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
            *readings, row = self._first(differing)
            raise Asked(
                f"{self.where}: every date can be read as day-month and as month-day."
                ' Say which in a mapping file: date_order = "day-month-year" or'
                ' "month-day-year".',
                self.heading,
                readings=readings,
                row=row,
            )
        return DATE_ORDERS[0] if by_day >= by_month else DATE_ORDERS[1]

    def _first(self, test: str) -> tuple:
        """Return the first cell that passes a test, its two days and its row."""
        days = ", ".join(f"({self._sql(order)})::date::varchar" for order in ORDERS)
        (first,) = self.ask(
            f"select * exclude (is_it) from (select {self.cell}, {days},"
            f" row_number() over () as row, {test} as is_it from {{source}})"
            " where is_it order by row limit 1"
        )
        return first


ZONED, SPACED, SERIAL = "zoned", "zoned after a space", "serial"


def forms(values: list[str]) -> set[tuple[str, bool]]:
    """Return (form, order matters) for the values; forms hold {a} and {b} then.

    A form with a zone, or of a spreadsheet's day numbers, is a single word. Values of no
    known form are left out.
    """
    return {form for value in values if (form := _form(value.strip()))}


def _form(value: str) -> tuple[str, bool] | None:
    if SERIALS.match(value):
        return (SERIAL, False)
    for pattern, body in BODIES.items():
        if match := pattern.match(value):
            parts = match.groupdict()
            if not _says_hour(parts):
                return None
            if parts["zone"] and not _is_span(parts):
                return (SPACED if parts["space"] else ZONED, False)
            day = body.format(
                sep=parts["sep"],
                year="%Y" if len(parts["y"]) == 4 else "%y",
                month="%b" if len(parts.get("month") or "") == 3 else "%B",
                weekday=_weekday(parts),
                then=parts.get("then"),
            )
            rough = ROUGH if _is_rough(parts) else ""
            return (rough + day + _clock(parts), pattern is YEAR_LAST)
    return None


def _says_hour(parts: dict) -> bool:
    """Tell whether the hour is clear: 9:00 or 9 AM, but not 1:00 - 1:50 PM."""
    if parts["hour"] and not parts["minute"] and not parts["noon"]:
        return False
    return bool(parts["noon"]) or not parts["later"]


def _is_span(parts: dict) -> bool:
    """Tell whether an offset is the end of a span: 10:00-10:50, but not 10:00-05:00."""
    until = re.search(r"-(\d{2}):?(\d{2})?", parts["zone"])
    if parts["gap"] == "T" or parts["second"] or not until:
        return False
    hour, minute = int(parts["hour"]), int((parts["minute"] or ":0")[1:])
    begun = hour % 12 if parts["noon"] else hour
    return (int(until[1]), int(until[2] or 0)) > (begun, minute)


def _is_rough(parts: dict) -> bool:
    has_end = parts["until"] or parts["zone"]
    is_dotted = "." in (parts["noon"] or "")
    return bool(has_end) or is_dotted or len(parts["part"] or "") > len(".000000")


def smooth(cell: str) -> str:
    """Return, as SQL, a moment without its end (9:00 - 9:50), as AM and to microseconds."""
    begun = f"regexp_replace({cell}, '(:[0-9]{{2}}|{NOON}) ?[-–] ?{HOUR}$', '\\1')"
    plain = f"regexp_replace({begun}, '([AaPp])[.]?([Mm])[.]?$', '\\1\\2')"
    return f"regexp_replace({plain}, '([.][0-9]{{6}})[0-9]+', '\\1')"


def ended(cell: str) -> str:
    """Return, as SQL, the same moment with the hour of its end, null where it has none."""
    return f"nullif(regexp_replace({cell}, '{HOUR} ?[-–] ?({HOUR})$', '\\1'), {cell})"


def _weekday(parts: dict) -> str:
    if not parts.get("weekday"):
        return ""
    return ("%a" if len(parts["weekday"]) == 3 else "%A") + parts["comma"]


def _clock(parts: dict) -> str:
    if not parts["hour"]:
        return ""
    hour = "%I" if parts["noon"] else "%H"
    noon = re.sub(r"\S+", "%p", parts["noon"] or "")
    minute = ":%M" if parts["minute"] else ""
    second = ":%S" if parts["second"] else ""
    part = ".%f" if parts["part"] else ""
    return f"{parts['gap']}{hour}{minute}{second}{part}{noon}"


def day(form: str) -> str:
    """Return the part of a form that says how a day is written."""
    return re.split(r"T?,? ?(?:at )?%[HI]", form.removeprefix(ROUGH))[0]


FIRST_YEAR, LAST_YEAR = 1990, 2040


def gaps(zone: str) -> str:
    """Return the skipped hours as a list of SQL timestamps, or nothing."""
    return _listed(_changes(zone)[0])


def folds(zone: str) -> str:
    """Return the hours that come twice as a list of SQL timestamps, or nothing."""
    return _listed(_changes(zone)[1])


def _listed(hours: tuple[datetime, ...]) -> str:
    return ", ".join(f"timestamp '{hour}'" for hour in hours)


@cache
def _changes(zone: str) -> tuple[tuple[datetime, ...], tuple[datetime, ...]]:
    """Return (skipped hours, doubled hours), by their beginning in local time."""
    place = ZoneInfo(zone)
    skipped: list[datetime] = []
    doubled: list[datetime] = []
    day = datetime(FIRST_YEAR, 1, 1)
    while day.year <= LAST_YEAR:
        following = day + timedelta(days=1)
        before, after = (_offset(moment, place) for moment in (day, following))
        if before != after:
            hours = [day + n * AN_HOUR for n in range(24)]
            change = skipped if after > before else doubled
            change += [hour for hour in hours if _differs(hour, place)]
        day = following
    return tuple(skipped), tuple(doubled)


def _offset(moment: datetime, place: ZoneInfo) -> timedelta:
    return moment.replace(tzinfo=place).utcoffset() or timedelta(0)


def _differs(hour: datetime, place: ZoneInfo) -> bool:
    return _offset(hour, place) != _offset(hour.replace(fold=1), place)
