"""A practice manager loads an export in a real browser, and sees it on the Overview."""

from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError as NeverThere

import ingest
from tests import drawing
from tests.browser import server
from tests.pages.test_every_page import ONE

HOSTILE = "![x](http://127.0.0.1:9/x) $1$ <img src=http://127.0.0.1:9/y>"
HEADER = f"session_id,client_id,counselor_id,start,status,{HOSTILE}\n"
ROWS = [
    f"S-{n},client {n % 40},{'omar' if n % 2 else 'ida'},2026-0{1 + n % 6}-1{n % 9} 10:00,"
    f"{HOSTILE if n < 4 else 'Came in' if n % 4 else 'No show'},x"
    for n in range(240)
]
EXPORT = {
    "name": f"June {HOSTILE}.csv",
    "mimeType": "text/csv",
    "buffer": (HEADER + "\n".join(ROWS)).encode(),
}


@pytest.fixture
def clinic(tmp_path):
    """Serve a clinic of one session, and return its store folder too."""
    ingest.publish(drawing.export(tmp_path / "one", sessions=ONE), tmp_path / "store")
    with server.started(tmp_path / "store", tmp_path / "dashboard.log") as running:
        yield running, tmp_path / "store"


TRIES, PATIENCE = 6, 5_000  # milliseconds for the option to be there
UNKNOWN = "something else: leave it out of every rate"


def choose(visitor, box, meaning):
    """Choose in a list, again where the page was drawn anew and closed the list meanwhile."""
    for _ in range(TRIES):
        box.scroll_into_view_if_needed()  # a list that is scrolled is closed
        visitor.settle()
        box.fill(meaning)  # the list draws only what is in view
        option = visitor.page.get_by_role("option", name=meaning, exact=True)
        with suppress(NeverThere):
            option.click(timeout=PATIENCE)
            visitor.settle()
            return
        box.press("Escape")
        box.fill("")
    pytest.fail(f"{meaning!r} is never offered")


def test_an_unknown_word_is_answered_and_the_export_published(visit, clinic):
    running, store = clinic
    visitor = visit("data", to=running)
    page = visitor.page
    page.locator("input[type=file]").set_input_files(EXPORT)
    page.get_by_text("1 file with 240 rows").wait_for()
    page.get_by_text("First rows and columns").click()
    for word, meaning in (("Came in", "attended"), ("127", UNKNOWN)):
        choose(visitor, page.get_by_role("combobox", name=word), meaning)
    visitor.press("Use these answers")
    visitor.press("Publish")
    page.get_by_text("240 new").wait_for()
    left = list(store.glob("upload-*/*.csv"))
    visitor.settle().follow("Overview")

    assert "75.1%" in visitor.text()
    assert left == []
    assert visitor.outside == []
    assert visitor.complaints == []
    assert "client 1" not in running.log.read_text()
