"""What an import asks once it has read the rows: on the page, before it is published."""

import pytest

import queries
from ingest.merge import questions
from tests.pages.test_every_page import ONE, complaints
from tests.pages.uploading import PAGE, drop, headers, imported, press, sessions

TWICE = sessions(
    *[f"s{n},c{n},omar,2026-02-{n + 1:02} 10:00,attended" for n in range(20)],
    *[f"s{n},c{n},omar,2026-02-{n + 1:02} 10:00,attended" for n in range(2)],
)
AGAIN = sessions("1,zoe,omar,2026-03-05 10:00,attended")
KEPT = 'time_zone = "UTC"\n'


@pytest.fixture
def store(publish, monkeypatch):
    monkeypatch.setattr(questions, "SHARE", 0.01)
    folder = publish(sessions=ONE)
    (folder / "mapping.toml").write_text(KEPT, encoding="utf-8")
    return folder


def held(store):
    opened = queries.open_store(store)
    try:
        return opened.connection.execute("select count(*) from sessions").fetchall()
    finally:
        opened.close()


def said(visitor):
    lines = [line.value for line in [*visitor.markdown, *visitor.caption]]
    return [line.replace("\\", "") for line in lines]


@pytest.mark.parametrize("first", ["Try it: nothing changes", "Publish"])
def test_rows_set_aside_are_shown_with_lines_and_asked_about(visit, store, first):
    visitor = drop(visit(store, PAGE), **{"feb.csv": TWICE})
    visitor = imported(visitor, store, first)

    assert complaints(visitor) == []
    assert "Before this can be published" in headers(visitor)
    assert any("2 of 22 rows would be set aside" in line for line in said(visitor))
    (rows,) = [t.value for t in visitor.dataframe if "Line" in t.value]
    assert rows["Line"].tolist() == [22, 23]
    assert rows["client_id"].tolist() == ["c0", "c1"]
    assert held(store) == [(1,)]

    visitor.checkbox(key="question_0_exported-twice").check()
    press(visitor, "Use these answers")
    visitor = imported(visitor, store)

    assert complaints(visitor) == []
    assert held(store) == [(21,)]


def test_a_number_that_stands_for_others_is_asked_about_and_kept(visit, store):
    visitor = drop(visit(store, PAGE), **{"mar.csv": AGAIN})
    visitor = imported(visitor, store)
    asked = [line for line in said(visitor) if "1 appointment number stands" in line]
    visitor.radio(key="question_appointment_ids").set_value("restart")
    press(visitor, "Use these answers")
    visitor = imported(visitor, store)

    assert asked
    assert held(store) == [(2,)]
    assert "appointment_ids" in (store / "mapping.toml").read_text(encoding="utf-8")


CALLS = "client id,age band,Discreet calls\nc0,,yes\nc1,31,no\n"


def test_a_column_that_may_say_whom_not_to_call_is_asked_about_and_kept(visit, store):
    seen = sessions(
        "9,c0,omar,2026-03-05 10:00,attended", "8,c1,omar,2026-03-05 11:00,attended"
    )
    visitor = drop(
        visit(store, PAGE), **{"mar.csv": seen, "clients.csv": CALLS.encode()}
    )
    visitor = imported(visitor, store)
    (radio,) = [one for one in visitor.radio if "Discreet calls" in one.label]
    radio.set_value("yes")
    press(visitor, "Use these answers")
    visitor = imported(visitor, store)

    assert complaints(visitor) == []
    assert held(store) == [(3,)]
    opened = queries.open_store(store)
    flagged = opened.connection.execute(
        "select client_id from clients where not_called_for is not null"
    ).fetchall()
    opened.close()
    assert flagged == [("c0",)]
    kept = (store / "mapping.toml").read_text(encoding="utf-8")
    assert '"Discreet calls" = "yes"' in kept


def test_what_was_accepted_is_forgotten_with_the_files(visit, store):
    visitor = drop(visit(store, PAGE), **{"feb.csv": TWICE})
    visitor = imported(visitor, store, "Try it: nothing changes")
    visitor.checkbox(key="question_0_exported-twice").check()
    press(visitor, "Use these answers")
    visitor = drop(visitor, **{"more.csv": AGAIN.replace(b"1,zoe", b"9,zoe")})

    assert "import_accepted" not in visitor.session_state


def test_everything_can_be_replaced(visit, store):
    visitor = drop(visit(store, PAGE), **{"feb.csv": AGAIN.replace(b"1,zoe", b"9,zoe")})
    visitor.checkbox(key="import_replace").check()
    visitor = imported(visitor.run(), store)

    assert complaints(visitor) == []
    assert held(store) == [(1,)]


