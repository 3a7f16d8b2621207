"""Take pictures of the sample: `python -m tests.browser.pictures [FOLDER]`.

Without a folder these are the README's two; into a folder goes every page, whole, in
both themes, at a desk and on a tablet.
"""

import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import ingest
from tests.browser import chromium, server
from tests.browser.conftest import FLAGS
from tests.browser.pages import PAGES, ROOT
from tests.browser.visitor import Visitor

SAMPLE = ROOT / "sample_data"
THEMES = ("light", "dark")
DESK, TABLET = {"width": 1440, "height": 900}, {"width": 800, "height": 1100}
LENGTH = "() => document.querySelector('[data-testid=stMain]').scrollHeight"


def take(visitor: Visitor, file: Path, *, whole: bool) -> None:
    """Save what a visitor sees of a page, or the whole of it."""
    if whole:
        long = {**visitor.page.viewport_size, "height": visitor.page.evaluate(LENGTH)}
        visitor.page.set_viewport_size(long)
        visitor.settle()
    visitor.page.screenshot(path=file)
    visitor.page.close()


def of_the_readme(browser: Browser, address: str) -> None:
    for theme in THEMES:
        page = browser.new_page(viewport=DESK, color_scheme=theme)
        file = ROOT / "docs" / f"overview-{theme}.png"
        take(Visitor(page, address).open(), file, whole=False)


def of_every_page(browser: Browser, address: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path, theme, size in product(PAGES, THEMES, (DESK, TABLET)):
        page = browser.new_page(viewport=size, color_scheme=theme)
        file = folder / f"{path or 'overview'}-{theme}-{size['width']}.png"
        take(Visitor(page, address).open(path), file, whole=True)


def main() -> None:
    """Serve the sample and take the pictures."""
    with tempfile.TemporaryDirectory() as kept, sync_playwright() as driver:
        store, log = Path(kept) / "store", Path(kept) / "dashboard.log"
        ingest.publish([SAMPLE], store, mapping=SAMPLE / "mapping.toml")
        browser = driver.chromium.launch(executable_path=chromium.find(), args=FLAGS)
        with server.started(store, log) as running:
            if sys.argv[1:]:
                of_every_page(browser, running.address, Path(sys.argv[1]))
            else:
                of_the_readme(browser, running.address)
        browser.close()


if __name__ == "__main__":
    main()
