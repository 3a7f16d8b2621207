"""How many sessions and ratings a figure of the alliance runs to: both sides."""

from dataclasses import replace
from datetime import date, timedelta
from math import log

import numpy as np
import pytest

import queries
from tests.queries.rated import FIRST, WEEK, drawn


@pytest.fixture
def ask(clinic, everything):
    """Return a function that draws clients by their scores and asks about them."""

    def publish(clients, through=FIRST + 60 * WEEK, **tables):
        store = clinic(**(drawn(clients) | tables), through=through)

        def asked(name, **chosen):
            return queries.answer(store, name, replace(everything, **chosen))

        return asked

    return publish


def test_a_range_of_sessions_holds_both_ends(ask):
    asked = ask({"ann": list(range(21, 36))})
    unscored = ask({"ann": [None] * 15})

    def numbers(ask_, name, **chosen):
        return sorted(ask_(name, **chosen)["session_number"])

    assert numbers(asked, "alliance_scores", first_number=2, last_number=3) == [2, 3]
    assert len(numbers(asked, "alliance_scores")) == 15
    for one in (asked, unscored):
        sessions = "alliance_unscored_sessions"
        assert numbers(one, sessions) == list(range(1, 13))
        assert numbers(one, sessions, first_number=2, last_number=3) == [2, 3]
        assert numbers(one, "alliance_unscored_afterwards") == list(range(1, 13))
    assert numbers(asked, "alliance_last_score") == list(range(1, 13))


def test_a_course_runs_to_session_twenty(ask):
    rows = ask({"ann": [30] * 21})("alliance_by_session_number")

    assert rows["session_number"].tolist() == list(range(1, 21))


def test_growth_runs_to_session_twelve(ask):
    scores = list(range(20, 34))
    (row,) = ask({"ann": scores})("alliance_growth").to_dict("records")

    assert row["rated_sessions"] == sum(1 << n for n in range(1, 13))
    assert (row["clients"], row["ratings"]) == (1, 12)
    assert row["sum_y"] == sum(scores[:12])
    assert row["sum_x"] == pytest.approx(sum(log(n) for n in range(1, 13)))
    assert row["sum_xx"] == pytest.approx(sum(log(n) ** 2 for n in range(1, 13)))
    expected = sum(log(n) * y for n, y in zip(range(1, 13), scores, strict=False))
    assert row["sum_xy"] == pytest.approx(expected)


def test_four_ratings_make_a_mean_of_a_counselor_and_three_do_not(ask):
    clients = {"three": [30, 34, 38], "four": [30, 34, 38, 34], "five": [20] * 4 + [30]}
    (row,) = ask(clients)("alliance_by_counselor").to_dict("records")
    counted = [clients["four"], clients["five"]]

    assert (row["rated_clients"], row["scores"]) == (3, 12)
    assert (row["clients"], row["ratings"]) == (2, 9)
    means = [np.mean(own) for own in counted]
    assert row["mean"] == pytest.approx(np.mean(means))
    assert row["sd"] == pytest.approx(np.std(means, ddof=1))
    assert row["within_squares"] == pytest.approx(
        sum(np.var(own) * len(own) for own in counted)
    )
    assert row["inverse_ratings"] == pytest.approx(1 / 4 + 1 / 5)


@pytest.mark.parametrize(("clients", "drawn_ones"), [(23, 23), (24, 24), (25, 24)])
def test_the_24_clients_rated_last_are_drawn(ask, clients, drawn_ones):
    scores = {f"c{n:02}": [30] for n in range(clients - 1)} | {"late": [30, 31]}
    rows = ask(scores)("alliance_by_client")
    everyone = ["late", *(f"c{n:02}" for n in range(clients - 1))]

    assert rows["client_id"].unique().tolist() == everyone[:drawn_ones]
    assert set(rows["everyone"]) == {clients}


def test_of_clients_rated_on_a_day_each_the_last_24_are_drawn(ask):
    scores = {f"c{n:02}": [None] * n + [30] for n in range(26)}
    rows = ask(scores)("alliance_by_client")

    assert rows["client_id"].unique().tolist() == [f"c{n:02}" for n in range(25, 1, -1)]
    assert set(rows["everyone"]) == {26}


def test_each_window_has_its_own_numbers_and_sequels(clinic, everything):
    """Sessions 45 and 75 days apart, of clients who leave in one window or another."""
    days = [FIRST + timedelta(days=n) for n in (0, 45, 120)]
    store = clinic(
        sessions="client | counselor | start | status\n"
        + "\n".join(f"ann | ruth | {day} | attended" for day in days),
        alliance="client | date | instrument | score\n"
        + "\n".join(f"ann | {day} | SRS | 30" for day in days),
        through=date(2026, 11, 30),
    )
    expected = {
        30: ([1, 1, 1], {"left"}, ["1-2", "", ""]),
        60: ([1, 2, 1], {"left", "stayed"}, ["1-2", "1-2", ""]),
        90: ([1, 2, 3], {"left", "stayed"}, ["3-4", "3-4", "3-4"]),
    }
    for window, (numbers, became, lengths) in expected.items():
        chosen = replace(everything, window=window)
        scores = queries.answer(store, "alliance_scores", chosen).iloc[::-1]
        sessions = queries.answer(store, "alliance_unscored_sessions", chosen)
        (met,) = queries.answer(
            store, "sheet_changes", replace(chosen, since=days[0] - timedelta(days=1))
        ).query("change.str.contains('session')")["change"]
        left = queries.answer(store, "alliance_last_score", chosen)["became"]

        assert scores["session_number"].tolist() == numbers
        assert scores["length"].fillna("").tolist() == lengths
        assert sessions["session_number"].tolist()[::-1] == numbers
        assert set(left) == became
        assert met == "first session"
