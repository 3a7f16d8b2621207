"""Sessions drawn by how many days before the last day they were held."""

from datetime import date, timedelta

THROUGH = date(2026, 6, 30)
HEAD = "client | counselor | start | status"


def ago(client, *days, status="attended"):
    """Draw a session so many days ago, or with fewer than none that is to come."""
    return [
        f"{client} | ruth | {THROUGH - timedelta(days=n)} {8 + place:02}:00 | {status}"
        for place, n in enumerate(days)
    ]
