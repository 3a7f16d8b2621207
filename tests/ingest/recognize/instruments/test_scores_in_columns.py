"""Scores alone, each instrument in a column of its own, as outcome systems export them."""

import pytest

from ingest.look import inspect
from tests.ingest.importing import HEADER, held, imported, remarks, written

SCORES = "select client_id, day::date::varchar, instrument, score from exported.{}"
SUBSCALES = "select instrument, subscale, score from exported.alliance order by all"


def sessions(folder):
    rows = [f"{n},c{n},ruth,2026-01-{n + 1:02} 09:00,attended" for n in range(9)]
    return written(folder, "\n".join([HEADER, *rows]) + "\n")


def scores(folder, *lines):
    return written(folder, "\n".join(lines) + "\n", name="measures.csv")


def test_each_column_is_a_table_and_every_row_is_accounted_for_in_each(tmp_path):
    file = scores(
        tmp_path,
        "Client ID,Session Number,Date,ORS,SRS total,Comment",
        "c0,1,2026-01-01,20.5,36,so so",
        "c1,1,2026-01-02,,38,",
        "c1,2,2026-01-09,n/a,,",
    )
    report = imported(tmp_path, sessions(tmp_path), file)
    _, outcome, alliance = report["files"]

    assert held(tmp_path, SCORES.format("alliance")) == [
        ("c0", "2026-01-01", "SRS", 36.0),
        ("c1", "2026-01-02", "SRS", 38.0),
    ]
    assert held(tmp_path, SCORES.format("outcomes")) == [
        ("c0", "2026-01-01", "ORS", 20.5)
    ]
    assert (outcome["read"], outcome["new"], outcome["table"]) == (3, 1, "outcomes")
    assert (alliance["read"], alliance["new"], alliance["table"]) == (3, 2, "alliance")
    assert outcome["set_aside"] == {"rows without a score": 2}
    assert outcome["unused"] == ["Session Number", "Comment"]
    assert alliance["unused"] == []


def test_subscales_have_columns_too(tmp_path):
    head = "client,date,WAI-SR Goal,WAI-SR Task,WAI-SR Bond"
    imported(
        tmp_path, sessions(tmp_path), scores(tmp_path, head, "c0,2026-01-01,12,13,14")
    )

    assert held(tmp_path, SUBSCALES) == [
        ("WAI-SR", "Bond", 14.0), ("WAI-SR", "Goal", 12.0), ("WAI-SR", "Task", 13.0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "head", ["client name,date,SRS", "Client Name,Assessment Date,SRS"]
)
def test_what_is_said_of_the_rows_is_said_once(tmp_path, head):
    rows = [f"Ann Le{'abcdefghi'[n]},1/{n + 13}/26,36" for n in range(9)]
    both = scores(tmp_path, f"{head},ORS", *(f"{row},20" for row in rows))
    report = imported(tmp_path, sessions(tmp_path), both)
    keys = [one["key"] for one in report["remarks"]]

    assert report["files"][1]["new"] == report["files"][2]["new"] == 9
    assert {"names", "two_digit_years_day"} <= set(keys)
    assert len(keys) == len(set(keys))


def test_columns_that_hold_no_numbers_are_left_alone(tmp_path):
    file = scores(tmp_path, "client,date,ORS,SRS", "c0,2026-01-01,given,36")
    report = imported(tmp_path, sessions(tmp_path), file)

    assert [one["file"] for one in report["files"]][1:] == ["measures.csv, column SRS"]
    assert report["files"][1]["unused"] == ["ORS"]


def test_a_score_outside_its_range_is_rejected_by_line(tmp_path):
    rows = [f"c{n},2026-01-0{n + 1},36" for n in range(9)] * 3
    file = scores(tmp_path, "client,date,SRS", *rows, "c0,2026-01-20,41")
    report = imported(tmp_path, sessions(tmp_path), file)
    (rejected,) = report["files"][1]["rejections"]

    assert (rejected["line"], rejected["column"]) == (29, "SRS")
    assert remarks(report)["out_of_range"] == 1


@pytest.mark.parametrize(
    "head",
    [
        "Client ID,Date Completed,Measure Name,Total Score",
        "Patient ID,Assessment Date,Assessment,Raw Score",
        "Client Code,Administered,Questionnaire Name,Score",
    ],
)
def test_headings_of_a_table_with_a_row_for_each_score(tmp_path, head):
    file = scores(tmp_path, head, "c0,2026-01-01,SRS,36")
    imported(tmp_path, sessions(tmp_path), file)

    assert held(tmp_path, SCORES.format("alliance")) == [
        ("c0", "2026-01-01", "SRS", 36)
    ]


def test_sessions_with_scores_stay_sessions(tmp_path):
    head = "client,counselor,date,status,SRS,ORS"
    file = scores(tmp_path, head, "c0,ruth,2026-01-01,attended,36,20")
    found = inspect([file], tmp_path / "store")

    assert [one.table for one in found] == ["sessions", "alliance", "outcomes"]


def test_a_first_look_shows_the_columns(tmp_path):
    file = scores(
        tmp_path, "client,site,counselor,date,SRS,ORS", "c0,x,k,2026-01-01,36,20"
    )
    found = inspect([file], tmp_path / "store")

    assert [one.table for one in found] == ["alliance", "outcomes"]
    assert [one.used["score"] for one in found] == ["SRS", "ORS"]
    assert {(one.refusal, one.question) for one in found} == {(None, None)}
