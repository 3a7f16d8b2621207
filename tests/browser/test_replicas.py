"""Two servers on one store: a new snapshot reaches both at their next interaction."""

import shutil

import ingest
from tests import drawing
from tests.browser import server

SESSIONS = """
    session_id | client_id | counselor_id | start            | status
    1          | ann       | ruth         | 2026-01-05 10:00 | attended
    2          | bob       | ruth         | 2026-01-05 11:00 | attended
    3          | ann       | ruth         | 2026-01-12 10:00 | no_show
"""
LATER = """
    4          | bob       | ruth         | 2026-01-12 11:00 | attended
    5          | bob       | ruth         | 2026-04-20 11:00 | attended
"""


def test_both_turn_to_what_is_published_while_they_serve(visit, tmp_path):
    store = tmp_path / "store"
    old = published(tmp_path, store, SESSIONS)

    with (
        server.started(store, tmp_path / "one.log") as one,
        server.started(store, tmp_path / "two.log") as two,
    ):
        visitors = [visit("attendance", to=replica) for replica in (one, two)]
        assert all(shows(visitor, old, "1 of 3 in the rate") for visitor in visitors)

        new = published(tmp_path, store, SESSIONS.rstrip() + LATER)

        assert new != old
        for visitor in visitors:
            assert shows(visitor.pick("90"), new, "1 of 5 in the rate")


def published(folder, store, sessions) -> str:
    """Publish drawn sessions into a store, and return the snapshot's id."""
    export = folder / "export"
    shutil.rmtree(export, ignore_errors=True)
    return ingest.publish(drawing.export(export, sessions=sessions), store).snapshot


def shows(visitor, snapshot: str, counted: str) -> bool:
    """Tell whether a page names a snapshot, and whether its numbers are of that one."""
    text = visitor.page.inner_text("body")
    return f"snapshot {snapshot[:8]}" in text and counted in text
