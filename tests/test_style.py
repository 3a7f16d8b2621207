"""The house style, as its own tools see it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SQL = ["queries", "ingest/build"]
CHECKS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
    "sqlfluff": ["sqlfluff", "lint", *SQL, "--disable-progress-bar"],
}
TYPED = ("charts", "clinic", "ingest", "measures", "pages", "queries", "sample_data")
TYPED += ("store", "ui")


@pytest.mark.parametrize("check", CHECKS)
def test_has_nothing_to_say(check):
    command = [sys.executable, "-m", *CHECKS[check]]
    said = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert said.returncode == 0, said.stdout + said.stderr


def unannotated(function: ast.FunctionDef) -> bool:
    """Tell whether an argument of a function, or what it returns, has no type."""
    given = function.args
    arguments = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    arguments += [more for more in (given.vararg, given.kwarg) if more]
    untyped = [one.arg for one in arguments if one.annotation is None]
    returns = function.returns is not None or function.name == "__init__"
    return not returns or bool(set(untyped) - {"self", "cls"})


def test_every_function_says_what_it_takes_and_what_it_returns():
    files = [ROOT / "dashboard.py"]
    files += [file for room in TYPED for file in sorted((ROOT / room).rglob("*.py"))]

    assert not [
        f"{file.relative_to(ROOT)}:{node.lineno} {node.name}"
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and unannotated(node)
    ]
