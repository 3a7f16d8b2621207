"""One person under two names: proposed, said, asked about and taken back on the page."""

import time

import pytest

import queries
from ingest.merge import questions
from pages.data_parts import import_job
from tests.pages.test_every_page import complaints
from tests.pages.test_import_questions import KEPT, said
from tests.pages.uploading import PAGE, drop, imported, press

HEAD = "client_id | counselor_id | start | status\n"


@pytest.fixture(autouse=True)
def asking(monkeypatch):
    monkeypatch.setattr(questions, "TWICE", 1)


def rows(client, days, counselor="omar", hour="09:00"):
    return "".join(
        f"{client} | {counselor} | 2026-{day} {hour} | attended\n"
        for day in days.split()
    )


# Mondays at nine: Cleo until 16 February, Cleopatra from 2 March; Dan stays himself.
CLEO, CLEOPATRA = "01-05 01-12 02-16", "03-02 03-09"
SESSIONS = HEAD + rows("cleo", CLEO) + rows("cleopatra", CLEOPATRA)
SESSIONS += rows("dan", "01-06 03-10", hour="10:00")


@pytest.fixture
def store(publish):
    folder = publish(sessions=SESSIONS)
    (folder / "mapping.toml").write_text(KEPT, encoding="utf-8")
    return folder


def clients(store):
    opened = queries.open_store(store)
    try:
        rows = opened.connection.execute("select client_id from clients order by 1")
        return [client for (client,) in rows.fetchall()]
    finally:
        opened.close()


def shown(visit, store):
    return visit(store, PAGE, data_part="Two names")


def texts(visitor):
    return [text.value for text in visitor.text]


def test_whose_sessions_go_on_is_proposed_and_made_one_and_taken_back(visit, store):
    visitor = shown(visit, store)
    assert complaints(visitor) == []
    (proposal,) = [text for text in texts(visitor) if "cleopatra" in text]
    assert proposal == (
        "Client cleo is cleopatra? 3 sessions until Feb 16, 2026; 2 from Mar 2, 2026"
    )

    imported(visitor, store, "One person")
    assert clients(store) == ["cleopatra", "dan"]
    visitor = shown(visit, store)
    assert complaints(visitor) == []
    assert "1 person stands under two names, counted as one" in [
        header.value for header in visitor.header
    ]
    assert [text for text in texts(visitor) if "cleo" in text] == [
        "Client cleo is cleopatra"
    ]

    imported(visitor, store, "Two people after all")
    assert clients(store) == ["cleo", "cleopatra", "dan"]


def test_two_names_can_be_entered(visit, store):
    visitor = shown(visit, store)
    older, stays = visitor.text_input
    older.input("dan")
    stays.input(" cleo ")
    (form,) = [one for one in visitor.button if "FormSubmitter" in one.key]
    form.click()
    visitor.run()
    while import_job.running(store):
        time.sleep(0.05)

    assert clients(store) == ["cleo", "cleopatra"]


def test_what_an_import_asks_is_answered_as_one_person(visit, store):
    newer = SESSIONS.replace("dan", "daniel") + rows("daniel", "03-17", hour="10:00")
    visitor = imported(
        drop(visit(store, PAGE), **{"new.csv": newer.replace(" | ", ",").encode()}),
        store,
    )
    assert any("2 sessions would count twice" in line for line in said(visitor))
    assert "dan, now daniel" in texts(visitor)
    (radio,) = [one for one in visitor.radio if "two-people" in one.key]
    radio.set_value("one")
    press(visitor, "Use these answers")
    visitor = imported(visitor, store)

    assert complaints(visitor) == []
    assert clients(store) == ["cleo", "cleopatra", "daniel"]
    assert 'dan = "daniel"' in (store / "mapping.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("hour", "counselor", "referred"),
    [("11:00", "omar", ""), ("09:00", "ida", ""), ("09:00", "omar", "2026-02-20")],
)
def test_who_was_referred_anew_or_comes_to_another_hour_is_not_proposed(
    visit, publish, hour, counselor, referred
):
    sessions = HEAD + rows("cleo", CLEO) + rows("cleopatra", CLEOPATRA, counselor, hour)
    told = f"client_id | referral_date\ncleopatra | {referred}"
    visitor = shown(visit, publish(sessions=sessions, clients=told))

    assert complaints(visitor) == []
    assert not [text for text in texts(visitor) if "cleo" in text]


def test_a_counselor_whose_clients_another_takes_over_is_proposed(visit, publish):
    before = "".join(rows(f"c{n}", "02-02 02-09", "Ruth Vale") for n in range(5))
    after = "".join(rows(f"c{n}", "02-16 02-23", "Ruth Hale") for n in range(2, 5))
    visitor = shown(visit, publish(sessions=HEAD + before + after))

    assert [text for text in texts(visitor) if "Ruth" in text] == [
        "Counselor Ruth Vale is Ruth Hale? 10 sessions until Feb 9, 2026; 6 from Feb 16, 2026"
    ]
