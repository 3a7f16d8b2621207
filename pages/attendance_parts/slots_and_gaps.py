"""Steady slots and gaps between sessions: their order and sentences."""

import pandas as pd

from measures.dropout import SMALLEST_AT_RISK
from ui import words
from ui.figures import marks
from ui.figures.notes import through

STEADY = ("within 1 hour", "within 6 hours")
WEEKLY = "5-9 days"
ORDERS = {
    "first_gap": ["0-9 days", "10-16 days", "17 days and more"],
    "slot": ["steady slot", "within a day", "no steady slot"],
}
WHO = {
    "0-9 days": "back within 9 days",
    "10-16 days": "back after 10 to 16 days",
    "17 days and more": "back after 17 days or more",
    "steady slot": "with a steady slot",
    "within a day": "with a slot within a day",
    "no steady slot": "without a steady slot",
}
BANDS = {
    "slot": [*STEADY, "within a day", "no steady slot"],
    "gap": ["under 5 days", WEEKLY, "10-16 days", "17 days and more"],
}
COMPARED_AT = 8


def bands(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Keep the bands of a measure and add share, of the clients who have it."""
    kept = rows[rows["measure"].eq(measure)]
    return kept.assign(share=kept["clients"] / max(1, kept["clients"].sum()))


def every(counts: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return every band of a measure in order, with clients and share 0 where empty."""
    kept = counts.set_index("band").reindex(BANDS[measure])
    return (
        kept.fillna({"clients": 0, "share": 0}).astype({"clients": int}).reset_index()
    )


def slots(counts: pd.DataFrame) -> str:
    """Say which share of clients has a steady slot."""
    if counts.empty:
        return "No client here has four sessions with a time of day"
    share = counts.loc[counts["band"].isin(STEADY), "share"].sum()
    return (
        f"{words.percent(share)} of clients come in a steady slot, give or take six "
        f"hours ({words.sample(counts['clients'].sum(), 'clients')})"
    )


def gaps(counts: pd.DataFrame) -> str:
    """Say which share of clients comes weekly."""
    if counts.empty:
        return "No client here has two sessions yet"
    share = counts.loc[counts["band"].eq(WEEKLY), "share"].sum()
    return (
        f"{words.percent(share)} of clients come about weekly "
        f"({words.sample(counts['clients'].sum(), 'clients')})"
    )


def named(curves: pd.DataFrame) -> pd.DataFrame:
    """Add place_id: attribute, band and session number, which a mark carries."""
    whole = curves.assign(session_number=curves["session_number"].astype(int))
    return curves.assign(
        place_id=marks.of(whole, "attribute", "value", "session_number")
    )


def leaving(curves: pd.DataFrame, bands: str) -> str:
    """Say how many had left by one session, of the first of `bands` and of the last known."""
    parts = curves[curves["session_number"].eq(COMPARED_AT)].set_index("value")
    if parts.empty:
        return f"Too few clients to set {bands} side by side at session {COMPARED_AT}"
    begun = curves.groupby("value")["at_risk"].max()
    shares = [
        f"{words.percent(row['dropped_out'])} of those {WHO[value]} "
        f"({words.interval(row['dropped_out_low'], row['dropped_out_high'])}, "
        f"{words.sample(begun[value])})"
        for value, row in (
            (value, parts.loc[value]) for value in (parts.index[0], parts.index[-1])
        )
    ]
    if len(parts) == 1:
        return f"By session {COMPARED_AT}, {shares[0]} had left; too few others to set beside"
    return f"By session {COMPARED_AT}, {shares[0]} had left, {shares[1]}"


def slot_note() -> str:
    """Say what a slot is and who has one."""
    return (
        "A slot is the time within the week; its spread is the circular standard "
        "deviation. Clients last seen in the period, with four sessions or more that "
        f"have a time of day. {through()}"
    )


def gap_note() -> str:
    """Say what a usual gap is."""
    return (
        "Each client's median of days between attended sessions; clients last seen in "
        f"the period. {through()}"
    )


def association() -> str:
    """Say that this is no effect."""
    return (
        "Association, not effect: who means to stay may also come back sooner, and "
        "whoever is late already lost the more. First episodes begun in the period; "
        f"planned endings compete; lines end below {SMALLEST_AT_RISK} at risk. "
    )


def slot_association() -> str:
    """Say from when on a slot is compared, and that this is no effect."""
    return (
        "Association, not effect: a fuller week or a change of job moves both. The slot "
        "is that of the first four sessions, so only clients who came four times are "
        "compared, and only by what came after (a landmark at session four). "
        f"Lines end below {SMALLEST_AT_RISK} at risk. "
    )
