"""Hours, lengths, headings and status words as practice systems and people write them."""

from datetime import datetime

import pytest

from ingest.recognize.layout import Words, declared, plain
from tests.ingest.importing import HEADER, held, imported, refused, remarks, written

START = datetime(2026, 1, 13, 9)
EXPORTED = "select distinct {} from exported.sessions"


def sessions(folder, header, *rows, rules=""):
    """Import rows of cells under a header; return the report."""
    lines = [header, *map(",".join, rows)]
    return imported(folder, written(folder, "\n".join(lines) + "\n"), rules=rules)


def with_starts(folder, cell):
    rows = [[f"{n}", "ann", "ruth", f'"{cell}"', "attended"] for n in range(3)]
    return sessions(folder, HEADER, *rows)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-01-13 9 AM",
        "2026-01-13 9am",
        "2026-01-13 9:00 a.m.",
        "1/13/2026 09:00 A.M.",
        "Tue 01/13/2026 9:00 AM",
        "2026-01-13 09:00:00.0000000",
        "2026-01-13 09:00:00.000000000",
        "2026-01-13T09:00:00.0000000",
    ],
)
def test_an_hour_is_read_however_it_is_written(tmp_path, cell):
    report = with_starts(tmp_path, cell)

    assert held(tmp_path, EXPORTED.format("start, minutes")) == [(START, None)]
    assert report["files"][0]["new"] == 3


@pytest.mark.parametrize(
    "cell",
    [
        "2026-01-13 9:00 - 9:50",
        "2026-01-13 09:00-09:50",
        "2026-01-13 9:00–9:50",
        "2026-01-13 9:00 AM - 9:50 AM",
        "Jan 13, 2026 9:00 am - 9:50 a.m.",
    ],
)
def test_a_span_says_start_and_length(tmp_path, cell):
    with_starts(tmp_path, cell)

    assert held(tmp_path, EXPORTED.format("start, minutes")) == [(START, 50)]


def test_a_span_from_morning_to_afternoon(tmp_path):
    with_starts(tmp_path, "1/13/2026 11:30 AM - 12:20 PM")
    expected = [(datetime(2026, 1, 13, 11, 30), 50)]

    assert held(tmp_path, EXPORTED.format("start, minutes")) == expected


def test_the_end_of_a_span_need_not_say_which_half_of_the_day(tmp_path):
    with_starts(tmp_path, "1/13/2026 12:30 PM-01:20")
    assert held(tmp_path, EXPORTED.format("start")) == [
        (datetime(2026, 1, 13, 12, 30),)
    ]


def test_a_span_whose_start_may_be_morning_or_afternoon_is_rejected(tmp_path):
    rows = "".join(
        f'{n},ann,ruth,"1/13/2026 1:00 - 1:50 PM",attended\n' for n in range(3)
    )
    sentence = refused(tmp_path, written(tmp_path, f"{HEADER}\n{rows}"))

    assert "line 2, column start: not a date or time" in sentence


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        ("2026-01-13 10:00-05:00", 15),
        ("2026-01-13 10:00-10:00", 20),
        ("2026-01-13 10:00:00-11:00", 21),
        ("2026-01-13T10:00-11:00", 21),
        ("2026-01-13 10:00 +00:00", 10),
    ],
)
def test_an_offset_is_no_end(tmp_path, cell, hour):
    rows = [[f"{n}", "ann", "ruth", cell, "attended"] for n in range(3)]
    sessions(tmp_path, HEADER, *rows, rules='time_zone = "UTC"')
    expected = [(datetime(2026, 1, 13, hour), None)]

    assert held(tmp_path, EXPORTED.format("start, minutes")) == expected


