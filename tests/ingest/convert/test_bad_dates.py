"""Dates that a spreadsheet, a clock or a hurry has damaged."""

from datetime import datetime

import pytest

from tests.ingest.importing import HEADER, held, imported, refused, remarks, written

STARTS = "select start from sessions order by start"


def starts(folder, *cells, rules="", header=HEADER):
    rows = [f'{n},ann,ruth,"{cell}",attended' for n, cell in enumerate(cells)]
    file = written(folder, "\n".join([header, *rows]) + "\n")
    report = imported(folder, file, rules=rules)
    return [start for (start,) in held(folder, STARTS)], report


def test_at_most_three_forms_in_a_column_the_others_are_rejected_by_line(tmp_path):
    cells = ["2026-01-15"] * 40 + ["15/01/2026"] * 20 + ["15 Jan 2026"] * 10
    days, report = starts(tmp_path, *cells, "Jan 16, 2026")
    (rejected,) = report["files"][0]["rejections"]

    assert len(days) == 70
    assert (rejected["line"], rejected["column"]) == (72, "start")


def test_day_numbers_of_a_spreadsheet_are_counted_from_1900(tmp_path):
    days, report = starts(tmp_path, "46027", "46028.375")

    assert days == [datetime(2026, 1, 5), datetime(2026, 1, 6, 9)]
    assert remarks(report)["day_numbers_start"] == 2


def test_or_from_1904_where_that_is_declared(tmp_path):
    days, _ = starts(tmp_path, "46027", rules="day_numbers_from = 1904")

    assert days == [datetime(2030, 1, 6)]


@pytest.mark.parametrize("slip", ["026-01-15", "0026-01-15", "1026-01-15 09:00"])
def test_a_year_that_lacks_a_figure_is_rejected(tmp_path, slip):
    days, report = starts(tmp_path, *["2026-01-15", "2026-01-15 10:00"] * 20, slip)
    (rejected,) = report["files"][0]["rejections"]

    assert len(days) == 40
    assert (rejected["line"], rejected["column"]) == (42, "start")
    assert "before 1900" in rejected["reason"]


def test_a_day_of_1900_is_one(tmp_path):
    days, _ = starts(tmp_path, "1900-01-01", "2026-01-15")

    assert days[0] == datetime(1900, 1, 1)


def test_an_hour_that_comes_twice_is_the_first_and_is_remarked_on(tmp_path):
    days, report = starts(
        tmp_path, "2026-10-25 01:30", rules='time_zone = "Europe/London"'
    )

    assert days == [datetime(2026, 10, 25, 1, 30)]
    assert remarks(report)["doubled_hour"] == 1


def test_an_hour_that_clocks_skipped_is_rejected(tmp_path):
    cells = [f"2026-03-{day:02} 09:00" for day in range(1, 29)]
    days, report = starts(
        tmp_path, *cells, "2026-03-29 01:30", rules='time_zone = "Europe/London"'
    )

    assert len(days) == 28
    (rejected,) = report["files"][0]["rejections"]
    assert (rejected["line"], rejected["reason"]) == (
        30,
        "an hour that the clocks skipped that day",
    )


def test_years_of_two_digits_are_read_and_remarked_on(tmp_path):
    days, report = starts(tmp_path, "5/13/26", "5/14/2026", "5/13/69")

    assert [day.year for day in days] == [1969, 2026, 2026]
    assert remarks(report)["two_digit_years_start"] == 2


@pytest.mark.parametrize(
    ("cell", "start"),
    [
        ("2026-05-04 09:00:00 -0700", datetime(2026, 5, 4, 17)),
        ("2026-05-04T09:00:00.000+0000", datetime(2026, 5, 4, 10)),
        ("2026-05-04 09:00:00 UTC", datetime(2026, 5, 4, 10)),
        ("5/14/2026, 9:00 AM", datetime(2026, 5, 14, 9)),
        ("5/14/2026 at 9:00 pm", datetime(2026, 5, 14, 21)),
        ("14 September 2026", datetime(2026, 9, 14)),
        ("September 14, 2026 9:05 AM", datetime(2026, 9, 14, 9, 5)),
        ("Mon, May 4, 2026", datetime(2026, 5, 4)),
        ("Monday, May 4, 2026 2:30 PM", datetime(2026, 5, 4, 14, 30)),
        ("14-May-26", datetime(2026, 5, 14)),
    ],
)
def test_forms_of_practice_systems(tmp_path, cell, start):
    days, _ = starts(tmp_path, cell, rules='time_zone = "Europe/London"')

    assert days == [start]


def test_a_day_with_a_midnight_and_a_time_with_a_day_are_one_moment(tmp_path):
    file = written(
        tmp_path,
        "client,counselor,date,time,status\n"
        "ann,ruth,2026-05-04 00:00:00.000,1900-01-01 09:30:00,attended\n",
    )
    imported(tmp_path, file)

    assert held(tmp_path, STARTS) == [(datetime(2026, 5, 4, 9, 30),)]


def test_both_orders_possible_is_a_question(tmp_path):
    file = written(tmp_path, f"{HEADER}\n1,ann,ruth,01/02/2026,attended\n")

    assert "date_order" in refused(tmp_path, file)
