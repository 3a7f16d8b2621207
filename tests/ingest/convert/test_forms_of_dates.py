"""The form of one date, hour or span, and which forms a column keeps."""

from datetime import datetime, timedelta

import pytest

from ingest.convert import dates
from ingest.refusals import Asked
from tests.ingest.convert.cells import asking, made, read

DAY = "%Y-%m-%d"
DAY_FIRST, MONTH_FIRST = "day-month-year", "month-day-year"


def form(text):
    """Return the form of a text, or None where it has none."""
    return next(iter(dates.forms([text])), (None, None))[0]


def column(*cells, **rules):
    """Return a column that has learned from its cells, and what answers SQL about it."""
    ask = asking(cells)
    made = dates.Column(
        ask, "cell", "a.csv", "Start", rules.pop("order", None), **rules
    )
    made.learn(cells)
    return made, ask


def moments(*cells, **rules):
    """Return what a column of these cells says."""
    made, ask = column(*cells, **rules)
    return read(ask, made.sql)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-05", DAY),
        ("2026/1/5", "%Y/%m/%d"),
        ("2026.01.05", "%Y.%m.%d"),
        ("2026-01/05", None),
        ("026-01-05", None),
        ("12026-01-05", None),
        ("2026-001-05", None),
        ("2026-01-005", None),
        ("2026-01-05x", None),
        ("20260105", "%Y%m%d"),
        ("2026010", None),
        ("202601055", None),
        ("1/5/2026", "{a}/{b}/%Y"),
        ("01.05.26", "{a}.{b}.%y"),
        ("2026--05", None),
        ("2026-01-", None),
        ("/5/2026", None),
        ("1//2026", None),
        ("1/5/026", None),
        ("1/5/6", None),
        ("1/5/20266", None),
        ("001/5/2026", None),
        ("1/005/2026", None),
        ("1/5.2026", None),
        ("5 Jan 2026", "%d %b %Y"),
        ("5-January-26", "%d-%B-%y"),
        ("5 September 2026", "%d %B %Y"),
        ("5-Jan 2026", None),
        ("5 Ja 2026", None),
        ("5 Septembers 2026", None),
        ("005 Jan 2026", None),
        (" Jan 2026", None),
        ("5 Jan 026", None),
        ("Jan 5 2026", "%b %d %Y"),
        ("May 5, 2026", "%b %d, %Y"),
        ("September 15, 2026", "%B %d, %Y"),
        ("Jan-5-2026", None),
        ("Jan 5, 26", None),
        ("Jan 005, 2026", None),
        ("Jan , 2026", None),
        ("Mon 2026-01-05", "%a %Y-%m-%d"),
        ("Monday, 1/5/2026", "%A, {a}/{b}/%Y"),
        ("Mon, 5 Jan 2026", "%a, %d %b %Y"),
        ("Wednesday Jan 5, 2026", "%A %b %d, %Y"),
        ("mon 2026-01-05", None),
        ("M 2026-01-05", None),
    ],
)
def test_the_form_of_a_day(text, expected):
    assert form(text) == expected


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("20000", True),
        ("79999", True),
        ("19999", False),
        ("80000", False),
        ("4602", False),
        ("460275", False),
        ("46027.375", True),
        ("46027.", False),
        ("46027.5.5", False),
    ],
)
def test_a_day_number_has_five_digits_from_20000_on(text, is_one):
    assert dates.forms([text]) == ({("serial", False)} if is_one else set())
    read_as = moments("46027", text)[1] is not None
    assert read_as is is_one


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        ("T9:30", "T%H:%M"),
        (" 09:30", " %H:%M"),
        (", 9:30", ", %H:%M"),
        (" at 9:30", " at %H:%M"),
        (", at 9:30", ", at %H:%M"),
        ("  9:30", "  %H:%M"),
        (" 9:30:15", " %H:%M:%S"),
        (" 9:30:15.5", " %H:%M:%S.%f"),
        (" 9:30:15.123456", " %H:%M:%S.%f"),
        (" 9:30 PM", " %I:%M %p"),
        (" 9:30pm", " %I:%M%p"),
        (" 9 AM", " %I %p"),
        (" 9am", " %I%p"),
        (" 9", None),
        ("T09", None),
        (" 9:5", None),
        (" 9:300", None),
        (" 123:30", None),
        (" 9:30:5", None),
        (" 9:30  PM", None),
        (" 9:30 XM", None),
        (" 9:30 PM - 9:50 PM PM", None),
        (" 9:30 - 9:50:20", None),
        (" at9:30", None),
        ("9:30", None),
    ],
)
def test_the_form_of_an_hour(hour, expected):
    assert form(f"2026-01-05{hour}") == (expected and DAY + expected)


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        (" 9:30:15.1234567", " %H:%M:%S.%f"),
        (" 9:30:15.123456789", " %H:%M:%S.%f"),
        (" 9:30 a.m.", " %I:%M %p"),
        (" 9:30p.m", " %I:%M%p"),
        (" 9:30 - 10:20", " %H:%M"),
        (" 9:30–10", " %H:%M"),
        (" 9:30 AM - 10:20 AM", " %I:%M %p"),
        (" 9 AM - 10 AM", " %I %p"),
        (" 1:00 PM - 1:50", " %I:%M %p"),
    ],
)
def test_what_must_be_smoothed_before_it_is_read(hour, expected):
    assert form(f"2026-01-05{hour}") == f"~{DAY}{expected}"


