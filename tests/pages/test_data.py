"""The Data page says what is held, what the import did, and what it changed."""

import pandas as pd
import pytest

import ingest
import queries
from pages.data_parts import holds
from store import snapshots
from tests import drawing
from tests.pages.test_every_page import ONE, complaints
from tests.pages.uploading import PAGE, headers

PARTS = [
    "Load an export",
    "Import report",
    "What changed",
    "What it holds",
    "Snapshots",
    "Names",
]
JANUARY = """
    session_id | client_id | counselor_id | start            | status
    1          | ann       | ruth         | 2026-01-05 10:00 | attended
    2          | bob       | ruth         | 2026-01-06 10:00 | scheduled
    3          | cat       | ruth         | 2026-01-07 10:00 | attended
"""
LATER = """
    session_id | client_id | counselor_id | start            | status
    1          | ann       | ruth         | 2026-01-05 10:00 | attended
    2          | bob       | ruth         | 2026-01-06 10:00 | no_show
    4          | dan       | ruth         | 2026-02-07 10:00 | attended
"""
BROKEN = (
    ONE
    + "2 | bob | ruth | 2026-13-45 | attended\n"
    + "\n".join(
        f"{n} | bob | ruth | 2026-02-{n - 2:02} 10:00 | attended" for n in range(3, 30)
    )
)

every_part = pytest.mark.parametrize("part", PARTS)


@pytest.fixture
def grown(publish):
    """Publish January, then a later export that changes it."""
    publish("january", sessions=JANUARY)
    return publish("later", sessions=LATER)


@every_part
def test_opens_on_the_sample(visit, sample_folder, part):
    visitor = visit(sample_folder, PAGE, data_part=part)

    assert complaints(visitor) == []
    assert headers(visitor)[0].startswith("20,366 sessions of 2,351 clients")
    assert "until Aug 31, 2026" in headers(visitor)[0]


@every_part
def test_opens_on_a_clinic_of_one_and_on_one_that_has_grown(visit, publish, part):
    one = publish(sessions=ONE)
    visitors = [visit(one, PAGE, data_part=part)]
    publish("later", sessions=LATER)
    visitors.append(visit(one, PAGE, data_part=part))

    assert [complaints(visitor) for visitor in visitors] == [[], []]


def test_says_which_words_wait_for_an_answer(visit, publish):
    store = publish(sessions=ONE.replace("attended", "gone $fishing$"))
    (warning,) = visit(store, PAGE).warning

    assert "1 session carries" in warning.value
    assert "gone \\$fishing\\$" in warning.value


def test_the_report_accounts_for_every_row(visit, publish):
    store = publish(sessions=BROKEN)
    visitor = visit(store, PAGE, data_part="Import report")
    files, rejected = (visitor.dataframe[place].value for place in (0, 1))
    (row,) = files.to_dict("records")

    assert "29 rows read = 28 new + 1 rejected" in headers(visitor)[1]
    assert row["read"] == row["new"] + row["set_aside"] + row["rejected"] == 29
    assert rejected[["file", "line", "column"]].values.tolist() == [
        ["sessions.csv", 3, "start"]
    ]
    assert any(
        button.label == "Download the report"
        for button in visitor.get("download_button")
    )


def test_says_what_the_last_import_changed(visit, grown):
    visitor = visit(grown, PAGE, data_part="What changed")
    statuses = next(t.value for t in visitor.dataframe if "sessions" in t.value)

    assert "1 session added, 1 changed" in headers(visitor)[1]
    assert statuses.values.tolist() == [["scheduled", "no show", 1]]
    assert not visit(grown, PAGE, data_part="Import report").exception


def test_the_first_import_changed_nothing(visit, publish):
    visitor = visit(publish(sessions=ONE), PAGE, data_part="What changed")

    assert headers(visitor)[1].startswith("Nothing to compare with")


def chosen(place):
    return {"selection": {"rows": [place], "columns": [], "cells": []}}


def test_an_earlier_snapshot_is_shown_on_every_page_until_one_goes_back(visit, grown):
    state = {"data_part": "Snapshots", "snapshots": chosen(1)}
    visitor = visit(grown, PAGE, **state)
    visitor.button(key="look_at_snapshot").click().run()
    there = headers(visitor)[0], visitor.warning[0].value
    visitor.switch_page("dashboard.py").run()
    elsewhere = visitor.warning[0].value
    visitor.button(key="back_to_current").click().run()

    assert there[0].startswith("3 sessions")
    assert "until Jan 7, 2026" in there[0]
    assert there[1] == elsewhere
    assert "Jan 7, 2026" in elsewhere
    assert not visitor.warning


def test_another_visitor_sees_the_current_data_meanwhile(visit, grown):
    state = {"data_part": "Snapshots", "snapshots": chosen(1)}
    visit(grown, PAGE, **state).button(key="look_at_snapshot").click().run()

    assert headers(visit(grown, PAGE))[0].startswith("4 sessions")


def test_an_earlier_snapshot_is_restored(visit, grown):
    january = snapshots.history(grown)[1].id
    state = {"data_part": "Snapshots", "snapshots": chosen(1)}
    visitor = visit(grown, PAGE, **state)
    visitor.button(key="restore_snapshot").click().run()

    assert queries.current(grown) == january
    assert headers(visitor)[0].startswith("3 sessions")
    assert "Restored" in visitor.success[0].value


def test_a_snapshot_that_is_gone_is_not_looked_at(visit, grown):
    visitor = visit(grown, PAGE, earlier_snapshot="0123456789abcdef")

    assert complaints(visitor) == []
    assert not visitor.warning
    assert headers(visitor)[0].startswith("4 sessions")


def test_the_page_shows_one_snapshot_while_another_is_published(visit, publish):
    store = publish(sessions=ONE)
    visitor = visit(store, PAGE, data_part="What it holds")
    files = drawing.export(store.parent / "more", sessions=LATER)
    ingest.publish(files, store)

    assert headers(visitor)[0].startswith("1 session ")
    assert headers(visitor.run())[0].startswith("3 sessions")


def test_one_session_carries_an_unknown_word_and_two_carry_one():
    one, two = (pd.Series({"unknown_status": sessions}) for sessions in (1, 2))

    assert holds.words_read(one) == (
        "1 session carries a status word nobody recognized"
    )
    assert holds.words_read(two) == "2 sessions carry a status word nobody recognized"
