"""Rows of counselors over files and imports: which are contracts, and which count."""

import pytest

from tests.ingest.importing import held, imported, remarks, written

SESSIONS = "client,counselor,start,status\nann,ruth,2026-{},attended\n"
TERMS = (
    "select from_day::varchar, standing, weekly_hours, caseload_limit from terms"
    " inner join counselors using (counselor_key) where counselor_id = 'ruth'"
    " order by from_day"
)
EVER = "-infinity"


def staff(folder, rows, head="counselor,weekly hours,valid from,leave from,leave to"):
    return written(folder, f"{head}\n{rows}\n", "counselors.csv")


def sessions(folder, day="09-30"):
    return written(folder, SESSIONS.format(day))


def test_rows_that_start_on_different_days_are_contracts_and_none_is_set_aside(
    tmp_path,
):
    head = "counselor,weekly hours,start date,end date"
    table = staff(tmp_path, "ruth,12,2020-01-01,2026-08-31\nruth,6,2026-09-01,", head)
    report = imported(tmp_path, sessions(tmp_path), table)

    assert [file["new"] for file in report["files"]] == [1, 2]
    assert held(tmp_path, TERMS) == [
        (EVER, "not yet", 0, None),
        ("2020-01-01", "at work", 12, None),
        ("2026-09-01", "at work", 6, None),
    ]


def test_between_two_contracts_nobody_is_at_work(tmp_path):
    head = "counselor,weekly hours,valid from,valid to"
    rows = "ruth,12,2024-01-01,2024-06-30\nruth,6,2026-09-01,"
    imported(tmp_path, sessions(tmp_path), staff(tmp_path, rows, head))

    assert [row[:3] for row in held(tmp_path, TERMS)] == [
        (EVER, "at work", None),
        ("2024-01-01", "at work", 12),
        ("2024-07-01", "ended", 0),
        ("2026-09-01", "at work", 6),
    ]


def test_rows_that_say_the_same_days_are_versions_of_one(tmp_path):
    head = "counselor,weekly hours,start date"
    table = staff(tmp_path, "ruth,12,2020-01-01\nruth,6,2020-01-01", head)
    report = imported(tmp_path, sessions(tmp_path), table)

    assert report["files"][1]["set_aside"] == {
        "another version of a row in the same file": 1
    }


def test_of_rows_of_one_contract_the_first_start_and_the_last_end_hold(tmp_path):
    head = "counselor,weekly hours,valid from,start date,end date,leave from,leave to"
    rows = [
        "ruth,12,2023-01-01,2024-01-01,2026-07-31,2026-03-01,2026-03-31",
        "ruth,12,2023-01-01,2024-03-01,2026-08-31,2026-05-01,2026-05-31",
    ]
    imported(tmp_path, sessions(tmp_path), staff(tmp_path, "\n".join(rows), head))

    assert [row[:2] for row in held(tmp_path, TERMS)] == [
        (EVER, "not yet"),
        ("2024-01-01", "at work"),
        ("2026-03-01", "on leave"),
        ("2026-04-01", "at work"),
        ("2026-05-01", "on leave"),
        ("2026-06-01", "at work"),
        ("2026-09-01", "left"),
    ]


@pytest.mark.parametrize("days", [("08-31", "09-30"), ("09-30", "09-30")])
def test_what_a_newer_export_says_holds_from_its_first_day_on(tmp_path, days):
    older = staff(tmp_path, "ruth,12,,2026-03-01,")
    imported(tmp_path, sessions(tmp_path, days[0]), older)
    newer = staff(tmp_path, "ruth,6,2026-09-01,,")
    imported(tmp_path, sessions(tmp_path, days[1]), newer)

    assert held(tmp_path, TERMS) == [
        (EVER, "at work", 12, None),
        ("2026-03-01", "on leave", 0, None),
        ("2026-09-01", "at work", 6, None),
    ]


def test_an_older_export_that_comes_later_says_what_held_before(tmp_path):
    newer = staff(tmp_path, "ruth,6,2026-09-01,,")
    imported(tmp_path, sessions(tmp_path, "09-30"), newer)
    older = staff(tmp_path, "ruth,12,,2026-03-01,")
    imported(tmp_path, sessions(tmp_path, "08-31"), older)

    assert [row[:3] for row in held(tmp_path, TERMS)] == [
        (EVER, "at work", 12),
        ("2026-03-01", "on leave", 0),
        ("2026-09-01", "at work", 6),
    ]


@pytest.mark.parametrize("days", [("08-31", "09-30"), ("09-30", "08-31")])
def test_only_the_newest_export_says_who_a_counselor_is(tmp_path, days):
    """What an older one says of later days, or of her end, is over."""
    head = "counselor,weekly hours,valid from,name,credential,end date"
    then, now = "Ruth Then,LPC,2026-12-31", "Ruth Now,,"
    rows = {
        "08-31": [f"ruth,12,2024-01-01,{then}", f"ruth,14,2025-01-01,{then}"],
        "09-30": [f"ruth,6,2026-09-01,{now}", f"ruth,10,2025-06-01,{now}"],
    }
    rows["08-31"] += [f"ruth,20,2026-10-01,{then}"]
    for day in days:
        table = staff(tmp_path, "\n".join(rows[day]), head)
        imported(tmp_path, sessions(tmp_path, day), table)

    known = "select counselor, credential from counselors"
    assert held(tmp_path, known) == [("Ruth Now", None)]
    assert [row[:3] for row in held(tmp_path, TERMS)] == [
        (EVER, "at work", None),
        ("2024-01-01", "at work", 12),
        ("2025-01-01", "at work", 14),
        ("2025-06-01", "at work", 10),
        ("2026-09-01", "at work", 6),
    ]


