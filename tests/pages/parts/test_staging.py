"""What a file is called never decides where it is written."""

import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pages.data_parts import import_job, staging

HOSTILE = [
    "../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "C:\\temp\\x.csv",
    "CON.csv",
    "nul",
    ".hidden",
    "-rf.csv",
    "a\x00b\n.csv",
    "x" * 300 + ".csv",
    "",
    "/",
    "\u202egpj.csv",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_becomes_a_plain_one(name, tmp_path):
    place = tmp_path / staging.plain(name)
    place.write_text("x", encoding="utf-8")

    assert place.resolve().parent == tmp_path
    assert len(place.name) <= staging.LONGEST
    assert not place.name.startswith((".", "-"))
    assert not staging.DEVICE.match(place.name)


@given(some.text())
def test_any_name_becomes_a_plain_one(name):
    plain = staging.plain(name)

    assert plain
    assert not staging.UNSAFE.search(plain)
    assert plain[0] not in ".-"
    assert len(plain) <= staging.LONGEST


def test_a_usual_name_stays_as_it_is():
    assert staging.plain("Client Attendance (May).csv") == "Client_Attendance_May_.csv"
    assert staging.plain("sessions.csv.gz") == "sessions.csv.gz"


def test_two_files_of_one_name_stand_beside_each_other():
    assert staging.unused("a.csv", {"A.csv", "a-2.csv"}) == "a-3.csv"


def test_what_a_killed_server_left_behind_is_swept_away(tmp_path):
    old, new = tmp_path / "upload-old", tmp_path / "upload-new"
    for folder in (old, new):
        folder.mkdir()
    long_ago = time.time() - staging.LEFT_BEHIND - 1
    os.utime(old, (long_ago, long_ago))
    staging.sweep(tmp_path)

    assert not old.exists()
    assert new.exists()


def test_a_folder_that_an_import_still_reads_is_left_to_it(tmp_path):
    folder = tmp_path / "upload-x"
    folder.mkdir()
    job = import_job.Job([folder / "a.csv"], tmp_path, None, dry_run=True)
    import_job.latest["test"] = job
    staging._remove(folder)
    still_there = folder.exists()
    job.run()
    del import_job.latest["test"]

    assert still_there
    assert job.refusal
    assert not folder.exists()
