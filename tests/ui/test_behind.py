"""Which rows stand behind the marks that several pages draw."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from queries import Filters
from ui.figures import behind, marks

CHOSEN = Filters(start=date(2026, 1, 10), end=date(2026, 8, 31), scope=None)
PEOPLE = pd.DataFrame({"counselor_id": ["K-1"], "counselor": ["Ann Lee"]})
BETWEEN = (date(2026, 1, 10), date(2026, 1, 31))


@pytest.mark.parametrize(
    ("rows", "mark", "narrowed", "named"),
    [
        (
            behind.clients_of_month(),
            "2026-01-01",
            {"start": BETWEEN[0], "end": BETWEEN[1]},
            "January 2026",
        ),
        (
            behind.clients_of_counselor(PEOPLE),
            "K-1",
            {"counselors": ("K-1",)},
            "Ann Lee",
        ),
        (behind.caseload_of_counselor(PEOPLE), "K-9", {"counselors": ("K-9",)}, "K-9"),
        (
            behind.clients_after_session(),
            "3",
            {"left_after": (3,)},
            "those who left after session 3",
        ),
        (
            behind.clients_up_to_session(),
            "3",
            {"left_after": (1, 2, 3)},
            "those who left by session 3",
        ),
        (
            behind.clients_up_to_session(),
            "1",
            {"left_after": (1,)},
            "those who left by session 1",
        ),
        (
            behind.sessions_of_status({"no_show": "No-show"}),
            "no_show",
            {"statuses": ("no_show",)},
            "No-show",
        ),
        (behind.sessions_of_status({}), "moved", {"statuses": ("moved",)}, "moved"),
        (
            behind.scores_of_phase(),
            marks.joined("SRS", "total", "early"),
            {"first_number": 1, "last_number": 3},
            "SRS, total, early",
        ),
        (
            behind.scores_of_phase(),
            marks.joined("SRS", "Bond", "later"),
            {"subscales": ("Bond",), "first_number": 4, "last_number": None},
            "SRS, Bond, later",
        ),
        (
            behind.scores_of_length(),
            marks.joined("SRS", "Bond", "9+", 2),
            {
                "instruments": ("SRS",),
                "subscales": ("Bond",),
                "length": "9+",
                "first_number": 2,
                "last_number": 2,
            },
            "SRS, session 2 of clients who stayed: 9+",
        ),
    ],
)
def test_a_mark_narrows_to_its_own(rows, mark, narrowed, named):
    if "scale_id" in rows.mark:
        instrument, subscale, *_ = marks.parts(mark)
        narrowed = {"instruments": (instrument,), "subscales": (subscale,)} | narrowed

    assert rows.narrow(CHOSEN, mark) == replace(CHOSEN, **narrowed)
    assert rows.named(mark) == named


@pytest.mark.parametrize(
    ("rows", "narrowed"),
    [
        (
            behind.sessions_of_counselor(PEOPLE),
            {"statuses": ("attended", "no_show", "late_cancelled")},
        ),
        (
            behind.early_scores_of_counselor(PEOPLE),
            {"subscales": ("total",), "first_number": 1, "last_number": 3},
        ),
        (behind.clients_of_month(), {}),
    ],
)
def test_the_whole_figure_narrows_to_what_it_counts(rows, narrowed):
    assert rows.whole(CHOSEN) == replace(CHOSEN, **narrowed)


def test_attended_are_the_sessions_that_took_place():
    assert behind.attended(CHOSEN).statuses == ("attended",)
