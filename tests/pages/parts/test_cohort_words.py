"""What is said of those who began in the same month or quarter."""

from datetime import date
from math import nan

import pandas as pd
import pytest

from pages.early_dropout_parts import words as headlines
from pages.early_dropout_parts import words as notes
from queries import Filters

CHOSEN = Filters(start=date(2026, 1, 10), end=date(2026, 8, 31), scope=None)


@pytest.mark.parametrize(
    ("p", "said"),
    [
        (0.05, "no more apart than"),
        (nan, "no more apart than"),
        (0.049, "left, more apart"),
    ],
)
def test_months_are_no_more_apart_than_their_test_says(p, said):
    began = pd.DataFrame({"known": [10, 40], "rate": [0.01, 0.31]})
    words = headlines.cohorts_headline(began, p, fewest=10, became="left", span="month")

    assert said in words
    assert "between 1.0% and 31.0% left" in words


def test_a_month_without_a_share_is_not_counted():
    began = pd.DataFrame({"known": [10, 40, 50], "rate": [0.01, 0.31, nan]})
    said = headlines.cohorts_headline(
        began, nan, fewest=10, became="left", span="month"
    )

    assert "(2 months with 10 known clients or more)" in said


def test_the_only_month_known_well_enough_is_named():
    began = pd.DataFrame({"began": pd.to_datetime(["2026-05-01", "2026-06-01"])})
    began = began.assign(known=[4, 13], rate=[0.25, 0.385], low=0.177, high=0.645)
    said = headlines.cohorts_headline(
        began, nan, fewest=10, became="left", span="month"
    )

    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "Of those who began in June 2026, 38.5% left (17.7–64.5, n 13); "
        "no other month is known well enough"
    )


@pytest.mark.parametrize(("p", "tested"), [(nan, False), (0.2, True)])
def test_a_note_speaks_of_a_test_where_there_was_one(p, tested, monkeypatch):
    monkeypatch.setattr(notes, "dropout", str)

    note = notes.cohorts_note(CHOSEN, 10, "month", p)
    assert "By month of session one; hollow" in note
    assert ("log-rank" in note) == tested


def test_months_of_few_clients_point_to_quarters():
    began = pd.DataFrame({"known": [9], "rate": [0.1]})
    of = {"fewest": 10, "became": "left"}

    month, quarter = (
        headlines.cohorts_headline(began, nan, span=one, **of)
        for one in ("month", "quarter")
    )
    assert month.endswith("a quarter may hold more")
    assert quarter == "No quarter has 10 clients of whom it is known"
