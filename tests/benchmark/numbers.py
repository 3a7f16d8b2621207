"""The Overview's five numbers: ours from the store, and data frames' from the CSV."""

from pathlib import Path

import queries
from tests.benchmark import in_pandas, in_polars, ours
from tests.benchmark.alone import Timing, in_own_process, timed
from tests.benchmark.questions import periods
from tests.benchmark.report import gigabytes, milliseconds, ratio, seconds, table

FRAME_RUNS = 3
RIVALS = {"pandas": in_pandas, "polars": in_polars}


def of_the_store(store: Path, runs: int) -> dict[str, Timing]:
    """Time our five numbers per period."""
    opened = queries.open_store(store)
    return {
        span: timed(lambda: ours.five_numbers(opened, chosen), runs)  # noqa: B023
        for span, chosen in periods(opened).items()
    }


def of_the_frames(
    name: str, export: Path, store: Path
) -> tuple[Timing, dict[str, Timing]]:
    """Time loading the frames of a library, and its five numbers."""
    rival, frames = RIVALS[name], {}
    chosen = periods(queries.open_store(store))
    through = chosen["all"].end
    load = timed(lambda: frames.update(rival.loaded(export)), 1)

    def answered(one):
        return rival.five_numbers(frames, one.start, one.end, through)

    return load, {
        span: timed(lambda: answered(one), FRAME_RUNS)  # noqa: B023
        for span, one in chosen.items()
    }


def section(sizes: dict[int, tuple[Path, Path]], runs: int) -> str:
    """Measure all ways for (export, store) by millions, and lay out what came of it."""
    measured = [_rows(millions, *one, runs) for millions, one in sizes.items()]
    header = ["five numbers", "ours, ms"]
    header += [f"{name}, {what}" for name in RIVALS for what in ("ms", "times as long")]
    told = "\n\n".join(peaks for _, peaks in measured)
    return table(header, [row for rows, _ in measured for row in rows]) + f"\n\n{told}"


def _rows(
    millions: int, export: Path, store: Path, runs: int
) -> tuple[list[list[str]], str]:
    """Return a row per period, and what memory each way took."""
    own, own_peak = in_own_process(of_the_store, store, runs)
    rows = {
        span: [f"{millions} million, {span}", milliseconds(own[span])] for span in own
    }
    told = f"Peak memory of {millions} million: ours {gigabytes(own_peak)}"
    for name in RIVALS:
        (load, taken), peak = in_own_process(of_the_frames, name, export, store)
        told += f", {name} {gigabytes(peak)} after loading for {seconds(load)} s"
        for span, row in rows.items():
            row += [milliseconds(taken[span]), ratio(taken[span], own[span])]
    return list(rows.values()), f"{told}."