@pytest.mark.parametrize(("answer", "sessions_held"), [("replace", 1), ("keep", 2)])
def test_files_read_with_other_answers_can_be_replaced_or_kept(
    visit, store, answer, sessions_held
):
    otherwise = KEPT + '[statuses]\n"attended" = "no_show"\n'
    (store / "mapping.toml").write_text(otherwise, encoding="utf-8")
    visitor = drop(visit(store, PAGE), **{"feb.csv": AGAIN.replace(b"1,zoe", b"9,zoe")})
    visitor = imported(visitor, store)
    asked = [line for line in said(visitor) if "read with other answers" in line]
    visitor.radio(key="question_other-answers").set_value(answer)
    press(visitor, "Use these answers")
    visitor = imported(visitor, store)

    assert asked
    assert complaints(visitor) == []
    assert held(store) == [(sessions_held,)]


@pytest.mark.parametrize(
    ("answer", "sessions_held"),
    [("replace", 3), ("corrected-sessions", 4), ("both-took-place", 5)],
)
def test_a_session_that_seems_corrected_is_asked_about(
    visit, store, monkeypatch, answer, sessions_held
):
    """One session of before the export, three in it; one of these with another counselor."""
    monkeypatch.setattr(questions, "TWICE", 1)
    rows = [f",c{n},{by},2026-03-0{n} 10:00,attended" for n, by in enumerate("aab", 1)]
    visitor = drop(visit(store, PAGE), **{"mar.csv": sessions(*rows)})
    visitor = imported(visitor, store)
    rows[0] = rows[0].replace(",a,", ",b,")
    visitor = drop(visitor, **{"mar (2).csv": sessions(*rows)})
    visitor = imported(visitor, store)
    asked = [line for line in said(visitor) if "Was it corrected?" in line]
    visitor.radio(key="question_corrected-or-both").set_value(answer)
    press(visitor, "Use these answers")
    visitor = imported(visitor, store)

    assert asked
    assert complaints(visitor) == []
    assert held(store) == [(sessions_held,)]


def test_older_exports_are_asked_about_file_by_file(visit, store):
    """Two files that are each older than what is held, and disagree with it."""
    rows = [f"s{n},c{n},omar,2026-03-{n:02} 10:00,attended" for n in (1, 2, 3)]
    visitor = drop(visit(store, PAGE), **{"mar.csv": sessions(*rows)})
    visitor = imported(visitor, store)
    older = {
        f"{n}.csv": sessions(rows[n].replace("attended", "no_show")) for n in (0, 1)
    }
    visitor = drop(visitor, **older)
    visitor = imported(visitor, store)
    asked = [radio for radio in visitor.radio if "older-session" in str(radio.key)]
    for radio in asked:
        radio.set_value("keep")
    press(visitor, "Use these answers")
    visitor = imported(visitor, store)

    assert len(asked) == 2
    assert complaints(visitor) == []
    assert held(store) == [(4,)]


def test_a_cell_of_several_clients_is_asked_about_and_the_answer_kept(visit, store):
    couple = sessions(
        "s1,zoe; yan,omar,2026-03-05 10:00,attended",
        "s2,zoe,omar,2026-03-12 10:00,attended",
    )
    visitor = drop(visit(store, PAGE), **{"mar.csv": couple})
    visitor = imported(visitor, store)
    asked = [line for line in said(visitor) if "1 row seems to name several" in line]
    visitor.radio(key="question_several_clients").set_value("split")
    press(visitor, "Use these answers")
    visitor = imported(visitor, store)

    assert asked
    assert complaints(visitor) == []
    assert held(store) == [(4,)]
    assert 'several_clients = "split"' in (store / "mapping.toml").read_text("utf-8")
    (done,) = visitor.success
    assert (
        "2 rows read + 1 further row of several people in a cell = 3 new"
        in done.value.replace("\\", "")
    )


def test_two_columns_that_disagree_are_asked_about_and_the_answer_is_kept(visit, store):
    rows = "7,c7,ruth,2026-03-05 10:00,Fulfilled,No-show\n"
    file = "session_id,client_id,counselor_id,start,status,reason\n" + rows
    visitor = drop(visit(store, PAGE), **{"mar.csv": file.encode()})
    visitor = imported(visitor, store)
    asked = [line for line in said(visitor) if "The status of 1 row" in line]
    visitor.radio(key="question_disagreeing_status").set_value("other")
    press(visitor, "Use these answers")
    visitor = imported(visitor, store)

    assert asked
    assert held(store) == [(2,)]
    assert 'disagreeing_status = "other"' in (store / "mapping.toml").read_text("utf-8")


