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


@every_page
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_opens_without_complaint_and_asks_nobody_outside(visit, path, theme):
    visitor = visit(path, theme=theme)

    assert visitor.page.get_by_test_id("stException").count() == 0
    assert visitor.page.get_by_test_id("stAlertContentError").count() == 0
    assert visitor.page.get_by_test_id("stHeading").count() >= 1
    assert "Invented data" in visitor.page.inner_text("body")
    assert visitor.outside == []
    assert visitor.complaints == []


@every_page
def test_fits_a_tablet(visit, path):
    visitor = visit(path, width=800, height=1100)

    assert not visitor.page.evaluate(SIDEWAYS)


@every_page
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
