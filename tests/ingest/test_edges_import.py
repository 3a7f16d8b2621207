"""Notice, ends, ids and hours of the clock in an import, on both sides of each rule."""

from datetime import datetime, timedelta

import pytest

from ingest import run
from ingest.refusals import Refused
from ingest.report import FileReport
from tests.ingest.importing import HEADER, held, imported, remarks, written

STATUS = "select session_id, status from exported.sessions"


def export(folder, *rows, header=HEADER, name="sessions.csv"):
    return written(folder, "\n".join([header, *rows]) + "\n", name)


@pytest.mark.parametrize(
    ("rules", "minutes"),
    [
        ("", 24 * 60),
        ("notice_hours = 0.5", 30),
        ("notice_hours = 0", 0),
        ("notice_hours = 48", 48 * 60),
    ],
)
def test_notice_as_long_as_asked_for_is_in_time(tmp_path, rules, minutes):
    start = datetime(2026, 1, 10, 9, 30)
    in_time = start - timedelta(minutes=minutes)
    late = in_time + timedelta(minutes=1)
    day = "ruth,2026-01-10,client cancelled,2026-01-10 08:00"
    file = export(
        tmp_path,
        f"in time,ann,ruth,{start},client cancelled,{in_time}",
        f"late,ann,omar,{start},client cancelled,{late}",
        f"clinic,bob,ruth,{start},clinic cancelled,{late}",
        f"came,cat,ruth,{start},attended,{late}",
        f"day,dan,{day}",
        header=f"{HEADER},cancelled_at",
    )
    imported(tmp_path, file, rules=f'{rules}\ndisagreeing_status = "status"\n')

    assert dict(held(tmp_path, STATUS)) == {
        "in time": "client_cancelled",
        "late": "late_cancelled",
        "clinic": "clinic_cancelled",
        "came": "attended",
        "day": "client_cancelled",
    }


def test_an_end_may_be_an_hour_of_the_same_day(tmp_path):
    ends = [
        ("2026-01-10 09:00", "09:50", 50),
        ("2026-01-10T09:00", "9:50", 50),
        ("2026-01-10 09:00", "09:50:00", 50),
        ("2026-01-10 09:00", "2026-01-10 10:00", 60),
        ("2026-01-10 09:00", "2026-01-10 9:05", 5),
        ("1/13/2026 9:00 AM", "12:15:00 PM", 195),
        ("2026-01-10 09:00", "", None),
    ]
    header = HEADER.replace("start", "start,end")
    rows = [
        f"{n},c{n},ruth,{start},{end},attended"
        for n, (start, end, _) in enumerate(ends)
    ]
    imported(tmp_path, export(tmp_path, *rows, header=header))

    found = held(tmp_path, "select minutes from exported.sessions order by session_id")
    assert found == [(minutes,) for *_, minutes in ends]


@pytest.mark.parametrize(
    ("ids", "kept"),
    [
        (["10.0", "11.0"], ["10", "11"]),
        (["0.0"], ["0"]),
        (["10.0", "a.0"], ["10.0", "a.0"]),
        (["10.0", "1.5.0"], ["1.5.0", "10.0"]),
        (["10.0", "11.00"], ["10.0", "11.00"]),
    ],
)
def test_point_zero_is_taken_off_whole_numbers_alone(tmp_path, ids, kept):
    rows = [f"{n},{one},ruth,2026-01-10,attended" for n, one in enumerate(ids)]
    report = imported(tmp_path, export(tmp_path, *rows))

    assert held(tmp_path, "select client_id from clients order by 1") == [
        (one,) for one in kept
    ]
    was_number = kept != sorted(ids)
    assert remarks(report).get("point_zero_client_id") == (
        len(ids) if was_number else None
    )


