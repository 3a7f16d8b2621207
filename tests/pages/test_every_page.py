"""Every page opens on the sample, on an empty clinic and on a clinic of one."""

import pytest

from tests.pages.conftest import ROOT
from ui.page import frame

PAGES = ["dashboard.py", *(f"pages/{f.name}" for f in sorted(ROOT.glob("pages/*.py")))]

ONE = """
    session_id | client_id | counselor_id | start            | status
    1          | ann       | ruth         | 2026-01-05 10:00 | attended
"""
HOSTILE = "![x](http://127.0.0.1:9/x) **b** $1$ :red[r]"
MANY = "session_id | client_id | counselor_id | start | status\n" + "\n".join(
    f"{n} | client {n % 40} | {HOSTILE} | 2026-0{1 + n % 5}-1{n % 9} 10:00 | attended"
    for n in range(200)
)
COUNSELORS = f"""
    counselor_id | name      | supervisor | weekly_hours | caseload_limit
    {HOSTILE}    | {HOSTILE} | {HOSTILE}  | 0.1          | 1
"""
ALLIANCE = "client_id | date | instrument | score\n" + "\n".join(
    f"client {n} | 2026-01-1{n % 9} | SRS | 3{n % 9}" for n in range(40)
)
RENDERED = ("markdown", "caption", "header", "title", "metric", "info", "error")

every_page = pytest.mark.parametrize("path", PAGES)


def complaints(visitor):
    return [e.value for e in visitor.error] + [e.message for e in visitor.exception]


@every_page
def test_opens_on_the_sample(visit, sample_folder, path):
    visitor = visit(sample_folder, path)

    assert complaints(visitor) == []
    assert visitor.header
    assert any("Invented data" in line.value for line in visitor.caption)
    assert any("data through" in line.value for line in visitor.caption)


@every_page
def test_has_the_whole_menu(visit, sample_folder, path):
    menu = visit(sample_folder, path).sidebar.page_link

    assert [link.value for link in menu] == list(frame.PAGES)


@every_page
@pytest.mark.parametrize("status", ["scheduled", "rescheduled", "left a message"])
def test_opens_on_a_clinic_that_nobody_came_to(visit, publish, path, status):
    visitor = visit(publish(sessions=ONE.replace("attended", status)), path)

    assert complaints(visitor) == []
    assert visitor.info or visitor.header


@every_page
def test_opens_on_a_clinic_of_one(visit, publish, path):
    visitor = visit(publish(sessions=ONE), path)

    assert complaints(visitor) == []
    assert not any("Invented data" in line.value for line in visitor.caption)


@every_page
@pytest.mark.parametrize("days", ["Last 3 months", "All"])
@pytest.mark.parametrize("window", [30, 90])
def test_opens_with_any_period_and_window(visit, sample_folder, path, days, window):
    visitor = visit(sample_folder, path, period=days, window=window)

    assert complaints(visitor) == []


@every_page
def test_says_that_nothing_matches(visit, sample_folder, path):
    visitor = visit(
        sample_folder, path, program=["Trauma"], counselor=["K-001"], site=["Nowhere"]
    )

    assert complaints(visitor) == []


@every_page
def test_a_name_is_never_rendered(visit, publish, path):
    store = publish(sessions=MANY, counselors=COUNSELORS, alliance=ALLIANCE)
    visitor = visit(store, path)
    shown = [element for kind in RENDERED for element in visitor.get(kind)]
    texts = [f"{getattr(e, 'label', '')}{e.value}" for e in shown]

    assert complaints(visitor) == []
    assert not any(HOSTILE in text for text in texts)
