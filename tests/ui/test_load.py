"""What is said of load: for nobody, one, several, and where no limit is known."""

from contextlib import nullcontext
from datetime import date, timedelta
from math import nan
from types import SimpleNamespace

import pandas as pd
import pytest

from clinic.settings import Settings
from queries import Filters
from ui.topics import load

LAST = date(2026, 8, 31)
NO_CAPACITY = "No capacity is exported, so nobody can be over it"
CHOSEN = Filters(start=date(2026, 1, 1), end=LAST, window=30, scope=None)
LOAD = pd.DataFrame(
    {
        "active_clients": [20, 12, 8],
        "recently_seen": [15, 12, 6],
        "attended_hours": [20.0, 4.0, nan],
        "weekly_hours": [30.0, nan, 10.0],
        "hours_now": [30.0, nan, 10.0],
        "at_work": 1.0,
        "whereabouts": "",
        "caseload_limit": [nan, nan, 10.0],
        "over_capacity": [True, False, False],
        "limit_set": [False, False, False],
        "excess": [1.2, nan, 0.5],
    }
)
WEEKS = pd.DataFrame({"active_clients": [30, 1, 2, 3, 37], "waiting": [9, 1, 2, 3, 7]})


@pytest.fixture(autouse=True)
def the_last_day(monkeypatch):
    monkeypatch.setattr(load.data, "through", lambda: LAST)


def test_the_last_weeks_end_with_the_data_whatever_the_period():
    half = load.recent(CHOSEN)
    some = load.recent(CHOSEN, weeks=17, counselors=("K-1",))

    assert (half.start, half.end) == (LAST - timedelta(days=182), LAST)
    assert (some.start, some.end) == (LAST - timedelta(days=119), LAST)
    assert (half.counselors, some.counselors) == (None, ("K-1",))


def test_the_four_numbers_of_a_clinic():
    clients, hours, over, waiting = load.numbers(LOAD, WEEKS)

    assert (clients.value, clients.moved) == ("40", "up 7 in four weeks")
    assert clients.sure == "33 seen lately, 7 only booked"
    assert (hours.value, hours.moved) == ("67%", "mean of four weeks")
    assert hours.sure == "20 attended of 30 contracted a week"  # who has both
    assert (over.value, over.sure) == ("1", "of 2 counselors with a known limit")
    assert (waiting.value, waiting.moved) == ("7", "down 2 in four weeks")
    assert [n.page for n in (clients, hours, over, waiting)] == ["", "", "", "Calls"]


def test_the_numbers_where_nothing_is_known():
    bare = LOAD.assign(weekly_hours=nan, caseload_limit=nan, over_capacity=False)
    clients, hours, over, waiting = load.numbers(bare, WEEKS.head(0))

    assert clients.moved == waiting.moved == "no earlier week to compare with"
    assert hours.value == over.value == waiting.value == "—"
    assert over.sure == "of 0 counselors with a known limit"


@pytest.mark.parametrize("limit", ["caseload_limit", "weekly_hours"])
def test_one_kind_of_limit_is_enough_to_be_over_it(limit):
    bare = LOAD.assign(weekly_hours=nan, caseload_limit=nan).assign(**{limit: 9.0})

    assert load.numbers(bare, WEEKS)[2].sure == "of 3 counselors with a known limit"


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        ([30, 31, 32, 33], "no earlier week to compare with"),
        ([30, 31, 32, 33, 37], "up 7 in four weeks"),
        ([30, 40, 32, 33, 37, 39], "down 1 in four weeks"),
        ([30, 31, 32, 33, 30], "as four weeks ago"),
        ([1, 0, 0, 0, 2001], "up 2,000 in four weeks"),
    ],
)
def test_a_number_is_compared_with_that_of_four_weeks_ago(weeks, said):
    moved = pd.DataFrame({"active_clients": weeks, "waiting": 0})

    assert load.numbers(LOAD, moved)[0].moved == said


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (Settings(), "A group session counts once for its counselor."),
        (Settings(groups="attendee"), "A group session counts in full for each"),
        (
            Settings(groups="share", group_share=0.25),
            "A group session counts 25% of its length for each attendee.",
        ),
        (
            Settings(band=(0.6, 0.85)),
            "the clinic's own target: 60% to 85% of contracted hours.",
        ),
    ],
)
def test_the_note_says_what_the_clinic_decided(settings, said, monkeypatch):
    monkeypatch.setattr(load, "through", str)
    note = load.note(CHOSEN, settings, LOAD)

    assert said in note
    assert note.startswith("Active: attended within 30 days (dark)")
    assert ("target" in note) is bool(settings.band)
    assert "without an exported limit" not in note


