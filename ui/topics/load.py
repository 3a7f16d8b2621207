"""Load in words: who carries how much, since when, and who waits."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from clinic.settings import Settings
from queries import Filters
from ui import data, words
from ui.figures import tables
from ui.figures.notes import through
from ui.figures.numbers import Number
from ui.topics import people

Frame = pd.DataFrame
WEEK, DAY = timedelta(days=7), timedelta(days=1)
RECENT_WEEKS = 26
BEFORE = 4
MOST_SAID = 6
GROUPS = {
    "event": "A group session counts once for its counselor.",
    "attendee": "A group session counts in full for each attendee.",
    "share": "A group session counts {share:.0%} of its length for each attendee.",
}
OF_THEIR_DAYS = (
    " Contracted hours are those of the same four weeks, for the days at work; who is away "
    "has no limit."
)
BAND = " The line under a bar is the clinic's own target: {} to {} of contracted hours."


def recent(chosen: Filters, weeks: int = RECENT_WEEKS, **narrower: Any) -> Filters:
    """Narrow to the last weeks of the data, whatever the period."""
    last = data.through()
    return replace(chosen, start=last - weeks * WEEK, end=last, **narrower)


def with_whereabouts(load: Frame) -> Frame:
    """Add whereabouts: "left on Aug 12, 2026" of who is away, "" of who is at work.

    Takes away, away_from and away_to (days) of `caseload_by_counselor`.
    """
    return load.assign(whereabouts=[_whereabouts(row) for _, row in load.iterrows()])


def _whereabouts(row: pd.Series) -> str:
    locale = st.context.locale
    if pd.isna(row["away"]):
        return ""
    if row["away"] == "not yet":
        return f"starts on {words.day(row['away_to'] + DAY, locale)}"
    if row["away"] != "on leave":
        said = "left on" if row["away"] == "left" else "contract ended on"
        return f"{said} {words.day(row['away_from'] - DAY, locale)}"
    if pd.notna(row["away_to"]):
        return f"on leave until {words.day(row['away_to'], locale)}"
    if pd.notna(row["away_from"]):
        return f"on leave since {words.day(row['away_from'], locale)}"
    return "on leave"


def numbers(load: Frame, weeks: Frame) -> tuple[Number, ...]:
    """Return the page's four numbers: clients, hours, who is over, who waits."""
    clients, seen = load["active_clients"].sum(), load["recently_seen"].sum()
    known = load[load["attended_hours"].notna() & load["weekly_hours"].notna()]
    hours, room = known["attended_hours"].sum(), known["weekly_hours"].sum()
    limits = load[["caseload_limit", "weekly_hours"]].notna().any(axis=1).sum()
    return (
        Number(
            "Active clients",
            words.number(clients),
            _moved(weeks, "active_clients"),
            f"{words.number(seen)} seen lately, {words.number(clients - seen)} "
            "only booked",
        ),
        Number(
            "Hours used",
            words.percent(hours / room if room else float("nan"), 0),
            "mean of four weeks",
            f"{words.number(hours)} attended of {words.number(room)} contracted a week",
        ),
        Number(
            "Over capacity",
            str(int(load["over_capacity"].sum())) if limits else words.NOTHING,
            "on the last day",
            f"of {words.count(limits, 'counselor')} with a known limit",
        ),
        Number(
            "Waiting",
            words.number(weeks["waiting"].iloc[-1] if len(weeks) else float("nan")),
            _moved(weeks, "waiting"),
            "referred or booked, and not seen yet",
            page="Calls",
        ),
    )


def _moved(weeks: Frame, measure: str) -> str:
    if len(weeks) <= BEFORE:
        return "no earlier week to compare with"
    change = int(weeks[measure].iloc[-1]) - int(weeks[measure].iloc[-1 - BEFORE])
    if not change:
        return "as four weeks ago"
    return f"{'up' if change > 0 else 'down'} {abs(change):,} in four weeks"


