"""Periods are counted back from the data, in whole days."""

from datetime import date

import pandas as pd
import pytest

from queries import Filters
from ui import period

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
    ],
)
def test_months_back_end_on_the_last_day(last, months, first):
    assert period.months_back(last, months) == first


def test_a_preset_never_begins_before_the_data():
    assert period.bounds("Last 12 months", date(2026, 1, 5), LAST)[0] == date(
        2026, 1, 5
    )
    assert period.bounds("All", FIRST, LAST) == (FIRST, LAST)


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


def test_a_month_is_cut_by_the_period():
    cut = period.month(chosen(date(2026, 3, 10), date(2026, 5, 5)), date(2026, 3, 1))

    assert (cut.start, cut.end) == (date(2026, 3, 10), date(2026, 3, 31))


def test_a_week_is_cut_by_the_period():
    cut = period.week(chosen(date(2026, 3, 4), date(2026, 5, 5)), date(2026, 3, 2))

    assert (cut.start, cut.end) == (date(2026, 3, 4), date(2026, 3, 8))


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
    ("first", "said"), [(date(2026, 3, 1), ""), (FIRST, ", against the 31 days before")]
)
def test_a_period_is_set_against_nothing_where_the_data_begin(first, said):
    march = chosen(date(2026, 3, 1), date(2026, 3, 31))

    assert period.against(march, first) == said


def test_a_month_and_a_quarter_have_names():
    assert period.named(date(2026, 6, 1), "month") == "June 2026"
    assert period.named(date(2026, 10, 1), "quarter") == "quarter 4 of 2026"
