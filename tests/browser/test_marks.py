"""A mark leads to the rows behind it, and the counts agree."""

import re
from dataclasses import replace
from datetime import datetime

import pytest

import queries

BEHIND = re.compile(r"([\d,]+) (?:sessions?|clients?|scores?) behind (.+)")


def behind(visitor):
    """Return how many rows are shown, and behind what."""
    rows, mark = BEHIND.search(visitor.text()).groups()
    return int(rows.replace(",", "")), mark


@pytest.mark.parametrize("number", [2, 7])
def test_a_month_leads_to_its_sessions(visit, sample, everything, number):
    rows, month = behind(visit("attendance?by=Month").mark(0, number))

    months = queries.answer(
        sample, "attendance_over_time", replace(everything, grain="month")
    )
    counted = months.set_index("begins")["counted"]
    assert rows == counted[datetime.strptime(month, "%B %Y")]


def test_a_session_number_leads_to_those_who_left_after_it(visit, sample, everything):
    visitor = visit("early_dropout?period=All").mark(0, 0)

    numbers = queries.answer(sample, "early_dropout_by_session", everything)
    left_after_one = numbers["dropped_out"].iloc[0]
    assert behind(visitor) == (left_after_one, "those who left after session 1")


def test_a_counselor_leads_to_the_clients_they_carry(visit, sample, everything):
    rows, counselor = behind(visit("caseload").mark(0, 0))

    people = queries.answer(sample, "caseload_by_counselor", everything)
    assert rows == people.set_index("counselor")["active_clients"][counselor]


def test_a_selection_can_be_taken_back(visit):
    visitor = visit("attendance").mark(0, 2).press("Clear the selection")

    assert BEHIND.search(visitor.text()) is None


def test_the_rows_of_a_whole_figure_are_one_click_away(visit):
    rows, mark = behind(visit("attendance").press("Rows"))

    assert rows > 0
    assert mark == "the whole figure"


def test_the_query_of_a_figure_is_one_click_away(visit):
    visitor = visit("attendance").press("Query")

    assert queries.question("attendance_over_time") in visitor.text()
    assert visitor.complaints == []


def test_the_definition_of_a_figure_is_one_click_away(visit):
    visitor = visit("attendance")
    before = visitor.text()

    assert len(visitor.press("Definition").text()) > len(before) + 100
    assert visitor.complaints == []
