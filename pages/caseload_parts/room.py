"""Who has room, and what would a move change?"""

import streamlit as st

from charts.room import room as room_chart
from measures import room
from measures.projection import LEARNED
from measures.release import released
from pages.caseload_parts import room_words
from ui import behind, data, figure, frame, load, notes, people, tables

FREE = ["free_places", "free_hours"]
LOAD = ["active_clients", "caseload_limit", "attended_hours", "weekly_hours"]
AFTER = ["active_after", "hours_after", "utilization_after"]


def show(chosen, carried):
    """Draw free places and hours, then let the reader try a move."""
    free = room.room(carried)
    table = free[
        ["counselor_id", "counselor", "supervisor", "site", "specialties", *FREE, *LOAD]
    ]
    figure.show(
        room_chart(notes.loaded(free.head(people.MOST))),
        chosen,
        question="caseload_by_counselor",
        headline=room_words.headline(free),
        note=room_words.note() + people.left_out(free, "those with most room"),
        table=table,
        rows=behind.caseload_of_counselor(free),
        released=lambda: released(
            table.drop(columns="specialties"), LOAD[:1], [*FREE, *LOAD[1:]]
        ),
        key="room",
    )
    _what_if(free, chosen)


def _what_if(free, chosen):
    frame.section("What if clients moved, or more came?")
    asked = room_words.question(free)
    weeks = data.answer("caseload_over_time", load.recent(chosen, weeks=LEARNED))
    rate = room.ending_rate(weeks)
    giver, taker, clients = (asked[key] for key in ("giver", "taker", "clients"))
    if giver == taker:
        st.caption("Choose two different counselors.")
        return
    _told(
        room.moved(free, giver=giver, taker=taker, clients=clients),
        room_words.answered,
        key="moved",
    )
    if asked["intakes"]:
        _told(
            room.with_intakes(free, taker=taker, intakes=asked["intakes"], ending=rate),
            lambda after: room_words.intakes_headline(
                after, asked["intakes"], room.WEEKS_AHEAD
            ),
            key="with_intakes",
        )
    st.caption(room_words.assumed(rate, LEARNED))


def _told(after, sentence, *, key):
    st.text(sentence(after))
    tables.show(
        after[["counselor", *LOAD, "utilization", *AFTER]],
        alt="Load before and after",
        key=key,
    )
