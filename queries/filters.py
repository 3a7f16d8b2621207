"""What a supervisor is looking at; the field names are the SQL parameters."""

from dataclasses import dataclass
from datetime import date
from typing import Self

WINDOWS = (30, 60, 90)
USUAL_WINDOW = 60
EVER = (date(1900, 1, 1), date(2200, 1, 1))  # an import refuses days before 1900
Names = tuple[str, ...] | None


@dataclass(frozen=True)
class Filters:
    """One selection. None means all; `scope` are the counselors this person may see.

    Choosing a mark in a figure narrows the same selection to the rows behind it.
    `window` is in days; `start` and `end` are both included.
    """

    start: date
    end: date
    scope: Names
    window: int = USUAL_WINDOW
    grain: str = "week"
    sites: Names = None
    programs: Names = None
    services: Names = None
    counselors: Names = None
    supervisors: Names = None
    statuses: Names = None
    instruments: Names = None
    left_after: tuple[int, ...] | None = None
    subscales: Names = None
    first_number: int | None = None
    last_number: int | None = None
    length: str | None = None
    attribute: str | None = None
    value: str | None = None
    states: Names = None
    reasons: Names = None
    since: date | None = None
    cutoff: float | None = None
    clients: Names = None
    lowest: float | None = None
    highest: float | None = None

    @classmethod
    def everything(cls, scope: Names = None) -> Self:
        """Choose all days, and everyone this person may see."""
        return cls(*EVER, scope=scope)
