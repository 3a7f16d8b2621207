"""The period a supervisor looks at, counted back from the data, never from today."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from queries import Filters

PRESETS = {
    "Last 3 months": 3,
    "Last 6 months": 6,
    "Last 12 months": 12,
    "All": None,
    "Custom": None,
}
DEFAULT = "Last 12 months"


def months_back(last: date, months: int) -> date:
    """Return the first day of the span of so many months that ends on `last`."""
    year, month = divmod(last.year * 12 + last.month - 1 - months, 12)
    length = monthrange(year, month + 1)[1]
    ends_a_month = last.day == monthrange(last.year, last.month)[1]
    day = length if ends_a_month else min(last.day, length)
    return date(year, month + 1, day) + timedelta(days=1)


def bounds(preset: str, first: date, last: date) -> tuple[date, date]:
    """Return the first and the last day of a preset, within the data."""
    months = PRESETS[preset]
    if months is None:
        return first, last
    return min(max(first, months_back(last, months)), last), last


def named(first: date, unit: str) -> str:
    """Name the month or the quarter that begins on this day."""
    if unit == "month":
        return f"{first:%B %Y}"
    return f"quarter {1 + first.month // 3} of {first.year}"


def before(chosen: Filters) -> Filters:
    """Return the same filters for as many days, just before."""
    days = chosen.end - chosen.start + timedelta(days=1)
    end = chosen.start - timedelta(days=1)
    return replace(chosen, start=end - days + timedelta(days=1), end=end)


def mature(chosen: Filters, through: date, *, windows: int = 1) -> date:
    """Return the last day of the period that is so many windows old."""
    return min(chosen.end, through - timedelta(days=windows * chosen.window))


def name_before(chosen: Filters) -> str:
    """Name the period before by its length."""
    days = (chosen.end - chosen.start).days + 1
    return "the year before" if days in (365, 366) else f"the {days:,} days before"


def against(chosen: Filters, first: date) -> str:
    """Say what a period is set against: nothing where the data begin with it."""
    return f", against {name_before(chosen)}" if chosen.start > first else ""


def month(chosen: Filters, first: date) -> Filters:
    """Narrow the period to the part of it that lies in one month."""
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return replace(chosen, start=max(chosen.start, first), end=min(chosen.end, last))


def week(chosen: Filters, first: date) -> Filters:
    """Narrow the period to the part of it that lies in one week."""
    last = first + timedelta(days=6)
    return replace(chosen, start=max(chosen.start, first), end=min(chosen.end, last))


def whole(periods: pd.DataFrame, chosen: Filters, when: str) -> pd.DataFrame:
    """Keep the weeks or months (`when`) of which the period holds every day."""
    first = pd.to_datetime(periods[when])
    last = first + (pd.offsets.MonthEnd(1) if when == "month" else pd.Timedelta(days=6))
    inside = (first >= pd.Timestamp(chosen.start)) & (last <= pd.Timestamp(chosen.end))
    return periods[inside].reset_index(drop=True)


def whole_months(chosen: Filters) -> int:
    """Count the months of which the period holds every day."""
    first, after = chosen.start, chosen.end + timedelta(days=1)
    ends = 12 * after.year + after.month
    begins = 12 * first.year + first.month + (first.day > 1)
    return max(0, ends - begins)
