"""A reader sees the old snapshot or the new one, never a mixture."""

import stat
import threading

import pytest

import ingest
import queries
from store import lock

HEADER = "session_id,client_id,counselor_id,start,status\n"


def export(file, sessions):
    rows = [
        f"{n},c{n % 97},ruth,2026-01-{n % 28 + 1:02},attended" for n in range(sessions)
    ]
    file.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return file


def test_only_its_owner_reads_a_store_and_three_snapshots_are_kept(tmp_path):
    store = tmp_path / "store"
    ids = [
        ingest.publish([export(tmp_path / "a.csv", 10 * n)], store).snapshot
        for n in range(1, 6)
    ]
    files = {file.stem: file for file in store.glob("*.duckdb")}

    assert set(files) == set(ids[-3:])
    assert queries.current(store) == ids[-1]
    assert stat.S_IMODE(store.stat().st_mode) == 0o700
    for file in [*files.values(), *store.glob("*.json")]:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_second_import_is_told_that_one_runs(tmp_path):
    file = export(tmp_path / "a.csv", 10)
    entered, leave = threading.Event(), threading.Event()

    def first():
        with lock.writing(tmp_path / "store"):
            entered.set()
            leave.wait(20)

    running = threading.Thread(target=first)
    running.start()
    entered.wait(20)
    with pytest.raises(ingest.Refused, match="running since 20"):
        ingest.publish([file], tmp_path / "store")
    leave.set()
    running.join()

    assert ingest.publish([file], tmp_path / "store").published


def test_a_dry_run_leaves_no_trace(tmp_path):
    report = ingest.publish(
        [export(tmp_path / "a.csv", 10)], tmp_path / "store", dry_run=True
    )

    assert report.files[0].new == 10
    assert not report.published
    assert [file.name for file in (tmp_path / "store").iterdir()] == ["import.lock"]


def test_the_last_report_is_kept_with_the_store(tmp_path):
    ingest.publish([export(tmp_path / "a.csv", 10)], tmp_path / "store")
    report = ingest.last_report(tmp_path / "store")

    assert report["files"][0]["new"] == 10
    assert report["published_at"].startswith("20")


def test_a_damaged_snapshot_is_named_and_kept(tmp_path):
    file, store = export(tmp_path / "a.csv", 10), tmp_path / "it's a store"
    snapshot = ingest.publish([file], store).snapshot
    damaged = store / f"{snapshot}.duckdb"
    damaged.write_bytes(damaged.read_bytes()[:5_000])

    with pytest.raises(ingest.Refused, match=f"{damaged.name}.*Empty the store folder"):
        ingest.publish([export(tmp_path / "b.csv", 20)], store)
    assert damaged.stat().st_size == 5_000


def test_a_store_that_is_no_folder_is_refused(tmp_path):
    file = export(tmp_path / "a.csv", 10)

    with pytest.raises(ingest.Refused, match="cannot be written"):
        ingest.publish([file], file)
