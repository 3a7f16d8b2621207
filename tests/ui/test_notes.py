"""The quiet lines under figures."""

from datetime import date
from math import nan

import pandas as pd
import pytest

from queries import Filters
from ui.figures import notes

CHOSEN = Filters(start=date(2026, 1, 1), end=date(2026, 8, 31), window=60, scope=None)
COVERAGE = pd.DataFrame({"attended": [2000], "scored": [500]})
PARTS = pd.DataFrame(
    {
        "cutoff": [nan, 36.0, 36.0],
        "at_or_below_cutoff": [100, 30, 10],
        "ratings": [100, 120, 40],
    }
)


@pytest.fixture(autouse=True)
def the_last_day(monkeypatch):
    monkeypatch.setattr(notes.data, "through", lambda: date(2026, 8, 31))


def test_dropout_is_known_up_to_a_window_before_the_last_day():
    said = notes.dropout(CHOSEN)

    assert said.startswith("Left: nothing attended within 60 days after the session")
    assert "known up to Jul 2, 2026. Intervals are 95%." in said


def test_a_window_that_has_not_passed_is_said():
    assert "in this period is 60 days old yet" in notes.nothing_known(CHOSEN, 0)


def test_who_may_have_come_before_the_export_is_said():
    said = notes.nothing_known(CHOSEN, 1)

    assert "less than 60 days old, or of clients who were referred before" in said
    assert "first 90 days (1 in the clinic)" in said


def test_every_note_ends_with_the_last_day():
    through = "Data through Aug 31, 2026."
    said = [notes.through(), notes.statuses(), notes.road(30), notes.trajectories(10)]

    assert all(one.endswith(through) for one in said)
    assert "fewer than 30 clients are at risk" in said[2]
    assert "Groups of 10 or more" in said[3]


def test_a_months_mark_is_hollow_or_grey_and_says_why():
    assert notes.months(CHOSEN, 10).endswith("grey: fewer than 10 are.")


def test_scores_are_said_with_their_coverage_and_their_cutoff():
    said = notes.alliance(COVERAGE, PARTS)  # 40 of the 160 that a cutoff is set for

    assert "Scores exist for 25.0% of 2,000 attended sessions." in said
    assert "25.0% of 160 ratings are at or below the cutoff of 36. Intervals" in said


def test_without_a_cutoff_or_a_session_neither_is_said():
    none = COVERAGE.assign(attended=0, scored=0)
    said = notes.alliance(none, PARTS.head(1))

    assert "Scores exist for — of 0 attended sessions. Intervals" in said
    assert "cutoff" not in said


@pytest.mark.parametrize(
    ("excess", "everyone", "said"),
    [
        ([1.2, nan], 3, "The 2 of 3 counselors in most need: clients or hours against"),
        ([nan, nan], 3, "The 2 of 3 counselors with the most active clients; no limit"),
        ([nan, nan], 2, "No limit is exported. Data"),
    ],
)
def test_one_known_limit_is_enough_to_speak_of_need(excess, everyone, said):
    drawn = pd.DataFrame({"excess": excess})

    assert notes.most_need(drawn, everyone).startswith(said)


def test_the_hover_says_what_is_carried_and_what_there_is_room_for():
    rows = pd.DataFrame(
        {
            "active_clients": [24, 3],
            "caseload_limit": [20, nan],
            "attended_hours": [17.25, nan],
            "weekly_hours": [18.0, 5.0],
            "whereabouts": ["", "left on Aug 31, 2026"],
        }
    )

    assert notes.loaded(rows)["note"].tolist() == [
        "24 of 20 active clients; 17.2 of 18.0 attended hours a week",
        "left on Aug 31, 2026; 3 of — active clients; — of 5.0 attended hours a week",
    ]
