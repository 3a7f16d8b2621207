"""The call list: why a client is on it, in long and in short words."""

import pandas as pd
import streamlit as st

from queries import Filters
from ui import data, words
from ui.figures.notes import through
from ui.page.choices import named_by

Frame = pd.DataFrame
REASONS = {
    "early": "after session one or two, nothing booked",
    "missed": "missed the last appointment, nothing booked",
    "rupture": "possible rupture, not repaired",
    "rhythm": "away longer than usual for this client",
    "waiting": "referred and not yet seen",
    "usual": "at the clinic's usual point of leaving",
}
SHORT = {
    "early": "1-2 sessions, unbooked",
    "missed": "missed, unbooked",
    "rupture": "possible rupture",
    "rhythm": "longer away than usual",
    "waiting": "not yet seen",
    "usual": "usual point of leaving",
    "any": "any of these",
    "none": "not listed",
}
BRIEF = {
    "early": "1-2 sessions",
    "missed": "missed",
    "rupture": "rupture",
    "rhythm": "away long",
    "waiting": "not seen yet",
    "usual": "usual point",
}
DEFINITIONS = {
    "early": "One or two sessions of this episode attended, and no appointment ahead.",
    "missed": "The last appointment was a no-show or cancelled late by the client, and "
    "no appointment is ahead.",
    "rupture": "In the last four weeks the alliance score fell by more than ratings here "
    "do by chance, and has not come back. Check with the client: many such falls are "
    "ordinary.",
    "rhythm": "Days since the last session exceed the client's own median gap (at least "
    "two gaps) by half and by a week, and nothing is booked in the next seven days.",
    "waiting": "Referred or booked, no session attended yet, not discharged, and no "
    "appointment in the next two weeks.",
    "usual": "As many sessions attended as those after which most clients of this "
    "clinic leave right away (highest share among sessions 1 to 12 with 30 clients or "
    "more). Off unless switched on: it lists clients who are booked, too.",
}
GROUNDS = {
    "do_not_contact": "whose record says not to contact them",
    "cfr_part_2": "whose record falls under 42 CFR Part 2",
}
CLOSES = (
    "Days left: until the inactivity window closes, {} days after the last session (or "
    "after the referral or last appointment of someone not yet seen); from then on the "
    "client counts as gone. Discharged clients are not listed."
)
CAME_BACK = {"any": "any of these reasons", "none": "no reason: not listed"}
UNBOOKED = (
    " In this selection the export books nobody beyond a week, so nothing booked is true "
    "of nearly everybody: export future appointments, too."
)
LISTED = ["client_id", "counselor", "days_left", "reasons", "session_number"]
LISTED += ["last_session", "next_session", "usual_gap", "referred_or_booked"]


def chosen_reasons() -> tuple[str, ...]:
    """Let the reader switch the reasons; the clinic's own are on to begin with."""
    usual = [reason for reason in REASONS if reason in data.settings().reasons]
    chosen = st.pills(
        "Reasons",
        list(REASONS),
        selection_mode="multi",
        default=usual,
        format_func=named_by(REASONS),
        key="call_reasons",
        bind="query-params",
        label_visibility="collapsed",
    )
    return tuple(reason for reason in REASONS if reason in chosen)


def named(rows: Frame) -> Frame:
    """Add label, the reason in words."""
    return rows.assign(label=[SHORT[reason] for reason in rows["reason"]])


def listed(rows: Frame) -> Frame:
    """Return the list as it is read: who, why, how long, since when."""
    texts = [
        "; ".join(BRIEF[reason] for reason in reasons.split())
        for reasons in rows["reasons"]
    ]
    return rows.assign(reasons=texts)[LISTED]


def note(chosen: Filters) -> str:
    """Say what the days left are, and as of when."""
    return f"{CLOSES.format(chosen.window)} {through()}"


def left_alone(rows: Frame, where: str) -> str:
    """Say how many clients are not listed `where`, because they are to be left alone.

    Takes ground and clients; empty where there are none.
    """
    told = [
        f"{words.count(int(clients), 'client')} {GROUNDS[ground]}"
        for ground, clients in zip(rows["ground"], rows["clients"], strict=True)
    ]
    return f"Left out of {where}: {' and '.join(told)}." if told else ""


def unbooked(ahead: Frame) -> str:
    """Say what it means that the export books nobody ahead; nothing where it does."""
    return "" if ahead["still_booked"].sum() else UNBOOKED


def definitions(reasons: tuple[str, ...]) -> str:
    """Return the definitions of these reasons as a list."""
    return "\n".join(
        f"- **{REASONS[reason].capitalize()}**: {DEFINITIONS[reason]}"
        for reason in reasons
    )
