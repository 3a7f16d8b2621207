"""Room, memory and stillness, on both sides of each limit."""

import os
from types import SimpleNamespace

import duckdb
import pytest

from ingest import process, resources, run
from ingest.read.limits import GIB, MIB
from ingest.refusals import Refused


def sized(folder, name, size):
    file = folder / name
    with file.open("wb") as stream:
        stream.truncate(size)
    return file


def free(monkeypatch, size):
    usage = SimpleNamespace(free=size)
    monkeypatch.setattr(resources.shutil, "disk_usage", lambda _folder: usage)


def test_a_small_import_needs_eight_mebibytes(tmp_path, monkeypatch):
    file = sized(tmp_path, "a.csv", 10)
    free(monkeypatch, 8 * MIB)
    resources.check_disk(tmp_path, [file])

    free(monkeypatch, 8 * MIB - 1)
    with pytest.raises(Refused, match="8,388,607 bytes free.* need 8,388,608"):
        resources.check_disk(tmp_path, [file])


def test_all_files_together_need_room(tmp_path, monkeypatch):
    files = [sized(tmp_path, f"{n}.csv", 6 * MIB) for n in range(2)]
    free(monkeypatch, 18 * MIB)
    resources.check_disk(tmp_path, files)

    free(monkeypatch, 18 * MIB - 1)
    with pytest.raises(Refused):
        resources.check_disk(tmp_path, files)


@pytest.mark.parametrize(
    ("name", "times"),
    [
        ("a.csv", 1),
        ("a.json", 1),
        ("a.csv.gz", 10),
        ("A.ZIP", 10),
        ("a.xlsx", 10),
        ("a.ods", 10),
        ("a.parquet", 10),
    ],
)
def test_what_a_file_may_unpack_to(tmp_path, name, times):
    assert resources._unpacked([sized(tmp_path, name, 1_000)]) == 1_000 * times


def test_rows_fit_while_they_are_smaller_than_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "working_memory", lambda: 1_000)

    assert resources.fit([sized(tmp_path, "a.csv", 999)])
    assert not resources.fit([sized(tmp_path, "a.csv", 1_000)])


