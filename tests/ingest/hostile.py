"""What a file could make the process that reads it do."""

import os
import sys
import time

from ingest import look, steps
from ingest.refusals import Asked, Refused


def answers(value: int) -> dict:
    """Answer as a good task does, while a library chatters."""
    print("chatter", flush=True)
    os.write(1, b"more chatter\n")
    steps.reached("Half of it", (0, 1), 0.5)
    return {"value": value + 1}


def aborts() -> dict:
    """Crash as a broken parser does."""
    steps.reached("Reading bad.csv", steps.READING)
    os.abort()


def allocates() -> dict:
    """Take memory without end, 16 MB at a time."""
    steps.reached("Reading big.csv", steps.READING)
    taken = []
    while True:
        taken.append(b"x" * (1 << 24))
        time.sleep(0.02)


def takes_all_at_once() -> dict:
    """Ask for more memory than any machine has."""
    return {"value": len(bytearray(1 << 40))}


def loops() -> dict:
    """Compute for ever."""
    steps.reached("Reading endless.csv", steps.READING)
    while True:
        pass


def fails() -> dict:
    """Fail with a client's name in the message."""
    raise ValueError("Mrs Secret")


def asks() -> dict:
    """Ask what separates decimals."""
    raise Asked("Which?", "Fee", "decimal")


def refuses() -> dict:
    """Refuse as a reader does."""
    raise Refused("secret.csv: is empty.")


def looks(files: list[str], store: str, mapping: str | None = None) -> dict:
    """Look at files, and crash at one that is bad."""
    if any(file.endswith("bad.csv") for file in files):
        os.abort()
    return look.inspected(files, store, mapping)


def exits() -> dict:
    """End without an answer."""
    sys.stdout.flush()
    os._exit(3)
