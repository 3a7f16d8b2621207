"""The rows behind the marks of the Calls page."""

from dataclasses import replace

import pandas as pd

from queries import Filters
from ui.figures import behind
from ui.figures.marks import Rows
from ui.page import choices
from ui.topics import calls

LISTED = ("calls_clients", "client")
PAST = ("calls_worked_clients", "client")


def clients_of_reason() -> Rows:
    """Lead from a reason to the clients who are listed for it."""
    return Rows(
        *LISTED,
        mark="reason",
        narrow=lambda chosen, reason: replace(chosen, reasons=(reason,)),
        named=choices.named_by(calls.REASONS),
    )


def clients_of_counselor(people: pd.DataFrame) -> Rows:
    """Lead from a counselor to those of their clients who are listed."""
    return behind.of_counselor(*LISTED, people)


def clients_of_the_past() -> Rows:
    """Lead from a reason to the clients who would have been listed for it."""
    return Rows(
        *PAST,
        mark="reason",
        narrow=_past,
        named=choices.named_by({**calls.REASONS, **calls.CAME_BACK}),
        whole=lambda chosen: _past(chosen, "any"),
    )


def _past(chosen: Filters, reason: str) -> Filters:
    return replace(chosen, value=reason)
