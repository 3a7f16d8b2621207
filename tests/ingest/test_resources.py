"""An import starts only with room on the disk and with files that stand still."""

import os

import pytest

from ingest import resources
from ingest.limits import GIB
from ingest.report import Refused


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