@pytest.mark.parametrize(
    "hour", [" 9:30:15.1234567890", " 1:00 - 1:50 PM", " 9 - 9:50 AM", " 9:30 - 100"]
)
def test_an_hour_that_nothing_says_for_certain(hour):
    assert form(f"2026-01-05{hour}") is None


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        (" 9:30Z", "zoned"),
        ("T09:30:15Z", "zoned"),
        (" 9:30 UTC", "zoned"),
        (" 9:30GMT", "zoned"),
        (" 9:30  UTC", None),
        (" 9:30+1", None),
        (" 9:30+01", "zoned"),
        (" 9:30+0100", "zoned"),
        (" 9:30+10:00", "zoned"),
        (" 9:30 +01:00", "zoned after a space"),
        (" 9:30 -0700", "zoned after a space"),
        # an offset that is later than the hour could only be a span's end
        (" 10:00-09:59", "zoned"),
        (" 10:00-10:00", "zoned"),
        (" 10:00-10", "zoned"),
        (" 10:30-10:15", "zoned"),
        (" 10:00+11:00", "zoned"),
        ("T10:00-11:00", "zoned"),
        (" 10:00:00-11:00", "zoned"),
        (" 13:00-02:00", "zoned"),
        (" 9 AM-09", "zoned"),
        (" 1:30 PM-01:20", "zoned"),
        (" 1:30 PM -01:30", "zoned after a space"),
        (" 10:00-10:01", f"~{DAY} %H:%M"),
        (" 10:00-11", f"~{DAY} %H:%M"),
        (" 10:30-11:15", f"~{DAY} %H:%M"),
        (" 10:00 -10:50", f"~{DAY} %H:%M"),
        (" 9 AM-09:01", f"~{DAY} %I %p"),
        (" 1:30 PM-01:31", f"~{DAY} %I:%M %p"),
        (" 12:30 PM-01:20", f"~{DAY} %I:%M %p"),
        (" 12:30 PM-00:31", f"~{DAY} %I:%M %p"),
    ],
)
def test_an_offset_or_the_end_of_a_span(hour, expected):
    assert form(f"2026-01-05{hour}") == expected


def test_only_the_order_of_figures_before_the_year_matters():
    texts = ["2026-01-05", "1/5/2026", "1/5/26 9:00", "5 Jan 2026", "20260105"]
    found = dict(dates.forms([*texts, "soon", " "]))

    assert found == {
        DAY: False,
        "{a}/{b}/%Y": True,
        "{a}/{b}/%y %H:%M": True,
        "%d %b %Y": False,
        "%Y%m%d": False,
    }


def test_spaces_around_a_date_are_none_of_its_form():
    assert form("  2026-01-05 9:00 ") == f"{DAY} %H:%M"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (f"{DAY} %H:%M", DAY),
        (f"~{DAY}T%H:%M:%S.%f", DAY),
        ("%b %d, %Y at %I:%M %p", "%b %d, %Y"),
        ("{a}/{b}/%y, %I%p", "{a}/{b}/%y"),
        ("%d %B %Y", "%d %B %Y"),
    ],
)
def test_the_day_of_a_form(written, expected):
    assert dates.day(written) == expected


