import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from sample_data import clinic, make

SAMPLE = Path(make.__file__).parent
TABLES = ("sessions", "alliance", "outcomes", "clients", "counselors")
LARGEST_SAMPLE = 6_000_000
W = 60


def table(folder, name):
    moments = {"start", "booked_at", "cancelled_at", "date", "referral_date"}
    read = pd.read_csv(folder / f"{name}.csv", keep_default_na=False, na_values=[""])
    return read.astype(dict.fromkeys(moments & {*read}, "datetime64[s]"))


def fingerprints(folder):
    files = [folder / f"{name}.csv" for name in TABLES]
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]


@pytest.fixture(scope="module")
def export():
    return {name: table(SAMPLE, name) for name in TABLES}


@pytest.fixture(scope="module")
def attended(export):
    held = export["sessions"].query("status == 'attended'")
    held = held.drop_duplicates("session_id").sort_values(["client_id", "start"])
    return held.assign(day=held["start"].dt.normalize())


def test_the_committed_files_are_what_make_writes_now(tmp_path):
    make.write(tmp_path)

    assert fingerprints(tmp_path) == fingerprints(SAMPLE)


def test_the_bytes_depend_on_nothing_around_them(tmp_path):
    command = [sys.executable, make.__file__, "--clients", "300", "--out", "there"]
    around = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "LANG": "C"}
    make.write(tmp_path / "here", 300)

    subprocess.run(command, cwd=tmp_path, env=os.environ | around, check=True)

    assert fingerprints(tmp_path / "here") == fingerprints(tmp_path / "there")


def test_the_sample_is_small():
    sizes = [(SAMPLE / f"{name}.csv").stat().st_size for name in TABLES]

    assert sum(sizes) < LARGEST_SAMPLE


def test_every_word_the_clinic_has_is_there(export):
    sessions = export["sessions"]

    assert {*clinic.STATUSES, clinic.UNKNOWN_WORD} == {*sessions["status"].dropna()}
    assert {*clinic.MINUTES} == {*sessions["service_type"]}
    assert {*clinic.MODALITIES} == {*sessions["modality"]}
    assert {*clinic.PROGRAMS} == {*sessions["program"]}
    assert {*clinic.ENDINGS} == {*export["clients"]["discharge_reason"].dropna()}


def after(attended, clients, number):
    """Return the shares who drop out and who stay after this session, once mature."""
    known = attended.merge(clients, on="client_id")
    known = known[known["referral_date"] >= attended["day"].min()]
    client = known.groupby("client_id")["day"]
    held = known.assign(number=client.cumcount() + 1, gap=-client.diff(-1).dt.days)
    held["first_episode"] = ~(client.diff().dt.days > W)
    mature = (attended["day"].max() - held["day"]).dt.days >= W
    risk = held[mature & held["first_episode"] & (held["number"] == number)]
    stays = risk["gap"] <= W
    ending = risk["discharge_reason"].where(risk["gap"].isna())
    agreed = ending.isin(clinic.ENDINGS[clinic.PLANNED : clinic.NEVER_STARTED])
    return (~stays & ~agreed).mean(), stays.mean()


def test_a_quarter_leaves_after_one_or_two_sessions(export, attended):
    after_one, stays = after(attended, export["clients"], 1)
    after_two, _ = after(attended, export["clients"], 2)

    assert 0.15 < after_one < 0.20
    assert 0.08 < after_two < 0.12
    assert 0.24 < after_one + stays * after_two < 0.28


def test_one_in_ten_does_not_come_and_more_the_first_time(export):
    counted = export["sessions"].query(
        "status in ('attended', 'no_show', 'late_cancelled')"
    )
    missed = counted["status"] == "no_show"

    assert 0.08 < missed.mean() < 0.12
    assert missed[counted["service_type"] == "intake"].mean() > 0.12
    assert 0.04 < (counted["status"] == "late_cancelled").mean() < 0.06


def test_times_agree_with_the_words(export):
    sessions = export["sessions"]
    notice = sessions["start"] - sessions["cancelled_at"]
    late = sessions["status"] == "late_cancelled"
    holidays = pd.to_datetime(clinic.HOLIDAYS.split())
    early = sessions["status"].isin(["client_cancelled", "rescheduled"])

    assert (sessions["booked_at"] < sessions["start"]).all()
    assert not (sessions["cancelled_at"] < sessions["booked_at"]).any()
    assert notice[late].between("1min", "1439min").all()
    assert (notice[early] >= pd.Timedelta(days=1)).all()
    assert not sessions["start"].dt.strftime("%Y-%m-%d").isin(holidays).any()


def test_every_id_is_known(export):
    sessions, clients = export["sessions"], {*export["clients"]["client_id"]}

    assert {*sessions["client_id"]} == clients
    assert {*export["outcomes"]["client_id"]} <= clients
    assert {*sessions["counselor_id"]} <= {*export["counselors"]["counselor_id"]}
    assert {*export["alliance"]["session_id"]} <= {*sessions["session_id"]}


def test_a_clinic_of_many_teams_repeats_no_id(tmp_path):
    make.write(tmp_path, 26_000)
    sessions = table(tmp_path, "sessions")["session_id"]

    assert sessions.duplicated().sum() == 2
    assert table(tmp_path, "clients")["client_id"].is_unique
    assert table(tmp_path, "counselors")["counselor_id"].nunique() == 260


def test_a_clinic_of_one_counselor_is_written(tmp_path):
    make.write(tmp_path, 1)

    assert len(table(tmp_path, "counselors")) == 1
