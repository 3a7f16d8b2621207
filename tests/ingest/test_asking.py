"""What the two calls of an import hand to the process that reads, and give back."""

from datetime import date
from pathlib import Path

import pytest

import ingest
from ingest import look, process, run
from ingest.look import Found
from ingest.report import Changes, Report
from store import lock, snapshots


@pytest.fixture
def handed(monkeypatch):
    """Collect what is handed to the process; it answers with an empty report."""
    calls = []

    def runs(task, arguments, *, size, progress):
        calls.append((task, arguments, size, progress))
        if task is look.inspected:
            return {"found": [vars(Found("a.csv"))]}
        return Report([], "abc").as_dict()

    monkeypatch.setattr(process, "run", runs)
    return calls


def files(folder):
    (folder / "b.csv").write_bytes(b"x" * 30)
    (folder / "a.csv").write_bytes(b"x" * 12)
    return [folder / "b.csv", folder / "a.csv"]


def test_an_import_hands_on_every_file_of_a_folder_and_their_size(tmp_path, handed):
    files(tmp_path)
    store = tmp_path / "store"

    assert ingest.publish([tmp_path], store, through=date(2026, 1, 5)) == Report(
        [], "abc"
    )
    ((task, arguments, size, progress),) = handed
    assert (task, size, progress) == (run.publish, 42, None)
    assert arguments == {
        "files": [tmp_path / "a.csv", tmp_path / "b.csv"],
        "store": store,
        "mapping": None,
        "through": date(2026, 1, 5),
        "dry_run": False,
        "accept": [],
        "replace": False,
    }


def test_relative_paths_are_made_whole(tmp_path, handed, monkeypatch):
    files(tmp_path)
    monkeypatch.chdir(tmp_path)
    names = [Path("b.csv"), Path("store"), Path("m.toml")]
    ingest.publish([names[0]], names[1], mapping=names[2], dry_run=True)
    ingest.inspect([names[0]], names[1], mapping=names[2])

    for _, arguments, size, _ in handed:
        assert size == 30
        assert arguments["files"] == [tmp_path / "b.csv"]
        assert arguments["store"] == tmp_path / "store"
        assert arguments["mapping"] == tmp_path / "m.toml"
    assert handed[0][1]["dry_run"] is True


def test_a_look_hands_on_what_is_there_and_counts_files_alone(tmp_path, handed):
    found = ingest.inspect(
        [*files(tmp_path), tmp_path, tmp_path / "no"], tmp_path / "s"
    )

    assert found == [Found("a.csv")]
    ((task, arguments, size, _),) = handed
    assert (task, size) == (look.inspected, 42)
    assert len(arguments["files"]) == 4


@pytest.mark.parametrize("problem", [KeyboardInterrupt(), ingest.Refused("No.")])
def test_what_goes_wrong_leaves_the_store_tidy(tmp_path, monkeypatch, problem):
    tidied = []

    def breaks(*_arguments, **_keywords):
        raise problem

    monkeypatch.setattr(process, "run", breaks)
    monkeypatch.setattr(lock, "tidy", tidied.append)
    with pytest.raises(type(problem)):
        ingest.publish(files(tmp_path), tmp_path / "store")

    assert tidied == [tmp_path / "store"]


def test_of_files_that_end_the_process_each_is_looked_at_alone(tmp_path, monkeypatch):
    looks = []

    def ends(_task, arguments, **_keywords):
        names = [file.name for file in arguments["files"]]
        looks.append(names)
        if "b.csv" in names or len(names) > 1 or not names[0].endswith(".csv"):
            raise process.Ended("It ended.")
        return {"found": [vars(Found(names[0]))]}

    files(tmp_path)
    monkeypatch.setattr(process, "run", ends)

    found = ingest.inspect([tmp_path], tmp_path / "store")
    assert [(one.file, one.refusal) for one in found] == [
        ("a.csv", None),
        ("b.csv", "It ended."),
    ]
    assert looks == [[tmp_path.name], ["a.csv"], ["b.csv"]]


def test_the_last_report_says_when_it_was_and_what_it_changed(monkeypatch, tmp_path):
    report = {"snapshot": "abc", "changes": {"added": 3}}
    kept = {"report": report, "published_at": "then"}
    monkeypatch.setattr(snapshots, "last_report", lambda _store: kept)

    assert ingest.last_report(tmp_path) == report | {"published_at": "then"}
    assert ingest.changes(tmp_path) == Changes(added=3)

    kept.clear()
    assert ingest.last_report(tmp_path) == {"published_at": None}
    assert ingest.changes(tmp_path) == Changes()
