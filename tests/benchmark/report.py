"""Measurements as tables of Markdown."""

import math
import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from tests.benchmark.alone import Timing

GIGABYTE = 2**30


def milliseconds(timing: Timing) -> str:
    """Return the median and the spread, in milliseconds."""
    low, high = min(timing.seconds), max(timing.seconds)
    return f"{1000 * timing.median:,.0f} ({1000 * low:,.0f}-{1000 * high:,.0f})"


def seconds(timing: Timing) -> str:
    """Return the median and the spread, in seconds."""
    low, high = min(timing.seconds), max(timing.seconds)
    return f"{timing.median:,.1f} ({low:,.1f}-{high:,.1f})"


def quantile(seconds: Sequence[float], share: float) -> float:
    """Return the waiting time that so large a share of people did not exceed."""
    ordered = sorted(seconds)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def ratio(ours: Timing, other: Timing) -> str:
    """Return how many times as long ours takes."""
    return f"{ours.median / other.median:.1f}"


def gigabytes(size: int) -> str:
    return f"{size / GIGABYTE:.1f} GiB"


def table(header: list[str], rows: list[list[str]]) -> str:
    """Lay out a table, with a line of dashes under the header."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine() -> str:
    """Return on what this ran, in one sentence."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    libraries = ", ".join(
        f"{name} {version(name)}" for name in ("duckdb", "pandas", "streamlit")
    )
    return (
        f"{os.cpu_count()} cores ({_processor()}), {gigabytes(memory)} of memory, "
        f"{platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {libraries}."
    )


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    lines = described.read_text().splitlines() if described.exists() else []
    names = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unnamed"
