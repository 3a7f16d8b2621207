"""Each practice system's export, as its sample: recognized, and every status right."""

from collections import Counter
from datetime import datetime

import pytest

import ingest
from ingest.recognize.exports import exports
from store import beside
from tests.ingest.samples import EXPORTS, by_id, folder_of, statuses


def test_every_declared_export_has_a_sample(tmp_path):
    samples = [file for file in EXPORTS.glob("*/*") if file.is_file()]
    found = ingest.inspect(samples, tmp_path)
    recognized = {one.system for one in found}

    assert {export.title for export in exports()} <= recognized


def test_names_of_exports_are_told_apart():
    names = Counter(one.name for one in exports() if not one.refusal)

    assert {name for name, many in names.items() if many > 1} == {"appointments"}


def test_simplepractice_attendance(published):
    report, store = published("simplepractice", "client_*.csv")
    attendance = report.files[0]

    assert attendance.set_aside == {"summary rows": 1}
    assert statuses(store) == {
        "attended": 3,
        "no_show": 1,
        "client_cancelled": 1,
        "late_cancelled": 1,
        "clinic_cancelled": 1,
    }
    assert report.data_through == "2026-05-18"
    shown = next(one for one in report.remarks if one["key"] == "show_by_default")
    assert shown["rows"] == 3


def test_simplepractice_details_join_by_name(published):
    _, store = published("simplepractice", "client_*.csv")
    referred = store.connection.execute(
        "select count(*) from clients where referral_day is not null"
    ).fetchone()

    assert referred == (2,)
    assert store.connection.execute("select count(*) from clients").fetchone() == (3,)


def test_simplepractice_billing_is_answered_with_what_to_export(published):
    with pytest.raises(ingest.Refused, match="export Reports > Attendance instead"):
        published("simplepractice", "*status*.csv")


def test_jane_appointments_and_shifts(published):
    report, store = published("jane", "*.csv", rules='time_zone = "America/Vancouver"')

    assert by_id(store) == {
        "1": "attended",
        "2": "no_show",
        "3": "late_cancelled",
        "4": "client_cancelled",
        "7": "attended",
        "8": "scheduled",
        "9": "rescheduled",
    }
    assert report.files[0].set_aside == {
        "breaks": 1,
        "deleted or archived in the practice system": 1,
    }
    hours = (
        "select counselor, weekly_hours from terms"
        " inner join counselors using (counselor_key) order by counselor"
    )
    assert store.connection.execute(hours).fetchall() == [
        ("Omar Lund", 6.25),
        ("Ruth Vale", 14.0),
    ]
    start = "select start from sessions where session_id = '1'"
    assert store.connection.execute(start).fetchone() == (datetime(2026, 5, 4, 9),)
    assert "Ada Stone" in beside.names(folder_of(store)).values()


def test_jane_notice_period_is_the_clinics(published):
    rules = 'time_zone = "America/Vancouver"\nnotice_hours = 48'
    _, store = published("jane", "*Appointments*.csv", rules=rules)

    assert by_id(store)["4"] == "late_cancelled"


@pytest.mark.parametrize("sample", ["*.json", "*.csv"])
def test_cliniko_status_follows_from_flags(published, sample):
    _, store = published("cliniko", sample)

    assert by_id(store) == {
        "1": "attended",
        "2": "no_show",
        "3": "late_cancelled",
        "4": "client_cancelled",
        "5": "unmarked",
    }


def test_cliniko_as_json_and_as_csv_is_one_snapshot(published):
    as_json, _ = published("cliniko", "*.json")
    as_csv, _ = published("cliniko", "*.csv")

    assert as_csv.snapshot == as_json.snapshot
