"""Clients who are not to be contacted: on no list, and counted as left out."""

import pytest

from tests.pages.test_every_page import complaints
from tests.queries.calls.test_calls import LEFT_ALONE, SESSIONS

CALLS, SHEET = "pages/calls.py", "pages/counselor_sheet.py"
ALONE = {"early", "edge", "missed", "last"}


@pytest.fixture
def store(publish):
    return publish(sessions=SESSIONS, clients=LEFT_ALONE)


def named(visitor):
    tables = [t.value for t in visitor.dataframe if "client_id" in t.value]
    return {client for table in tables for client in table["client_id"]}


def captions(visitor):
    return [line.value for line in visitor.caption]


def test_the_call_list_holds_none_of_them_and_says_how_many(visit, store):
    visitor = visit(store, CALLS)

    assert complaints(visitor) == []
    assert named(visitor)
    assert not named(visitor) & ALONE
    assert (
        "Left out of this list: 1 client whose record falls under 42 CFR Part 2 and "
        "2 clients whose record says not to contact them." in captions(visitor)
    )


def test_the_sheet_holds_none_of_them_and_says_how_many(visit, store):
    visitor = visit(store, SHEET, sheet_counselor="ruth")

    assert complaints(visitor) == []
    assert not named(visitor) & ALONE
    assert any(
        line.startswith("Left out of these lists: 1 ") for line in captions(visitor)
    )


def test_nothing_is_said_where_nobody_is_left_out(visit, publish):
    visitor = visit(publish(sessions=SESSIONS), CALLS)

    assert named(visitor) >= {"early", "missed"}
    assert not any(line.startswith("Left out") for line in captions(visitor))
