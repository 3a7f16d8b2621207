"""The headline numbers once more, in plain Python: no SQL, no frames, nothing of ours.

Written from docs/measures.md. A clinic is a list of sessions (client, counselor, day,
status), the clients' discharges (client -> day, ending) and scores (client, day, score);
`through` is the last day that is known.
"""

from collections import defaultdict
from datetime import date, timedelta

TOOK_PLACE, LOST = {"attended"}, {"no_show", "late_cancelled"}
PLANNED = {"completed", "other_ending"}


def as_known(sessions: list[dict], through: date) -> list[dict]:
    """Give each session the status that it can have by the last day."""
    known = []
    for session in sessions:
        status = session["status"]
        if session["day"] > through and status in TOOK_PLACE | LOST | {"unmarked"}:
            status = "scheduled"
        elif session["day"] <= through and status == "scheduled":
            status = "unmarked"
        known.append(session | {"status": status})
    return known


def attendance(sessions: list[dict], start: date, end: date) -> tuple[int, int]:
    """Return how many sessions of a period took place, and out of how many."""
    inside = [s["status"] for s in sessions if start <= s["day"] <= end]
    attended = sum(status in TOOK_PLACE for status in inside)
    return attended, attended + sum(status in LOST for status in inside)


def attended_days(sessions: list[dict]) -> dict[str, list[date]]:
    """Return the days on which each client was seen, in order."""
    days = defaultdict(list)
    for session in sessions:
        if session["status"] in TOOK_PLACE:
            days[session["client"]].append(session["day"])
    return {client: sorted(seen) for client, seen in days.items()}


def first_episode(days: list[date], discharge, window: int) -> tuple[list[date], str]:
    """Return the days of a client's first episode, and how it ended or "open"."""
    episode = []
    for place, day in enumerate(days):
        episode.append(day)
        following = days[place + 1] if place + 1 < len(days) else None
        ended = discharge and discharge[1] in PLANNED and discharge[0] >= day
        if ended and (following is None or discharge[0] < following):
            return episode, discharge[1]
        if following is None or (following - day).days > window:
            return episode, "open"
    return episode, "open"


def dropout(
    sessions: list[dict],
    discharges: dict,
    through: date,
    period: tuple[date, date],
    window: int,
) -> dict[int, tuple[int, int]]:
    """Return session number -> how many dropped out after it, and out of how many."""
    left, at_risk = defaultdict(int), defaultdict(int)
    for client, days in attended_days(sessions).items():
        if not period[0] <= days[0] <= period[1]:
            continue
        episode, ending = first_episode(days, discharges.get(client), window)
        mature = [day for day in episode if (through - day).days >= window]
        for number in range(1, len(mature) + 1):
            at_risk[number] += 1
        if mature == episode and ending == "open":
            left[len(mature)] += 1
    return {number: (left[number], at_risk[number]) for number in (1, 2)}


def active(sessions: list[dict], discharges: dict, through: date, window: int) -> int:
    """Return how many clients were seen within the window or are booked, not discharged."""
    seen = attended_days(sessions)
    booked = {s["client"] for s in sessions if s["status"] == "scheduled"}
    counted = 0
    for client in seen.keys() | booked:
        last = seen[client][-1] if client in seen else None
        gone = client in discharges and discharges[client][0] <= through
        gone = gone and not (last and discharges[client][0] < last)
        recently = last and last >= through - timedelta(days=window)
        counted += bool(not gone and (recently or client in booked))
    return counted


def early_alliance(
    sessions: list[dict], scores: list[dict], discharges: dict, window: int
) -> tuple[float | None, int]:
    """Return the mean over clients of their mean score in sessions 1-3 of an episode."""
    means = defaultdict(list)
    for client, days in attended_days(sessions).items():
        numbers, rest = {}, days
        while rest:
            episode, _ = first_episode(rest, discharges.get(client), window)
            numbers |= {day: place for place, day in enumerate(episode, 1)}
            rest = rest[len(episode) :]
        for score in scores:
            if score["client"] == client and numbers.get(score["day"], 9) <= 3:
                means[client].append(score["score"])
    each = [sum(values) / len(values) for values in means.values()]
    return (sum(each) / len(each) if each else None), len(each)
