"""An import starts only with room on the disk and with files that stand still."""

import os

import pytest

from ingest import resources
from ingest.read.limits import GIB
from ingest.recognize.mapping import Mapping
from ingest.refusals import Refused
from ingest.run import connected
from tests.ingest.importing import HEADER, imported, written


def test_a_full_disk_is_said_with_its_bytes(tmp_path, monkeypatch):
    file = tmp_path / "a.csv"
    file.write_bytes(b"x" * 8_000_000)
    full = shutil_usage(free=11_999_999)
    monkeypatch.setattr(resources.shutil, "disk_usage", lambda _: full)
    with pytest.raises(Refused, match="11,999,999 bytes free.* 12,000,000"):
        resources.check_disk(tmp_path, [file])

    full.free = 12_000_000
    resources.check_disk(tmp_path, [file])


def test_a_packed_file_needs_room_for_what_it_unpacks_to(tmp_path, monkeypatch):
    file = tmp_path / "a.csv.gz"
    file.write_bytes(b"x" * 800_000)
    monkeypatch.setattr(
        resources.shutil, "disk_usage", lambda _: shutil_usage(free=11_999_999)
    )
    with pytest.raises(Refused, match="12,000,000"):
        resources.check_disk(tmp_path, [file])


def shutil_usage(free):
    return type("Usage", (), {"free": free})()


def test_a_file_that_grows_is_not_read(tmp_path, monkeypatch):
    file = tmp_path / "a.csv"
    file.write_text("client")
    monkeypatch.setattr(resources.time, "sleep", lambda _: file.write_text("client,co"))
    with pytest.raises(Refused, match="still being written"):
        resources.settled([file])

    os.utime(file, (1e9, 1e9))
    seen = resources.settled([file])
    resources.check_settled(seen)
    file.write_text("client,counselor")
    with pytest.raises(Refused, match="still being written"):
        resources.check_settled(seen)


def test_memory_is_a_share_of_the_machine(monkeypatch):
    for machine, working, process in ((4, 2.4, 3.2), (64, 5, 8)):
        monkeypatch.setattr(resources, "_machine", lambda size=machine: size * GIB)
        assert resources.working_memory() / GIB == pytest.approx(working)
        assert resources.process_memory() / GIB == pytest.approx(process)


def test_a_container_may_have_less_than_its_machine(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "CONTAINER", tmp_path / "memory.max")
    machine = resources.process_memory()
    for said, share in (("1073741824\n", 0.8 * GIB), ("max\n", machine)):
        (tmp_path / "memory.max").write_text(said)
        assert resources.process_memory() == pytest.approx(share, abs=1)


def test_rows_that_exceed_the_memory_are_read_into_a_file(tmp_path, monkeypatch):
    sessions = "\n".join(f"{n},c{n % 9},ruth,2026-01-10,attended" for n in range(400))
    file = written(tmp_path, f"{HEADER}\n{sessions}\n400,c1,ruth,someday,attended\n")
    in_memory = imported(tmp_path / "small", file)
    monkeypatch.setattr(resources, "PACKED", (".csv",))
    monkeypatch.setattr(resources, "PACKED_TIMES", 10**6)
    monkeypatch.setattr(resources, "check_disk", lambda *_: None)
    in_a_file = imported(tmp_path / "large", file)
    path = "select path from duckdb_databases() where database_name = 'scratch'"
    with connected(tmp_path, Mapping(), [file]) as connection:
        ((scratch,),) = connection.execute(path).fetchall()

    assert in_a_file["snapshot"] == in_memory["snapshot"]
    assert in_a_file["files"] == in_memory["files"]
    assert scratch == str(tmp_path / "scratch.duckdb")
    assert not resources.fit([file])
