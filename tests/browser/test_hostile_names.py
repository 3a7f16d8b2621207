"""A name is text: it calls nobody, links nowhere and is not mathematics."""

import csv
from datetime import date, timedelta

import pytest

import ingest
from tests.browser import server
from tests.browser.pages import PAGES, part_names

BEACON = "http://127.0.0.1:9/beacon"
HOSTILE = (
    f"![x]({BEACON})",
    f"<img src={BEACON}>",
    f"<script>fetch('{BEACON}')</script>",
    "$x$ and $y$",
    "[a](javascript:alert(1))",
    ":red[loud] **bold** `code`",
)
CLIENTS_PER_COUNSELOR = 15
FIRST_DAY = date(2026, 1, 5)


def rows():
    for number, counselor in enumerate(HOSTILE):
        for client in range(CLIENTS_PER_COUNSELOR):
            for week in range(1 + client % 6):
                yield {
                    "client_id": f"{client} {counselor}",
                    "counselor_id": counselor,
                    "start": FIRST_DAY + timedelta(10 * client + 7 * week + number),
                    "status": counselor if client == 0 else "attended",
                    "service_type": counselor,
                    "site": counselor,
                    "program": counselor,
                }


def scores():
    for row in rows():
        yield {
            "client_id": row["client_id"],
            "date": row["start"],
            "instrument": "SRS",
            "score": 36,
        }


def counselors():
    for counselor in HOSTILE:
        yield {
            "counselor_id": counselor,
            "name": counselor,
            "supervisor": counselor,
            "weekly_hours": 1,
        }


def write(file, table):
    lines = list(table)
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return file


@pytest.fixture(scope="module")
def hostile_clinic(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    tables = {"sessions": rows(), "alliance": scores(), "counselors": counselors()}
    files = [write(folder / f"{name}.csv", table) for name, table in tables.items()]
    ingest.publish(files, folder / "store")
    with server.started(folder / "store", folder / "dashboard.log") as running:
        yield running


@pytest.mark.parametrize("path", PAGES)
def test_a_hostile_name_calls_nobody(visit, hostile_clinic, path):
    visitor = visit(path, to=hostile_clinic)
    scripts = visitor.page.locator("a[href^='javascript:']")

    for part in part_names(path) or [None]:
        if part:
            visitor.turn(part)
        assert visitor.outside == [], part
        assert scripts.count() == 0, part
        assert visitor.page.locator(".stMain .katex").count() == 0, part


def test_a_hostile_name_is_followed_and_filtered_as_text(visit, hostile_clinic):
    visitor = visit("caseload", to=hostile_clinic).mark(0, 0)
    counselor = visitor.text().partition(" behind ")[2].splitlines()[0]
    visitor.add("Site", "<img").add("Counselor", "<img").press("Table")

    assert counselor in HOSTILE
    assert "<img" in visitor.added("Site")
    assert "<img" in visitor.added("Counselor")
    assert visitor.outside == []


def test_a_call_would_be_noticed(visit):
    visitor = visit()
    visitor.page.evaluate("url => { new Image().src = url }", BEACON)
    visitor.page.wait_for_timeout(300)

    assert visitor.outside == [BEACON]
