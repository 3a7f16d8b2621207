"""A really started dashboard on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
PATIENCE = 60  # seconds until a started server must answer

# A proxy named in the environment must not be asked for this machine's own pages.
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Server:
    """A running dashboard: where it answers, who it is, what it printed."""

    port: int
    process: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"


def free_port() -> int:
    with socket.create_server((HOST, 0)) as opened:
        return opened.getsockname()[1]


def is_healthy(address: str) -> bool:
    try:
        with direct.open(f"{address}/_stcore/health", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def started(store: Path, log: Path, app: Path = ROOT / "dashboard.py"):
    """Serve a store with `streamlit run dashboard.py` until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", app.name]
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, f"--server.port={port}"],
            cwd=app.parent,
            env={**os.environ, "RAPPORT_STORE": str(store)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(port, process.pid, log)
    try:
        wait_until_healthy(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_healthy(server: Server, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_healthy(server.address):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The dashboard did not start: {server.log.read_text()}")
        time.sleep(0.1)
