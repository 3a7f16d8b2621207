"""A clinic in which every client comes weekly, drawn by its scores alone."""

from datetime import date, timedelta

FIRST = date(2026, 1, 5)
WEEK = timedelta(days=7)
# Eleven clients who make the clinic's own yardstick: their scores rise and fall a little.
USUAL = {
    f"usual{n}": [28 + n % 5 + (n + week) % 2 for week in range(6)] for n in range(11)
}


def drawn(clients, *, instrument="SRS", first=FIRST):
    """Return the tables of clients by their weekly scores; None is a skipped rating."""
    sessions = ["client | counselor | start | minutes | status"]
    alliance = ["client | date | instrument | subscale | score"]
    for client, scores in clients.items():
        for week, score in enumerate(scores):
            day = first + week * WEEK
            sessions.append(f"{client} | ruth | {day} 09:00 | 50 | attended")
            if score is not None:
                alliance.append(f"{client} | {day} | {instrument} | | {score}")
    return {"sessions": "\n".join(sessions), "alliance": "\n".join(alliance)}
