"""Where a page's time goes: a look at what its script does, every millisecond.

A moment belongs to the innermost of our layers on the stack, unless Streamlit, Arrow or
JSON work below it.
"""

import gc
import os
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import streamlit as st

import queries
from tests.benchmark.alone import in_own_process
from tests.benchmark.pages import named, visit
from tests.benchmark.report import table
from tests.browser.pages import EVERYWHERE, ROOT

EVERY = 0.001  # seconds between two looks
PARTS = {
    "question": "question in DuckDB",
    "frame": "frame of it",
    "measures": "measures",
    "charts": "figures",
    "json": "figures to JSON",
    "arrow": "tables to Arrow",
    "streamlit": "Streamlit",
    "page": "pages and words",
}
OF_LIBRARIES = (
    ("json", ("/plotly/io/_json.py", "/streamlit/elements/plotly_chart.py")),
    ("arrow", ("/pyarrow/", "/streamlit/dataframe_util.py", "/elements/arrow.py")),
    ("streamlit", ("/streamlit/",)),
)
OURS = {"measures": "measures", "charts": "charts"}


def spent(store: Path, runs: int) -> dict[str, Counter]:
    """Return per page the milliseconds of each part of a run, nothing being known yet."""
    os.environ["RAPPORT_STORE"] = str(store)
    queries.answer = _answered
    visit(EVERYWHERE[0])
    found = {place: _looked_at(place, runs) for place in EVERYWHERE}
    st.cache_resource.clear()  # DuckDB complains about stores left open at exit
    gc.unfreeze()
    gc.collect()
    return found


def _answered(store, name, filters):
    """Answer a question as queries.answer does, in two steps that can be told apart."""
    values = {
        key: list(value) if isinstance(value, tuple) else value
        for key in queries.parameters(name)
        for value in [getattr(filters, key)]
    }
    with store.connection.cursor() as cursor:
        return _framed(cursor.execute(queries.text(name), values))


def _framed(answer):
    return answer.df()


def _looked_at(place: str, runs: int) -> Counter:
    seen, over = Counter(), threading.Event()
    watcher = threading.Thread(target=_watch, args=(seen, over))
    watcher.start()
    start = time.perf_counter()
    for _ in range(runs):
        visit(place)
    taken = 1000 * (time.perf_counter() - start) / runs
    over.set()
    watcher.join()
    known = sum(seen.values()) or 1
    return Counter({part: taken * times / known for part, times in seen.items()})


def _watch(seen: Counter, over: threading.Event) -> None:
    while not over.wait(EVERY):
        for frame in sys._current_frames().values():
            if part := _part(frame):
                seen[part] += 1


def _part(frame) -> str | None:
    """Return what a thread is doing; None for one that runs no page."""
    below = None
    while frame:
        file = frame.f_code.co_filename
        if file == __file__ and frame.f_code.co_name in ("_answered", "_framed"):
            return "frame" if frame.f_code.co_name == "_framed" else "question"
        library = next((one for one, files in OF_LIBRARIES if _in(file, files)), None)
        if "/tests/" not in file and file.startswith(str(ROOT)) and not library:
            layer = OURS.get(Path(file).relative_to(ROOT).parts[0], "page")
            return below or layer
        if library and below in (None, "streamlit"):
            below = library
        if frame.f_code.co_name == "_run_script":
            return below
        frame = frame.f_back
    return None


def _in(file: str, places: tuple[str, ...]) -> bool:
    return any(place in file for place in places)


def section(store: Path, runs: int) -> str:
    """Look at every page, and lay out the milliseconds of each part."""
    found, _ = in_own_process(spent, store, runs)
    rows = [
        [named(place), f"{sum(parts.values()):,.0f}"]
        + [f"{parts[part]:,.0f}" for part in PARTS]
        for place, parts in found.items()
    ]
    header = ["a page's script, nothing known yet, ms", "all", *PARTS.values()]
    return table(header, rows)
