"""How far an import is, told to whoever started it."""

import threading
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import accumulate, pairwise

Listener = Callable[[str, float], None]

# Which part of the whole (0-1) each phase takes: measured with one and ten million sessions.
READING, MERGING, BUILDING = (0.0, 0.32), (0.32, 0.47), (0.47, 0.96)
COMPARING, WRITING = (0.96, 0.98), (0.98, 1.0)
OPENING = 0.12  # of READING
MERGED = {"sessions": 40, "alliance": 47, "outcomes": 4, "clients": 4, "counselors": 5}
LOOK_SECONDS = 0.5
WORTH_SAYING = 0.001


def shares(weights) -> list[tuple[float, float]]:
    """Return where each of several steps begins and ends (0-1), by their weights."""
    ends = list(accumulate(weights, initial=0))
    whole = ends[-1] or 1
    return [(begin / whole, end / whole) for begin, end in pairwise(ends)]


class _Teller:
    """What a listener is told: never of going back, and by one thread at a time."""

    def __init__(self, listener: Listener):
        self.listener, self.lock = listener, threading.Lock()
        self.step, self.place, self.furthest = "", (0.0, 0.0), 0.0
        self.begin, self.share = 0.0, 0.0

    def reach(self, step: str, begin: float, end: float) -> None:
        """Say that a step begins, which ends at `end`."""
        with self.lock:
            self.step, self.place = step, (begin, end)
            self.begin = self.furthest = max(self.furthest, begin)
            self.share = 0.0
            self.listener(step, self.furthest)

    def go_on(self, place: tuple[float, float], share: float) -> None:
        """Say how far the step is, if that is news and the step still runs.

        A share that falls is that of the step's next statement: it has what is left.
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
def told_to(listener: Listener | None):
    """Tell a listener every step that is reached inside."""
    before = _listener.set(_Teller(listener) if listener else None)
    try:
        yield
    finally:
        _listener.reset(before)


def reached(
    step: str, phase: tuple[float, float], share: float = 0, until: float | None = None
) -> None:
    """Say which step begins, and which share (0-1) of its phase is behind it.

    With `until`, the share at its end, `followed` can tell how far the step itself is.
    """
    teller = _listener.get()
    if teller:
        begin, end = phase
        at = [
            begin + (end - begin) * min(1, max(0, one))
            for one in (share, share if until is None else until)
        ]
        teller.reach(step, *at)


@contextmanager
def followed(connection):
    """Tell inside how far the connection's running statement is, as a share of its step.

    What no longer gets on is not told: whoever listens may take silence for a standstill.
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
