"""Killed, full, read-only or half copied: the old data or the new, never a mixture."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

import ingest
import queries
from ingest import resources
from store import snapshots
from tests.depth import times

KILLS = times(16, 200)
TMPFS = 40 << 20
HEADER = "session_id,client_id,counselor_id,start,status\n"


def export(file, sessions):
    rows = [
        f"{n},c{n % 97},ruth,2026-01-{n % 28 + 1:02},attended" for n in range(sessions)
    ]
    file.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return file


def shown(folder):
    """Return how many sessions a reader of the store sees."""
    served = queries.served(folder)
    assert not served.notice
    store = queries.open_store(folder)
    (stated,) = store.connection.execute("select sessions from snapshot").fetchone()
    (counted,) = store.connection.execute("select count(*) from sessions").fetchone()
    store.close()
    assert counted == stated
    assert served.snapshot == snapshots.history(folder)[0].id
    return counted


@pytest.mark.skipif(not hasattr(os, "fork"), reason="imports are killed in forks")
def test_killed_at_any_step_and_at_any_time_the_old_or_the_new_is_there(tmp_path):
    store, file = tmp_path / "store", export(tmp_path / "a.csv", 100)
    ingest.publish([file], store)
    command = [sys.executable, "-m", "tests.store.killing", store, file, str(KILLS)]
    ended, seen = [], [100]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as killing:
        for turn in range(1 + KILLS):
            export(file, 101 + turn)
            killing.stdin.write("\n")
            killing.stdin.flush()
            ended.append(int(killing.stdout.readline()))
            seen.append(shown(store))
            assert seen[-1] in (seen[-2], 101 + turn)
    assert killing.returncode == 0
    assert ended[1 : 1 + KILLS // 2] == [-signal.SIGKILL] * (KILLS // 2)
    ingest.publish([export(file, 900)], store)

    assert shown(store) == 900
    assert len(list(store.glob("*.duckdb"))) <= 3
    assert not [*store.glob("work-*"), *store.glob("*.new"), *store.glob("*.wal")]


@contextmanager
def mounted(folder, *options):
    """Mount a small file system in memory, or skip where this is not allowed."""
    folder.mkdir()
    option = ",".join(["size=40m", *options])
    mount = ["mount", "-t", "tmpfs", "-o", option, "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file system can be mounted here; it needs root on Linux")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def filled_up(folder, free):
    """Leave so many bytes free on a small disk."""
    ballast = folder / "ballast"
    ballast.unlink(missing_ok=True)
    room = shutil.disk_usage(folder).free - free
    with ballast.open("wb") as stream:
        os.posix_fallocate(stream.fileno(), 0, room)


def test_a_full_disk_changes_nothing_and_is_said_at_once(tmp_path, monkeypatch):
    big = export(tmp_path / "a.csv", 20_000)
    with mounted(tmp_path / "disk") as disk:
        store = disk / "store"
        ingest.publish([export(tmp_path / "b.csv", 10)], store)
        filled_up(disk, free=6 << 20)
        with pytest.raises(
            ingest.Refused, match="bytes free, and this import may need"
        ):
            ingest.publish([big], store)
        monkeypatch.setattr(resources, "check_disk", lambda *_: None)
        for free in (0, 4096, 1 << 20, 3 << 20, 5 << 20):
            filled_up(disk, free)
            with pytest.raises(
                ingest.Refused, match="disk of the store folder is full"
            ):
                ingest.publish([big], store)
            assert shown(store) == 10
        (disk / "ballast").unlink()
        ingest.publish([big], store)

        assert shown(store) == 20_000


def test_a_folder_that_cannot_be_written_is_named_and_still_served(tmp_path):
    file = export(tmp_path / "a.csv", 10)
    with mounted(tmp_path / "disk") as disk:
        ingest.publish([file], disk / "store")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(ingest.Refused, match=f"{disk / 'store'} cannot be written"):
            ingest.publish([file], disk / "store")
        assert shown(disk / "store") == 10


def test_a_file_that_grows_meanwhile_is_not_published(tmp_path):
    file = export(tmp_path / "a.csv", 10)

    def grows(step, _done):
        if step.startswith("Merging sessions"):
            export(file, 11)

    with pytest.raises(ingest.Refused, match="a.csv: is still being written or copied"):
        ingest.publish([file], tmp_path / "store", progress=grows)
    assert queries.current(tmp_path / "store") is None
    assert ingest.publish([file], tmp_path / "store").files[0].new == 11
