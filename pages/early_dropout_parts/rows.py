"""The clients behind the marks of the early dropout page."""

from dataclasses import replace
from datetime import date, timedelta

from queries import Filters
from ui.figures import marks
from ui.figures.behind import CLIENTS, of_month
from ui.figures.marks import Rows
from ui.page import period

OURS = "left after session one or two"
WAITING = ("never_attended_clients", "client")
DEFINED = ("early_dropout_definition_clients", "client")


def value_id(attribute: str, value: str, begins_at: int) -> str:
    """Return what a mark of a value carries: enough to find its clients."""
    return marks.joined(attribute, value, begins_at)


def clients_of_cohort(*, quarters: bool) -> Rows:
    """Lead from a month or a quarter to the clients who began in it."""
    return _of_cohort(*CLIENTS, quarters=quarters)


def waiting_of_cohort(*, quarters: bool) -> Rows:
    """Lead from a month or a quarter to those who were booked and have not come."""
    return _of_cohort(*WAITING, quarters=quarters)


def leavers_of_value(label: str) -> Rows:
    """Lead from an attribute's value to those who left after the first two sessions."""

    def named(mark: str) -> str:
        _, value, begins_at = marks.parts(mark)
        first = int(begins_at)
        return f"{label}, {value}: left after session {first} or {first + 1}"

    return Rows(*CLIENTS, "value_id", narrow=_value, named=named)


def clients_of_definition(own: dict[str, int]) -> Rows:
    """Lead from a definition to the clients it counts; `own` gives ours a window."""

    def narrow(chosen: Filters, mark: str) -> Filters:
        if mark in own:
            return replace(chosen, window=own[mark], value=OURS)
        return replace(chosen, value=mark)

    return Rows(*DEFINED, "definition", narrow=narrow, named=str)


def _of_cohort(question: str, noun: str, *, quarters: bool) -> Rows:
    if not quarters:
        return of_month(question, noun, mark="began")
    return Rows(question, noun, "began", narrow=_quarter, named=_quarter_name)


def _quarter(chosen: Filters, mark: str) -> Filters:
    first = date.fromisoformat(mark)
    year, month = divmod(first.year * 12 + first.month + 2, 12)
    last = date(year, month + 1, 1) - timedelta(days=1)
    return replace(chosen, start=max(chosen.start, first), end=min(chosen.end, last))


def _quarter_name(mark: str) -> str:
    return period.named(date.fromisoformat(mark), "quarter")


def _value(chosen: Filters, mark: str) -> Filters:
    attribute, value, begins_at = marks.parts(mark)
    first = int(begins_at)
    left = (first, first + 1)
    return replace(chosen, attribute=attribute, value=value, left_after=left)
