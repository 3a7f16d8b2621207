"""Many supervisors at the same instant: real websocket sessions against one server."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from urllib.parse import parse_qsl

import psutil

from tests.benchmark.report import quantile, table
from tests.benchmark.session import Session, opened
from tests.browser import server
from tests.browser.pages import EVERYWHERE

CROWDS = (1, 10, 25, 50)
PROMISED = {10: 2.0, 25: 5.0}  # seconds, p95 of a finished page
FILTERS = tuple(product(("All", "Last 6 months", "Last 3 months"), ("30", "60", "90")))
SOAK, SAMPLED_AT = 1_000, 100
MEGABYTE = 2**20


@dataclass(frozen=True)
class Crowd:
    """What so many people at one instant waited, in seconds, and the server's memory."""

    people: int
    opening: tuple[float, ...]
    filtering: tuple[float, ...]
    megabytes: float

    def row(self) -> list[str]:
        """Return this crowd as a line of the table."""
        waits = [
            f"{quantile(waited, 0.5):.2f} / {quantile(waited, 0.95):.2f}"
            for waited in (self.opening, self.filtering)
        ]
        promised = PROMISED.get(self.people)
        return [
            str(self.people),
            *waits,
            f"{promised:.0f}" if promised else "-",
            f"{self.megabytes:,.0f}",
        ]


def crowd(running: server.Server, people: int) -> Crowd:
    """Let so many people open a page, and then filter it, each time all at once."""
    sessions = [_visitor(running.address, number) for number in range(people)]
    opening = _at_once(sessions)
    for number, session in enumerate(sessions):
        span, window = FILTERS[number % len(FILTERS)]
        session.choose("period", span)
        session.choose("window", window)
    filtering = _at_once(sessions)
    memory = _memory(running)
    for session in sessions:
        session.socket.close()
    return Crowd(people, opening, filtering, memory)


def _visitor(address: str, number: int) -> Session:
    page, _, query = EVERYWHERE[number % len(EVERYWHERE)].partition("?")
    session = opened(address, page)
    session.query = dict(parse_qsl(query))
    return session


def _at_once(sessions: list[Session]) -> tuple[float, ...]:
    """Rerun every session at one instant; an error in any of them ends the benchmark."""
    gate = threading.Barrier(len(sessions))

    def go(session: Session) -> float:
        gate.wait()
        return session.rerun()

    with ThreadPoolExecutor(len(sessions)) as pool:
        return tuple(pool.map(go, sessions))


def soaked(running: server.Server) -> list[float]:
    """Return the server's memory after every hundred of a thousand visits."""
    found = []
    for number in range(1, SOAK + 1):
        session = _visitor(running.address, number)
        session.rerun()
        session.socket.close()
        if number % SAMPLED_AT == 0:
            found.append(_memory(running))
    return found


def _memory(running: server.Server) -> float:
    time.sleep(0.5)
    return psutil.Process(running.process).memory_info().rss / MEGABYTE


def section(store: Path, work: Path, *, soak: bool) -> str:
    """Measure crowds, and a long stream of visits, and lay out what came of it."""
    with server.started(store, work / "dashboard.log") as running:
        for place in range(len(EVERYWHERE)):
            _visitor(running.address, place).rerun()
        crowds = [crowd(running, people) for people in CROWDS]
        memory = soaked(running) if soak else []
    header = ["people at once", "opening a page, s (p50 / p95)"]
    header += ["a new filter, s (p50 / p95)", "promised p95, s", "memory, MB"]
    told = table(header, [one.row() for one in crowds])
    if memory:
        grown = memory[-1] / memory[0] - 1
        told += (
            f"\n\nMemory after {SAMPLED_AT} visits {memory[0]:,.0f} MB, after {SOAK:,}"
            f" visits {memory[-1]:,.0f} MB: {grown:+.0%}."
        )
    return told
