"""What the process that reads files may take, and how it says that it broke."""

import io
import json
import sys

import pytest

from ingest import worker
from ingest.refusals import Asked, Refused

resource = pytest.importorskip("resource")
ENDLESS = resource.RLIM_INFINITY


@pytest.mark.parametrize(
    ("hard", "soft"), [(ENDLESS, 4_000), (5_000, 4_000), (4_000, 4_000), (3_000, 3_000)]
)
def test_the_limit_is_what_is_asked_or_what_the_system_allows(monkeypatch, hard, soft):
    limits = []
    monkeypatch.setattr(resource, "getrlimit", lambda _what: (1, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: limits.append(limit))
    worker._limit(4_000)

    assert limits == [(resource.RLIMIT_AS, (soft, hard))]


def answers(monkeypatch, task):
    """Return the lines with which the process answers a request for this task."""
    said, limits, urgency = io.StringIO(), [], []
    monkeypatch.setattr(worker, "_private_stdout", lambda: said)
    monkeypatch.setattr(worker, "_limit", limits.append)
    monkeypatch.setattr(worker, "_end_with_parent", lambda: None)
    monkeypatch.setattr(worker.os, "nice", urgency.append)
    monkeypatch.setattr(
        worker.importlib, "import_module", lambda _: sys.modules[__name__]
    )
    monkeypatch.setattr(sys.modules[__name__], "asked", task, raising=False)
    request = {
        "module": "any",
        "task": "asked",
        "arguments": {"number": 2},
        "address_space": 4_000,
    }
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(request) + "\n"))
    worker.main()
    assert (limits, urgency) == ([4_000], [10])
    return [json.loads(line) for line in said.getvalue().splitlines()]


def test_steps_and_a_result_are_lines(monkeypatch):
    def task(number):
        worker.steps.reached("Half", (0, 1), 0.5)
        return {"twice": 2 * number}

    assert answers(monkeypatch, task) == [
        {"step": "Half", "done": 0.5},
        {"result": {"twice": 4}},
    ]


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Refused("No."), {"refused": "No.", "heading": None, "question": None}),
        (
            Asked("Which?", "Day", "decimal"),
            {"refused": "Which?", "heading": "Day", "question": "decimal"},
        ),
        (MemoryError(), {"refused": worker.LACKS_MEMORY}),
    ],
)
def test_a_refusal_is_said(monkeypatch, problem, said):
    def task(**_arguments):
        raise problem

    assert answers(monkeypatch, task) == [said]


def test_a_fault_is_named_by_its_kind_and_its_last_place(monkeypatch):
    def breaks():
        raise ValueError("Mrs Secret")

    def task(**_arguments):
        return breaks()

    line = breaks.__code__.co_firstlineno + 1
    said = f"ValueError at test_worker.py:{line}"
    assert answers(monkeypatch, task) == [{"broke": said}]


def test_the_process_ends_when_the_one_that_asked_is_gone(monkeypatch):
    codes = []
    monkeypatch.setattr(worker.os, "read", lambda stream, _most: b"" * stream)
    monkeypatch.setattr(worker.os, "_exit", codes.append)
    worker._end_with_parent()

    assert codes == [1]
