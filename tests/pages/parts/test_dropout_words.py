"""The early dropout page's sentences say the answer, and never a verdict."""

from datetime import date
from math import nan

import pandas as pd
import pytest

from pages.early_dropout_parts import adjusted_words, attribute_names, numbers, words
from pages.early_dropout_parts import rows as behind
from queries import Filters
from ui.page import period

CHOSEN = Filters(start=date(2026, 1, 10), end=date(2026, 8, 31), scope=None)


def moved(difference, low, high):
    return numbers.moved(
        pd.DataFrame({"difference": [difference], "low": [low], "high": [high]})
    )


def test_a_change_is_said_with_its_interval():
    assert moved(0.043, 0.012, 0.075) == "up 4.3 points (+1.2 to +7.5)"
    assert moved(0.01, -0.009, 0.033) == "no clear change, −0.9 to +3.3 points"
    assert moved(nan, nan, nan) == "too few in the period before"


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        (["not compared"], "No counselor has clients enough to be compared"),
        (["within", "not compared"], "One counselor has clients enough"),
        (["within"] * 3, "None of 3 counselors lies outside"),
        (["high", "within"], "One of 2 counselors lies outside"),
        (["high", "low", "within"], "Two of 3 counselors lie outside"),
    ],
)
def test_how_many_lie_outside_chance(sides, said):
    judged = pd.DataFrame({"side": sides})

    assert words.outside_headline(judged, 0.15).startswith(said)


def test_the_headline_names_the_question_that_was_asked():
    judged = pd.DataFrame({"side": ["high", "low", "within"]})

    assert words.outside_headline(judged, 1.2, differ=True) == (
        "Two of 3 counselors are unusual even among counselors who differ anyway; "
        "chance alone would give up to 1.2"
    )


@pytest.mark.parametrize(
    ("passes", "p", "said"),
    [
        ([True, True], [0.01, 0.02], "Two of 2 attributes go with leaving early: a an"),
        ([True, False], [0.01, 0.5], "One of 2 attributes goes with leaving early: a"),
        ([False, False], [0.4, 0.5], "None of 2 attributes goes with leaving early"),
        ([False, False], [0.4, nan], "The one attribute does not go with leaving"),
        ([False, False], [nan, nan], "No attribute has two values"),
    ],
)
def test_which_attributes_go_with_leaving(passes, p, said):
    tested = pd.DataFrame({"label": ["A", "B"], "passes": passes, "p": p})

    assert words.attributes_headline(tested).startswith(said)


def test_long_lists_of_attributes_are_cut():
    tested = pd.DataFrame({"label": list("ABCDE"), "passes": True, "p": 0.001})

    assert words.attributes_headline(tested).endswith(": a, b, c and two more")


def test_a_quarter_leads_to_its_part_of_the_period():
    rows = behind.clients_of_cohort(quarters=True)
    narrowed = rows.narrow(CHOSEN, "2026-01-01")
    last = rows.narrow(CHOSEN, "2026-07-01")

    assert (narrowed.start, narrowed.end) == (date(2026, 1, 10), date(2026, 3, 31))
    assert (last.start, last.end) == (date(2026, 7, 1), date(2026, 8, 31))
    assert rows.named("2026-07-01") == "quarter 3 of 2026"


def test_a_value_leads_to_those_who_left_early():
    rows = behind.leavers_of_value("Gap")
    mark = behind.value_id("first_gap", "0-9 days", 2)
    narrowed = rows.narrow(CHOSEN, mark)

    assert (narrowed.attribute, narrowed.value) == ("first_gap", "0-9 days")
    assert narrowed.left_after == (2, 3)
    assert rows.named(mark) == "Gap, 0-9 days: left after session 2 or 3"


def test_an_attribute_that_has_no_label_is_its_own():
    assert attribute_names.label("wait") == "Wait to session one"
    assert attribute_names.label("referral_source") == "Referral source"


def test_windows_that_have_passed_are_counted_back_from_the_data():
    through = date(2026, 8, 31)

    assert period.mature(CHOSEN, through) == date(2026, 7, 2)
    assert period.mature(CHOSEN, through, windows=2) == date(2026, 5, 3)
    assert period.mature(CHOSEN, date(2027, 8, 31)) == CHOSEN.end


def test_why_nothing_is_adjusted_for_is_said():
    alone, few = (adjusted_words.nothing_known(n, 30) for n in (1, 2))

    assert "one counselor saw all of them" in alone
    assert "two values of 30 clients each" in few
    assert "export carries nothing" not in alone + few


@pytest.mark.parametrize("bounds", [True, False])
def test_a_bar_is_explained_where_there_is_one(bounds, monkeypatch):
    monkeypatch.setattr(words, "through", str)
    note = words.definitions_note(pd.DataFrame({"bounds": [False, bounds]}))

    assert ("The bar runs between" in note) is bounds


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ([12, 40], "too few to test. Intervals are 95%. "),
        (
            [11, 12],
            "Intervals are 95%. Grey, without an interval: fewer than 12 clients. ",
        ),
        (
            [1, 11],
            "too few to test. Grey, without an interval: fewer than 12 clients. ",
        ),
    ],
)
def test_a_note_speaks_of_intervals_where_there_are_any(known, said, monkeypatch):
    monkeypatch.setattr(words, "through", str)
    about = pd.Series({"p": nan, "begins_at": 1})

    note = words.values_note(about, pd.Series(known), 12)

    assert note.endswith(said)
