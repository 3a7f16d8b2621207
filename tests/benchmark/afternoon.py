"""Our Overview beside the same page built naively, on real servers, in one run."""

from pathlib import Path

from tests.benchmark.alone import Timing
from tests.benchmark.report import milliseconds, ratio, table
from tests.benchmark.session import opened
from tests.browser import server

NAIVE = Path(__file__).parent / "naive" / "naive.py"
PERIODS = ("Last 6 months", "All", "Last 12 months", "Last 6 months", "All")


def section(export: Path, store: Path, work: Path) -> str:
    """Measure both pages' reruns after a change of period, and lay them out."""
    ours = _reruns(store, work / "dashboard.log")
    naive = _reruns(export, work / "naive.log", app=NAIVE)
    row = ["overview", milliseconds(ours), milliseconds(naive), ratio(naive, ours)]
    return table(["a new period, ms", "ours", "built naively", "times as long"], [row])


def _reruns(data: Path, log: Path, **app) -> Timing:
    with server.started(data, log, **app) as running:
        session = opened(running.address, "")
        session.rerun()
        taken = []
        for span in PERIODS:
            session.choose("period", span)
            taken.append(session.rerun())
        session.socket.close()
    return Timing(tuple(taken))
