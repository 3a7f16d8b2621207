"""A page's rerun on a really started server, and what its questions take together."""

import gc
import logging
import os
import time
from itertools import product
from pathlib import Path
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.testing.v1 import AppTest

import queries
from tests.benchmark import questions
from tests.benchmark.alone import Timing, in_own_process, timed
from tests.benchmark.report import gigabytes, milliseconds, ratio, table
from tests.benchmark.session import Session, opened
from tests.browser import server
from tests.browser.pages import EVERYWHERE, ROOT

PLACES = [*EVERYWHERE, "early_dropout?early_dropout_part=Counselors&adjust=true"]
CHOICES = list(product(("All", "Last 6 months"), ("30", "90", "60")))


def reruns(store: Path, work: Path) -> dict[str, list[Timing]]:
    """Return per page the timings of the first view, new filters and known filters."""
    with server.started(store, work / "dashboard.log") as running:
        opened(running.address, EVERYWHERE[0]).rerun()
        return {place: _page(running.address, place) for place in PLACES}


def _page(address: str, place: str) -> list[Timing]:
    page, part = _parted(place)
    session = opened(address, page)
    first = session.rerun()
    for key, name in part.items():
        session.choose(key, name)
        first = session.rerun()
    new = [_chosen(session, *choice) for choice in CHOICES]
    known = [_chosen(session, *choice) for choice in CHOICES]
    if session.title != (page.replace("_", " ").capitalize() or "Overview"):
        raise RuntimeError(f"Asked for {page}, and saw {session.title}.")
    session.socket.close()
    return [Timing((first,)), Timing(tuple(new)), Timing(tuple(known))]


def _parted(place: str) -> tuple[str, dict[str, str]]:
    """Return a page and the part of it that an address shows."""
    page, _, query = place.partition("?")
    return page, dict(parse_qsl(query))


def _chosen(session: Session, period: str, window: str) -> float:
    session.choose("period", period)
    session.choose("window", window)
    return session.rerun()


def asked(store: Path, runs: int) -> dict[str, tuple[Timing, Timing]]:
    """Return per page what its questions take together, nothing being known yet.

    And what bare scans of the same columns take, one for each question.
    """
    os.environ["RAPPORT_STORE"] = str(store)
    logging.disable(logging.WARNING)  # a page without a server warns at every run
    answer, taken = queries.answer, []

    def clocked(*question):
        start = time.perf_counter()
        answered = answer(*question)
        taken.append((time.perf_counter() - start, question))
        return answered

    def together(place):
        taken.clear()
        visit(place)
        return sum(seconds for seconds, _ in taken)

    def scanned():
        scans = [questions.bare_scan(*question) for _, question in taken]
        return timed(lambda: [questions.run(opened, scan) for scan in scans], runs)

    opened = queries.open_store(store)
    queries.answer = clocked
    together(EVERYWHERE[0])
    found = {
        place: (Timing(tuple(together(place) for _ in range(runs))), scanned())
        for place in PLACES
    }
    opened.close()
    st.cache_resource.clear()  # DuckDB complains about stores left open at exit
    gc.unfreeze()
    gc.collect()
    return found


def visit(place: str) -> None:
    """Run a page as if nobody had asked anything before."""
    page, part = _parted(place)
    st.cache_data.clear()
    visit = AppTest.from_file(ROOT / "dashboard.py", default_timeout=120)
    if page:
        visit.switch_page(f"pages/{page}.py")
    for key, name in part.items():
        visit.query_params[key] = name
    visit.run()


def section(store: Path, work: Path, runs: int) -> str:
    """Measure every page and lay out what came of it."""
    shown = reruns(store, work)
    found, peak = in_own_process(asked, store, runs)
    rows = [
        [named(place), *map(milliseconds, shown[place])]
        + [*map(milliseconds, found[place]), ratio(*found[place])]
        for place in PLACES
    ]
    header = ["page and part, ms", "first view", "new filter", "known filter"]
    told = f"\n\nPeak memory of a process that ran all pages: {gigabytes(peak)}."
    header += ["its questions together", "bare scans of these", "times the scans"]
    return table(header, rows) + told


def named(place: str) -> str:
    """Return how a table calls a page and its part."""
    page, part = _parted(place)
    told = (key if name == "true" else name for key, name in part.items())
    return ": ".join([page or "overview", *told])
