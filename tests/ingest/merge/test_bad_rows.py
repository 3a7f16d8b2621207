"""Rows that are none, that stand twice, or that say two things."""

import pytest

from tests import drawing
from tests.ingest.importing import HEADER, held, imported, refused, remarks, written

ROW = "1,ann,ruth,2026-01-10 09:00,attended\n"


def drawn(folder, **tables):
    return drawing.export(folder / "export", **tables)


def test_without_an_id_two_different_rows_of_one_key_are_remarked_on(tmp_path):
    files = drawn(
        tmp_path,
        sessions="""
            client | counselor | start            | status
            ann    | ruth      | 2026-01-10 09:00 | attended
            ann    | ruth      | 2026-01-10 09:00 | no_show
            bob    | ruth      | 2026-01-10 09:00 | attended
        """,
    )
    report = imported(tmp_path, *files)

    assert remarks(report)["same_row_twice"] == 1
    assert report["files"][0]["set_aside"] == {
        "a second row of one session that says something else": 1
    }


def test_a_heading_twice_over_the_same_column_is_no_question(tmp_path):
    header = f"{HEADER},Start\n"
    same = written(tmp_path, header + "1,ann,ruth,2026-01-10,attended,2026-01-10\n")
    assert imported(tmp_path, same)["files"][0]["new"] == 1

    other = written(tmp_path, header + "1,ann,ruth,2026-01-10,attended,2026-01-11\n")
    assert "twice" in refused(tmp_path, other)


def test_headings_of_any_spelling(tmp_path):
    header = "Session-ID, CLIENT  id ,Counsellor,Start At,Session Status\n"
    (report,) = imported(tmp_path, written(tmp_path, header + ROW))["files"]

    assert report["new"] == 1


def test_what_is_missing_is_named(tmp_path):
    sentence = refused(tmp_path, written(tmp_path, "client,start\nann,2026-01-10\n"))

    assert "It lacks a counselor and a status" in sentence


def test_a_totals_row_is_set_aside_and_its_sum_is_checked(tmp_path):
    table = f"{HEADER},minutes\n1,ann,ruth,2026-01-10,attended,50\n"
    report = imported(tmp_path, written(tmp_path, table + "Total,,,,,50\n"))
    assert report["files"][0]["set_aside"] == {"totals rows": 1}
    assert "total_minutes" not in remarks(report)

    report = imported(tmp_path, written(tmp_path, table + "Grand Total,,,,,90\n"))
    assert remarks(report)["total_minutes"] == 1


@pytest.mark.parametrize(("stated", "differs"), [("50.0040", False), ("50.01", True)])
def test_a_total_may_differ_by_rounding_alone(tmp_path, stated, differs):
    table = f"{HEADER},minutes\n1,ann,ruth,2026-01-10,attended,50\n"
    report = imported(tmp_path, written(tmp_path, f"{table}Total,,,,,{stated}\n"))

    assert ("total_minutes" in remarks(report)) is differs


def test_a_title_a_blank_row_and_a_break_in_a_cell(tmp_path):
    file = written(
        tmp_path,
        f'Sessions of May\n\n{HEADER},note\n1,ann,ruth,2026-01-10,attended,"a\nb"\n'
        ",,,,,\n2,bob,ruth,2026-01-11,attended,c\n",
    )
    (report,) = imported(tmp_path, file)["files"]

    assert (report["read"], report["new"]) == (3, 2)
    assert report["set_aside"] == {"blank rows": 1}


def test_a_file_that_is_no_utf8_says_so(tmp_path):
    text = f"{HEADER}\n1,Zoë,ruth,2026-01-10,attended\n"
    report = imported(tmp_path, written(tmp_path, text.encode("cp1252")))

    assert remarks(report)["encoding"] == 1
    assert held(tmp_path, "select client_id from clients") == [("Zoë",)]