def test_midnight_of_a_day_without_it_stands_for_the_day(tmp_path):
    # Brazil's clocks went from 0:00 to 1:00 on this day
    days = [f"{n},c{n},ruth,2018-10-{n:02} 09:00,attended" for n in range(1, 29)]
    day, hour = "a,ann,ruth,2018-11-04,attended", "b,bob,ruth,2018-11-04 00:30,attended"
    zone = 'time_zone = "America/Sao_Paulo"'
    (report,) = imported(tmp_path, export(tmp_path, *days, day, hour), rules=zone)[
        "files"
    ]

    assert [one["line"] for one in report["rejections"]] == [31]
    assert report["rejected"] == {"start: an hour that the clocks skipped that day": 1}


def test_an_hour_that_comes_twice_is_no_day(tmp_path):
    # Cuba's clocks go from 1:00 back to 0:00 on this day
    rows = [
        "a,ann,ruth,2025-11-02,attended",
        "b,bob,ruth,2025-11-02 00:30,attended",
        "c,cat,ruth,2025-11-02 01:00,attended",
    ]
    zone = 'time_zone = "America/Havana"'
    report = imported(tmp_path, export(tmp_path, *rows), rules=zone)

    assert remarks(report)["doubled_hour"] == 1


def test_an_entry_that_says_nothing_is_null(tmp_path):
    rows = ["1,ann,ruth,2026-01-10,attended,n/a", "2,bob,ruth,2026-01-11,attended,-"]
    rows.append("3,cat,ruth,2026-01-12,attended,north")
    imported(tmp_path, export(tmp_path, *rows, header=f"{HEADER},site"))

    sites = held(tmp_path, "select site from exported.sessions order by session_id")
    assert sites == [(None,), (None,), ("north",)]


def test_letters_that_cannot_be_seen_are_counted_by_column(tmp_path):
    rows = ["1,ann\u200b,ruth,2026-01-10,attended", "2,bob,ruth,2026-01-10,attended"]
    rows += ["3,cat\u200b,ru\u200bth,2026-01-10,attended", "4,,ruth,,"]
    found = remarks(imported(tmp_path, export(tmp_path, *rows, *rows[1:2] * 30)))

    assert found["tidied_client_id"] == 2
    assert found["tidied_counselor_id"] == 1
    assert "tidied_session_id" not in found


def test_clients_known_by_name_are_counted_once(tmp_path):
    header = "client_name,counselor,date,status"
    rows = ["Ann Lee,ruth,2026-01-10,attended", "ann lee,ruth,2026-01-11,attended"]
    rows.append("Bob Orr,ruth,2026-01-10,attended")
    report = imported(tmp_path, export(tmp_path, *rows, header=header))

    assert remarks(report)["names"] == 2


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("No space left on device", "The disk of the store folder is full"),
        ("out of Space", "The disk of the store folder is full"),
        ("Mrs Secret", "The import stopped (OSError)."),
    ],
)
def test_a_fault_is_told_by_its_kind_alone(tmp_path, said, expected):
    sentence = run._stopped(OSError(said), tmp_path)

    assert sentence.startswith(expected)
    assert said not in sentence


def test_an_export_with_a_part_of_another_system_says_what_was_left_alone(tmp_path):
    sessions = export(tmp_path, "1,ann,ruth,2026-01-10,attended")
    rows = run.Report([])
    sources = run.all_tables([sessions], tmp_path, run.Mapping(), rows)

    assert [source.name for source in sources] == ["sessions.csv"]
    assert rows.remarks == []


def test_accounts_that_do_not_add_up_are_refused():
    report = run.Report([])
    run._check_accounts(report)
    report.files.append(FileReport("a.csv", "sessions", read=1))
    with pytest.raises(Refused, match=r"^a\.csv: the accounting"):
        run._check_accounts(report)


def test_nothing_of_invented_data_stays_beside_a_clinics_own(tmp_path):
    invented = export(tmp_path, "9,zoe,ruth,2026-01-10,attended")
    imported(tmp_path, invented, rules="invented = true")
    own = imported(tmp_path, export(tmp_path, "1,ann,ruth,2026-01-09,attended"))

    assert held(tmp_path, STATUS) == [("1", "attended")]
    assert own["changes"] == {}