def test_the_time_beside_a_date_may_be_a_span(tmp_path):
    header = "client_id,counselor_id,date,time,status"
    rows = [["ann", "ruth", "2026-01-13", "9:00 AM - 9:50 AM", "attended"]]
    sessions(tmp_path, header, *rows)

    assert held(tmp_path, EXPORTED.format("start, minutes")) == [(START, 50)]


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("50", 50), ("50 min", 50), ("50 Min.", 50), ("50m", 50), ("50 minutes", 50),
        ("1 hr", 60), ("1.5 hours", 90), ('"1,5 h"', 90), ("1h 20m", 80), ("1h20", 80),
        ('"1 hour, 5 minutes"', 65), ("1 hour and 5 minutes", 65), ("PT50M", 50),
        ("PT1H20M", 80), ("00:50", 50), ("1:20", 80), ("0:50:00", 50), ("1:20:30", 80.5),
        ("50:00", 50), ("45:30", 45.5), ("9:00", 9), ("8:59", 539),
        ("10:00:00", 600),
    ],
)  # fmt: skip
def test_a_length_is_read_however_it_is_written(tmp_path, cell, minutes):
    rows = [[f"{n}", "ann", "ruth", "2026-01-13", "attended", cell] for n in range(3)]
    report = sessions(tmp_path, f"{HEADER},duration", *rows)

    assert held(tmp_path, EXPORTED.format("minutes")) == [(minutes,)]
    assert "unread_minutes" not in remarks(report)


@pytest.mark.parametrize("cell", ["long", "PT", "min", "1:2:3:4", "50 miles", "1:5"])
def test_what_is_no_length_is_remarked_on(tmp_path, cell):
    rows = [[f"{n}", "ann", "ruth", "2026-01-13", "attended", cell] for n in range(3)]
    report = sessions(tmp_path, f"{HEADER},duration", *rows)

    assert held(tmp_path, EXPORTED.format("minutes")) == [(None,)]
    assert remarks(report)["unread_minutes"] == 3


@pytest.mark.parametrize(
    "header",
    [
        "Client Number,Staff Name,DOS,Attendance Status",
        "Client ID,Therapist Name,Appointment Date/Time,Show Status",
        "MRN,Rendering Provider,Service Date,Visit Status",
        "Case Number,Counselor,Date of Session,Session Outcome",
        "client_uuid,provider_uuid,scheduled_start,status",
        "Client Number,Worker,Contact Date,Attended?",
        "Consumer ID,Treating Provider,Service Start,Attendance",
        "Client Code,Clinician Code,Date/Time,Appointment Outcome",
    ],
)
def test_headings_of_many_systems(tmp_path, header):
    report = sessions(tmp_path, header, ["C-1", "K-1", "2026-01-13", "attended"])

    assert report["files"][0]["table"] == "sessions"
    assert held(tmp_path, EXPORTED.format("client_id, counselor_id, status")) == [
        ("C-1", "K-1", "attended")
    ]


def test_of_two_columns_the_usual_one_is_read(tmp_path):
    header = "MRN,Client ID,Staff,Clinician ID,Outcome,Status,Date"
    sessions(tmp_path, header, ["m", "c", "s", "k", "paid", "no show", "2026-01-13"])

    assert held(tmp_path, EXPORTED.format("client_id, counselor_id, status")) == [
        ("c", "k", "no_show")
    ]


def test_yes_says_attended_where_that_was_asked_and_no_says_nothing(tmp_path):
    rows = [["ann", "ruth", "2026-01-13", "Yes"], ["bob", "ruth", "2026-01-13", "No"]]
    sessions(tmp_path, "client,counselor,date,Attended?", *rows)
    found = held(tmp_path, "select client_id, status from exported.sessions order by 1")
    assert found == [("ann", "attended"), ("bob", "unknown")]

    sessions(tmp_path / "other", "client,counselor,date,status", *rows)
    assert held(tmp_path / "other", EXPORTED.format("status")) == [("unknown",)]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Cancelled - Client", "client_cancelled"),
        ("Patient Cancellation", "client_cancelled"),
        ("Cancelled - Clinician", "clinic_cancelled"),
        ("Provider cancel", "clinic_cancelled"),
        ("Late Cancel (<24h)", "late_cancelled"),
        ("Client late cancelled", "late_cancelled"),
        ("FTA", "no_show"),
    ],
)
def test_a_status_is_known_however_it_is_written(tmp_path, word, status):
    sessions(tmp_path, HEADER, ["1", "ann", "ruth", "2026-01-13", word])

    assert held(tmp_path, EXPORTED.format("status")) == [(status,)]


def test_no_word_has_two_meanings():
    statuses = declared("words", Words).statuses.values()
    said = [one for spelled in statuses for one in {plain(word) for word in spelled}]

    assert len(said) == len(set(said))
