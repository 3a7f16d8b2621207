"""Read files in a process of their own, so a crash there ends nothing else."""

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
from typing import IO

from ingest import resources, steps
from ingest.read.limits import GIB, MIB
from ingest.refusals import Asked, Refused

ROOT = Path(__file__).parents[1]
APART = True
SILENT_SECONDS, SILENT_SECONDS_PER_MIB = 30, 4
LOOK_SECONDS = 0.1
# Address space is more than the memory in use; this limit only stops runaway growth.
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

    `size` is how many bytes it reads: the more, the longer it may be silent. Raises
    Refused as the task does, and Ended when it crashes, stalls or needs too much memory.
    """
    arguments = json.loads(json.dumps(arguments, default=str))
    if not APART:
        with steps.told_to(progress):
            return json.loads(json.dumps(task(**arguments), default=str))
    request = {
        "module": task.__module__,
        "task": task.__name__,
        "arguments": arguments,
        "address_space": ADDRESS_SPACE,
    }
    process = _started()
    requests, answers = _pipes(process)
    try:
        requests.write(json.dumps(request) + "\n")
        requests.flush()
        return _answer(process, answers, size, progress)
    except BrokenPipeError:
        raise Ended(STOPPED.format(STARTING, _breakdown(process))) from None
    finally:
        process.kill()
        process.wait()
        requests.close()
        answers.close()


def _started() -> subprocess.Popen[str]:
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


def _pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    """Return what the process reads requests from, and what it writes answers to."""
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the process was started without pipes")
    return process.stdin, process.stdout


def _answer(
    process: subprocess.Popen[str],
    answers: IO[str],
    size: int,
    progress: steps.Listener | None,
) -> dict:
    """Listen until the process has answered; end it when it goes wrong."""
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_listen, args=(answers, lines), daemon=True).start()
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
        answer, heard = json.loads(line), time.monotonic()
        if "broke" in answer:
            raise Ended(STOPPED.format(step, BROKE.format(answer["broke"])))
        if "refused" in answer:
            sentence, heading = answer["refused"], answer.get("heading")
            if heading:
                raise Asked(sentence, heading, answer["question"])
            raise Refused(sentence)
        if "result" in answer:
            return answer["result"]
        step = answer["step"]
        if progress:
            progress(step, answer["done"])


def _listen(stream: IO[str], lines: queue.Queue[str | None]) -> None:
    try:
        for line in stream:
            lines.put(line)
    except ValueError:  # closed, because the caller has stopped listening
        pass
    lines.put(None)


def _breakdown(process: subprocess.Popen[str]) -> str:
    code = process.wait()
    if code < 0:
        return BROKE.format(signal.Signals(-code).name)
    return BROKE.format(f"exit code {code}")
