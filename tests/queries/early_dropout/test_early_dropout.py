"""Who counts as having left, at risk, and not yet known."""

import pytest

from tests.queries.leaving import SESSIONS


def test_silence_for_the_whole_window_is_dropout(count):
    assert count("ann | ruth | 2026-05-01 | attended") == [(1, 1, 0, 0)]


def test_a_session_is_mature_on_the_day_the_window_ends(count):
    assert count("ann | ruth | 2026-05-01 | attended") == [(1, 1, 0, 0)]
    assert count("ann | ruth | 2026-05-02 | attended") == []


@pytest.mark.parametrize(("day", "left"), [(20, 0), (21, 1)])
def test_coming_back_on_the_last_day_of_the_window_is_staying(count, day, left):
    found = count(
        "ann | ruth | 2026-01-19 | attended", f"ann | ruth | 2026-03-{day} | attended"
    )
    assert found[0] == (1, left, 0, 0)


@pytest.mark.parametrize(
    ("day", "steps"),
    [
        (20, [(1, "returned"), (2, "dropped_out")]),
        (21, [(1, "dropped_out"), (1, "dropped_out")]),
    ],
)
def test_an_episode_and_what_followed_agree_on_the_last_day(clinic, day, steps):
    store = clinic(
        sessions=SESSIONS.format(
            rows="ann | ruth | 2026-01-19 | attended\n"
            f"ann | ruth | 2026-03-{day} | attended"
        )
    )
    found = store.connection.execute(
        "select number_60, followed_60::varchar from sessions"
        " where day < date '2026-06-01' order by start"
    ).fetchall()

    assert found == steps


def test_a_missed_session_is_no_return(count):
    found = count(
        "ann | ruth | 2026-01-10 | attended", "ann | ruth | 2026-01-17 | no_show"
    )
    assert found == [(1, 1, 0, 0)]


def test_only_the_first_episode_counts(count):
    found = count(
        "ann | ruth | 2025-01-10 | attended", "ann | ruth | 2025-06-10 | attended"
    )
    assert found == [(1, 1, 0, 0)]


def test_a_longer_window_joins_what_a_shorter_one_parts(count):
    rows = ["ann | ruth | 2025-01-10 | attended", "ann | ruth | 2025-03-20 | attended"]

    assert count(*rows, window=60) == [(1, 1, 0, 0)]
    assert count(*rows, window=90) == [(1, 0, 0, 0), (1, 1, 0, 0)]


def test_what_followed_an_immature_session_does_not_count(count):
    found = count(
        "ann | ruth | 2026-04-25 | attended",
        "ann | ruth | 2026-05-20 | attended",
    )
    assert found == [(1, 0, 0, 0)]
