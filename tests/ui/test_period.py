"""Periods are counted back from the data, in whole days."""

from datetime import date, timedelta

import pandas as pd
import pytest

from queries import Filters
from ui.page import period

FIRST, LAST = date(2024, 9, 3), date(2026, 8, 31)


def chosen(start, end):
    return Filters(start=start, end=end, scope=None)


@pytest.mark.parametrize(
    ("last", "months", "first"),
    [
        (date(2026, 8, 31), 12, date(2025, 9, 1)),
        (date(2026, 8, 31), 3, date(2026, 6, 1)),
        (date(2026, 2, 28), 3, date(2025, 12, 1)),
        (date(2026, 5, 30), 3, date(2026, 3, 1)),
        (date(2026, 5, 15), 3, date(2026, 2, 16)),
        (date(2024, 2, 29), 12, date(2023, 3, 1)),
        (date(2026, 1, 31), 1, date(2026, 1, 1)),
        (date(2026, 12, 31), 12, date(2026, 1, 1)),
        (date(2026, 12, 15), 1, date(2026, 11, 16)),
        (date(2026, 3, 29), 1, date(2026, 3, 1)),
        (date(2026, 3, 27), 1, date(2026, 2, 28)),
    ],
)
def test_months_back_end_on_the_last_day(last, months, first):
    assert period.months_back(last, months) == first


def test_a_preset_never_begins_before_the_data():
    assert period.bounds("Last 12 months", date(2026, 1, 5), LAST)[0] == date(
        2026, 1, 5
    )
    assert period.bounds("All", FIRST, LAST) == (FIRST, LAST)
    assert period.bounds("Custom", FIRST, LAST) == (FIRST, LAST)


@pytest.mark.parametrize(
    ("preset", "first"),
    [
        ("Last 3 months", date(2026, 6, 1)),
        ("Last 6 months", date(2026, 3, 1)),
        ("Last 12 months", date(2025, 9, 1)),
    ],
)
def test_a_preset_is_as_many_months_as_it_says(preset, first):
    assert period.bounds(preset, FIRST, LAST) == (first, LAST)


def test_a_preset_never_begins_after_its_last_day():
    assert period.bounds("Last 3 months", date(2026, 9, 5), LAST) == (LAST, LAST)


def test_the_page_opens_with_the_last_year():
    assert period.PRESETS[period.DEFAULT] == 12


def test_the_period_before_is_as_long_and_touches_it():
    before = period.before(chosen(date(2026, 3, 1), date(2026, 3, 31)))

    assert (before.start, before.end) == (date(2026, 1, 29), date(2026, 2, 28))


def test_the_period_before_is_named_by_its_length():
    year = chosen(date(2025, 9, 1), date(2026, 8, 31))
    day = chosen(date(2026, 1, 1), date(2026, 1, 2))

    leap = chosen(date(2023, 9, 1), date(2024, 8, 31))

    assert period.name_before(year) == "the year before"
    assert period.name_before(leap) == "the year before"
    assert period.name_before(day) == "the 2 days before"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (364, "the 364 days before"),
        (365, "the year before"),
        (366, "the year before"),
        (367, "the 367 days before"),
        (1000, "the 1,000 days before"),
    ],
)
def test_only_a_year_is_called_one(days, said):
    end = FIRST + timedelta(days=days - 1)

    assert period.name_before(chosen(FIRST, end)) == said


def test_a_month_is_cut_by_the_period():
    cut = period.month(chosen(date(2026, 3, 10), date(2026, 5, 5)), date(2026, 3, 1))

    assert (cut.start, cut.end) == (date(2026, 3, 10), date(2026, 3, 31))


def test_a_week_is_cut_by_the_period():
    cut = period.week(chosen(date(2026, 3, 4), date(2026, 5, 5)), date(2026, 3, 2))

    assert (cut.start, cut.end) == (date(2026, 3, 4), date(2026, 3, 8))


def test_the_last_month_and_the_last_week_end_with_the_period():
    until = chosen(date(2026, 3, 4), date(2026, 12, 10))
    month, week = (
        period.month(until, date(2026, 12, 1)),
        period.week(until, date(2026, 12, 7)),
    )
    whole = period.month(chosen(FIRST, date(2026, 12, 31)), date(2026, 12, 1))

    assert (month.start, month.end) == (date(2026, 12, 1), date(2026, 12, 10))
    assert (week.start, week.end) == (date(2026, 12, 7), date(2026, 12, 10))
    assert whole.end == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("when", "firsts", "end"),
    [
        ("month", ["2026-03-01", "2026-04-01"], date(2026, 4, 30)),
        ("week", ["2026-03-01", "2026-03-08"], date(2026, 3, 14)),
    ],
)
def test_what_begins_and_ends_with_the_period_is_whole(when, firsts, end):
    periods = pd.DataFrame({when: pd.to_datetime(firsts)}, index=[7, 9])
    both = period.whole(periods, chosen(date(2026, 3, 1), end), when)
    second = period.whole(periods, chosen(date(2026, 3, 2), end), when)
    first = period.whole(
        periods, chosen(date(2026, 3, 1), end - timedelta(days=1)), when
    )

    assert [len(one) for one in (both, second, first)] == [2, 1, 1]
    assert both.index.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("when", "firsts", "kept"),
    [
        ("month", ["2026-03-01", "2026-04-01", "2026-05-01"], ["2026-04-01"]),
        ("week", ["2026-03-02", "2026-03-09", "2026-05-25"], ["2026-03-09"]),
    ],
)
def test_a_month_or_a_week_that_the_period_cuts_is_left_out(when, firsts, kept):
    periods = pd.DataFrame({when: pd.to_datetime(firsts)})

    whole = period.whole(periods, chosen(date(2026, 3, 3), date(2026, 5, 30)), when)

    assert whole[when].dt.strftime("%Y-%m-%d").tolist() == kept


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (date(2026, 3, 2), ""),
        (date(2026, 3, 1), ""),
        (date(2026, 2, 28), ", against the 31 days before"),
        (FIRST, ", against the 31 days before"),
    ],
)
def test_a_period_is_set_against_nothing_where_the_data_begin(first, said):
    march = chosen(date(2026, 3, 1), date(2026, 3, 31))

    assert period.against(march, first) == said


def test_a_month_and_a_quarter_have_names():
    assert period.named(date(2026, 6, 1), "month") == "June 2026"
    quarters = [period.named(date(2026, m, 1), "quarter") for m in (1, 4, 7, 10)]
    assert quarters == [f"quarter {n} of 2026" for n in (1, 2, 3, 4)]


def test_the_day_up_to_which_leaving_is_known():
    until = chosen(date(2026, 3, 1), date(2026, 3, 31))  # window: 60 days

    assert period.mature(until, date(2026, 5, 30)) == date(2026, 3, 31)
    assert period.mature(until, date(2026, 5, 29)) == date(2026, 3, 30)
    assert period.mature(until, date(2026, 7, 28), windows=2) == date(2026, 3, 30)
