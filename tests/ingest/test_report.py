"""What an import did, as sentences and as CSV, to the last comma."""

import csv
import io
from collections import Counter

import pytest

from ingest.report import Changes, FileReport, Rejection, Report, csv_text


def file(**counts):
    """Return the accounting of one file."""
    return FileReport("a.csv", "sessions", **counts)


def rejections(number):
    return [
        Rejection("a.csv", n + 2, "start", "no date", "letters") for n in range(number)
    ]


ALL = {
    "read": 21,
    "new": 1,
    "changed": 2,
    "unchanged": 3,
    "set_aside": Counter({"blank rows": 4, "again": 1}),
    "rejected": Counter({"start: no date": 8, "score: no number": 2}),
}


def test_every_count_is_in_the_sentence():
    assert file(**ALL).sentence() == (
        "a.csv (sessions): 21 rows read = 1 new + 2 changed + 3 unchanged + 5 set aside"
        " + 10 rejected"
    )


@pytest.mark.parametrize("name", ["read", "new", "changed", "unchanged"])
def test_one_row_more_anywhere_does_not_add_up(name):
    assert file(**ALL).adds_up()
    assert not file(**ALL | {name: ALL[name] + 1}).adds_up()


@pytest.mark.parametrize("name", ["set_aside", "rejected"])
def test_a_row_set_aside_or_rejected_must_add_up(name):
    assert not file(**ALL | {name: ALL[name] + Counter(more=1)}).adds_up()


@pytest.mark.parametrize(
    ("number", "shown", "more"),
    [(19, 19, None), (20, 20, None), (21, 20, 1), (1_100, 20, 1_080)],
)
def test_twenty_rejected_rows_are_shown(number, shown, more):
    one = file(rejected=Counter(bad=number), rejections=rejections(number))
    lines = Report([one]).lines()

    assert sum("rejected: a.csv, line " in line for line in lines) == shown
    rest = [line for line in lines if "more, which --report lists" in line]
    expected = [f"  rejected: {more:,} more, which --report lists"] if more else []
    assert rest == expected


def test_the_lines_of_a_report():
    one = file(
        read=1_003,
        new=1_000,
        set_aside=Counter({"totals rows": 1, "blank rows": 1}),
        rejected=Counter({"start: no date": 1}),
        rejections=[Rejection("a.csv", 1_002, "start", "no date")],
        unused=["color", "size"],
    )
    remark = {"key": "k", "remark": "something odd", "about": "x", "rows": 1_234}
    lines = Report([one], remarks=[remark | {"file": ""}]).lines()

    assert lines[1:] == [
        "  set aside: 1 blank rows",
        "  set aside: 1 totals rows",
        "  rejected: a.csv, line 1,002, column start: no date",
        "  columns not used: color, size",
        "Remark: something odd: 1,234",
    ]


def number(measure="attendance rate", first_day="2026-10-01", **values):
    usual = {"before": 0.5, "after": 0.625, "n_before": 1_000, "n_after": 8}
    named = {"measure": measure, "first_day": first_day, "last_day": "2026-10-31"}
    return named | usual | values


def test_changes_are_told_with_how_many_they_are_of():
    changes = Changes(
        earlier="2026-10-31",
        added=1_001,
        changed=2,
        gone=3,
        statuses=[{"before": "scheduled", "after": "attended", "sessions": 1_002}],
        numbers=[
            number(),
            number(before=None, n_before=0),
            number("active clients", "", before=1_000, after=999),
            number("active clients", "", before=None, after=0),
        ],
    )
    assert changes.lines() == [
        "Against the data through 2026-10-31: 1,001 sessions added",
        "  changed: 2, no longer in the export: 3, kept",
        "  scheduled, now attended: 1,002",
        "  attendance rate, 2026-10: 50.0% (n 1,000), now 62.5% (n 8)",
        "  attendance rate, 2026-10: not known, now 62.5% (n 8)",
        "  active clients: 1,000, now 999",
        "  active clients: not known, now 0",
    ]


def test_a_first_import_has_nothing_to_compare():
    assert Changes(added=5, numbers=[number()]).lines() == []


def test_a_report_comes_back_from_plain_values():
    one = file(**ALL, used={"start": "Day"}, rejections=rejections(2))
    report = Report([one], "abc", True, "2026-10-31", [], {"added": 1})

    assert Report.from_dict(report.as_dict()) == report
    assert Changes.from_dict({"added": 1, "unheard": 2}) == Changes(added=1)


def rows(report):
    return list(csv.DictReader(io.StringIO(report.csv(), newline="")))


def test_the_csv_says_every_count_and_what_was_not_listed():
    one = file(**ALL, unused=["color"], rejections=rejections(7))
    told = [
        (row["kind"], row["what"], row["column"], row["line"], row["rows"])
        for row in rows(Report([one]))
    ]
    assert told == [
        ("rows", "read", "", "", "21"),
        ("rows", "new", "", "", "1"),
        ("rows", "changed", "", "", "2"),
        ("rows", "unchanged", "", "", "3"),
        ("rows", "set aside", "", "", "5"),
        ("rows", "rejected", "", "", "10"),
        ("set aside", "again", "", "", "1"),
        ("set aside", "blank rows", "", "", "4"),
        ("rejected", "score: no number", "", "", "2"),
        ("rejected", "start: no date", "", "", "8"),
        *(("rejected row", "no date", "start", str(n), "") for n in range(2, 9)),
        ("rejected row", "not listed", "", "", "3"),
        ("not used", "", "color", "", ""),
    ]


def test_where_every_rejected_row_is_listed_none_is_left():
    one = file(rejected=Counter(bad=2), rejections=rejections(2))
    told = [row["what"] for row in rows(Report([one]))]

    assert "not listed" not in told


def test_the_csv_says_remarks_and_changes():
    report = Report(
        [],
        remarks=[{"key": "k", "remark": "odd", "about": "sessions", "rows": 3}],
        changes={
            "added": 1,
            "gone": 0,
            "statuses": [{"before": "x", "after": "y", "sessions": 2}],
        },
    )
    told = [
        (row["kind"], row["column"], row["what"], row["rows"]) for row in rows(report)
    ]

    assert told == [
        ("remark", "sessions", "odd", "3"),
        ("change", "", "added", "1"),
        ("change", "", "gone", "0"),
        ("change", "", "x, now y", "2"),
    ]
    assert rows(Report([])) == []


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@sum", "'@sum"),
        ("  =1", "'  =1"),
        ("a=1", "a=1"),
        ("'=1", "'=1"),
        ("", ""),
    ],
)
def test_a_spreadsheet_takes_no_heading_for_a_formula(heading, written):
    (row,) = [
        row
        for row in rows(Report([file(unused=[heading])]))
        if row["kind"] == "not used"
    ]
    assert row["column"] == written


def test_the_csv_ends_its_lines_as_spreadsheets_do():
    text = csv_text({"files": [], "remarks": []})

    assert text == "kind,file,line,column,value,what,rows\r\n"
