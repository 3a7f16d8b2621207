"""What a hundred million sessions cost, beside one and ten million.

Each size is imported once; what that took is kept in the work folder with the store, so
that the questions can be asked again without the import.
"""

import json
import shutil
from itertools import pairwise
from pathlib import Path

from tests.benchmark import exports, importing, pages
from tests.benchmark.alone import Timing, in_own_process
from tests.benchmark.report import gigabytes, milliseconds, ratio, table

SIZES = (1, 10, 100)
PROMISED = "promised at 100 million: 5,000 ms and 5 bare scans; at 10 million: 500 ms"


def section(work: Path, runs: int) -> str:
    """Import and ask every size, and lay out how the cost grows with the rows."""
    taken = {size: _imported(work, size) for size in SIZES}
    asked = {
        size: in_own_process(pages.asked, _store(work, size), runs) for size in SIZES
    }
    header = ["million sessions", "import, s", "s per million", "peak memory", "store"]
    header += ["memory of all pages"]
    rows = [
        [
            str(size),
            f"{one['seconds']:,.0f}",
            f"{one['seconds'] / size:.1f}",
            gigabytes(one["peak"]),
            importing.on_disk(_store(work, size)),
            gigabytes(asked[size][1]),
        ]
        for size, one in taken.items()
    ]
    grown = _growth({size: found for size, (found, _) in asked.items()})
    return f"{table(header, rows)}\n\n{PROMISED}.\n\n{grown}"


def _growth(asked: dict[int, dict[str, tuple[Timing, Timing]]]) -> str:
    """Lay out each page's questions together, by size, and the last beside its scans."""
    header = ["questions of a page together, ms"]
    header += [f"{size} million" for size in SIZES]
    header += [f"{low} to {high}" for low, high in pairwise(SIZES)]
    header += ["bare scans of 100 million", "times the scans"]
    rows = []
    for place in asked[SIZES[0]]:
        answers = [asked[size][place][0] for size in SIZES]
        scans = asked[SIZES[-1]][place][1]
        grown = [f"x {high.median / low.median:.1f}" for low, high in pairwise(answers)]
        told = [milliseconds(one) for one in (*answers, scans)]
        rows.append(
            [
                pages.named(place),
                *told[:-1],
                *grown,
                told[-1],
                ratio(answers[-1], scans),
            ]
        )
    return table(header, rows)


def _store(work: Path, size: int) -> Path:
    return work / f"store_{size}_million"


def _imported(work: Path, size: int) -> dict[str, float]:
    """Import once, or return what it took when it was done before."""
    store = _store(work, size)
    kept = work / f"import_{size}_million.json"
    if not (store.exists() and kept.exists()):
        export = exports.written(work, size)
        seconds, peak = in_own_process(importing.ours, export, work)
        shutil.rmtree(store, ignore_errors=True)
        (work / importing.SCRATCH).rename(store)
        kept.write_text(json.dumps({"seconds": seconds, "peak": peak}))
    return json.loads(kept.read_text())