def test_whether_items_are_turned_already_is_asked_and_kept(visit, store):
    head = ",".join(["client,date", *(f"CORE-10 {n}" for n in range(1, 11))])
    scores = f"{head}\nc1,2026-02-01,{','.join('1' * 10)}\n"
    visitor = drop(visit(store, PAGE), **{"core.csv": scores.encode()})
    (asked,) = (one for one in visitor.radio if "count the other" in one.label)
    asked.set_value("answers")
    visitor = press(visitor, "Use these answers")

    assert complaints(visitor) == []
    assert not [one for one in visitor.radio if "count the other" in one.label]
    visitor = imported(visitor, store)
    opened = queries.open_store(store)
    total = opened.connection.execute("select score from exported.outcomes").fetchall()
    opened.close()

    assert total == [(14,)]  # eight of 1, and two turned: 4 - 1 = 3 each
    kept = (store / "mapping.toml").read_text("utf-8")
    assert "turned = false" in kept


SOON = sessions(
    *[f"s{n},c{n},omar,2026-02-{n + 1:02} 10:00,attended" for n in range(20)],
    *[f"x{n},c{n},omar,soon,attended" for n in range(3)],
)
ALSO_SOON = b"client id,date,instrument,score\n" + b"".join(
    b"c%d,2026-02-0%d,SRS,%s\n" % (n, n + 1, b"3%d" % n if n < 6 else b"fine")
    for n in range(8)
)
LACKS = "could not be read and are missing here."


def standings(visitor):
    (found,) = [t.value for t in visitor.dataframe if "standing" in t.value]
    return found["standing"].tolist()


def quiet(visitor):
    return [line for line in said(visitor) if LACKS in line]


def test_a_file_with_unreadable_rows_is_not_ready_and_goes_in_without_them(
    visit, store
):
    visitor = drop(visit(store, PAGE), **{"feb.csv": SOON})
    before = standings(visitor)
    visitor = imported(visitor, store)

    assert before == ["3 rows cannot be read"]
    assert any("3 of 23 rows cannot be read" in line for line in said(visitor))
    assert held(store) == [(1,)]

    box = visitor.checkbox(key="question_0_3-unreadable-rows").check()
    press(visitor, "Use these answers")
    visitor = imported(visitor, store)

    assert box.label == "Publish without these 3 rows"
    assert complaints(visitor) == []
    assert held(store) == [(21,)]
    assert quiet(visitor) == [f"3 of 23 rows of feb.csv {LACKS}"]
    for page in ("dashboard.py", "pages/attendance.py", "pages/calls.py"):
        assert quiet(visit(store, page)) == [f"3 of 23 rows of feb.csv {LACKS}"]


def test_only_pages_that_show_the_table_say_what_is_missing(visit, store):
    visitor = drop(visit(store, PAGE), **{"srs.csv": ALSO_SOON})
    visitor = imported(visitor, store)
    visitor.checkbox(key="question_0_2-unreadable-rows").check()
    press(visitor, "Use these answers")
    imported(visitor, store)

    assert quiet(visit(store, "pages/alliance.py")) == [
        f"2 of 8 rows of srs.csv {LACKS}"
    ]
    assert quiet(visit(store, "pages/attendance.py")) == []


ZEROS = [f"{n:05}" for n in range(120, 140)]
WITH_ZEROS = sessions(
    *[f"s{who},{who},omar,2026-02-05 10:00,attended" for who in ZEROS]
)
WITHOUT = (
    b"client id,referral date\n"
    + "".join(f"{who.lstrip('0')},2026-02-01\n" for who in ZEROS).encode()
)


@pytest.mark.parametrize(("way", "clients"), [("mend", 21), ("accept", 41)])
def test_ids_that_do_not_meet_are_mended_where_the_clinic_says_so(
    visit, store, monkeypatch, way, clients
):
    monkeypatch.setattr(questions, "LEAST_MEETING", 0.5)
    files = {"feb.csv": WITH_ZEROS, "clients.csv": WITHOUT}
    visitor = imported(drop(visit(store, PAGE), **files), store)
    asked = [
        line for line in said(visitor) if "20 of 20 clients of the clients" in line
    ]
    visitor.radio(key="question_0_ids-do-not-meet").set_value(way)
    press(visitor, "Use these answers")
    visitor = imported(visitor, store)
    opened = queries.open_store(store)
    known = opened.connection.execute("select count(*) from clients").fetchall()
    opened.close()
    kept = (store / "mapping.toml").read_text(encoding="utf-8")

    assert asked
    assert complaints(visitor) == []
    assert known == [(clients,)]
    assert ("leading-zeros" in kept) == (way == "mend")


def test_a_date_order_is_asked_with_the_date_it_is_about(visit, store):
    days = sessions("s1,c1,omar,05/05/2026,attended", "s2,c2,omar,03/02/2026,attended")
    visitor = drop(visit(store, PAGE), **{"days.csv": days})
    (radio,) = [one for one in visitor.radio if "In which order" in one.label]

    assert "Line 3 says 03/02/2026." in radio.label.replace("\\", "")
    assert [one.replace("\\", "") for one in radio.options] == [
        "Day first: 03/02/2026 is Feb 3, 2026",
        "Month first: 03/02/2026 is Mar 2, 2026",
    ]
