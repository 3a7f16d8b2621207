"""The one file that must work before anything is installed."""

import ast
import importlib.util
import socket
import sys
from pathlib import Path

import pytest

FILE = Path(__file__).parents[1] / "run.py"


@pytest.fixture
def run():
    spec = importlib.util.spec_from_file_location("run", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_needs_the_standard_library_alone_and_is_short():
    text = FILE.read_text(encoding="utf-8")
    nodes = list(ast.walk(ast.parse(text)))
    imported = {
        alias.name
        for node in nodes
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {node.module for node in nodes if isinstance(node, ast.ImportFrom)}

    assert imported <= sys.stdlib_module_names
    assert len(text.splitlines()) < 80


def test_installs_nothing_twice(run, tmp_path, capsys):
    run.VENV, run.PYTHON = tmp_path, Path(sys.executable)
    (tmp_path / "requirements.txt.installed").write_text(
        (FILE.parent / "requirements.txt").read_text()
    )

    run.install("requirements.txt")

    assert capsys.readouterr().out == ""


def test_takes_the_next_port_when_one_is_in_use(run, capsys):
    first = run.free_port()
    with socket.create_server((run.HOST, first)):
        second = run.free_port()

    assert second > first
    assert f"Port {first} is in use" in capsys.readouterr().out
