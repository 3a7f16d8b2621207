"""How far an import is, told to whoever started it."""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str, float], None]

# Which part of the whole (0-1) each phase takes.
READING, MERGING, BUILDING = (0.02, 0.45), (0.45, 0.70), (0.70, 0.92)
COMPARING, WRITING = (0.92, 0.96), (0.96, 1.0)

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def told_to(listener: Listener | None):
    """Tell a listener every step that is reached inside."""
    before = _listener.set(listener and _forward(listener))
    try:
        yield
    finally:
        _listener.reset(before)


def reached(step: str, phase: tuple[float, float], share: float = 0) -> None:
    """Say which step begins, and which share (0-1) of its phase is behind it."""
    listener = _listener.get()
    if listener:
        begin, end = phase
        listener(step, begin + (end - begin) * min(1, max(0, share)))


def _forward(listener: Listener) -> Listener:
    """Let a listener hear of going on only, never of going back."""
    furthest = 0.0

    def tell(step: str, done: float) -> None:
        nonlocal furthest
        furthest = max(furthest, done)
        listener(step, furthest)

    return tell
