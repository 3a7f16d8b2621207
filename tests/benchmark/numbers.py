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


def section(export: Path, store: Path, runs: int) -> str:
    """Measure all ways and lay out what came of it."""
    own, own_peak = in_own_process(of_the_store, store, runs)
    header, told = ["five numbers", "ours, ms"], f"ours {gigabytes(own_peak)}"
    rows = {span: [span, milliseconds(own[span])] for span in own}
    for name in RIVALS:
        (load, taken), peak = in_own_process(of_the_frames, name, export, store)
        header += [f"{name}, ms", "times as long"]
        told += f", {name} {gigabytes(peak)} after loading for {seconds(load)} s"
        for span, row in rows.items():
            row += [milliseconds(taken[span]), ratio(taken[span], own[span])]
    return table(header, list(rows.values())) + f"\n\nPeak memory: {told}."
