"""Files are read in a process of their own: what ends that process ends nothing else."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from ingest import resources, steps
from ingest.read.limits import GIB, MIB
from ingest.refusals import Asked, Refused

ROOT = Path(__file__).parents[1]
APART = True
SILENT_SECONDS, SILENT_SECONDS_PER_MIB = 30, 4
LOOK_SECONDS = 0.1
# Address space is no memory; it only has to stop what nobody sees growing.
ADDRESS_SPACE = 32 * GIB
STARTING = "Starting"
STOPPED = "{}: {} The import was ended and nothing was published."
NO_PROGRESS = "nothing has happened for {:.0f} seconds."
TOO_MUCH = "this needs more than {:.1f} GB of memory."
BROKE = "reading broke down ({})."


class Ended(Refused):
    """The process that read the files ended, or had to be ended."""


def run(
    task: Callable[..., dict],
    arguments: dict,
    *,
    size: int = 0,
    progress: steps.Listener | None = None,
) -> dict:
    """Run a module's function in a process of its own and return its plain answer.

    `size` is the bytes it reads: the more, the longer it may be silent. Raises Refused
    as the task does, and Ended when it crashes, stands still or takes too much memory.
    """
    arguments = json.loads(json.dumps(arguments, default=str))
    if not APART:
        with steps.told_to(progress):
            return json.loads(json.dumps(task(**arguments), default=str))
    request = {"module": task.__module__, "task": task.__name__}
    request |= {"arguments": arguments, "address_space": ADDRESS_SPACE}
    process = _started()
    try:
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        return _answer(process, size, progress)
    except BrokenPipeError:
        raise Ended(STOPPED.format(STARTING, _breakdown(process))) from None
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def _started() -> subprocess.Popen:
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(
        [sys.executable, "-m", "ingest.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"},
        text=True,
        encoding="utf-8",
    )


def _answer(process, size: int, progress: steps.Listener | None) -> dict:
    """Listen until the process has answered; end it when it goes wrong."""
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_listen, args=(process.stdout, lines), daemon=True).start()
    patience = SILENT_SECONDS + SILENT_SECONDS_PER_MIB * size / MIB
    memory, step, heard = resources.process_memory(), STARTING, time.monotonic()
    while True:
        try:
            line = lines.get(timeout=LOOK_SECONDS)
        except queue.Empty:
            if resources.resident(process.pid) > memory:
                why = TOO_MUCH.format(memory / GIB)
            elif time.monotonic() - heard > patience:
                why = NO_PROGRESS.format(patience)
            else:
                continue
            raise Ended(STOPPED.format(step, why)) from None
        if line is None:
            raise Ended(STOPPED.format(step, _breakdown(process)))
        said, heard = json.loads(line), time.monotonic()
        if "broke" in said:
            raise Ended(STOPPED.format(step, BROKE.format(said["broke"])))
        if "refused" in said:
            asked = said.get("heading")
            raise Asked(said["refused"], asked) if asked else Refused(said["refused"])
        if "result" in said:
            return said["result"]
        step = said["step"]
        if progress:
            progress(step, said["done"])


def _listen(stream, lines: queue.Queue) -> None:
    try:
        for line in stream:
            lines.put(line)
    except ValueError:  # closed, because the caller has stopped listening
        pass
    lines.put(None)


def _breakdown(process) -> str:
    code = process.wait()
    if code < 0:
        return BROKE.format(signal.Signals(-code).name)
    return BROKE.format(f"exit code {code}")
