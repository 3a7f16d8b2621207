"""The Overview's five numbers: ours from the store, and plain pandas from the CSV."""

from pathlib import Path

import queries
from tests.benchmark import in_pandas, ours
from tests.benchmark.alone import Timing, in_own_process, timed
from tests.benchmark.questions import periods
from tests.benchmark.report import gigabytes, milliseconds, ratio, seconds, table

PANDAS_RUNS = 3


def of_the_store(store: Path, runs: int) -> dict[str, Timing]:
    """Time our five numbers per period."""
    opened = queries.open_store(store)
    return {
        span: timed(lambda: ours.five_numbers(opened, chosen), runs)  # noqa: B023
        for span, chosen in periods(opened).items()
    }


def of_the_frames(export: Path, store: Path) -> tuple[Timing, dict[str, Timing]]:
    """Time loading the frames, and the five numbers of pandas per period."""
    chosen = periods(queries.open_store(store))
    through, frames = chosen["all"].end, {}
    load = timed(lambda: frames.update(in_pandas.loaded(export)), 1)

    def answered(one):
        return in_pandas.five_numbers(frames, one.start, one.end, through)

    return load, {
        span: timed(lambda: answered(one), PANDAS_RUNS)  # noqa: B023
        for span, one in chosen.items()
    }


def section(export: Path, store: Path, runs: int) -> str:
    """Measure both and lay out what came of it."""
    own, own_peak = in_own_process(of_the_store, store, runs)
    (load, pandas), pandas_peak = in_own_process(of_the_frames, export, store)
    rows = [
        [span, milliseconds(own[span]), milliseconds(pandas[span])]
        + [ratio(pandas[span], own[span])]
        for span in own
    ]
    told = f"\n\npandas first loads the frames: {seconds(load)} s. Peak memory: "
    told += f"ours {gigabytes(own_peak)}, pandas {gigabytes(pandas_peak)}."
    header = ["five numbers", "ours, ms", "pandas, ms", "times as long"]
    return table(header, rows) + told
