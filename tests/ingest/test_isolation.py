"""Whatever a file does to the process that reads it, nothing else ends."""

import threading
import time

import pytest

import ingest
from ingest import process, resources
from ingest.refusals import Asked, Refused
from store import snapshots
from tests.ingest import hostile

HEADER = "session_id,client_id,counselor_id,start,status\n"


@pytest.fixture(autouse=True)
def apart(monkeypatch):
    monkeypatch.setattr(process, "APART", True)


def export(folder, rows=40, name="sessions.csv"):
    lines = (f"{n},ann,ruth,2026-01-{n % 28 + 1:02},attended\n" for n in range(rows))
    (folder / name).write_text(HEADER + "".join(lines))
    return folder / name


def test_a_task_answers_and_tells_its_steps():
    told = []
    answer = process.run(
        hostile.answers, {"value": 1}, progress=lambda *step: told.append(step)
    )

    assert answer == {"value": 2}
    assert told == [("Half of it", 0.5)]


@pytest.mark.parametrize(
    ("task", "sentence"),
    [
        (hostile.aborts, r"Reading bad.csv: reading broke down \(SIGABRT\)"),
        (hostile.exits, r"Starting: reading broke down \(exit code 3\)"),
        (hostile.fails, r"broke down \(ValueError at hostile.py:\d+\)"),
        (hostile.takes_all_at_once, "needs more memory"),
        (hostile.refuses, "^secret.csv: is empty.$"),
    ],
)
def test_what_ends_the_process_is_a_sentence(task, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        process.run(task, {})
    assert "Mrs Secret" not in str(refused.value)


def test_a_question_arrives_as_it_was_asked():
    with pytest.raises(Asked, match="Which") as asked:
        process.run(hostile.asks, {})

    assert (asked.value.heading, asked.value.question) == ("Fee", "decimal")


def test_an_endless_allocation_is_ended(monkeypatch):
    monkeypatch.setattr(resources, "process_memory", lambda: 256 << 20)
    with pytest.raises(process.Ended, match=r"Reading big.csv: .* than 0.2 GB"):
        process.run(hostile.allocates, {})


def test_what_stands_still_is_ended(monkeypatch):
    monkeypatch.setattr(process, "SILENT_SECONDS", 1.5)
    start = time.monotonic()
    with pytest.raises(process.Ended, match="nothing has happened for 2 seconds"):
        process.run(hostile.loops, {})
    assert time.monotonic() - start < 20


def test_a_large_file_may_be_silent_for_longer(monkeypatch):
    monkeypatch.setattr(process, "SILENT_SECONDS", 0)
    with pytest.raises(process.Ended, match="for 1 seconds"):
        process.run(hostile.loops, {}, size=(1 << 20) // 4)


def test_an_import_apart_is_the_same_import(tmp_path, monkeypatch):
    told = []
    file = export(tmp_path)
    apart = ingest.publish(
        [file], tmp_path / "apart", progress=lambda *step: told.append(step[1])
    )
    monkeypatch.setattr(process, "APART", False)
    here = ingest.publish([file], tmp_path / "here")

    assert apart == here
    assert len(told) > 10
    assert told == sorted(told)
    assert 0 <= told[0] < 0.1
    assert 0.9 < told[-1] <= 1


def test_files_are_looked_at_apart(tmp_path, monkeypatch):
    file = export(tmp_path)
    apart = ingest.inspect([file], tmp_path / "store")
    monkeypatch.setattr(process, "APART", False)

    assert apart == ingest.inspect([file], tmp_path / "store")
    assert apart[0].rows == 40


def test_a_file_that_ends_the_process_does_not_hide_the_others(tmp_path, monkeypatch):
    good, bad = export(tmp_path), export(tmp_path, name="bad.csv")
    monkeypatch.setattr(ingest.look, "inspected", hostile.looks)
    first, second = ingest.inspect([bad, good], tmp_path / "store")

    assert (first.file, second.file) == ("bad.csv", "sessions.csv")
    assert "broke down (SIGABRT)" in first.refusal
    assert second.refusal is None


def test_a_caller_that_gives_up_leaves_nothing_behind(tmp_path):
    def gives_up(step, _done):
        if step.startswith("Building"):
            raise KeyboardInterrupt

    store = tmp_path / "store"
    with pytest.raises(KeyboardInterrupt):
        ingest.publish([export(tmp_path)], store, progress=gives_up)

    assert [file.name for file in store.iterdir()] == ["import.lock"]
    assert ingest.publish([tmp_path / "sessions.csv"], store).published


def test_of_several_imports_at_once_each_publishes_or_is_told(tmp_path):
    file, store, outcomes = export(tmp_path, 400), tmp_path / "store", []

    def imports():
        try:
            outcomes.append(ingest.publish([file], store).snapshot)
        except Refused as refused:
            outcomes.append(str(refused))

    running = [threading.Thread(target=imports) for _ in range(3)]
    for one in running:
        one.start()
    for one in running:
        one.join()
    current = snapshots.history(store)[0].id

    assert current in outcomes
    assert all(
        one == current or one.startswith("An import is running since ")
        for one in outcomes
    )
