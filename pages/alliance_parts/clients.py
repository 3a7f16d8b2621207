"""Whose alliance fell, and was it repaired?"""

from dataclasses import replace

from charts.clients import clients as clients_chart
from charts.clients import states as states_chart
from measures import ruptures
from measures.release import Release
from pages.alliance_parts import client_choice, rows, words
from pages.alliance_parts.instrument import About
from queries import Filters
from ui import data
from ui.figures import figure
from ui.page import frame

ACROSS = 4
COUNTS = ["clients", "events", "deep", "provisional"]
DRAWN = ["client_id", "day", "status", "session_number", "score", "state"]


def show(about: About) -> None:
    """Draw what became of possible ruptures, then clients session by session."""
    if not about.has_total:
        frame.stop(about.without_total("A client's course"))
    _states(about)
    with client_choice.row():
        counselor = client_choice.counselor(about.chosen)
        narrowed = replace(about.chosen, counselors=counselor)
        one = client_choice.client(data.answer("alliance_by_client", narrowed))
    if one is not None:
        narrowed = replace(narrowed, clients=(one,))
    _clients(about, narrowed, one)


def _states(about: About) -> None:
    counted = data.answer("alliance_ruptures_by_state", about.chosen)
    table = counted[["state", *COUNTS]]
    figure.show(
        states_chart(counted),
        about.chosen,
        question="alliance_ruptures_by_state",
        headline=words.ruptures_headline(counted),
        note=words.ruptures_note(words.yardstick_note(about.facts)),
        table=table,
        rows=rows.ruptures_of_state(),
        release=Release(COUNTS),
    )


def _clients(about: About, narrowed: Filters, one: str | None) -> None:
    held = data.answer("alliance_by_client", narrowed)
    drawn = ruptures.followed(held, about.cutoff)
    low, high = client_choice.axis(drawn, about.facts, whole=one is not None)
    figure.show(
        clients_chart(drawn, across=ACROSS if one is None else 1, low=low, high=high),
        narrowed,
        question="alliance_by_client",
        headline=words.clients_headline(
            drawn["client_id"].nunique(),
            int(held["everyone"].max()) if len(held) else 0,
            one,
        ),
        note=words.clients_note(about.cutoff, drawn, (low, high)),
        table=drawn[DRAWN],
        rows=rows.sessions_of_client(),
        key="one_client" if one else "clients",
    )
