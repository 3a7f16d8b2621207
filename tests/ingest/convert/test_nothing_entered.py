"""Cells that say that nothing was entered, in every kind of column."""

import pytest

from tests.ingest.importing import HEADER, held, imported, remarks, written

NOTHING = ["", "NA", "n/a", "N.A.", "#N/A", "null", "NULL", "nil", "NaN", "-", "--"]
NOTHING += ["---", "–", "<NA>", "(null)", "(blank)", r"\N"]
SESSIONS = f"{HEADER},minutes,booked at,reason,fee\n"


@pytest.mark.parametrize("word", NOTHING)
def test_it_is_no_number_no_date_and_no_text_and_no_remark(tmp_path, word):
    row = f"1,ann,ruth,2026-01-05,attended,{word},{word},{word},{word}\n"
    report = imported(tmp_path, written(tmp_path, SESSIONS + row))

    asked = "select minutes, booked_at, reason, fee from exported.sessions"
    assert held(tmp_path, asked) == [(None, None, None, None)]
    assert {key for key in remarks(report) if key.startswith("unread")} == set()


def test_a_time_that_was_not_entered_leaves_the_day(tmp_path):
    head = HEADER.replace("start", "date,time")
    rows = "".join(
        f"{n},c{n},ruth,2026-01-05,{word},attended\n" for n, word in enumerate(NOTHING)
    )
    rows += "t,cx,ruth,2026-01-05,10:30,attended\n"
    report = imported(tmp_path, written(tmp_path, f"{head}\n{rows}"))["files"][0]

    assert (report["new"], report["rejected"]) == (len(NOTHING) + 1, {})
    asked = (
        "select start::varchar, count(*) from exported.sessions group by all order by 1"
    )
    assert held(tmp_path, asked) == [
        ("2026-01-05 00:00:00", len(NOTHING)), ("2026-01-05 10:30:00", 1),
    ]  # fmt: skip


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
    assert set(report["rejected"]) == {"start: empty"}


@pytest.mark.parametrize("word", [*NOTHING, "None", "none"])
def test_it_is_no_client_no_appointment_number_and_no_counselor(tmp_path, word):
    rows = "".join(f"s{n},c{n},ruth,2026-01-05,attended\n" for n in range(40))
    rows += f"{word},bob,ruth,2026-01-06,attended\n{word},eve,omar,2026-01-06,no show\n"
    rows += f"x,{word},ruth,2026-01-07,attended\n"
    report = imported(tmp_path, written(tmp_path, f"{HEADER}\n{rows}"))["files"][0]

    assert report["new"] == 42
    assert report["rejected"] == {"client_id: empty": 1}
    who = (
        "select client_id from exported.sessions where session_id is null order by all"
    )
    assert held(tmp_path, who) == [("bob",), ("eve",)]


@pytest.mark.parametrize("initials", ["NA", "nil", "Nan"])
def test_among_initials_they_are_somebodys(tmp_path, initials):
    rows = f"1,c1,{initials},2026-01-05,attended\n2,c2,RB,2026-01-05,attended\n"
    rows += "3,c3,OTK,2026-01-05,attended\n"
    imported(tmp_path, written(tmp_path, f"{HEADER}\n{rows}"))

    found = held(tmp_path, "select distinct counselor_id from exported.sessions")
    assert {who for (who,) in found} == {initials, "RB", "OTK"}


@pytest.mark.parametrize("word", ["N/A", "-", "null", "None"])
def test_a_status_that_says_nothing_was_never_marked(tmp_path, word):
    rows = f"1,ann,ruth,2026-01-05,attended\n2,bob,ruth,2026-01-05,{word}\n"
    file = written(tmp_path, f"{HEADER}\n{rows}")
    asked = "select status from exported.sessions where client_id = 'bob'"
    imported(tmp_path, file)
    assert held(tmp_path, asked) == [("unmarked",)]
    imported(tmp_path, file, rules=f'[statuses]\n"{word}" = "no_show"')
    assert held(tmp_path, asked) == [("no_show",)]


def test_none_is_an_answer_where_a_text_is_expected(tmp_path):
    sessions = written(tmp_path, f"{HEADER}\n1,ann,ruth,2026-01-05,attended\n")
    head = "client id,referral date,earlier treatment,payer,copay\n"
    file = written(tmp_path, f"{head}ann,none,None,N/A,none\n", "clients.csv")
    imported(tmp_path, sessions, file)

    asked = (
        "select referral_date, earlier_treatment, payer, copay from exported.clients"
    )
    assert held(tmp_path, asked) == [(None, "None", None, None)]


BLANK = [",,,,", ",", "   ", '"","","","",""', ",,,,,,,,", " , , ,,", "\u200b,,,,"]


@pytest.mark.parametrize("blank", BLANK)
def test_rows_of_separators_and_blanks_are_nothing(tmp_path, blank):
    rows = "1,ann,ruth,2026-01-05,attended\n" + f"{blank}\n" * 60
    report = imported(tmp_path, written(tmp_path, f"{HEADER}\n{rows}"))["files"][0]

    assert report["set_aside"] == {"blank rows": 60}
    assert report["rejected"] == {}
    assert report["new"] == 1


def test_blank_rows_do_not_dilute_those_that_cannot_be_read(tmp_path):
    rows = "".join(f"{n},c{n},ruth,2026-01-05,attended\n" for n in range(18))
    rows += "x,ann,ruth,soon,attended\n" + ",,,,\n" * 1000
    (one,) = imported(tmp_path, written(tmp_path, f"{HEADER}\n{rows}"))["questions"]

    assert one["option"] == "1-unreadable-rows"
    assert "1 of 19 rows cannot be read, the first in line 20" in one["says"]
