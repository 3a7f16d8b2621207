"""Every page, in both themes, on a desk and on a tablet."""

import pytest

from tests.browser import server
from tests.browser.pages import PAGES

every_page = pytest.mark.parametrize("path", PAGES)

SIDEWAYS = """
() => [document.documentElement, ...document.querySelectorAll(
    '[data-testid=stApp], [data-testid=stMain], [data-testid=stMainBlockContainer]'
)].some(box => box.scrollWidth > box.clientWidth + 1)
"""


DESK_AT_NIGHT = {"width": 1440, "height": 900, "theme": "dark"}
TABLET = {"width": 800, "height": 1100, "theme": "light"}


@every_page
@pytest.mark.parametrize("seen", [DESK_AT_NIGHT, TABLET], ids=["desk", "tablet"])
def test_opens_without_complaint_asks_nobody_outside_and_fits(visit, path, seen):
    visitor = visit(path, **seen)

    assert not visitor.page.evaluate(SIDEWAYS)
    assert visitor.page.get_by_test_id("stException").count() == 0
    assert visitor.page.get_by_test_id("stAlertContentError").count() == 0
    assert visitor.page.get_by_test_id("stHeading").count() >= 1
    assert "Invented data" in visitor.page.inner_text("body")
    assert visitor.outside == []
    assert visitor.complaints == []


# Every page opens its frame by its first statement: tests/test_architecture.py.
@pytest.mark.parametrize("path", ["", "early_dropout", "counselor_sheet"])
def test_has_its_frame_when_a_bookmark_reaches_it_first(
    visit, path, sample_folder, tmp_path
):
    with server.started(sample_folder, tmp_path / "fresh.log") as fresh:
        visitor = visit(path, to=fresh)
        menu = visitor.page.get_by_test_id("stSidebar").get_by_test_id("stPageLink")

        assert menu.count() == len(PAGES)
        assert visitor.page.get_by_test_id("stSidebarNavItems").count() == 0
        assert visitor.complaints == []


def test_the_themes_differ(visit):
    backgrounds = {
        visit(theme=theme).page.evaluate(
            "() => getComputedStyle(document.querySelector('.stApp')).backgroundColor"
        )
        for theme in ("light", "dark")
    }

    assert len(backgrounds) == 2
