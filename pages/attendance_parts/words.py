"""The sentences of the Attendance page: headlines and quiet lines."""

import pandas as pd

from measures.statistics import comparison
from ui import words
from ui.figures.notes import through
from ui.topics import people

HARDLY = 1.05
DIFFER = (
    "Off: who differs from the clinic's rate by more than chance? On "
    "(over-dispersion): who is unusual among counselors who differ anyway?"
)


def places(fewest: int) -> str:
    """Say what the intervals allow for, how values are compared, and what is small."""
    return (
        "Bars are 95% intervals; they and the comparison with everyone (dotted) know "
        f"that sessions of one client are alike. Below {fewest} clients nothing is "
        f"compared. One circumstance at a time: they may explain one another. {through()}"
    )


def appointments(fewest: int) -> str:
    """Say the same of appointments, and where their order begins."""
    return (
        "In the order of each client's appointments in the export: who began before it "
        f"is counted from its first day. {places(fewest)}"
    )


def hours(fewest: int) -> str:
    """Say what a cell holds, what is marked and what is grey."""
    return (
        "Percent of sessions that took place, by the hour they begin; a stronger shade "
        "is more. A triangle: outside what chance explains. Grey: fewer than "
        f"{fewest} clients or too few sessions. {through()}"
    )


def funnel(effect: float, *, differ: bool, widened: bool) -> str:
    """Say how counselors are compared, where the design effect is from, and the n."""
    question = "Limits: exact binomial tails around the clinic's rate"
    if differ and widened:
        question += ", widened by how much counselors differ anyway (tau2)"
    elif differ:
        question += "; too few counselors, or too alike, to widen them"
    fewest = "Fewer than 10 clients: not compared; hollow is provisional."
    alike = f"are alike, so the limits are those of {1 / effect:.0%} as many sessions"
    if effect < HARDLY:
        alike = "are hardly alike here"
    return (
        f"{question}. Sessions of one client {alike} (design effect {effect:.2f}: of "
        "this selection, client by client within counselors). "
        f"{fewest} Not adjusted for who the clients are."
    )


def compared(judged: pd.DataFrame, by_chance: float, *, differ: bool) -> str:
    """Say how many lie outside, and how many chance alone would put there."""
    among = comparison.compared(judged)
    outside = len(comparison.beyond_chance(among))
    everyone = words.count(len(among), "counselor")
    if among.empty:
        return "No counselor has clients enough to be compared"
    if len(among) == 1:
        return "One counselor alone is everyone: there is nobody to compare with"
    if not outside and differ:
        return f"Nobody is unusual among {everyone} who differ anyway"
    if not outside:
        return f"Chance explains how {everyone} differ"
    lie = "lies" if outside == 1 else "lie"
    beyond = "what is usual among them" if differ else "what chance explains"
    return (
        f"{outside} of {everyone} {lie} outside {beyond}; "
        f"chance alone would put {by_chance:.1f} there"
    )


def cancelled(shares: pd.DataFrame, total: pd.Series) -> str:
    """Say which share of all booked sessions the clinic cancelled."""
    share = total["clinic_cancelled"] / max(1, total["sessions"])
    sentence = (
        f"The clinic cancelled {words.percent(share)} of the sessions it had booked"
    )
    if not total["clinic_cancelled"]:
        sentence = "No session is recorded as cancelled by the clinic"
    among = words.sample(total["sessions"], "booked")
    return f"{sentence} ({among}, {words.count(len(shares), 'counselor')})"


def cancelling(fewest: int, everyone: pd.DataFrame) -> str:
    """Say what is divided by what, and whose share has no interval."""
    few = f" Small, without an interval: fewer than {fewest} sessions."
    small = few if everyone["low"].isna().any() else ""
    return (
        "Cancelled by counselor or clinic, of all booked sessions up to the last day. "
        "Intervals (Wilson) are too narrow where one absence cancels a whole day, so "
        f"nobody is compared.{small} By name."
        f"{people.left_out(everyone, 'those with the most cancelled')}"
    )


def rates(everyone: pd.DataFrame) -> str:
    """Say how the rows are ordered and what their bars show."""
    return (
        "Ordered by name. Intervals (95%) know that sessions of one client are alike; "
        "the shapes are those of the funnel. Below 10 clients no interval."
        f"{people.left_out(everyone, 'the surest outside chance first')}"
    )
