"""The quiet lines about which sessions have a score, and about outcome."""

from ui import words
from ui.notes import INTERVAL, through


def coverage() -> str:
    """Say what a score of a session is."""
    return (
        "A session has a score when the client has one of the same day. Intervals know "
        f"that sessions of one client are alike. {INTERVAL} {through()}"
    )


def by_counselor(left_out: str) -> str:
    """Say that nobody is compared."""
    return (
        "Nobody is compared: who hands out forms is a matter of the site. By name."
        f"{left_out} {INTERVAL} {through()}"
    )


def unscored() -> str:
    """Say what follows from a missing score, and what does not."""
    return (
        "Left: nothing attended within the window after it. A skipped questionnaire may "
        f"itself be a sign. Association, not cause. {INTERVAL} {through()}"
    )


def outcome(instrument: str) -> str:
    """Say what is correlated with what, and what others found."""
    return (
        f"Mean alliance of sessions 1 to 3 with the last {words.escaped(instrument)} from "
        "session 4 on, "
        "given the first, each turned so that more is better: only clients who stayed "
        "past session 3. "
        "Grey is the reference, never a target: r .278 (.256 to .299) in 295 studies, "
        "7.7% of the variance (Flückiger 2018); an older figure is about 5%. Association, not "
        f"cause. {INTERVAL} {through()}"
    )
