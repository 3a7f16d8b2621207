"""Run a measurement in a process of its own, and see how much memory it took."""

import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in a unit of ru_maxrss


@dataclass(frozen=True)
class Timing:
    """Seconds of several runs."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def timed(work: Callable[[], Any], runs: int) -> Timing:
    """Run some work several times; what it returns is thrown away."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return Timing(tuple(seconds))


def in_own_process(work: Callable, *arguments) -> tuple[Any, int]:
    """Return what the work returned, and the peak memory of its process in bytes."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        return pool.submit(_with_peak, work, arguments).result()


def _with_peak(work: Callable, arguments: tuple) -> tuple[Any, int]:
    answer = work(*arguments)
    whose = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN  # an import has its own
    peak = max(resource.getrusage(one).ru_maxrss for one in whose)
    return answer, peak * RSS_UNIT
