"""The call list in words."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from clinic.settings import REASONS, Settings
from queries import Filters
from ui.topics import calls

CHOSEN = Filters(start=date(2026, 1, 1), end=date(2026, 8, 31), window=45, scope=None)
LISTED = pd.DataFrame(
    {
        "client_id": ["a"],
        "counselor_id": ["K-1"],
        "counselor": ["Ann"],
        "days_left": [3],
        "reasons": ["early rhythm"],
        "session_number": [2],
        "last_session": [date(2026, 8, 1)],
        "next_session": [None],
        "usual_gap": [7.0],
        "referred_or_booked": [None],
    }
)


def test_every_reason_has_long_short_and_brief_words():
    known = set(calls.REASONS)

    assert known == set(REASONS) == set(calls.BRIEF) == set(calls.DEFINITIONS)
    assert set(calls.SHORT) == known | {"any", "none"}


def test_a_list_says_why_in_brief_words_and_keeps_its_order_of_columns():
    told = calls.listed(LISTED)

    assert told["reasons"].tolist() == ["1-2 sessions; away long"]
    assert told.columns.tolist() == calls.LISTED
    assert calls.named(pd.DataFrame({"reason": ["any"]}))["label"].tolist() == [
        "any of these"
    ]


@pytest.mark.parametrize(("booked", "silent"), [([0, 0], False), ([0, 1], True)])
def test_an_export_that_books_nobody_ahead_is_told_of(booked, silent):
    ahead = pd.DataFrame({"still_booked": booked})

    assert (calls.unbooked(ahead) == "") is silent


def test_the_note_says_how_long_the_window_is(monkeypatch):
    monkeypatch.setattr(calls, "through", lambda: "Data through.")

    assert "45 days after the last session" in calls.note(CHOSEN)
    assert calls.note(CHOSEN).endswith(" Data through.")


def test_definitions_are_those_of_the_reasons_asked_for():
    told = calls.definitions(("waiting", "early")).splitlines()

    assert [line.partition(":")[0] for line in told] == [
        "- **Referred and not yet seen**",
        "- **After session one or two, nothing booked**",
    ]
    assert told[0].endswith(calls.DEFINITIONS["waiting"])


def test_reasons_begin_with_the_clinics_own_and_stay_in_their_order(monkeypatch):
    offered = {}

    def pills(_label, options, **how):
        offered.update(options=options, **how)
        return ["usual", "early"]

    monkeypatch.setattr(calls, "st", SimpleNamespace(pills=pills))
    own = Settings(reasons=("rhythm", "early"))
    monkeypatch.setattr(calls.data, "settings", lambda: own)

    assert calls.chosen_reasons() == ("early", "usual")
    assert offered["default"] == ["early", "rhythm"]
    assert offered["options"] == list(calls.REASONS)
