"""One Chromium and one server for all browser tests, a new visitor for each test."""

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import chromium, server
from tests.browser.visitor import Visitor

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def browser():
    """Start the Chromium of this machine; without one the tests fail, and say why."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.WHAT_TO_DO, pytrace=False)
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def dashboard(sample_folder, tmp_path_factory):
    """Serve the sample to all browser tests."""
    log = tmp_path_factory.mktemp("server") / "dashboard.log"
    with server.started(sample_folder, log) as running:
        yield running


@pytest.fixture(scope="session")
def windows(browser):
    """Return a function that gives a window of a kind, with what it has cached."""
    opened = {}

    def window(**options):
        kind = repr(options)
        if kind not in opened:
            opened[kind] = browser.new_context(**options)
        return opened[kind]

    yield window
    for context in opened.values():
        context.close()


@pytest.fixture
def visit(windows, dashboard):
    """Return a function that sends a new visitor: `visit(path, width=800, ...)`."""
    pages = []

    def send(path="", *, width=1440, height=900, theme="light", to=dashboard):
        size = {"width": width, "height": height}
        pages.append(windows(viewport=size, color_scheme=theme).new_page())
        return Visitor(pages[-1], to.address).open(path)

    yield send
    for page in pages:
        page.close()