def note(chosen: Filters, settings: Settings, load: Frame) -> str:
    """Say what a caseload counts, and whose limits it is set against."""
    groups = GROUPS[settings.groups].format(share=settings.group_share)
    set_here = int(load["limit_set"].sum())
    limits = (
        ""
        if not set_here
        else (
            f" {words.count(set_here, 'counselor')} without an exported limit "
            f"{'has' if set_here == 1 else 'have'} one from the clinic's settings."
        )
    )
    band = settings.band and BAND.format(*(words.percent(x, 0) for x in settings.band))
    changed = load["at_work"].lt(1) | load["hours_now"].ne(load["weekly_hours"])
    known = load["weekly_hours"].notna() | load["whereabouts"].ne("")
    days = OF_THEIR_DAYS if (changed & known).any() else ""
    return (
        f"Active: attended within {chosen.window} days (dark) or only booked (light). "
        "Hours: mean of the last four weeks; the ring is what is booked a week in the "
        f"next two. The mark is the counselor's own limit, the dotted line the median. "
        f"{groups}{limits}{days}{band or ''} Everyone is counted, so there is no interval. "
        f"{through()}"
    )


def over(load: Frame) -> str:
    """Say how many are over their limit, and that the reasons follow."""
    number = int(load["over_capacity"].sum())
    if number == 1:
        return "One counselor carries more than their limit, for this reason"
    return f"{words.small(number)} counselors carry more than their limit, and why"


def fullest(load: Frame) -> str:
    """Say how full everybody is."""
    known = load["excess"].dropna()
    if known.empty:
        carried = load["active_clients"]
        low, high = (words.number(float(carried.quantile(q))) for q in (0.25, 0.75))
        return (
            "No capacity is exported, so nobody can be over it; the middle half "
            f"carries {low} to {high} active clients"
        )
    over = int(load["over_capacity"].sum())
    room = int((known < 1).sum())
    return (
        f"{over} of {words.count(len(known), 'counselor')} "
        f"{'is' if over == 1 else 'are'} over their limit, {room} "
        f"{'has' if room == 1 else 'have'} room; half are fuller than "
        f"{words.percent(known.median(), 0)}"
    )


def say_who(load: Frame) -> None:
    """Say of everyone who is over capacity why; in a table where they are many."""
    shown = load[load["over_capacity"]].head(people.MOST)
    alt = "Counselors over capacity, and which limit each passes"
    _say(shown[["counselor", "reason"]], alt, "over_capacity")


def away(load: Frame) -> str:
    """Say how many are away, with how many clients, and what that means for room."""
    gone = load[load["whereabouts"] != ""]
    one = len(gone) == 1
    are = "counselor is away and has" if one else "counselors are away and have"
    clients = int(gone["active_clients"].sum())
    remain = "remains" if clients == 1 else "remain"
    left = f"; {words.count(clients, 'active client')} {remain}" if clients else ""
    return f"{words.small(len(gone))} {are} no room{left}"


def away_column(load: Frame) -> list[str]:
    """Return the column of a table that says who is away, where anybody is."""
    return ["whereabouts"] if load["whereabouts"].ne("").any() else []


def say_away(load: Frame) -> None:
    """Say who has left, is on leave or has not begun, and whom they still carry."""
    gone = load[load["whereabouts"] != ""].head(people.MOST)
    clients = [words.count(n, "active client") for n in gone["active_clients"]]
    reasons = gone["whereabouts"] + "; " + pd.Series(clients, gone.index)
    alt = "Counselors who are away, and how many clients they still have"
    _say(gone[["counselor"]].assign(why=reasons), alt, "away")


def _say(shown: Frame, alt: str, key: str) -> None:
    if len(shown) > MOST_SAID:
        tables.show(shown, alt=alt, key=key)
        return
    with st.container(gap="xsmall"):
        for name, reason in shown.itertuples(index=False):
            st.text(f"{words.visible(name)}: {reason}")
