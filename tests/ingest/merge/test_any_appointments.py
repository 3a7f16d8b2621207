"""Any appointments, split in any way over files, sites and imports, are the same sessions."""

import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.depth import times
from tests.ingest.importing import held, imported, written

CLINIC = settings(
    max_examples=times(4, 300), deadline=None, suppress_health_check=list(HealthCheck)
)
HEAD = "appointment id,client id,clinician,date,site,duration,status\n"
PEOPLE, COUNSELORS = ["ann", "bob", "cat", "dan"], ["ruth", "omar", "zoe"]
STATUSES = ["attended", "no show", "late cancelled", "scheduled"]
SESSIONS = (
    "select session_id, client_id, start, status, string_agg(counselor_id, '+' order by"
    " counselor_id) as counselors from exported.sessions group by all"
)
RULES = 'appointment_ids = "shared"'


@st.composite
def appointments(draw):
    """Draw sessions: each the rows of one client's part of one appointment."""
    sessions = []
    for number in range(draw(st.integers(1, 8))):
        day = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 90)))
        called = f"A{number}" if draw(st.booleans()) else ""
        hour = 8 + number  # without an id, the time tells appointments apart
        clients = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, unique=True))
        most = 3 if called else 1
        by = draw(
            st.lists(
                st.sampled_from(COUNSELORS), min_size=1, max_size=most, unique=True
            )
        )
        site = draw(st.sampled_from(["north", "south"]))
        for client in clients:
            status = draw(st.sampled_from(STATUSES))
            sessions.append(
                [
                    f"{called},{client},{who},{day} {hour:02}:00,{site},50,{status}"
                    for who in by
                ]
            )
    return sessions


def expected(sessions):
    """Return the sessions that the rows are, in plain Python."""
    told = Counter()
    for rows in sessions:
        cells = [row.split(",") for row in rows]
        called, client, _, start, _, _, status = cells[0]
        by = "+".join(sorted(cell[2] for cell in cells))
        told[called or None, client, start, status.replace(" ", "_"), by] += 1
    return told


def published(parts, *, at_once):
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        files = [
            written(folder, HEAD + "\n".join(rows) + "\n", f"{number}.csv")
            for number, rows in enumerate(parts)
        ]
        if at_once:
            imported(folder, *files, rules=RULES)
        else:
            for file in files:
                imported(folder, file, rules=RULES)
        return Counter(
            (called, client, f"{start:%Y-%m-%d %H:%M}", status, by)
            for called, client, start, status, by in held(folder, SESSIONS)
        )


@CLINIC
@given(appointments(), st.data())
def test_however_they_are_split_they_are_the_same_sessions(sessions, data):
    many = data.draw(st.integers(1, 3))
    places = data.draw(
        st.lists(
            st.integers(0, many - 1), min_size=len(sessions), max_size=len(sessions)
        )
    )
    parts = [
        [
            row
            for rows, place in zip(sessions, places, strict=True)
            if place == n
            for row in rows
        ]
        for n in range(many)
    ]
    parts = [part for part in parts if part]

    assert published(
        [[row for rows in sessions for row in rows]], at_once=True
    ) == expected(sessions)
    assert published(parts, at_once=True) == expected(sessions)
    assert published(parts, at_once=False) == expected(sessions)
