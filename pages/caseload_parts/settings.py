"""What does the clinic decide about its own load?"""

import pandas as pd
import streamlit as st

from clinic import settings as kept
from clinic.settings import GROUPS, REASONS, Settings
from queries import Filters
from ui import data, words
from ui.page import frame
from ui.topics import calls

ONLY_WHOLE = "Settings are the whole clinic's; only who may see all of it decides them."
Frame = pd.DataFrame
COUNTED = {
    "event": "Once for the counselor",
    "attendee": "In full for each attendee",
    "share": "A share of its length for each attendee",
}
SAVED = "Kept with the store. It holds for everybody, from the next page on."
NOT_SAVED = "The store folder cannot be written, so nothing was kept."
LIMITS = (
    "What the export says stands. Where it says nothing, a limit set here is used; an "
    "empty cell means that no limit is known, and none is invented."
)
WEIGHTS = (
    "Only if the clinic has its own weights: one active client of a severity counts so "
    "much. Leave all empty for no weighted caseload."
)


def show(chosen: Filters, carried: pd.DataFrame) -> None:  # noqa: ARG001 every part takes the judged load
    """Let the clinic set its target, its limits, its weights and its reasons."""
    if chosen.scope is not None:
        frame.stop(ONLY_WHOLE)
    frame.section("What the clinic decides about its own load")
    people = data.answer("caseload_by_counselor", chosen)
    severities = data.answer("caseload_by_severity", chosen)["severity"]
    decided = form(people, sorted(severities.dropna().unique()))
    if decided is not None:
        say(keep(decided))


def keep(changed: dict) -> bool:
    """Keep changed settings; False where the store cannot be written."""
    try:
        kept.write(data.folder(), kept.checked({**vars(data.settings()), **changed}))
    except OSError:
        return False
    return True


def form(people: Frame, severities: list[str]) -> dict | None:
    """Let the clinic decide; return what was decided once it is to be kept.

    `people` are the counselors as exported: counselor_id, counselor, caseload_limit,
    hours_now, away; `severities` are the values that clients have.
    """
    now = data.settings()
    with st.form("clinic_settings", border=False):
        decided = {**_band(now), **_groups(now), "reasons": _reasons(now)}
        decided |= {
            "limits": _limits(people, now),
            "weights": _weights(severities, now),
        }
        saved = st.form_submit_button("Keep these settings", type="primary")
    return decided if saved else None


def say(done: bool) -> None:
    """Say whether settings were kept."""
    (st.success if done else st.error)(SAVED if done else NOT_SAVED)


def _band(now: Settings) -> dict:
    st.subheader("Hours used that the clinic aims at", anchor=False)
    low, high = (100 * share for share in now.band or (0.0, 0.0))
    with st.container(horizontal=True):
        lower = st.number_input("From, %", 0.0, 1000.0, low, 5.0, key="band_low")
        upper = st.number_input("To, %", 0.0, 1000.0, high, 5.0, key="band_high")
    st.caption("Zero means no target. It is drawn as a line, and judges nobody.")
    band = (lower / 100, upper / 100) if lower and upper else None
    return {"band": band}


def _groups(now: Settings) -> dict:
    st.subheader("How the hours of a group session count", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        groups = st.radio(
            "Counted",
            GROUPS,
            GROUPS.index(now.groups),
            format_func=COUNTED.get,
            key="groups",
        )
        share = st.number_input(
            "The share", 0.0, 1.0, now.group_share, 0.05, key="group_share"
        )
    return {"groups": groups, "group_share": share}


def _reasons(now: Settings) -> tuple[str, ...]:
    st.subheader("Reasons that put a client on the call list", anchor=False)
    return tuple(
        reason
        for reason in REASONS
        if st.checkbox(
            calls.REASONS[reason],
            reason in now.reasons,
            key=f"reason_{reason}",
            help=calls.DEFINITIONS[reason],
        )
    )


def _limits(people: Frame, now: Settings) -> dict:
    st.subheader("Limits of counselors who have none in the export", anchor=False)
    st.caption(LIMITS)
    here = people[people["away"].isna()]
    without = here[here[["caseload_limit", "hours_now"]].isna().any(axis=1)]
    shown = set(without["counselor_id"])
    others = {key: pair for key, pair in now.limits.items() if key not in shown}
    if without.empty:
        return others
    own = [now.limits.get(key, (None, None)) for key in without["counselor_id"]]
    rows = pd.DataFrame(own, columns=["clients", "hours"], dtype=float)
    rows.insert(0, "counselor", [words.visible(name) for name in without["counselor"]])
    edited = _edited(rows, {"clients": "Active clients", "hours": "Hours a week"})
    pairs = edited[["clients", "hours"]].astype(object).where(edited.notna(), None)
    chosen = zip(without["counselor_id"], pairs.itertuples(index=False), strict=True)
    return others | {key: tuple(pair) for key, pair in chosen}


def _weights(severities: list[str], now: Settings) -> dict:
    if not severities:
        return now.weights
    st.subheader("Acuity weights", anchor=False)
    st.caption(WEIGHTS)
    rows = pd.DataFrame(
        {
            "severity": [words.visible(value) for value in severities],
            "weight": [now.weights.get(value) for value in severities],
        }
    ).astype({"weight": float})
    edited = _edited(rows, {"weight": "Weight"})["weight"]
    given = zip(severities, edited, strict=True)
    return {value: float(weight) for value, weight in given if pd.notna(weight)}


def _edited(rows: Frame, numbers: dict[str, str]) -> Frame:
    first = rows.columns[0]
    return st.data_editor(
        rows,
        hide_index=True,
        disabled=[first],
        column_config={
            first: st.column_config.TextColumn(first.capitalize()),
            **{
                name: st.column_config.NumberColumn(label, min_value=0)
                for name, label in numbers.items()
            },
        },
        key=f"edited_{first}",
    )
