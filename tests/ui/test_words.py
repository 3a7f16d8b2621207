"""Numbers, dates and names as sentences."""

from datetime import date
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import words


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("![x](http://evil.example)", r"\!\[x\]\(http\:\/\/evil\.example\)"),
        ("cost $5 and $6", r"cost \$5 and \$6"),
        (":red[loud]", r"\:red\[loud\]"),
        ("Ann\u202e\u200b\x00\nLee", "AnnLee"),
        ("Lucía Núñez", "Lucía Núñez"),
    ],
)
def test_a_name_is_escaped(hostile, shown):
    assert words.escaped(hostile) == shown


@given(st.text())
def test_every_mark_of_an_escaped_name_stands_behind_a_backslash(name):
    shown = words.escaped(name)

    for place, character in enumerate(shown):
        if words.PUNCTUATION.match(character) and character != "\\":
            assert shown[place - 1] == "\\"


def test_a_share_is_a_percentage_and_nothing_is_a_dash():
    assert words.percent(0.6124) == "61.2%"
    assert words.percent(nan) == "—"
    assert words.number(1042) == "1,042"


def test_one_client_and_many():
    assert words.count(1, "client") == "1 client"
    assert words.count(1042, "client") == "1,042 clients"


def test_an_interval_that_is_not_known_is_said():
    assert words.interval(0.0989, 0.1401) == "9.9–14.0"
    assert words.interval(nan, nan) == "no interval: too few"


@pytest.mark.parametrize(
    ("difference", "low", "high", "said"),
    [
        (0.021, 0.004, 0.038, "up 2.1 points"),
        (-0.021, -0.038, -0.004, "down 2.1 points"),
        (0.021, -0.001, 0.04, "no clear change"),
        (0.021, 0.0, 0.04, "no clear change"),
        (nan, nan, nan, "too few to compare"),
    ],
)
def test_only_what_chance_does_not_explain_is_a_direction(difference, low, high, said):
    assert words.direction(difference, low, high) == said


def test_a_date_follows_the_readers_locale():
    assert words.day(date(2026, 2, 1), "en-US") == "Feb 1, 2026"
    assert words.day(date(2026, 2, 1), "de-DE") == "1 Feb 2026"
    assert words.day(date(2026, 2, 1)) == "Feb 1, 2026"


def test_a_list_reads_like_a_sentence():
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b"]) == "a and b"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
