"""How long sessions last: over midnight, over the change of the clocks, and mistyped."""

import duckdb
import pytest

from ingest.convert import lengths
from tests.ingest.importing import held, imported, remarks, written

NEW_YORK = "America/New_York"  # clocks: 2026-03-08 02:00 on, 2026-11-01 02:00 back


def lasted(start, end, zone=NEW_YORK):
    told = lengths.minutes(f"timestamp '{start}'", f"timestamp '{end}'", zone)
    with duckdb.connect() as connection:
        ((minutes,),) = connection.execute(f"select {told}").fetchall()
    return minutes


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-09-08 09:00", "2026-09-08 09:50", 50),
        ("2026-09-01 23:30", "2026-09-02 00:20", 50),
        ("2026-09-01 23:30", "2026-09-01 00:20", 50),
        ("2026-09-09 23:50", "2026-09-09 00:00", 10),
        ("2026-09-09 16:01", "2026-09-09 00:01", 480),
        ("2026-09-09 16:00", "2026-09-09 00:01", None),
        ("2026-09-10 10:00", "2026-09-10 09:00", None),
        ("2026-09-10 10:00", "2026-09-10 10:00", 0),
        ("2026-09-10 10:00", "2026-09-09 10:50", -1390),  # another day: as it stands
    ],
)
def test_an_end_before_its_start_is_after_midnight_or_a_mistake(start, end, minutes):
    assert lasted(start, end) == minutes


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-03-08 01:30", "2026-03-08 03:20", 50),
        ("2026-03-08 01:00", "2026-03-08 01:50", 50),
        ("2026-03-08 03:00", "2026-03-08 03:50", 50),
        ("2026-03-09 01:30", "2026-03-09 03:20", 110),
        ("2026-11-01 01:30", "2026-11-01 01:20", 50),
        ("2026-11-01 01:30", "2026-11-01 01:30", 60),
        ("2026-11-01 00:40", "2026-11-01 01:30", 50),
        ("2026-11-01 00:40", "2026-11-01 02:00", 140),
        ("2026-11-01 02:00", "2026-11-01 02:50", 50),
        ("2026-11-01 09:00", "2026-11-01 09:50", 50),
    ],
)
def test_a_change_of_the_clocks_makes_no_session_longer_or_shorter(start, end, minutes):
    assert lasted(start, end) == minutes


def test_without_changes_of_the_clocks_there_is_nothing_to_mind():
    assert lasted("2026-03-08 01:30", "2026-03-08 03:20", "UTC") == 110


def test_the_lengths_of_a_file_with_times_alone(tmp_path):
    rows = [
        "S1,C1,R1,2026-09-01,23:30,00:20,attended",
        "S2,C1,R1,2026-09-08,09:00,09:50,attended",
        "S3,C2,R1,2026-09-09,23:50,00:00,attended",
        "S4,C2,R1,2026-09-10,10:00,09:00,attended",
    ]
    head = "session id,client id,counselor id,date,start time,end time,status\n"
    report = imported(tmp_path, written(tmp_path, head + "\n".join(rows) + "\n"))

    asked = "select session_id, minutes from exported.sessions order by session_id"
    assert held(tmp_path, asked) == [("S1", 50), ("S2", 50), ("S3", 10), ("S4", None)]
    assert remarks(report)["without_minutes"] == 1


def test_a_session_of_another_zone_over_the_change_of_the_clocks(tmp_path):
    head = "session id,client id,counselor id,start,end,status\n"
    rows = "1,ann,ruth,2026-03-08T06:30:00Z,2026-03-08T07:20:00Z,attended\n"
    rules = f'time_zone = "{NEW_YORK}"'
    imported(tmp_path, written(tmp_path, head + rows), rules=rules)

    assert held(tmp_path, "select minutes from exported.sessions") == [(50,)]