@pytest.mark.parametrize(
    ("cell", "begun", "ended"),
    [
        ("1/5/2026 9:00 - 9:50", "1/5/2026 9:00", "1/5/2026 9:50"),
        ("1/5/2026 9:00–10", "1/5/2026 9:00", "1/5/2026 10"),
        ("1/5/2026 9:00 am-10:00 am", "1/5/2026 9:00 am", "1/5/2026 10:00 am"),
        ("1/5/2026 11am - 12 p.m.", "1/5/2026 11am", "1/5/2026 12 p.m."),
        ("1/5/2026 9:00 a.m.", "1/5/2026 9:00 am", None),
        ("1/5/2026 9:00 P.M", "1/5/2026 9:00 PM", None),
        ("1/5/2026 9:00:01.1234567", "1/5/2026 9:00:01.123456", None),
        ("1/5/2026 9:00:01.123456", "1/5/2026 9:00:01.123456", None),
        ("1/5/2026 9:00", "1/5/2026 9:00", None),
    ],
)
def test_a_span_has_a_beginning_and_an_end(cell, begun, ended):
    assert made(dates.smooth("cell"), cell) == [begun]
    assert made(dates.ended("cell"), cell) == [ended]


def test_the_end_is_null_where_no_cell_of_the_column_is_a_span():
    spans, ask = column("2026-01-05 9:00 AM - 9:50 AM", "2026-01-06 9:00 AM")
    assert read(ask, spans.until) == [datetime(2026, 1, 5, 9, 50), None]

    plain, ask = column("2026-01-05 9:00 AM", "2026-01-06 9:00 AM")
    assert read(ask, plain.until) == [None, None]


def test_three_forms_of_a_day_are_kept():
    cells = ["2026-01-05", "05/13/2026", "5 Jan 2026", "2026-01-05 09:00"]

    assert None not in moments(*cells)


def test_of_four_forms_the_rarest_goes_whatever_hours_the_others_have():
    days = ["2026-01-05", "2026-01-06 09:00"] * 2
    others = ["13/01/2026"] * 5 + ["5 Jan 2026"] * 5
    rare = ["Jan 5, 2026"] * 3

    assert [one is None for one in moments(*days, *others, *rare)] == (
        [False] * 14 + [True] * 3
    )


def test_a_form_once_refused_is_not_learned_again():
    cells = ["2026-01-05", "13/01/2026", "5 Jan 2026"] * 2
    several, ask = column(*cells, "Jan 5, 2026")

    assert not several.relearn()
    assert read(ask, several.sql)[-1] is None


def test_learning_says_whether_a_form_is_new():
    several, _ = column("2026-01-05")

    assert not several.learn(["2026-01-06", None, "", "soon"])
    assert several.learn(["2026-01-06 09:00"])
    assert not several.learn(["2026-01-07 10:00"])


def test_what_was_not_read_at_first_is_learned_later():
    ask = asking(["2026-01-05", "13/01/2026", None])
    late = dates.Column(ask, "cell", "a.csv", "Start", None)
    late.learn(["2026-01-05"])

    assert read(ask, late.sql) == [datetime(2026, 1, 5), None, None]
    assert late.relearn()
    assert read(ask, late.sql) == [datetime(2026, 1, 5), datetime(2026, 1, 13), None]
    assert not late.relearn()


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (("01/02/2026", "13/02/2026"), datetime(2026, 2, 1)),
        (("01/02/2026", "02/13/2026"), datetime(2026, 1, 2)),
        (
            ("01/02/2026", "13/02/2026", "14/02/2026", "02/13/2026"),
            datetime(2026, 2, 1),
        ),
        (
            ("01/02/2026", "13/02/2026", "02/13/2026", "02/14/2026"),
            datetime(2026, 1, 2),
        ),
        (("05/05/2026", "06/06/2026"), datetime(2026, 5, 5)),
    ],
)
def test_the_order_that_reads_more_dates_is_taken(cells, first):
    assert moments(*cells)[0] == first
    assert moments(*cells, usual=MONTH_FIRST)[0] == first


