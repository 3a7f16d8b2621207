"""A damaged snapshot is found before the first page; the one before stands in."""

import pytest

import queries
from store import snapshots
from ui.page import frame

OLD = """
    session_id | client_id | counselor_id | start            | status
    1          | ann       | ruth         | 2026-01-10 09:00 | attended
"""
NEW = OLD + "    2 | bob | ruth | 2026-01-11 09:00 | attended\n"


@pytest.fixture
def damaged(publish):
    """Return a store of two snapshots of which one byte of the current one changed."""
    publish("old", sessions=OLD)
    store = publish("new", sessions=NEW)
    file = store / f"{queries.current(store)}.duckdb"
    content = bytearray(file.read_bytes())
    content[-5_000] ^= 1
    file.write_bytes(content)
    return store


@pytest.mark.parametrize("title", ["Overview", "Attendance", "Data"])
def test_every_page_says_what_is_shown_instead(visit, damaged, title):
    visitor = visit(damaged, frame.PAGES[title][0])
    (warning,) = visitor.warning

    assert not visitor.exception
    assert not visitor.error
    assert "its file is damaged" in warning.value
    assert "data through 2026-01-10" in warning.value
    old = snapshots.history(damaged)[1].id
    assert any(f"snapshot {old[:8]}" in line.value for line in visitor.caption)


def test_with_the_restored_one_nothing_is_said(visit, damaged):
    snapshots.restore(damaged, snapshots.history(damaged)[1].id)
    visitor = visit(damaged)

    assert not visitor.warning
    assert not visitor.error


def test_a_file_damaged_meanwhile_is_found_at_the_next_interaction(visit, publish):
    publish("old", sessions=OLD)
    store = publish("new", sessions=NEW)
    visitor = visit(store, "pages/data.py")
    assert not visitor.warning
    file = store / f"{queries.current(store)}.duckdb"
    file.rename(file.with_suffix(".lost"))
    visitor.run()

    assert "its file is missing" in visitor.warning[0].value
    assert not visitor.error


def test_with_nothing_sound_left_the_page_is_a_sentence(visit, publish):
    store = publish("old", sessions=OLD)
    (store / f"{queries.current(store)}.duckdb").write_bytes(b"")
    visitor = visit(store)

    assert not visitor.exception
    assert "import all exports again" in visitor.error[0].value
