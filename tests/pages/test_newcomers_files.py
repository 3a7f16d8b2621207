"""Files that lack a column get in by clicks, and an answer stays with its heading."""

from datetime import date

import pytest

import queries
from ingest.merge import questions, whose
from pages.data_parts import columns
from tests.pages.test_every_page import ONE, complaints
from tests.pages.uploading import PAGE, drop, enabled, headers, imported, press

ANEW = "Answer anew"


@pytest.fixture
def store(publish):
    return publish(sessions=ONE)


def box(visitor, label):
    (found,) = (one for one in visitor.selectbox if one.label.split(":")[0] == label)
    return found


def sessions(store, what="client_id, counselor_id, status"):
    opened = queries.open_store(store)
    try:
        held = "from exported.sessions where client_id <> 'ann' order by all"
        sql = f"select {what} {held}"
        return opened.connection.execute(sql).fetchall()
    finally:
        opened.close()


def answered(visitor):
    """Use the columns chosen, and give the answers that every first import asks for."""
    return press(press(visitor, "Use these columns"), "Use these answers")


def test_a_file_without_a_counselor_is_loaded_by_one_choice(visit, store):
    content = b"Client,Date,Status\nbob,2026-01-06,show\ncat,2026-01-07,DNA\n"
    visitor = drop(visit(store, PAGE), **{"own.csv": content})
    guessed = [box(visitor, name).value for name in ("Client", "Start", "Status")]
    box(visitor, "Counselor").set_value(columns.NOBODY).run()
    visitor = imported(answered(visitor), store)

    assert guessed == ["Client", "Date", "Status"]
    assert complaints(visitor) == []
    assert sessions(store) == [
        ("bob", "(none named)", "attended"),
        ("cat", "(none named)", "no_show"),
    ]


def test_where_no_counselor_is_named_the_pages_that_compare_them_say_so(visit, publish):
    later = "    2 | bob | ruth | 2026-06-05 10:00 | no show\n"
    store = publish(sessions=(ONE + later).replace("ruth", "(none named)"))
    alone = {
        "pages/caseload.py": {},
        "pages/counselor_sheet.py": {},
        "pages/early_dropout.py": {"early_dropout_part": "Counselors"},
        "pages/attendance.py": {"attendance_part": "Counselors"},
        "pages/calls.py": {},
        "dashboard.py": {},
    }
    for page, address in alone.items():
        visitor = visit(store, page, address=address)
        assert complaints(visitor) == []
        (said,) = (
            one.value for one in visitor.info if "names no counselor" in one.value
        )
        assert said.startswith("The export names no counselor, so counselors cannot be")
    assert "no counselor named" in headers(visit(store, PAGE))[0]


@pytest.mark.parametrize(("rows", "says"), [(19, False), (20, True)])
def test_where_everything_took_place_attendance_is_not_told(visit, publish, rows, says):
    drawn = "\n".join(
        f"{n} | c{n % 5} | ruth | 2026-01-{1 + n:02} 10:00 | attended"
        for n in range(rows)
    )
    store = publish(
        sessions=f"session_id | client_id | counselor_id | start | status\n{drawn}"
    )
    visitor = visit(store, "pages/attendance.py")

    assert complaints(visitor) == []
    assert (
        any("cannot say how many booked" in one.value for one in visitor.info) is says
    )
    overview = visit(store)
    assert any(one.value.startswith("100") for one in overview.metric) is not says


def test_a_status_is_made_of_columns_of_yes_and_no(visit, store):
    content = (
        b"Client,Counselor,Date,Cancelled,Missed,Who\n"
        b"bob,omar,2026-01-06,no,no,\nbob,omar,2026-01-07,no,yes,\n"
        b"cat,omar,2026-01-08,yes,no,therapist\ndan,omar,2026-01-09,yes,no,client\n"
    )
    visitor = drop(visit(store, PAGE), **{"own.csv": content})
    box(visitor, "Status").set_value(columns.FROM).run()
    parts = {"No-show": "Missed", "Cancelled": "Cancelled", "Cancelled by": "Who"}
    for part, heading in parts.items():
        box(visitor, part).set_value(heading).run()
    imported(answered(visitor), store)

    assert sessions(store, "client_id, start::date::varchar, status") == [
        ("bob", "2026-01-06", "attended"),
        ("bob", "2026-01-07", "no_show"),
        ("cat", "2026-01-08", "clinic_cancelled"),
        ("dan", "2026-01-09", "client_cancelled"),
    ]


def test_two_columns_together_are_the_client(visit, store):
    content = (
        b"Number,Counselor,Date,Status\n1,omar,2026-01-06,show\n1,ida,2026-01-06,show\n"
    )
    visitor = drop(visit(store, PAGE), **{"own.csv": content})
    box(visitor, "Client").set_value(columns.TOGETHER).run()
    box(visitor, "The first column").set_value("Counselor").run()
    box(visitor, "The client's own").set_value("Number").run()
    imported(answered(visitor), store)

    assert sessions(store, "client_id, counselor_id") == [
        ("ida 1", "ida"),
        ("omar 1", "omar"),
    ]


