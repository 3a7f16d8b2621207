"""Who has room, and what would a move change?"""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from charts.caseload import room as room_chart
from measures import room
from measures.projection import LEARNED
from measures.release import Release
from queries import Filters
from ui import data, words
from ui.figures import behind, figure, notes, tables
from ui.figures.notes import through
from ui.page import frame
from ui.page.choices import named_by
from ui.topics import load, people
from ui.topics.people import distinct

FREE = ["free_places", "free_hours"]
LOAD = ["active_clients", "caseload_limit", "attended_hours", "hours_now"]
AFTER = ["active_after", "hours_after", "utilization_after"]
Frame = pd.DataFrame
NOBODY = "a new client"
NOTE = (
    "Free places: caseload limit less active clients. Free hours: contracted less the "
    "larger of attended (mean of four weeks) and booked (mean of the next two). Who has "
    "left, is on leave or has not begun has no room. Site, "
    "program and service choose counselors; their load is their whole load. Those with "
    "most room, by the scarcer of the two, come first. {}"
)
ASSUMED = (
    "Assumed: a client who moves takes the hours a week that a client of the giving "
    "counselor has now; care ends for {rate} of active clients a week, as in the last "
    "{weeks} weeks. Nobody is asked and nothing is kept."
)


def show(chosen: Filters, carried: pd.DataFrame) -> None:
    """Draw free places and hours, then let the reader try a move."""
    free = room.room(carried)
    own = ["counselor_id", "counselor", "supervisor", "site", "specialties"]
    away = load.away_column(free)
    table = free[[*own, *FREE, *LOAD, *away]]
    figure.show(
        room_chart(notes.loaded(free.head(people.MOST))),
        chosen,
        question="caseload_by_counselor",
        headline=headline(free),
        note=note() + people.left_out(free, "those with most room"),
        table=table,
        rows=behind.caseload_of_counselor(free),
        release=Release(LOAD[:1], [*FREE, *LOAD[1:]], without=["specialties", *away]),
        key="room",
    )
    if away:
        frame.section(load.away(free))
        load.say_away(free)
    if free["whereabouts"].eq("").any():
        _what_if(free, chosen)


def _what_if(free: pd.DataFrame, chosen: Filters) -> None:
    frame.section("What if clients moved, or more came?")
    asked = question(free)
    weeks = data.answer("caseload_over_time", load.recent(chosen, weeks=LEARNED))
    rate = room.ending_rate(weeks)
    giver, taker, clients = (asked[key] for key in ("giver", "taker", "clients"))
    if giver == taker:
        st.caption("Choose two different counselors.")
        return
    _before_and_after(
        room.moved(free, giver=giver, taker=taker, clients=clients),
        answered,
        key="moved",
    )
    if asked["intakes"]:
        _before_and_after(
            room.with_intakes(free, taker=taker, intakes=asked["intakes"], ending=rate),
            lambda after: intakes_headline(after, asked["intakes"], room.WEEKS_AHEAD),
            key="with_intakes",
        )
    st.caption(assumed(rate, LEARNED))


def _before_and_after(
    after: pd.DataFrame, sentence: Callable[[pd.DataFrame], str], *, key: str
) -> None:
    st.text(sentence(after))
    tables.show(
        after[["counselor", *LOAD, "utilization", *AFTER]],
        alt="Load before and after",
        key=key,
    )


def headline(people: Frame) -> str:
    """Say how many counselors have room, and how much together."""
    known = people[people["free_share"].notna()]
    if known.empty:
        return "No capacity is exported or set, so it is not known who has room"
    free = known[known["free_share"] > 0]
    if free.empty:
        return f"None of {words.count(len(known), 'counselor')} has room"
    has = "has" if len(free) == 1 else "have"
    parts = [
        f"{words.number(free[column].clip(lower=0).sum())} {noun}"
        for column, noun in (("free_places", "places"), ("free_hours", "hours a week"))
        if free[column].notna().any()
    ]
    return (
        f"{len(free):,} of {words.count(len(known), 'counselor')} {has} room: "
        f"{words.listed(parts)} free together"
    )


def note() -> str:
    """Say how room is counted."""
    return NOTE.format(through())


def question(people: Frame) -> dict:
    """Let the reader ask what a move or more intakes would change."""
    names = distinct(people)
    here = distinct(people[people["whereabouts"] == ""])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        giver = st.selectbox(
            "From", [None, *names], format_func=lambda key: names.get(key, NOBODY),
            key="moves_from", persist_state="session",
        )  # fmt: skip
        taker = st.selectbox(
            "To", list(here), format_func=named_by(here), key="moves_to",
            persist_state="session",
        )  # fmt: skip
        clients = st.number_input("Clients moved", 0, 200, 2, key="moves_clients")
        intakes = st.number_input(
            "Intakes a week", 0.0, 20.0, 0.0, 0.5, key="moves_intakes"
        )
    return {"giver": giver, "taker": taker, "clients": clients, "intakes": intakes}


def answered(after: Frame) -> str:
    """Say whether anybody would then be over their limit."""
    over = int(after["over_after"].sum())
    if over:
        return f"{words.small(over)} would then carry more than their limit"
    return "Nobody of them would then carry more than their limit"


def intakes_headline(after: Frame, intakes: float, weeks: int) -> str:
    """Say where so many intakes a week lead."""
    row = after.iloc[0]
    limit = row["caseload_limit"]
    of = "" if pd.isna(limit) else f" of {words.number(limit)}"
    return (
        f"With {intakes:g} {'intake' if intakes == 1 else 'intakes'} a week: about "
        f"{words.number(row['active_after'])}{of} active clients in {weeks} weeks"
    )


def assumed(rate: float, weeks: int) -> str:
    """Say what the answer assumes."""
    return ASSUMED.format(rate=words.percent(rate), weeks=weeks)