def test_scores_out_of_range_are_listed_and_many_are_said_to_be(tmp_path):
    scores = "\n".join(f"ann | 2026-01-{d:02} | SRS | 38" for d in range(1, 31))
    files = drawn(
        tmp_path,
        sessions="client | counselor | start | status\nann | ruth | 2026-01-10 | attended",
        alliance=f"client | date | instrument | score\n{scores}\n"
        "ann | 2026-02-01 | SRS | 41",
    )
    report = imported(tmp_path, *files)
    (said,) = [one for one in report["remarks"] if one["key"] == "out_of_range"]

    assert said["rows"] == 1
    assert "more than 2%" in said["remark"]
    assert report["files"][0]["new"] == 1


def test_a_client_of_two_counselors_counts_once_for_the_clinic(tmp_path):
    files = drawn(
        tmp_path,
        sessions="""
            client | counselor | start      | status
            ann    | ruth      | 2026-01-10 | attended
            ann    | omar      | 2026-01-11 | attended
        """,
    )
    imported(tmp_path, *files)

    assert held(tmp_path, "select sessions, clients, counselors from snapshot") == [
        (2, 1, 2)
    ]


def test_a_session_before_the_referral_counts_and_waits_for_nobody(tmp_path):
    files = drawn(
        tmp_path,
        sessions="client | counselor | start | status\nann | ruth | 2026-01-10 | attended",
        clients="client | referral_date\nann | 2026-01-12",
    )
    report = imported(tmp_path, *files)

    assert remarks(report)["before_referral"] == 1
    waited = "select distinct attended_sessions, days_waited from episodes"
    assert held(tmp_path, waited) == [(1, None)]


def test_a_future_session_marked_attended_is_only_booked_until_then(tmp_path):
    files = drawn(
        tmp_path,
        sessions="""
            client | counselor | start      | status
            ann    | ruth      | 2026-01-10 | attended
            ann    | ruth      | 2199-01-11 | attended
        """,
    )
    report = imported(tmp_path, *files)

    assert remarks(report)["future_attended"] == 1
    counted = "select status::varchar from sessions order by start"
    assert held(tmp_path, counted) == [("attended",), ("scheduled",)]


def test_one_pseudonym_for_two_people_is_remarked_on(tmp_path):
    files = drawn(
        tmp_path,
        sessions="""
            client | counselor | start            | status
            ann    | ruth      | 2026-01-10 09:00 | attended
            ann    | omar      | 2026-01-10 09:00 | attended
        """,
        clients="""
            client | referral_date | discharge_date
            ann    | 2025-01-02    | 2025-06-01
            ann    | 2025-05-02    |
        """,
    )
    said = remarks(imported(tmp_path, *files))

    assert said["two_places"] == 2
    assert said["several_referrals"] == 1
    assert said["overlapping_episodes"] == 1


def test_cancelled_without_saying_by_whom_is_remarked_on(tmp_path):
    file = written(tmp_path, f"{HEADER}\n{ROW}2,bob,ruth,2026-01-10,Cancelled\n")

    assert remarks(imported(tmp_path, file))["cancelled_by_whom"] == 1
    rules = '[statuses]\nCancelled = "clinic_cancelled"'
    assert "cancelled_by_whom" not in remarks(imported(tmp_path, file, rules=rules))


def test_empty_cells_beyond_the_header_do_not_shift_the_line_of_a_bad_cell(tmp_path):
    rows = "1,ann,ruth,2026-01-10,attended,,\n2,bob,ruth,2026-01-11,attended,\n"
    bad = "3,cat,ruth,soon,attended,\n"
    sentence = refused(tmp_path, written(tmp_path, f"{HEADER}\n{rows}{bad}"))

    assert "1 of 3 rows" in sentence
    assert "line 4, column start" in sentence


def test_a_name_of_blanks_alone_is_an_empty_client(tmp_path):
    header = "client_name,clinician_name,date_of_service,status\n"
    days = [f"2026-06-{day:02}" for day in range(1, 30)]
    rows = "".join(f"Ada Stone,Ruth Vale,{day},Show\n" for day in days)
    file = written(tmp_path, f"{header}{rows}\t,Ruth Vale,2026-05-11,Show\n")
    (report,) = imported(tmp_path, file)["files"]

    assert (report["read"], report["new"]) == (30, 29)
    assert report["rejections"][0]["line"] == 31
    assert report["rejections"][0]["reason"] == "empty"
