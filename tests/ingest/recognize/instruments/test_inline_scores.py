"""A score that stands in a row of sessions is a rating of that client on that day."""

import pytest

from ingest.look import inspect
from tests.ingest.importing import HEADER, held, imported, remarks, written

SCORES = (
    "select client_id, session_id, day::date::varchar, instrument, score"
    " from exported.{} order by all"
)
CELLS = ["38", "", "n/a", "36.5", "29"]


def sessions(folder, heading="SRS total", cells=CELLS, many=0):
    cells = [*cells, *["30"] * many]
    rows = [
        f"{n},c{n % 2},ruth,2026-01-{1 + n % 28:02} 09:00,attended,{cell}\n"
        for n, cell in enumerate(cells)
    ]
    return written(folder, f"{HEADER},{heading}\n{''.join(rows)}")


def test_each_score_is_a_rating_and_every_row_is_accounted_for_twice(tmp_path):
    report = imported(tmp_path, sessions(tmp_path))

    assert held(tmp_path, SCORES.format("alliance")) == [
        ("c0", "0", "2026-01-01", "SRS", 38.0),
        ("c0", "4", "2026-01-05", "SRS", 29.0),
        ("c1", "3", "2026-01-04", "SRS", 36.5),
    ]
    rows, scores = report["files"]
    assert (rows["read"], rows["new"], rows["unused"]) == (5, 5, [])
    assert (scores["table"], scores["unused"]) == ("alliance", [])
    assert scores["file"] == "sessions.csv, column SRS total"
    assert (scores["read"], scores["new"]) == (5, 3)
    assert scores["set_aside"] == {"sessions without a score": 2}


@pytest.mark.parametrize(
    ("heading", "table", "instrument"),
    [
        ("SRS", "alliance", "SRS"),
        ("Session Rating Scale (total)", "alliance", "SRS"),
        ("alliance_score", "alliance", "alliance score"),
        ("ORS score", "outcomes", "ORS"),
    ],
)
def test_headings_that_are_an_instrument(tmp_path, heading, table, instrument):
    imported(tmp_path, sessions(tmp_path, heading))

    assert {row[3] for row in held(tmp_path, SCORES.format(table))} == {instrument}


def test_an_instrument_of_the_clinics_own(tmp_path):
    rules = '[[instrument]]\nname = "Bond check"\nlow = 0\nhigh = 40\n'
    imported(tmp_path, sessions(tmp_path, "bond check"), rules=rules)

    assert len(held(tmp_path, SCORES.format("alliance"))) == 3


def test_a_score_outside_its_range_is_rejected_and_the_session_counts(tmp_path):
    report = imported(tmp_path, sessions(tmp_path, cells=["41"], many=25))
    rows, scores = report["files"]

    assert (rows["new"], scores["new"]) == (26, 25)
    (rejected,) = scores["rejections"]
    assert (rejected["line"], rejected["column"]) == (2, "SRS total")
    assert remarks(report)["out_of_range"] == 1


@pytest.mark.parametrize("cells", [["yes", "no"], ["", ""], ["38", "in the notes"]])
def test_a_column_that_is_no_column_of_numbers_stays_unused(tmp_path, cells):
    (file,) = imported(tmp_path, sessions(tmp_path, cells=cells))["files"]

    assert (file["new"], file["unused"]) == (2, ["SRS total"])


def test_what_is_said_of_the_rows_is_said_once(tmp_path):
    rows = "".join(f"ida,ruth,1/{1 + n}/26,attended,38\n" for n in range(20))
    file = written(tmp_path, f"client name,counselor,date,status,SRS\n{rows}")
    report = imported(tmp_path, file)
    keys = [one["key"] for one in report["remarks"]]

    assert report["files"][1]["new"] == 20
    assert len(keys) == len(set(keys))
    assert {"names", "two_digit_years_start"} <= set(keys)


def test_importing_twice_changes_nothing(tmp_path):
    first = imported(tmp_path, sessions(tmp_path))
    second = imported(tmp_path, sessions(tmp_path))

    assert second["snapshot"] == first["snapshot"]
    assert second["files"][1]["unchanged"] == 3


def test_a_first_look_shows_the_scores_as_a_table(tmp_path):
    rows, scores = inspect([sessions(tmp_path)], tmp_path / "store")

    assert (rows.table, scores.table) == ("sessions", "alliance")
    assert scores.used["score"] == "SRS total"
    assert scores.refusal is None
    assert scores.question is None


def test_a_rating_on_a_day_with_two_sessions_is_the_firsts_and_followed_by_the_lasts(
    tmp_path,
):
    rows = [
        "1,ann,ruth,2026-01-10 09:00,attended,36",
        "2,ann,omar,2026-01-10 15:00,attended,",
        "3,bob,ruth,2026-06-01 09:00,attended,",
    ]
    imported(tmp_path, written(tmp_path, "\n".join([f"{HEADER},SRS", *rows]) + "\n"))
    placed = (
        "select counselor_id, nth, number_60, followed_60"
        " from ratings inner join settings using (setting_key)"
    )

    assert held(tmp_path, placed) == [("ruth", 1, 1, "dropped_out")]
