"""Measure Rapport: `python -m tests.benchmark --work DIR`.

Builds exports and stores of one and of ten million sessions in the work folder (kept
there for the next time; by default a temporary one), measures, prints, says what moved
since the results before, and writes docs/benchmarks.md. It never fails on a number.
`--large` adds a hundred million sessions (80 GB of disk) and a long stream of visits;
`--only` measures some sections and keeps the others as they stand.
"""

import argparse
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import ingest
from tests.benchmark import (
    afternoon,
    clicks,
    exports,
    importing,
    large,
    many,
    numbers,
    pages,
    previous,
    questions,
    report,
    spent,
)

LARGE_RUNS = SPENT_RUNS = 3
RESULTS = Path(__file__).parents[2] / "docs" / "benchmarks.md"
OPENING = """\
# Benchmarks

`python -m tests.benchmark --work DIR` writes this page, but for the first section.
Medians of one run, the spread (fastest to slowest) in parentheses. Every kind of
measurement has a process of its own.

- **Bare read** is `create table as select * from read_csv(..., all_varchar = true)` of
  the same five files into a DuckDB file. The import also checks, converts, counts,
  joins and sorts every row.
- **Bare scan** touches each value of the columns that a question reads once, under the
  filters that reach DuckDB's scan (both taken from its plan), through the same cursor.
- **pandas** and **polars** compute the Overview's five numbers from frames that are
  loaded already; loading is given apart. Their answers agree with ours, and a test
  holds that.
- **Click to painted** is what a supervisor waits in a real browser, from pressing a
  filter until nothing on the page changes any more, over three periods and windows;
  the smallest page has one number and one chart.
- **Built naively** is the Overview in pandas and Plotly Express, its frames kept in
  memory, on a server of its own.
- **People at once** are websocket sessions on different pages, driven from this same
  machine, so that they share its processors with the server.
- **New filter** is a page's rerun, from the websocket message until the script has
  finished, with a period and window that nobody chose before, for the whole clinic;
  **known filter** repeats them.
- **A page's script** is where that time goes: a look at the running script every
  millisecond, without a browser and with nothing kept from before.
"""


SIZES = (1, 10)
SECTIONS = ("import", "1", "10", "rivals", "one", "many", "large")


def main() -> None:
    """Read the command line, measure each section, print and write."""
    command = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_argument("--work", type=Path)
    command.add_argument("--only", nargs="+", choices=SECTIONS, default=SECTIONS[:-1])
    command.add_argument("--runs", type=int, default=7)
    command.add_argument(
        "--large", action="store_true", help="add 100 million sessions, 1,000 visits"
    )
    options = command.parse_args()
    chosen = [
        *options.only,
        *["large"] * (options.large and "large" not in options.only),
    ]
    before = RESULTS.read_text(encoding="utf-8")
    measured = {}
    with tempfile.TemporaryDirectory() as kept_for_now:
        work = options.work or Path(kept_for_now)
        for name in chosen:
            heading, found = one_section(name, work, options.runs, soak=options.large)
            measured[heading] = f"{date.today()}, {report.machine()}\n\n{found}"
    after = previous.page(OPENING, previous.sections(before) | measured)
    print("Moved by a quarter since the results before:")
    print(*previous.changes(before, after) or ["nothing"], sep="\n")
    RESULTS.write_text(after, encoding="utf-8")
    print(f"Written to {RESULTS}.")


def one_section(name: str, work: Path, runs: int, *, soak: bool) -> tuple[str, str]:
    """Measure one of SECTIONS; return its heading and what came of it."""
    if name == "import":
        return "Import", _said(importing.section(_sizes(work, _place), work))
    if name == "rivals":
        return "What people would use instead", _said(rivals(work, runs))
    if name == "one":
        return "One supervisor, 1 million sessions", _said(one_person(work))
    if name == "many":
        return "Many supervisors, 100,000 sessions", many_people(work, soak=soak)
    if name == "large":
        return "From 1 to 100 million sessions", larger(work)
    return f"{name} million sessions", section(work, int(name), runs)


def section(work: Path, millions: int, runs: int) -> str:
    """Ask every question and every page of one size, printing each as it is known."""
    store = _store(work, millions)
    asked = _said(questions.section(store, runs))
    return f"{asked}\n\n{_said(pages.section(store, work, runs))}"


def rivals(work: Path, runs: int) -> str:
    """Measure the Overview's numbers in data frames, and its page built naively."""
    naive = afternoon.section(exports.written(work, 1), _store(work, 1), work)
    return f"{numbers.section(_sizes(work, _store), runs)}\n\n{naive}"


def one_person(work: Path) -> str:
    """Measure what one supervisor waits, with a million sessions."""
    clicked = clicks.section(_store(work, 1), work)
    return f"{clicked}\n\n{spent.section(_store(work, 1), SPENT_RUNS)}"


def _sizes(work: Path, store: Callable) -> dict[int, tuple[Path, Path]]:
    """Return export and store by millions of sessions."""
    return {size: (exports.written(work, size), store(work, size)) for size in SIZES}


def many_people(work: Path, *, soak: bool) -> str:
    """Measure what many wait at the same instant, with a hundred thousand sessions."""
    return _said(many.section(_store(work, 0.1), work, soak=soak))


def larger(work: Path) -> str:
    """Measure how the cost grows with the rows, up to a hundred million sessions."""
    return _said(large.section(work, LARGE_RUNS))


def _place(work: Path, millions: float) -> Path:
    return work / f"store_{millions}_million"


def _store(work: Path, millions: float) -> Path:
    """Return a store of that many sessions, importing them if none is there yet."""
    store = _place(work, millions)
    if not store.exists():
        files = exports.files(exports.written(work, millions))
        ingest.publish(files, store, mapping=exports.MAPPING)
    return store


def _said(text: str) -> str:
    print(text, end="\n\n", flush=True)
    return text


if __name__ == "__main__":
    main()