@pytest.mark.parametrize(
    "cells", [("01/02/2026",), ("13/02/2026", "02/13/2026"), ("5/5/26", "5/6/26")]
)
def test_where_both_orders_read_as_much_the_usual_or_the_clinic_decides(cells):
    with pytest.raises(Asked, match=r"a\.csv, column 'Start': every date") as asked:
        moments(*cells)
    assert (asked.value.heading, asked.value.question) == ("Start", "date_order")

    for order in (DAY_FIRST, MONTH_FIRST):
        parts = [[int(part) for part in cell.split("/")] for cell in cells]
        expected = [
            datetime(
                year % 100 + 2000, *(reversed(rest) if order == DAY_FIRST else rest)
            )
            if max(rest) <= 12 or (rest[0] > 12) == (order == DAY_FIRST)
            else None
            for *rest, year in parts
        ]
        assert moments(*cells, order=order) == expected
        assert moments(*cells, usual=order) == expected


def test_a_declared_order_stands_against_all_dates():
    cells = ["13/02/2026", "14/02/2026", "02/03/2026"]

    assert moments(*cells, order=MONTH_FIRST) == [None, None, datetime(2026, 2, 3)]


def test_two_digits_of_a_year_are_never_the_first_century():
    cells = ["5/13/26", "5/13/2026", "5/13/68", "5/13/69", "5/13/99", "5/13/00"]

    assert [one.year for one in moments(*cells)] == [2026, 2026, 2068, 1969, 1999, 2000]


def test_a_day_before_1900_is_none():
    cells = ["1899-12-31", "1900-01-01", "0026-01-05", "1026-01-05"]

    assert moments(*cells) == [None, datetime(1900, 1, 1), None, None]


@pytest.mark.parametrize("origin", ["1899-12-30", "1904-01-01"])
def test_a_day_number_counts_days_and_parts_of_a_day(origin):
    zero = datetime.fromisoformat(origin)
    hours = {"46027": 0, "46027.25": 6, "46027.375": 9, "46027.5416666667": 13}
    expected = [zero + timedelta(days=46027, hours=n) for n in hours.values()]

    assert moments(*hours, origin=origin) == expected


def test_what_is_odd_is_counted_by_its_cells():
    cells = ["5/13/26", "5/14/2026", "46027", "46028.5", "5/15/27", "5/13/69"]
    several, ask = column(*cells)
    rows = {
        key: sum(value for value in read(ask, test))
        for key, _, test in several.oddities()
    }
    says = {key: sentence for key, sentence, _ in several.oddities()}

    assert rows == {"two_digit_years": 3, "day_numbers": 2}
    assert says["day_numbers"].endswith("counted from 1899-12-30")


def test_whole_years_and_written_days_are_not_odd():
    several, _ = column("5/14/2026", "2026-01-05", "2026-01-05T09:00:00Z")

    assert list(several.oddities()) == []


def hours(listed):
    """Return the moments of a list of SQL timestamps."""
    texts = listed.removeprefix("timestamp '").removesuffix("'").split("', timestamp '")
    return [datetime.fromisoformat(text) for text in texts]


@pytest.mark.parametrize(
    ("zone", "skipped", "doubled"),
    [
        ("Europe/London", datetime(2026, 3, 29, 1), datetime(2026, 10, 25, 1)),
        ("America/New_York", datetime(2026, 3, 8, 2), datetime(2026, 11, 1, 1)),
        ("America/Sao_Paulo", datetime(2018, 11, 4), datetime(2018, 2, 17, 23)),
        ("Asia/Beirut", datetime(2026, 3, 29), datetime(2026, 10, 24, 23)),
    ],
)
def test_the_hours_that_a_zone_skips_and_doubles(zone, skipped, doubled):
    def of_the_year(listed):
        return [hour for hour in hours(listed) if hour.year == skipped.year]

    assert of_the_year(dates.gaps(zone)) == [skipped]
    assert of_the_year(dates.folds(zone)) == [doubled]


def test_clocks_are_known_from_1990_through_2040():
    for listed in (dates.gaps("Europe/London"), dates.folds("Europe/London")):
        years = [hour.year for hour in hours(listed)]
        assert years == list(range(1990, 2041))


def test_a_zone_that_never_changes_skips_nothing():
    assert dates.gaps("UTC") == dates.folds("UTC") == ""
