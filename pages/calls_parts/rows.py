"""The rows behind the marks of the Calls page."""

from dataclasses import replace

import pandas as pd

from ui import calls
from ui.marks import Rows

Frame = pd.DataFrame
LISTED = "calls_clients"


def clients_of_reason() -> Rows:
    """Lead from a reason to the clients who are listed for it."""
    return Rows(
        LISTED,
        "client",
        mark="reason",
        narrow=lambda chosen, reason: replace(chosen, reasons=(reason,)),
        named=calls.REASONS.get,
    )


def clients_of_counselor(people: Frame) -> Rows:
    """Lead from a counselor to those of their clients who are listed."""
    names = dict(zip(people["counselor_id"], people["counselor"], strict=True))
    return Rows(
        LISTED,
        "client",
        mark="counselor_id",
        narrow=lambda chosen, counselor: replace(chosen, counselors=(counselor,)),
        named=lambda counselor: str(names.get(counselor, counselor)),
    )


def clients_of_the_past() -> Rows:
    """Lead from a reason to the clients who would have been listed for it."""
    return Rows(
        "calls_worked_clients",
        "client",
        mark="reason",
        narrow=_past,
        named={**calls.REASONS, **calls.CAME_BACK}.get,
        whole=lambda chosen: replace(chosen, value="any"),
    )


def _past(chosen, reason: str):
    return replace(chosen, value=reason)
