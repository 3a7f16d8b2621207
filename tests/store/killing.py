"""Imports that are killed on the way: `python -m tests.store.killing STORE FILE COUNT`.

Each import runs in a fork, which ends without notice at a step (the first half) or after
a time (the second half). Between two, a line on stdout says how it ended, and a line on
stdin lets the next begin.
"""

import os
import signal
import sys

from ingest import run, steps

NEVER = 10_000


class Fuse:
    """Kills this process when so many steps have been reached."""

    def __init__(self, steps_left: int):
        self.left = steps_left

    def __call__(self, _step: str, _done: float) -> None:
        """Burn down by one step."""
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1


def ended(store: str, file: str, steps_left: int, seconds: float = 0) -> int:
    """Import in a fork and return how it ended: the steps it took, or a signal."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    fuse = Fuse(steps_left)
    signal.setitimer(signal.ITIMER_REAL, seconds)  # SIGALRM ends it anywhere
    with steps.told_to(fuse):
        run.publish([file], store)
    os._exit(steps_left - fuse.left)


def main(store: str, file: str, count: int) -> None:
    """Kill one import after the other, as the reader of our output bids."""
    sys.stdin.readline()
    print(total := ended(store, file, NEVER), flush=True)
    by_step = (count + 1) // 2
    for number in range(count):
        sys.stdin.readline()
        if number < by_step:
            how = ended(store, file, number * total // by_step)
        else:
            how = ended(store, file, NEVER, 0.02 + 0.8 * (number / by_step - 1))
        print(how, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
