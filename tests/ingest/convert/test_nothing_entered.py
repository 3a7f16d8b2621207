"""Cells that say that nothing was entered, in every kind of column."""

import pytest

from tests.ingest.importing import HEADER, held, imported, remarks, written

NOTHING = ["", "NA", "n/a", "N.A.", "#N/A", "null", "NULL", "nil", "NaN", "-", "--"]
SESSIONS = f"{HEADER},minutes,booked at,reason,fee\n"


@pytest.mark.parametrize("word", NOTHING)
def test_it_is_no_number_no_date_and_no_text_and_no_remark(tmp_path, word):
    row = f"1,ann,ruth,2026-01-05,attended,{word},{word},{word},{word}\n"
    report = imported(tmp_path, written(tmp_path, SESSIONS + row))

    asked = "select minutes, booked_at, reason, fee from exported.sessions"
    assert held(tmp_path, asked) == [(None, None, None, None)]
    assert {key for key in remarks(report) if key.startswith("unread")} == set()


@pytest.mark.parametrize("word", ["x", "none yet", "0-", "nannan"])
def test_what_says_something_else_is_remarked_on(tmp_path, word):
    row = f"1,ann,ruth,2026-01-05,attended,{word},,,\n"
    report = imported(tmp_path, written(tmp_path, SESSIONS + row))

    assert remarks(report)["unread_minutes"] == 1


@pytest.mark.parametrize("word", NOTHING)
def test_a_form_that_was_not_filled_in_is_no_score_and_not_unreadable(tmp_path, word):
    sessions = written(tmp_path, f"{HEADER}\n1,ann,ruth,2026-01-05,attended\n")
    scores = "".join(f"ann,2026-01-{day:02},SRS,{word}\n" for day in range(5, 9))
    file = written(
        tmp_path,
        f"client,date,instrument,score\nann,2026-01-05,SRS,31\n{scores}",
        "scores.csv",
    )
    report = imported(tmp_path, sessions, file)

    assert report["files"][1]["new"] == 1
    assert report["files"][1]["set_aside"] == {"forms without a score": 4}
    assert report["files"][1]["rejected"] == {}


def test_a_session_without_a_date_is_still_unreadable(tmp_path):
    rows = "".join(f"{n},c{n},ruth,2026-01-05,attended\n" for n in range(30))
    file = written(tmp_path, f"{HEADER}\n{rows}x,ann,ruth,NA,attended\n")
    report = imported(tmp_path, file)["files"][0]

    assert sum(report["rejected"].values()) == 1
