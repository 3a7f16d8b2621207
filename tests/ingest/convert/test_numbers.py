"""Which mark a column's decimals have, and what each of its cells says then."""

import pytest

from ingest.convert import numbers
from ingest.refusals import Asked
from tests.ingest.convert.cells import asking, made, read


def column(*cells, declared=None, kind=numbers.Column):
    """Return a column of numbers that has learned from its cells."""
    ask = asking(cells)
    found = kind(ask, "cell", "a.csv", "Fee", declared)
    found.learn(cells)
    return found, ask


def values(*cells, declared=None):
    """Return the numbers of a column with these cells."""
    found, ask = column(*cells, declared=declared)
    return read(ask, found.sql)


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["1.5"], "."),
        (["1,5"], ","),
        (["12.50"], "."),
        (["12,50"], ","),
        (["1.2345"], "."),
        (["1,2345"], ","),
        ([".5"], "."),
        ([",5"], ","),
        (["-1.5"], "."),
        (["-1,5"], ","),
        (["1,234.5"], "."),
        (["1.234,5"], ","),
        (["-123,456,789.5"], "."),
        (["-123.456.789,5"], ","),
        (["1,234.567"], "."),
        (["1.234,567"], ","),
        (["1,234,567"], "."),
        (["1.234.567"], ","),
        (["1.234", "1,5"], ","),
        (["1,234", "1.5"], "."),
        (["$ 1,50"], ","),
        (["1,5", "1.5"], "."),
        (["50", None], "."),
        (["0.234"], "."),
        (["01.234"], "."),
        (["1234.567"], "."),
    ],
)
def test_the_mark_is_the_one_that_some_cell_can_only_have(cells, mark):
    assert column(*cells)[0].mark == mark


@pytest.mark.parametrize("cell", ["1.234", "1,234", "-12.345", "123,456", "€ 9.000"])
def test_three_figures_behind_one_mark_are_a_question(cell):
    with pytest.raises(Asked, match=r"a\.csv, column 'Fee': 1\.234 can be") as asked:
        column(cell, "50")
    assert (asked.value.heading, asked.value.question) == ("Fee", "decimal")


def test_the_clinics_mark_is_no_question():
    assert values("1.234", declared=".") == [1.234]
    assert values("1.234", "1,5", declared=",") == [1234, 1.5]
    assert values("1.5", declared=",") == [None]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("50", 50),
        ("-50", -50),
        ("1.25", 1.25),
        ("1,234.5", 1234.5),
        ("9,999.99", 9999.99),
        ("1,050", 1050),
        ("1,234", 1234),
        ("-12,345,678", -12345678),
        ("1234.5", 1234.5),
        ("1e3", 1000),
        ("$1,234.50", 1234.5),
        ("£ 45.50", 45.5),
        ("1 234.50", 1234.5),
        ("12,34", None),
        ("1234,567", None),
        ("1,2345", None),
        ("1,234,56", None),
        ("1.2.3", None),
        ("nan", None),
        ("inf", None),
        ("-infinity", None),
        ("fifty", None),
        ("50%", None),
        (None, None),
    ],
)
def test_a_number_with_a_point(cell, number):
    assert values("1.5", cell)[1] == number


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("50", 50),
        ("-50", -50),
        ("1,25", 1.25),
        ("1.234,5", 1234.5),
        ("9.999,99", 9999.99),
        ("99,9", 99.9),
        ("1.234", 1234),
        ("-12.345.678", -12345678),
        ("1234,5", 1234.5),
        ("€ 1.234,50", 1234.5),
        ("12.34", None),
        ("1234.567", None),
        ("1.2345", None),
        ("1.234.56", None),
        ("1,2,3", None),
        ("1e3", None),
        ("nan", None),
        (None, None),
    ],
)
def test_a_number_with_a_comma(cell, number):
    sql = column("1,5", "2,5")[0].sql

    assert made(sql, cell) == [number]


def test_later_cells_may_say_another_mark():
    ask = asking(["50", "12,5"])
    late = numbers.Column(ask, "cell", "a.csv", "Fee", None)

    assert not late.learn(["50"])
    assert read(ask, late.sql) == [50, None]
    assert late.relearn()
    assert read(ask, late.sql) == [50, 12.5]
    assert not late.relearn()


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("0:01", 1),
        ("8:59", 539),
        ("9:00", 9),
        ("9:30", 9.5),
        ("50:15", 50.25),
        ("100:00", 100),
        ("1000:00", None),
        ("1:2", None),
        ("1:020", None),
        (":50", None),
        ("9:00:00", 540),
        ("1:20:30", 80.5),
        ("0:00:45", 0.75),
        ("1:20:3", None),
        ("1:20:30:10", None),
        ("50", 50),
        ("50.5", 50.5),
        ("50 m", 50),
        ("50min", 50),
        ("50 mins.", 50),
        ("50 MINUTES", 50),
        ("1 minute", 1),
        ("0.5 min", 0.5),
        ("2h", 120),
        ("2 hr", 120),
        ("2 hrs.", 120),
        ("1 hour", 60),
        ("1.5 hours", 90),
        ("1.05 h", 63),
        ("1,5 h", 90),
        ("1h20", 80),
        ("1 h 20 min", 80),
        ("1h, 20m", 80),
        ("1 hour and 20 minutes", 80),
        ("1 hour, and 20 minutes", 80),
        ("pt1h", 60),
        ("PT1H30M", 90),
        ("1.25h 3m", 78),
        ("20 min 1 h", None),
        ("50 minu", None),
        ("1 ho", None),
        ("50 m x", None),
        ("x 50 m", None),
        ("-50 m", None),
        ("1.5.5 h", None),
        ("h", None),
        ("pt", None),
    ],
)
def test_a_length_in_minutes(cell, minutes):
    found, ask = column(cell, kind=numbers.Minutes)

    assert read(ask, found.sql) == [minutes]
