"""The import beside the least that any import could do."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

import ingest
from tests.benchmark.alone import Timing, in_own_process
from tests.benchmark.exports import MAPPING, files
from tests.benchmark.report import gigabytes, ratio, seconds, table

SCRATCH = "scratch"
RUNS = 3
NAMES = ("bare read", "import")


def bare(export: Path, work: Path) -> float:
    """Read every file as text into tables on disk; return the seconds."""
    folder = _emptied(work / SCRATCH)
    start = time.perf_counter()
    with duckdb.connect(folder / "bare.duckdb") as connection:
        connection.execute("set enable_progress_bar = false")
        for file in files(export):
            connection.read_csv(str(file), all_varchar=True).create(file.stem)
        connection.execute("checkpoint")
    return time.perf_counter() - start


def ours(export: Path, work: Path) -> float:
    """Publish a store from the same files; return the seconds."""
    folder = _emptied(work / SCRATCH)
    start = time.perf_counter()
    ingest.publish(files(export), folder, mapping=MAPPING)
    return time.perf_counter() - start


def section(sizes: dict[int, tuple[Path, Path]], work: Path) -> str:
    """Measure both for (export, store) by millions, keep the stores, lay it out."""
    rows, sizes_told = [], []
    for millions, (export, store) in sizes.items():
        taken = {way: _repeated(way, export, work) for way in (bare, ours)}
        rows += [
            [f"{millions} million, {name}", seconds(timing)]
            + [ratio(timing, taken[bare][0]), gigabytes(peak)]
            for name, (timing, peak) in zip(NAMES, taken.values(), strict=True)
        ]
        shutil.rmtree(store, ignore_errors=True)
        (work / SCRATCH).rename(store)
        sizes_told.append(
            f"{on_disk(export)} of CSV became a store of {on_disk(store)}."
        )
    header = ["million sessions", "seconds", "times the bare read", "peak memory"]
    return f"{' '.join(sizes_told)}\n\n{table(header, rows)}"


def _repeated(way: Callable, export: Path, work: Path) -> tuple[Timing, int]:
    """Return the seconds of several runs, and the largest memory of them."""
    runs = [in_own_process(way, export, work) for _ in range(RUNS)]
    return Timing(tuple(taken for taken, _ in runs)), max(peak for _, peak in runs)


def on_disk(folder: Path) -> str:
    return gigabytes(sum(file.stat().st_size for file in folder.iterdir()))


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
