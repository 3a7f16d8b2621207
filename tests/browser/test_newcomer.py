"""A newcomer's file without a counselor, and one without a status, reach a chart by clicks."""

import time

import pytest

import ingest
from tests import drawing
from tests.browser import server
from tests.pages.test_every_page import ONE

TWO_MINUTES = 120
DAYS = [f"2026-0{1 + n % 6}-{10 + n % 9} 10:00" for n in range(240)]
WITHOUT_COUNSELOR = "Client,Appt date,Visit status\n" + "\n".join(
    f"c{n % 40},{day},{'no show' if n % 4 == 0 else 'attended'}"
    for n, day in enumerate(DAYS)
)
WITHOUT_STATUS = "Client,Therapist,Appt date\n" + "\n".join(
    f"c{n % 40},{'omar' if n % 40 < 20 else 'ida'},{day}" for n, day in enumerate(DAYS)
)


@pytest.fixture
def clinic(tmp_path):
    """Serve a clinic of one session."""
    ingest.publish(drawing.export(tmp_path / "one", sessions=ONE), tmp_path / "store")
    with server.started(tmp_path / "store", tmp_path / "dashboard.log") as running:
        yield running


@pytest.mark.parametrize(
    ("content", "lacks", "instead", "page", "shows"),
    [
        (
            WITHOUT_COUNSELOR,
            "Counselor",
            "none: the export has no counselor",
            "Attendance",
            "75.1%",  # 180 of 240, and the one session of before
        ),
        (
            WITHOUT_STATUS,
            "Status",
            "none: every row took place",
            "Early dropout",
            "leave after session one",
        ),
    ],
)
def test_a_file_that_lacks_a_column_reaches_a_chart(
    visit, clinic, content, lacks, instead, page, shows
):
    file = {"name": "visits.csv", "mimeType": "text/csv", "buffer": content.encode()}
    visitor = visit("data", to=clinic)
    began = time.monotonic()
    main = visitor.page.get_by_test_id("stMain")
    visitor.page.locator("input[type=file]").set_input_files(file)
    main.get_by_text("what is in it?").wait_for()
    visitor.settle()
    box = main.get_by_role("combobox", name=lacks).first
    box.scroll_into_view_if_needed()  # a list that is scrolled while it opens is closed
    visitor.settle()
    box.click()
    visitor.page.get_by_role("option", name=instead, exact=True).click()
    visitor.settle()
    visitor.press("Use these columns").press("Use these answers").press("Publish")
    main.get_by_text("240 new").wait_for()
    visitor.settle().follow(page)
    took = time.monotonic() - began

    assert shows in visitor.text()
    assert visitor.page.locator(".main-svg").count() > 0
    assert took < TWO_MINUTES
    assert visitor.complaints == []
