"""The house style, as its own tools see it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SQL = ["queries", "ingest/build"]
CHECKS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "sqlfluff": ["sqlfluff", "lint", *SQL, "--disable-progress-bar"],
}


@pytest.mark.parametrize("check", CHECKS)
def test_has_nothing_to_say(check):
    command = [sys.executable, "-m", *CHECKS[check]]
    said = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert said.returncode == 0, said.stdout + said.stderr
