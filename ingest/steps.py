"""How far an import is, reported to whoever started it."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import accumulate, pairwise

import duckdb

# Called with the step, in words, and the share (0-1) of the import that is done.
Listener = Callable[[str, float], None]

# Which part of the whole (0-1) each phase takes: measured with one and ten million sessions.
READING, MERGING, BUILDING = (0.0, 0.32), (0.32, 0.47), (0.47, 0.96)
WRITING = (0.98, 1.0)  # after the numbers before and after have been compared
OPENING = 0.12  # of READING
MERGED = {"sessions": 40, "alliance": 47, "outcomes": 4, "clients": 4, "counselors": 5}
LOOK_SECONDS = 0.5
WORTH_SAYING = 0.001


def shares(weights: Iterable[float]) -> list[tuple[float, float]]:
    """Return where each of several steps begins and ends (0-1), by their weights."""
    ends = list(accumulate(weights, initial=0))
    whole = ends[-1] or 1
    return [(begin / whole, end / whole) for begin, end in pairwise(ends)]


class _Teller:
    """Calls a listener from one thread at a time, with shares that never fall."""

    def __init__(self, listener: Listener) -> None:
        self.listener, self.lock = listener, threading.Lock()
        self.step, self.place, self.furthest = "", (0.0, 0.0), 0.0
        self.begin, self.share = 0.0, 0.0

    def reach(self, step: str, begin: float, end: float) -> None:
        """Report that a step begins which runs from `begin` to `end` (0-1 of the whole)."""
        with self.lock:
            self.step, self.place = step, (begin, end)
            self.begin = self.furthest = max(self.furthest, begin)
            self.share = 0.0
            self.listener(step, self.furthest)

    def go_on(self, place: tuple[float, float], share: float) -> None:
        """Report how far the step at `place` is, unless another step has begun.

        A share that falls belongs to the step's next statement, which fills the rest.
        """
        with self.lock:
            if self.place is not place:
                return
            self.begin = self.furthest if share < self.share else self.begin
            self.share = share
            done = self.begin + (place[1] - self.begin) * min(1, share)
            if done >= self.furthest + WORTH_SAYING:
                self.furthest = done
                self.listener(self.step, done)


_listener: ContextVar[_Teller | None] = ContextVar("listener", default=None)


@contextmanager
def told_to(listener: Listener | None) -> Iterator[None]:
    """Report every step reached inside to a listener, if there is one."""
    before = _listener.set(_Teller(listener) if listener else None)
    try:
        yield
    finally:
        _listener.reset(before)


def reached(
    step: str, phase: tuple[float, float], share: float = 0, until: float | None = None
) -> None:
    """Report which step begins, at which share (0-1) of its phase.

    With `until`, the share at its end, `followed` can report progress within the step.
    """
    teller = _listener.get()
    if teller:
        begin, end = phase
        at = [
            begin + (end - begin) * min(1, max(0, part))
            for part in (share, share if until is None else until)
        ]
        teller.reach(step, *at)


@contextmanager
def followed(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Report how far the connection's running statement is, as a share of its step.

    Stalled steps report nothing, so the watchdog can time out.
    """
    teller, ended = _listener.get(), threading.Event()
    if teller is None:
        yield
        return

    def look() -> None:
        while not ended.wait(LOOK_SECONDS):
            place = teller.place
            teller.go_on(place, connection.query_progress() / 100)

    looking = threading.Thread(target=look, name="progress", daemon=True)
    looking.start()
    try:
        yield
    finally:
        ended.set()
        looking.join()
