"""Tables of systems that we do not know, under headings that many use."""

from datetime import datetime

import pytest

from tests.ingest.importing import HEADER, held, imported, remarks, written

TABLES = {
    "names and two columns of time": (
        "Client Name,Provider Name,Start Time,Date,End Time,Appointment Status\n"
        "Ada Stone,Ruth Vale,9:00 AM,05/14/2026,9:50 AM,Kept\n"
    ),
    "first and last name": (
        "Last Name,First Name,Therapist Name,Date/Time,Duration,Status\n"
        "Stone,Ada,Ruth Vale,2026-05-14 09:00,50,Occurred\n"
    ),
    "a staff member": (
        "Patient Full Name,Staff Member,Appointment Start,Appointment End,Visit Status\n"
        "Ada Stone,Ruth Vale,2026-05-14T09:00:00,2026-05-14T09:50:00,CheckedIn\n"
    ),
    "a separator line and semicolons": (
        "sep=;\nClient;Counsellor;Date;Time;Minutes;Attendance\n"
        "Ada Stone;Ruth Vale;14.05.2026;09:00;50;Attended\n"
    ),
}


@pytest.mark.parametrize("table", TABLES)
def test_is_one_attended_session(tmp_path, table):
    report = imported(tmp_path, written(tmp_path, TABLES[table], "report.csv"))
    asked = (
        "select start, status::varchar, counselor_minutes, counselor from sessions"
        " inner join counselors using (counselor_key)"
    )

    assert held(tmp_path, asked) == [
        (datetime(2026, 5, 14, 9), "attended", 50.0, "Ruth Vale")
    ]
    assert remarks(report)["names"] == 1


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Kept", "attended"),
        ("Occurred", "attended"),
        ("Checked In", "attended"),
        ("CheckedIn", "attended"),
        ("Missed", "no_show"),
        ("No-Show", "no_show"),
        ("Re-Scheduled", "rescheduled"),
        ("Late Cancellation", "late_cancelled"),
        ("Late Cancel", "late_cancelled"),
        ("Canceled", "client_cancelled"),
        ("Cancelled by Client", "client_cancelled"),
        ("Client Cancelled", "client_cancelled"),
        ("Provider Cancelled", "clinic_cancelled"),
        ("WaitList", "unmarked"),
        ("Requested", "unmarked"),
        ("Upcoming", "unmarked"),
    ],
)
def test_words_of_other_systems(tmp_path, word, status):
    rows = f"1,ann,ruth,2026-01-10,{word}\n2,bob,ruth,2026-01-20,attended\n"
    imported(tmp_path, written(tmp_path, f"{HEADER}\n{rows}"))
    asked = "select status::varchar from sessions where session_id = '1'"

    assert held(tmp_path, asked) == [(status,)]


def test_a_header_in_the_middle_is_no_row(tmp_path):
    rows = "1,ann,ruth,2026-01-10,attended\n"
    file = written(tmp_path, f"{HEADER}\n{rows}{HEADER}\n2{rows[1:]}")

    assert imported(tmp_path, file)["files"][0]["set_aside"] == {"the header again": 1}
