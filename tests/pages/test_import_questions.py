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
        "2 rows read + 1 further session of several people in a cell = 3 new"
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
