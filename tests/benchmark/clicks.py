"""One supervisor in a real browser: from a click to the painted page.

Beside it, in the same run, the smallest page there can be: one number, one chart.
"""

import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.benchmark.pages import named
from tests.benchmark.report import quantile, table
from tests.browser import chromium, server
from tests.browser.conftest import FLAGS
from tests.browser.pages import EVERYWHERE, ROOT
from tests.browser.visitor import Visitor

PERIODS = ("All", "Last 12 months", "Last 6 months")
WINDOWS = ("30", "90", "60")
Click = tuple[float, float]
DESK = {"width": 1440, "height": 900}
PROMISED = "promised: p50 at most 400, p95 at most 800, 3 times the smallest page"
SMALLEST = """\
import plotly.graph_objects as go
import streamlit as st

chosen = st.segmented_control("Show", ["30", "60", "90"], default="60", key="window")
st.metric("Chosen", chosen)
st.plotly_chart(go.Figure(go.Bar(y=[int(chosen or 0) + n for n in range(12)])))
"""
# A page is painted when it last changed: no script runs any more, nothing on it is of
# the run before, every chart is drawn, and then nothing moves for a while.
WATCH = """
() => { window.painted = new Promise((done, failed) => {
    const app = document.querySelector('[data-testid=stApp]')
    const unfinished = '[data-stale=true], [data-testid=stSkeleton], '
        + '[data-testid=stPlotlyChart]:not(:has(.main-svg))'
    const quiet = 200, patience = 20000
    let start, last, ran
    const changes = new MutationObserver(() => { last = performance.now() })
    const look = () => {
        const idle = app.dataset.testScriptState === 'notRunning'
        const now = performance.now()
        if (!idle) ran = now
        if (last && idle && now - last > quiet && !document.querySelector(unfinished))
            done([last - start, (ran ?? last) - start])
        else if (now - start > patience) failed(new Error('nothing happened'))
        else requestAnimationFrame(look)
    }
    document.addEventListener('pointerdown', () => {
        start = performance.now()
        changes.observe(document.querySelector('[data-testid=stMain]'), {
            subtree: true, childList: true, characterData: true, attributes: true })
        look()
    }, { capture: true, once: true })
}) }
"""


def section(store: Path, work: Path) -> str:
    """Click through every part of every page, and lay out how long each click took."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium.find(), args=FLAGS)
        with server.started(store, work / "dashboard.log") as running:
            first = _first_page(browser.new_page(viewport=DESK), running.address)
            painted = {
                place: _place(browser.new_page(viewport=DESK), running.address, place)
                for place in EVERYWHERE
            }
        with server.started(store, work / "smallest.log", app=_smallest(work)) as small:
            page = browser.new_page(viewport=DESK)
            Visitor(page, small.address).open()
            least = [_click(page, window) for window in WINDOWS * 7]
        browser.close()
    clicks = [one for taken in painted.values() for one in taken]
    rows = [["every part", *_spread(clicks, least)]]
    rows += [["the smallest page", *_spread(least, least)]]
    rows += [[named(place), *_spread(taken, least)] for place, taken in painted.items()]
    header = ["click to painted, ms", "p50", "p95", "times the smallest page"]
    header += ["p50 until the script is done"]
    told = f"First page after the start: {first:.1f} s (promised: 3). {PROMISED}.\n\n"
    return told + table(header, rows)


def _spread(taken: list[Click], least: list[Click]) -> list[str]:
    painted, done = zip(*taken, strict=True)
    half, smallest = quantile(painted, 0.5), quantile([one for one, _ in least], 0.5)
    return [
        f"{1000 * half:,.0f}",
        f"{1000 * quantile(painted, 0.95):,.0f}",
        f"{half / smallest:.1f}",
        f"{1000 * quantile(done, 0.5):,.0f}",
    ]


def _first_page(page: Page, address: str) -> float:
    """Return how long the first visitor of a started server waits, in seconds."""
    start = page.evaluate("() => Date.now()")
    Visitor(page, address).open()
    return (page.evaluate("() => Date.now()") - start) / 1000


def _place(page: Page, address: str, place: str) -> list[Click]:
    taken = []
    for span in PERIODS:
        joined = "&" if "?" in place else "?"
        Visitor(page, address).open(f"{place}{joined}period={span}").unfold()
        taken += [_click(page, window) for window in WINDOWS]
    page.close()
    return taken


def _click(page: Page, window: str) -> Click:
    """Return the seconds until all is painted, and until the script is done."""
    page.evaluate(WATCH)
    page.get_by_role("radio", name=window, exact=True).first.click()
    painted, done = page.evaluate("() => window.painted")
    return painted / 1000, done / 1000


def _smallest(work: Path) -> Path:
    """Write the smallest page, with the dashboard's own settings beside it."""
    folder = work / "smallest"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    (folder / "smallest.py").write_text(SMALLEST, encoding="utf-8")
    return folder / "smallest.py"