@pytest.mark.parametrize(
    ("here", "said"),
    [
        ([True, False, False], " 1 counselor without an exported limit has one from"),
        ([True, True, False], " 2 counselors without an exported limit have one from"),
    ],
)
def test_limits_that_the_clinic_set_are_counted(here, said, monkeypatch):
    monkeypatch.setattr(load, "through", str)

    assert said in load.note(CHOSEN, Settings(), LOAD.assign(limit_set=here))


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ([True], "One counselor carries more than their limit, for this reason"),
        ([True] * 2, "Two counselors carry more than their limit, and why"),
        ([True] * 13, "13 counselors carry more than their limit, and why"),
    ],
)
def test_who_is_over_is_counted_before_the_reasons(over, said):
    assert load.over(pd.DataFrame({"over_capacity": over})) == said


@pytest.mark.parametrize(
    ("excess", "said"),
    [
        (
            [1.2, nan, 0.5],
            "1 of 2 counselors is over their limit, 1 has room; half are fuller than 85%",
        ),
        (
            [1.0, 0.9, 0.8],
            "0 of 3 counselors are over their limit, 2 have room; half are fuller than 90%",
        ),
        (
            [1.3, 1.2, 1.1],
            "3 of 3 counselors are over their limit, 0 have room; half are fuller than 120%",
        ),
        (
            [nan, nan, nan],
            f"{NO_CAPACITY}; the middle half carries 10 to 16 active clients",
        ),
    ],
)
def test_how_full_everybody_is(excess, said):
    full = LOAD.assign(excess=excess, over_capacity=[(x > 1) for x in excess])

    assert load.fullest(full) == said


def drawn(over, monkeypatch):
    """Return the lines and the tables in which those over capacity are said."""
    lines, listed = [], []
    stub = SimpleNamespace(text=lines.append, container=lambda **_: nullcontext())
    monkeypatch.setattr(load, "st", stub)
    monkeypatch.setattr(load.tables, "show", lambda frame, **_: listed.append(frame))
    names = [f"c{n}" for n in range(over + 1)]
    load.say_who(
        pd.DataFrame(
            {
                "counselor": names,
                "reason": "24 clients, limit 20",
                "over_capacity": [True] * over + [False],
            }
        )
    )
    return lines, listed


def test_six_over_their_limit_are_said_one_by_one(monkeypatch):
    lines, listed = drawn(6, monkeypatch)

    assert lines == [f"c{n}: 24 clients, limit 20" for n in range(6)]
    assert listed == []


@pytest.mark.parametrize(("over", "rows"), [(7, 7), (40, 40), (41, 40)])
def test_more_than_six_over_their_limit_are_a_table(over, rows, monkeypatch):
    lines, (listed,) = drawn(over, monkeypatch)

    assert lines == []
    assert listed.columns.tolist() == ["counselor", "reason"]
    assert listed["counselor"].tolist() == [f"c{n}" for n in range(rows)]


def placed(away, first=None, last=None, locale="en-US", monkeypatch=None):
    stub = SimpleNamespace(context=SimpleNamespace(locale=locale))
    monkeypatch.setattr(load, "st", stub)
    days = {"away_from": [pd.Timestamp(first)], "away_to": [pd.Timestamp(last)]}
    rows = pd.DataFrame({"away": [away], **days})
    return load.with_whereabouts(rows)["whereabouts"].tolist()


@pytest.mark.parametrize(
    ("away", "first", "last", "said"),
    [
        (None, None, None, ""),
        ("left", "2026-08-13", None, "left on Aug 12, 2026"),
        ("ended", "2026-09-01", None, "contract ended on Aug 31, 2026"),
        ("on leave", "2026-08-01", "2026-11-03", "on leave until Nov 3, 2026"),
        ("on leave", "2026-08-01", None, "on leave since Aug 1, 2026"),
        ("on leave", None, None, "on leave"),
        ("not yet", None, "2026-10-31", "starts on Nov 1, 2026"),
    ],
)
def test_who_is_away_is_said_with_the_day(away, first, last, said, monkeypatch):
    assert placed(away, first, last, monkeypatch=monkeypatch) == [said]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (
            ["", "on leave", ""],
            "One counselor is away and has no room; 12 active clients remain",
        ),
        (
            ["left", "on leave", ""],
            "Two counselors are away and have no room; 32 active clients remain",
        ),
    ],
)
def test_the_clients_of_who_is_away_are_counted(where, said):
    rows = LOAD.assign(whereabouts=where)

    assert load.away(rows) == said
    assert load.away_column(rows) == ["whereabouts"]
    nobody = LOAD.assign(whereabouts="", active_clients=0)
    assert load.away_column(nobody) == []


def test_the_note_says_that_days_away_are_minded_where_there_are_any(monkeypatch):
    monkeypatch.setattr(load, "through", str)
    said = "for the days at work"

    assert said not in load.note(CHOSEN, Settings(), LOAD)
    assert said in load.note(CHOSEN, Settings(), LOAD.assign(at_work=[1, 1, 0.5]))
    lately = LOAD.assign(hours_now=[12.0, nan, 10.0])
    assert said in load.note(CHOSEN, Settings(), lately)
