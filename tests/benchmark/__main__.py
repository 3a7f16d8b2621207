"""Measure Rapport: `python -m tests.benchmark --work DIR`.

Builds exports and stores of one and of ten million sessions in the work folder (kept
there for the next time; by default a temporary one), measures, prints, and writes
docs/benchmarks.md. It never fails on a number.
"""

import argparse
import tempfile
from datetime import date
from pathlib import Path

from tests.benchmark import exports, importing, numbers, pages, questions, report

RESULTS = Path(__file__).parents[2] / "docs" / "benchmarks.md"
OPENING = """\
# Benchmarks

`python -m tests.benchmark --work DIR` wrote this page. Medians of one run, the spread
(fastest to slowest) in parentheses. Every kind of measurement has a process of its own.
{machine}

- **Bare read** is `create table as select * from read_csv(..., all_varchar = true)` of
  the same five files into a DuckDB file. The import also checks, converts, counts,
  joins and sorts every row.
- **Bare scan** touches each value of the columns that a question reads once, under the
  filters that reach DuckDB's scan (both taken from its plan), through the same cursor.
- **pandas** computes the Overview's five numbers from frames that are loaded already;
  loading is given apart. Its answers agree with ours, and a test holds that.
- **New filter** is a page's rerun, from the websocket message until the script has
  finished, with a period and window that nobody chose before, for the whole clinic;
  **known filter** repeats them.
"""


def main() -> None:
    """Read the command line, measure each size, print and write."""
    command = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_argument("--work", type=Path)
    command.add_argument("--millions", type=int, nargs="+", default=[1, 10])
    command.add_argument("--runs", type=int, default=7)
    options = command.parse_args()
    opening = OPENING.format(machine=f"{date.today()}, on {report.machine()}")
    with tempfile.TemporaryDirectory() as kept_for_now:
        work = options.work or Path(kept_for_now)
        parts = [section(work, many, options.runs) for many in options.millions]
    RESULTS.write_text("\n\n".join([opening, *parts]) + "\n", encoding="utf-8")
    print(f"Written to {RESULTS}.")


def section(work: Path, millions: int, runs: int) -> str:
    """Take all measurements of one size, printing each as it is known."""
    export = exports.written(work, millions)
    store = work / f"store_{millions}_million"
    said = [f"## {millions} million sessions"]
    for measured in (
        lambda: importing.section(export, store, work),
        lambda: questions.section(store, runs),
        lambda: numbers.section(export, store, runs),
        lambda: pages.section(store, work, runs),
    ):
        said.append(measured())
        print(said[-1], end="\n\n", flush=True)
    return "\n\n".join(said)


if __name__ == "__main__":
    main()
