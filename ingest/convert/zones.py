"""The hours that a clinic's clocks skip or go through twice."""

from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1990, 2040
HOUR = timedelta(hours=1)


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
    """Return (skipped hours, doubled hours), told by their beginning in local time."""
    place, skipped, doubled = ZoneInfo(zone), [], []
    day = datetime(FIRST_YEAR, 1, 1)
    while day.year <= LAST_YEAR:
        following = day + timedelta(days=1)
        before, after = (
            one.replace(tzinfo=place).utcoffset() for one in (day, following)
        )
        if before != after:
            hours = [day + n * HOUR for n in range(24)]
            change = skipped if after > before else doubled
            change += [hour for hour in hours if _differs(hour, place)]
        day = following
    return tuple(skipped), tuple(doubled)


def _differs(hour: datetime, place: ZoneInfo) -> bool:
    first, second = (hour.replace(tzinfo=place, fold=fold) for fold in (0, 1))
    return first.utcoffset() != second.utcoffset()