def test_an_answer_of_one_heading_is_asked_anew_under_another(visit, store):
    missed = b"Client,Counselor,Date,No-show\nbob,omar,2026-01-06,No\ncat,omar,2026-01-07,Yes\n"
    came = b"Client,Counselor,Date,Attended\ndan,omar,2026-01-08,Yes\neve,omar,2026-01-09,No\n"
    visitor = drop(visit(store, PAGE), **{"missed.csv": missed})
    box(visitor, "Status").set_value("No-show").run()
    visitor = press(visitor, "Use these columns")
    for word, status in (("No", "attended"), ("Yes", "no_show")):
        (asked,) = (one for one in visitor.selectbox if f"“{word}”" in one.label)
        asked.set_value(status)
    imported(press(visitor, "Use these answers"), store)
    first = sessions(store, "client_id, status")

    visitor = drop(visit(store, PAGE), **{"came.csv": came})
    (asked,) = (one for one in visitor.selectbox if "“" in one.label)
    ready = enabled(visitor, "Publish")
    asked.set_value("no_show")
    imported(press(visitor, "Use these answers"), store)

    assert first == [("bob", "attended"), ("cat", "no_show")]
    assert not ready
    assert asked.label == "“No”, 1 session"
    assert sessions(store, "client_id, status") == [
        ("bob", "attended"),
        ("cat", "no_show"),
        ("dan", "attended"),
        ("eve", "no_show"),
    ]


def test_kept_answers_are_shown_with_their_day_and_changed_one_by_one(visit, store):
    kept = (
        'time_zone = "UTC"\n[statuses_under.Status]\nHere = "attended"\nGone = "no_show"\n'
        'Other = "unknown"\n[answered]\n"statuses_under.Status.Gone" = 2026-11-03\n'
    )
    (store / "mapping.toml").write_text(kept, encoding="utf-8")
    content = b"Client,Counselor,Date,Status\nbob,omar,2026-01-06,Here\ncat,omar,2026-01-07,gone\n"
    visitor = drop(visit(store, PAGE), **{"own.csv": content})
    said = [one.value for one in visitor.markdown]
    ready = enabled(visitor, "Publish")
    (shown,) = (one for one in visitor.expander if "used for these files" in one.label)
    buttons = [one for one in visitor.button if one.label == ANEW]
    buttons[2].click()
    visitor.run()

    assert (
        shown.label
        == "3 answers are used for these files, 3 of them kept from an earlier import"
    )
    assert shown.proto.expanded
    assert "“Gone” under “Status” means no show, as answered on Nov 3, 2026" in said
    assert "“Here” under “Status” means attended" in said
    assert not any("Other" in line for line in said)
    assert ready
    assert not enabled(visitor, "Publish")
    (asked,) = (one for one in visitor.selectbox if "“" in one.label)
    assert asked.label == "“gone”, 1 session"

    asked.set_value("late_cancelled")
    imported(press(visitor, "Use these answers"), store)
    written = (store / "mapping.toml").read_text(encoding="utf-8")
    assert sessions(store, "client_id, status") == [
        ("bob", "attended"),
        ("cat", "late_cancelled"),
    ]
    assert f'"statuses_under.Status.gone" = {date.today()}' in written
    assert "2026-11-03" not in written


def test_client_numbers_that_restart_are_put_together_by_one_answer(
    visit, store, monkeypatch
):
    monkeypatch.setattr(whose, "FEWEST", 20)
    (store / "mapping.toml").write_text('time_zone = "UTC"\n', encoding="utf-8")
    rows = [
        f"{n},t{who},2026-01-{day:02},show"
        for n in range(1, 7)
        for who in (1, 2)
        for day in (5, 12)
    ]
    content = "\n".join(["Client,Therapist,Date,Status", *rows]).encode()
    visitor = imported(drop(visit(store, PAGE), **{"own.csv": content}), store)
    visitor.radio(key="question_client_numbers").set_value("counselor")
    visitor = imported(press(visitor, "Use these answers"), store)

    assert complaints(visitor) == []
    assert sessions(
        store, "count(distinct client_id), count(distinct counselor_id)"
    ) == [(12, 2)]


def test_words_that_a_first_look_missed_are_asked_before_publishing(
    visit, store, monkeypatch
):
    monkeypatch.setattr(questions, "LEAST_WORDS", 1)
    (store / "mapping.toml").write_text('time_zone = "UTC"\n', encoding="utf-8")
    content = b"Client,Counselor,Date,Status\nbob,omar,2026-01-06,lost\ncat,omar,2026-01-07,odd\n"
    visitor = visit(store, PAGE)
    with monkeypatch.context() as unseen:
        unseen.setattr("pages.data_parts.questions.unknown_words", lambda _seen: {})
        visitor = imported(drop(visitor, **{"own.csv": content}), store)
        (lost,) = (one for one in visitor.selectbox if "“lost”" in one.label)
        lost.set_value("no_show")
        visitor = press(visitor, "Use these answers")
        visitor = imported(visitor, store)
        (left,) = (
            one for one in visitor.checkbox if "leave the others out" in one.label
        )
        left.check()
        visitor = imported(press(visitor, "Use these answers"), store)

    assert complaints(visitor) == []
    assert sessions(store, "client_id, status") == [
        ("bob", "no_show"),
        ("cat", "unknown"),
    ]
