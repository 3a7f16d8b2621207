"""Weekly hours of counselors, from a report of their shifts.

Hours less breaks are added up for each week from Monday; the median of a counselor's
weeks with a shift is the figure, so a holiday or a half week at the end of the report
does not lower it.
"""

from typing import TYPE_CHECKING

from ingest.convert.dates import Column
from ingest.convert.lookups import needed
from ingest.recognize.exports import Shifts
from ingest.recognize.recipes import made

if TYPE_CHECKING:
    from ingest.convert.conversion import Conversion

FURTHER = "further shifts of a counselor, added up"
HOW = "weekly hours of counselors, computed: the median of their weeks with a shift"


class Weekly:
    """The hours of one shift report, in the table `weekly` of the connection.

    `recipes` are those of the counselor (`of`), the `day`, its `hours` and the break
    (`less`). `join` and `aside` are SQL; `counselors` is how many got a figure.
    """

    def __init__(self, conversion: "Conversion", recipes: Shifts) -> None:
        ask, source, headings = conversion.ask, conversion.source, conversion.headings
        order = conversion.mapping.date_order
        of, day = needed(recipes.of, headings), needed(recipes.day, headings)
        hours = needed(recipes.hours, headings)
        less = made(recipes.less, headings)
        moment = Column(
            ask, day.trimmed, source.name, source.headings[day.places[0]], order
        )
        moment.learn(
            {value for (value,) in ask(f"select {day.trimmed} from {{source}}")}
        )
        spent = _hours(hours.trimmed)
        if less:
            spent += f" - coalesce({_hours(less.trimmed)}, 0)"
        select = (
            f"with shifts as (select {of.trimmed} as staff, {moment.sql} as day,"
            f" {spent} as hours from {{source}}),"
            " weeks as (select staff, date_trunc('week', day) as week,"
            " sum(hours) as hours from shifts where day is not null and hours > 0"
            " group by all)"
            " select staff, round(median(hours), 2) as hours from weeks group by staff"
        )
        conversion.connection.execute(
            "create or replace temp table weekly (staff varchar, hours double)"
        )
        rows = ask(select)
        if rows:
            conversion.connection.executemany("insert into weekly values (?, ?)", rows)
        self.join = f" left join weekly on {of.trimmed} = weekly.staff"
        again = f"row_number() over (partition by {of.trimmed}) > 1"
        self.aside = f" when {again} then '{FURTHER}'"
        self.says, self.counselors = HOW, len(rows)


def _hours(cell: str) -> str:
    """Return hours as a number, written as 7.5 or as 7:30."""
    parts = f"string_split({cell}, ':')"
    clock = f"try_cast({parts}[1] as double) + try_cast({parts}[2] as double) / 60"
    return f"if(contains({cell}, ':'), {clock}, try_cast({cell} as double))"
