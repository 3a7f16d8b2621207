"""The clients behind the marks of the early dropout page."""

from dataclasses import replace
from datetime import date, timedelta

from queries import Filters
from ui import period
from ui.behind import CLIENTS
from ui.marks import Rows
from ui.scales import APART

OURS = "left after session one or two"
WAITING = {"question": "never_attended_clients", "noun": "client"}


def value_id(attribute: str, value: str, begins_at: int) -> str:
    """Return what a mark of a value carries: enough to find its clients."""
    return APART.join((attribute, value, str(begins_at)))


def clients_of_cohort(*, quarters: bool) -> Rows:
    """Lead from a month or a quarter to the clients who began in it."""
    return Rows(**CLIENTS, **_began(quarters=quarters))


def waiting_of_cohort(*, quarters: bool) -> Rows:
    """Lead from a month or a quarter to those who were booked and have not come."""
    return Rows(**WAITING, **_began(quarters=quarters))


def leavers_of_value(label: str) -> Rows:
    """Lead from an attribute's value to those who left after the first two sessions."""

    def named(mark: str) -> str:
        _, value, begins_at = mark.split(APART)
        first = int(begins_at)
        return f"{label}, {value}: left after session {first} or {first + 1}"

    return Rows(**CLIENTS, mark="value_id", narrow=_value, named=named)


def clients_of_definition(own: dict[str, int]) -> Rows:
    """Lead from a definition to the clients it counts; `own` gives ours a window."""

    def narrow(chosen: Filters, mark: str) -> Filters:
        if mark in own:
            return replace(chosen, window=own[mark], value=OURS)
        return replace(chosen, value=mark)

    return Rows(
        "early_dropout_definition_clients",
        "client",
        mark="definition",
        narrow=narrow,
        named=str,
    )


def _began(*, quarters: bool) -> dict:
    narrow, named = (_quarter, _quarter_name) if quarters else (_month, _month_name)
    return {"mark": "began", "narrow": narrow, "named": named}


def _month(chosen: Filters, mark: str) -> Filters:
    return period.month(chosen, date.fromisoformat(mark))


def _month_name(mark: str) -> str:
    return period.named(date.fromisoformat(mark), "month")


def _quarter(chosen: Filters, mark: str) -> Filters:
    first = date.fromisoformat(mark)
    year, month = divmod(first.year * 12 + first.month + 2, 12)
    last = date(year, month + 1, 1) - timedelta(days=1)
    return replace(chosen, start=max(chosen.start, first), end=min(chosen.end, last))


def _quarter_name(mark: str) -> str:
    return period.named(date.fromisoformat(mark), "quarter")


def _value(chosen: Filters, mark: str) -> Filters:
    attribute, value, begins_at = mark.split(APART)
    first = int(begins_at)
    left = {"left_after": (first, first + 1)}
    return replace(chosen, attribute=attribute, value=value, **left)
