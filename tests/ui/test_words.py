"""Numbers, dates and names as sentences."""

import string
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
        (-0.021, -0.04, 0.0, "no clear change"),
        (0.021, nan, nan, "too few to compare"),
        (nan, 0.004, 0.038, "too few to compare"),
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


def test_every_mark_of_punctuation_is_escaped_and_nothing_else():
    assert words.escaped(string.punctuation) == "".join(
        f"\\{mark}" for mark in string.punctuation
    )
    plain = string.ascii_letters + string.digits + " é—–"
    assert words.escaped(plain) == plain


@pytest.mark.parametrize(
    "unseen",
    ["\t", "\x7f", "\u200b", "\u2028", "\u2029", "\ue000", "\u0378", "\ud800"],
)
def test_what_nobody_sees_is_not_shown(unseen):
    assert words.visible(f"Ann{unseen}Lee") == "AnnLee"
    assert words.visible(7) == "7"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (words.percent(0.6124, 0), "61%"),
        (words.percent(0.6124, 2), "61.24%"),
        (words.number(1234.56), "1,235"),
        (words.number(1234.56, 1), "1,234.6"),
        (words.number(nan), "—"),
        (words.sample(1042), "n 1,042"),
        (words.sample(7, "clients"), "n 7 clients"),
        (words.count(0, "client"), "0 clients"),
        (words.count(2, "hour of it", "hours of it"), "2 hours of it"),
        (words.count(1, "hour of it", "hours of it"), "1 hour of it"),
        (words.points(0.038), "+3.8"),
        (words.points(0.0), "+0.0"),
        (words.points(-0.0214), "−2.1"),
        (words.begun("no LIMIT is"), "No LIMIT is"),
        (words.begun(""), ""),
    ],
)
def test_numbers_as_words(said, expected):
    assert said.replace(words.STICKY, " ") == expected


def test_n_and_its_number_stay_on_one_line():
    assert words.STICKY in words.sample(7, "clients")


@pytest.mark.parametrize(("low", "high"), [(nan, 0.1), (0.1, nan)])
def test_an_interval_of_one_end_is_none(low, high):
    assert words.interval(low, high) == "no interval: too few"


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "None"), (1, "One"), (2, "Two"), (12, "Twelve"), (13, "13"), (1234, "1,234")],
)
def test_small_numbers_are_words(number, said):
    assert words.small(number) == said


@pytest.mark.parametrize(
    ("locale", "said"),
    [("en-GB", "1 Feb 2026"), ("en", "1 Feb 2026"), ("", "Feb 1, 2026")],
)
def test_only_the_locale_of_the_states_puts_the_month_first(locale, said):
    assert words.day(date(2026, 2, 1), locale) == said
