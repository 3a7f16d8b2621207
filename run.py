"""Start the dashboard with `python run.py`, test it with `python run.py test`."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
DESKTOP = os.name == "nt" or sys.platform == "darwin" or "DISPLAY" in os.environ
HOST = "127.0.0.1"


def succeeds(*command: "str | Path") -> bool:
    return subprocess.call(command, cwd=ROOT) == 0


def install(name: str) -> None:
    """Install a requirements file into .venv, unless this text was installed before."""
    stamp, text = VENV / f"{name}.installed", (ROOT / name).read_text()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == text:
        return
    print(f"Installing {name} into .venv. This happens once.", flush=True)
    uv = shutil.which("uv")
    if not (PYTHON.exists() and succeeds(PYTHON, "-c", "import pip")):
        made = uv and succeeds(uv, "venv", "-c", "--seed", "-p", sys.executable, VENV)
        if not made and not succeeds(sys.executable, "-m", "venv", "--clear", VENV):
            sys.exit("Python could not create .venv: install its venv module, or uv.")
    by_uv = uv and succeeds(uv, "pip", "install", "-q", "-p", PYTHON, "-r", name)
    if not by_uv and not succeeds(PYTHON, "-m", "pip", "install", "-q", "-r", name):
        sys.exit(f"{name} could not be installed: is there a network connection?")
    stamp.write_text(text)


def free_port() -> int:
    for port in range(8501, 8601):
        with suppress(OSError):
            socket.create_server((HOST, port)).close()
            return port
        print(f"Port {port} is in use, trying the next.")
    sys.exit("No port from 8501 to 8600 is free.")


def start() -> int:
    """Serve the dashboard to this machine alone; return how the server ended."""
    port = free_port()
    options = [f"--server.port={port}", f"--server.address={HOST}"]
    command = [str(PYTHON), "-m", "streamlit", "run", "dashboard.py", *options]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with suppress(KeyboardInterrupt), subprocess.Popen(command, cwd=ROOT) as server:
        try:
            while server.poll() is None and socket.socket().connect_ex((HOST, port)):
                time.sleep(0.1)
            print(f"Rapport: http://{HOST}:{port} (Ctrl+C ends it)", flush=True)
            if DESKTOP and "SSH_CONNECTION" not in os.environ:
                webbrowser.open(f"http://{HOST}:{port}")
            return server.wait()
        finally:
            server.terminate()
    return 0


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit(f"Rapport needs Python 3.11 or newer, not {sys.version.split()[0]}.")
    if sys.argv[1:2] not in ([], ["test"]):
        sys.exit("Usage: python run.py, or python run.py test [pytest arguments]")
    install("requirements.txt")
    if not sys.argv[1:]:
        sys.exit(start())
    install("requirements-dev.txt")
    sys.exit(subprocess.call([PYTHON, "-m", "tests", *sys.argv[2:]], cwd=ROOT))