def test_counselors_exported_alone_are_newer_than_what_is_held(tmp_path):
    leave = staff(tmp_path, "ruth,12,,2026-08-01,")
    first = imported(tmp_path, sessions(tmp_path), leave)
    back = staff(tmp_path, "ruth,10,,,")
    second = imported(tmp_path, back)
    again = imported(tmp_path, back)
    third = imported(tmp_path, staff(tmp_path, "ruth,12,,2026-08-01,"))

    assert held(tmp_path, TERMS)[-1][1] == "on leave"
    assert second["files"][0]["set_aside"] == again["files"][0]["set_aside"] == {}
    assert again["files"][0]["unchanged"] == 1
    assert again["snapshot"] == second["snapshot"]
    assert len({first["snapshot"], second["snapshot"], third["snapshot"]}) == 3


def test_corrected_hours_replace_those_that_are_held(tmp_path):
    imported(tmp_path, sessions(tmp_path), staff(tmp_path, "ruth,12,,,"))
    imported(tmp_path, staff(tmp_path, "ruth,6,,,"))

    assert held(tmp_path, TERMS) == [(EVER, "at work", 6, None)]


def test_a_leave_without_a_first_day_has_begun_on_the_last_day(tmp_path):
    table = staff(tmp_path, "ruth,12,,,2026-11-03")
    imported(tmp_path, sessions(tmp_path), table)

    assert held(tmp_path, TERMS) == [
        (EVER, "at work", 12, None),
        ("2026-09-30", "on leave", 0, None),
        ("2026-11-04", "at work", 12, None),
    ]


def test_contracts_that_cannot_be_or_overlap_are_said(tmp_path):
    head = "counselor,weekly hours,valid from,valid to"
    rows = [
        "ruth,12,2024-01-01,2026-08-31",
        "ruth,6,2026-08-01,",
        "omar,6,2026-08-01,2026-07-01",
    ]
    table = staff(tmp_path, "\n".join(rows), head)
    report = imported(tmp_path, sessions(tmp_path), table)

    assert remarks(report)["contracts_overlap"] == 1
    assert remarks(report)["contract_backward"] == 1
    assert held(tmp_path, TERMS)[-1] == ("2026-08-01", "at work", 6, None)


@pytest.mark.parametrize(
    ("hours", "limit", "none", "much"),
    [
        ("0.1", "1", 0, 0),
        ("0", "1", 1, 0),
        ("-6", "0", 1, 0),
        ("6", "-1", 1, 0),
        ("60", "500", 0, 0),
        ("60.5", "500", 0, 1),
        ("", "501", 0, 1),
        ("", "", 0, 0),
    ],
)
def test_hours_and_limits_that_cannot_be_are_said(tmp_path, hours, limit, none, much):
    head = "counselor,weekly hours,caseload limit"
    table = staff(tmp_path, f"ruth,{hours},{limit}\nomar,6,20", head)
    found = remarks(imported(tmp_path, sessions(tmp_path), table))

    assert found.get("contract_of_none", 0) == none
    assert found.get("contract_of_much", 0) == much


def test_contracts_of_one_person_under_two_names_are_hers(tmp_path):
    head = "counselor,weekly hours,valid from"
    table = staff(tmp_path, "ruth,12,2024-01-01\nruth b,6,2026-09-01", head)
    rules = (
        '[same.counselors]\n"ruth b" = "ruth"\n'
        '[[contracts]]\ncounselor = "ruth b"\nleft = 2026-12-31\n'
    )
    imported(tmp_path, sessions(tmp_path), table, rules=rules)

    assert [row[:3] for row in held(tmp_path, TERMS)][1:] == [
        ("2024-01-01", "at work", 12),
        ("2026-09-01", "at work", 6),
        ("2027-01-01", "left", 0),
    ]


def test_what_is_written_by_hand_holds_before_what_is_exported(tmp_path):
    """Of entries the one that begins last, of those of one day the last in the file."""
    entries = [
        "from = 2023-01-01\nhours = 6\nlimit = 10",
        "from = 2025-01-01\nhours = 8",
        "from = 2025-01-01\nhours = 9",
        "left = 2026-12-31",
        "left = 2026-10-31",
    ]
    rules = "".join(f'[[contracts]]\ncounselor = "ruth"\n{one}\n' for one in entries)
    head = "counselor,weekly hours,caseload limit,valid from"
    table = staff(tmp_path, "ruth,12,30,2024-01-01", head)
    imported(tmp_path, sessions(tmp_path), table, rules=rules)

    assert held(tmp_path, TERMS) == [
        (EVER, "at work", None, None),
        ("2023-01-01", "at work", 6, 10),
        ("2025-01-01", "at work", 9, 10),
        ("2026-11-01", "left", 0, None),
    ]


def test_an_entry_by_hand_names_a_counselor_by_id_or_by_the_only_one_of_a_name(
    tmp_path,
):
    table = staff(
        tmp_path, "ruth,Ruth V.\nomar,Sam\nzoe,Sam", "counselor,name"
    )  # fmt: skip
    entry = '[[contracts]]\ncounselor = "{}"\nhours = {}\n'
    rules = "".join(
        entry.format(*one)
        for one in [("Ruth V.", 12), ("Sam", 6), ("omar", 7), ("x", 1)]
    )
    report = imported(tmp_path, sessions(tmp_path), table, rules=rules)
    known = (
        "select counselor_id, weekly_hours from terms inner join counselors"
        " using (counselor_key) order by 1"
    )

    assert held(tmp_path, known) == [("omar", 7), ("ruth", 12), ("zoe", None)]
    assert remarks(report)["contracts_of_nobody"] == 2
