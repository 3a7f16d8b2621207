"""A counselor's weekly hours: the median of the weeks with a shift."""

from types import SimpleNamespace

import duckdb
import pytest

from ingest.convert.weekly import Weekly, _hours
from ingest.recognize.exports import Shifts
from ingest.recognize.mapping import Mapping
from tests.ingest.convert.cells import made

HEADINGS = ("staff", "day", "hours", "breaks")


def weekly(*shifts, less="breaks"):
    """Return the hours of each counselor, and how many rows are set aside."""
    with duckdb.connect() as connection:
        connection.execute(
            "create table shifts (c0 varchar, c1 varchar, c2 varchar, c3 varchar)"
        )
        connection.executemany("insert into shifts values (?, ?, ?, ?)", shifts)
        run = connection.execute
        conversion = SimpleNamespace(
            ask=lambda sql: run(sql.replace("{source}", "shifts")).fetchall(),
            source=SimpleNamespace(name="shifts.csv", headings=HEADINGS),
            headings=HEADINGS,
            connection=connection,
            mapping=Mapping(),
        )
        found = Weekly(
            conversion, Shifts(of="staff", day="day", hours="hours", less=less)
        )
        hours = dict(run("select staff, hours from weekly").fetchall())
        again = run(
            f"select count(aside), count(hours) from (select hours,"  # noqa: S608
            f" case{found.aside} end as aside from shifts{found.join})"
        ).fetchall()
    assert found.counselors == len(hours)
    return hours, again[0]


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("7.5", 7.5),
        ("7:30", 7.5),
        ("0:45", 0.75),
        ("8", 8),
        ("off", None),
        (None, None),
    ],
)
def test_hours_are_a_number_or_of_the_clock(cell, hours):
    assert made(_hours("cell"), cell) == [hours]


def test_hours_less_breaks_are_added_up_from_monday_to_sunday():
    shifts = [
        ("ruth", "2026-01-05", "8", "1"),
        ("ruth", "2026-01-11", "7:30", None),
        ("ruth", "2026-01-12", "4", "0:30"),
    ]
    # 14.5 hours from Monday the 5th, 3.5 from Monday the 12th
    assert weekly(*shifts) == ({"ruth": 9}, (2, 3))


def test_the_median_of_weeks_is_rounded_and_weeks_off_do_not_count():
    shifts = [
        ("ruth", f"2026-01-{day:02}", hours, None)
        for day, hours in ((5, "10"), (12, "20.116"), (19, "50"), (26, "0"))
    ]
    shifts += [("ruth", None, "90", None), ("omar", "2026-01-05", "-1", None)]

    assert weekly(*shifts) == ({"ruth": 20.12}, (4, 5))


def test_a_break_as_long_as_the_shift_leaves_no_week():
    assert weekly(("ruth", "2026-01-05", "1", "1"))[0] == {}
    assert weekly(("ruth", "2026-01-05", "1", "0:59"))[0] == {"ruth": 0.02}