def test_work_is_small_below_two_mebibytes_and_ten_thousand_held_sessions(tmp_path):
    below = [sized(tmp_path, "a.csv", MIB), sized(tmp_path, "b.csv", MIB - 1)]
    packed = [sized(tmp_path, "c.csv.gz", MIB // 5)]

    assert resources.few(below, 9_999)
    assert resources.few(packed, 0)
    assert not resources.few([*below, sized(tmp_path, "d.csv", 1)], 0)
    assert not resources.few([*packed, sized(tmp_path, "d.csv", 20)], 0)
    assert not resources.few([], 10_000)
    assert not resources.few([], None)


def threads(monkeypatch, tmp_path, held):
    """Return how many threads add a session to a store that holds `held` of them."""
    file, used = tmp_path / "sessions.csv", []
    lines = [f"c{n},d,2026-01-05 09:00,attended" for n in range(held)]
    file.write_text("\n".join(["client id,counselor id,start,status", *lines]) + "\n")
    run.publish([str(file)], str(tmp_path / "store"))
    combine = run.combine

    def counted(connection, *rest):
        used.append(
            connection.execute("select current_setting('threads')").fetchone()[0]
        )
        return combine(connection, *rest)

    monkeypatch.setattr(run, "combine", counted)
    run.publish([str(file)], str(tmp_path / "store"))
    return used


def test_small_work_is_done_by_one_thread(tmp_path, monkeypatch):
    assert threads(monkeypatch, tmp_path, 3) == [1]


def test_work_beside_many_held_sessions_is_done_by_all_threads(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "FEW_SESSIONS", 3)
    (usual,) = duckdb.execute("select current_setting('threads')").fetchall()

    assert threads(monkeypatch, tmp_path, 3) == [*usual]


@pytest.mark.parametrize(
    ("ages", "waits"),
    [([4.9], 1), ([5], 0), ([5.1], 0), ([900, 4.9], 1), ([4.9, 900], 1), ([], 0)],
)
def test_a_file_written_within_five_seconds_is_waited_for_once(
    tmp_path, monkeypatch, ages, waits
):
    now, slept = 1_700_000_000, []
    monkeypatch.setattr(resources.time, "time", lambda: now)
    monkeypatch.setattr(resources.time, "sleep", slept.append)
    files = [sized(tmp_path, f"{n}.csv", n) for n in range(len(ages))]
    for file, age in zip(files, ages, strict=True):
        os.utime(file, (now - age, now - age))
    seen = resources.settled(iter(files))

    assert slept == [resources.SETTLE_SECONDS] * waits
    assert list(seen) == files
    assert [size for size, _ in seen.values()] == list(range(len(ages)))


def test_a_file_whose_time_alone_changes_is_still_being_written(tmp_path):
    file = sized(tmp_path, "a.csv", 5)
    os.utime(file, (1e9, 1e9))
    seen = resources.settled([file])
    os.utime(file, (1e9, 1e9 + 1))

    with pytest.raises(Refused, match=r"^a\.csv: is still being written"):
        resources.check_settled(seen)


def test_a_file_that_is_gone_cannot_be_opened(tmp_path):
    with pytest.raises(Refused, match=r"^a\.csv: cannot be opened \(No such file"):
        resources.settled([tmp_path / "a.csv"])


@pytest.mark.parametrize(
    ("machine", "working", "process_"),
    [(8, 4.8, 6.4), (8.5, 5, 6.8), (10, 5, 8), (11, 5, 8)],
)
def test_memory_is_a_share_up_to_a_most(monkeypatch, machine, working, process_):
    monkeypatch.setattr(resources, "_machine", lambda: machine * GIB)

    assert resources.working_memory() == pytest.approx(working * GIB, abs=1)
    assert resources.process_memory() == pytest.approx(process_ * GIB, abs=1)


def test_a_container_that_has_more_than_its_machine_has_what_the_machine_has(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(resources, "CONTAINER", tmp_path / "memory.max")
    memory = SimpleNamespace(total=3 * GIB)
    monkeypatch.setattr(resources.psutil, "virtual_memory", lambda: memory)
    for said, machine in ((str(4 * GIB), 3), (str(2 * GIB), 2), ("max", 3)):
        resources.CONTAINER.write_text(said, encoding="ascii")
        assert resources._machine() == machine * GIB
    resources.CONTAINER.unlink()
    assert resources._machine() == 3 * GIB


def test_a_process_that_has_ended_takes_no_memory():
    assert resources.resident(os.getpid()) > MIB
    assert resources.resident(2**30) == 0


class Silent:
    """A process that answers nothing and takes so many bytes."""

    pid = 1


@pytest.mark.parametrize(
    ("size", "silent", "is_ended"),
    [(0, 29, False), (0, 31, True), (10 * MIB, 69, False), (10 * MIB, 71, True)],
)
def test_a_process_may_be_silent_half_a_minute_and_longer_for_larger_files(
    monkeypatch, size, silent, is_ended
):
    clock = iter([0, silent, *[1_000] * 5])
    monkeypatch.setattr(process.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(process, "_listen", lambda *_: None)
    monkeypatch.setattr(process, "LOOK_SECONDS", 0.001)
    monkeypatch.setattr(process.resources, "resident", lambda _pid: 0)
    with pytest.raises(process.Ended, match="Starting: nothing has happened for"):
        process._answer(Silent(), None, size, None)

    assert (next(clock), len(list(clock))) == (1_000, 4 if is_ended else 3)


@pytest.mark.parametrize(("over", "is_ended"), [(0, False), (1, True)])
def test_a_process_is_ended_above_its_memory(monkeypatch, over, is_ended):
    clock = iter([0, 1, 1_000, 1_000])
    most = 3 * GIB // 2
    monkeypatch.setattr(process.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(process, "_listen", lambda *_: None)
    monkeypatch.setattr(process, "LOOK_SECONDS", 0.001)
    monkeypatch.setattr(process.resources, "process_memory", lambda: most)
    monkeypatch.setattr(process.resources, "resident", lambda _pid: most + over)
    sentence = "more than 1.5 GB of memory" if is_ended else "nothing has happened"
    with pytest.raises(process.Ended, match=sentence):
        process._answer(Silent(), None, 0, None)
