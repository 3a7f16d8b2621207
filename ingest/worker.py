"""The process that reads files: `python -m ingest.worker`, started by `process`.

A request is a line of JSON on stdin. The answers are lines of JSON on stdout: one for
every step, and one for the end.
"""

import importlib
import json
import os
import sys
import threading
import traceback
from pathlib import Path
from typing import TextIO

from ingest import steps
from ingest.refusals import Refused

LESS_URGENT = 10
LACKS_MEMORY = "This needs more memory than an import may take. Import fewer files."


def main() -> None:
    """Do what the request asks, and say on stdout how it ended."""
    answers = _private_stdout()

    def say(**line: object) -> None:
        answers.write(json.dumps(line, default=str) + "\n")
        answers.flush()

    request = json.loads(sys.stdin.readline())
    if hasattr(os, "nice"):
        os.nice(LESS_URGENT)  # the pages that others are looking at come first
    _limit(request["address_space"])
    threading.Thread(target=_end_with_parent, daemon=True).start()
    task = getattr(importlib.import_module(request["module"]), request["task"])
    try:
        with steps.told_to(lambda step, done: say(step=step, done=done)):
            say(result=task(**request["arguments"]))
    except Refused as refused:
        about = {key: getattr(refused, key, None) for key in ("heading", "question")}
        say(refused=str(refused), **about)
    except MemoryError:
        say(refused=LACKS_MEMORY)
    except Exception as error:  # noqa: BLE001 the message may hold client data
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        say(broke=f"{type(error).__name__} at {place}")


def _private_stdout() -> TextIO:
    """Keep stdout for answers; whatever a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return answers


def _limit(address_space: int) -> None:
    """Let the system refuse an endless allocation, where it can be told to."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = address_space if hard == resource.RLIM_INFINITY else min(address_space, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _end_with_parent() -> None:
    """End at once when the process that asked is gone: nobody would hear the answer."""
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    main()
