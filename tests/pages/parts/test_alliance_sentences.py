"""What the Alliance page says of other clinics: unrated, without range, without spread."""

from datetime import date
from math import nan

import pandas as pd
import pytest

from pages.alliance_parts import (
    client_choice,
    figure_rows,
    instrument,
    numbers,
    rows,
    words,
)
from queries import Filters
from ui.figures import headlines, marks

CHOSEN = Filters(start=date(2026, 1, 10), end=date(2026, 8, 31), scope=None)


@pytest.fixture(autouse=True)
def the_last_day(monkeypatch):
    monkeypatch.setattr(words, "through", lambda: "Data through.")


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


PARTS = pd.DataFrame(
    {
        "phase": ["early", "early", "early", "later"],
        "label": ["Bond", "Goals*", "Tasks", "Bond"],
        "percent": [80.0, 70.0, 90.0, 5.0],
        "percent_low": [75.0, 65.0, 85.0, 1.0],
        "percent_high": [85.0, 75.0, 95.0, 9.0],
        "clients": [1200, 40, 30, 9],
    }
)


@pytest.mark.parametrize(
    ("phases", "said"),
    [
        (
            PARTS,
            r"In sessions 1 to 3 clients rate Goals\* (70.0% of the range, 65.0–75.0, n 40) lowest and Tasks (90.0% of the range, 85.0–95.0, n 30) highest",
        ),
        (
            PARTS.assign(percent=[80.0, nan, nan, 5.0]),
            "In sessions 1 to 3 clients rate Bond (80.0% of the range, 75.0–85.0, n 1,200)",
        ),
        (PARTS.assign(percent=nan), "Clients' mean ratings early and later"),
        (PARTS.tail(1), "No part of the alliance was rated in sessions 1 to 3"),
    ],
)
def test_the_lowest_and_the_highest_part_are_those_of_the_first_sessions(phases, said):
    assert plain(words.subscales_headline(phases)) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (None, "Too few clients were rated more than once to follow how it changes"),
        (
            (1.24, 0.1, 2.0),
            "Within clients the alliance rises by 1.2 from session 1 to 12 (+0.1 to +2.0; n 1,200 clients)",
        ),
        (
            (-1.24, -2.0, -0.1),
            "Within clients the alliance falls by 1.2 from session 1 to 12 (−2.0 to −0.1; n 1,200 clients)",
        ),
        (
            (1.0, 0.0, 2.0),
            "Within clients the alliance does not clearly change by session 12 (+1.0, +0.0 to +2.0; n 1,200 clients)",
        ),
        (
            (-1.0, -2.0, 0.0),
            "Within clients the alliance does not clearly change by session 12 (−1.0, −2.0 to +0.0; n 1,200 clients)",
        ),
    ],
)
def test_how_the_alliance_changes_within_clients(change, said):
    assert plain(words.growth_headline(1200, change)) == said


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (
            (nan, nan, nan),
            "Too few left after a rated session to compare their last sc",
        ),
        (
            (-2.0, -3.0, -1.0),
            "Those who left rated that session 2.0 lower than those who stayed after the same one (−3.0 to −1.0; n 30 left)",
        ),
        (
            (2.0, 0.0, 4.0),
            "Those who left rated that session 2.0 higher than those who stayed after the same one (+0.0 to +4.0; n 30 left), which chance explains",
        ),
        (
            (-2.0, -4.0, 0.0),
            "Those who left rated that session 2.0 lower than those who stayed after the same one (−4.0 to +0.0; n 30 left), which chance explains",
        ),
    ],
)
def test_how_those_who_left_rated_their_last_session(gap, said):
    told = plain(words.last_scores_headline(gap, 30))

    assert told == said if "Too few" not in said else told.startswith(said)


THIRDS = pd.DataFrame(
    {
        "third": ["lowest third", "middle third", "highest third"],
        "by_two": [0.3, 0.2, 0.1],
        "by_two_low": [0.2, 0.1, 0.05],
        "by_two_high": [0.4, 0.3, 0.15],
        "at_risk_one": [400, 400, 420],
    }
)


@pytest.mark.parametrize(
    ("found", "apart", "said"),
    [
        (THIRDS.head(1), True, "Too few clients with first score to compare thirds"),
        (
            THIRDS,
            True,
            "By their first score, 30.0% (20.0–40.0) of the lowest third left early, 10.0% (5.0–15.0) of the highest third (n 1,220 clients)",
        ),
        (
            THIRDS.head(2),
            False,
            "By their first score, 30.0% (20.0–40.0) of the lowest third left early, 20.0% (10.0–30.0) of the middle third (n 800 clients); the intervals overlap",
        ),
    ],
)
def test_the_lowest_third_is_set_beside_the_highest(found, apart, said):
    assert plain(words.thirds_headline(found, "first score", apart=apart)) == said


SHARE = pd.Series({"rate": 0.25, "low": 0.2, "high": 0.3, "counted": 1200})


@pytest.mark.parametrize(
    ("share", "cutoff", "said"),
    [
        (None, 36.0, "How the ratings spread over the range"),
        (SHARE, nan, "How the ratings spread over the range"),
        (
            SHARE,
            36.5,
            "25.0% of ratings are at or below 36.5 (20.0–30.0; n 1,200 ratings)",
        ),
    ],
)
def test_ratings_at_or_below_a_cutoff_that_there_is(share, cutoff, said):
    assert plain(words.below_headline(share, cutoff)) == said


def test_the_bond_is_set_against_goals_and_tasks_in_each_phase():
    gaps = {"early": (2.0, 1.0, 3.0, 40), "later": (-1.0, -2.0, 0.0, 30)}

    assert plain(words.kinds_headline(gaps)) == (
        "Bond against goals and tasks, of the range: +2.0 points early (+1.0 to +3.0, "
        "n 40) and −1.0 points later (−2.0 to +0.0, n 30)"
    )
    assert words.kinds_headline({}) == (
        "This instrument has no goal, task and bond to compare"
    )


@pytest.mark.parametrize(
    ("rated", "between", "said"),
    [
        (0, 0.1, "Too few counselors have rated clients to tell how they differ"),
        (2, nan, "Too few counselors have rated clients to tell how they differ"),
        (
            2,
            0.1,
            "10.0% of the spread of ratings lies between counselors, 60.0% between clients of one counselor, 30.0% between sessions of one client (n 1,202 clients)",
        ),
    ],
)
def test_where_the_spread_of_ratings_lies(rated, between, said):
    people = pd.DataFrame({"clients": [1200, 2]}).head(rated)
    parts = {"counselors": between, "clients": 0.6, "sessions": 0.3}

    assert plain(words.counselors_headline(people, parts)) == said


STATES = pd.DataFrame(
    {"state": ["open", "repaired", "unrepaired"], "events": [1000, 5, 2]}
)


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (
            STATES,
            "1,007 possible ruptures: 5 repaired, 2 unrepaired and 1,000 open",
        ),
        (
            STATES.iloc[[1]].assign(events=1),
            "1 possible rupture: 1 repaired, 0 unrepaired and 0 open",
        ),
        (STATES.assign(events=0), "No possible rupture in this selection"),
        (STATES.head(0), "No possible rupture in this selection"),
    ],
)
def test_possible_ruptures_are_counted_by_what_became_of_them(states, said):
    assert words.ruptures_headline(states) == said


@pytest.mark.parametrize(
    ("states", "value", "moved", "sure"),
    [
        (STATES, "1,002", "1,000 of them open", "of 1,007 in this period, everyone"),
        (STATES.iloc[[1]], "0", "0 of them open", "of 5 in this period, everyone"),
    ],
)
def test_ruptures_that_are_open_or_unrepaired_wait(states, value, moved, sure):
    number = numbers.ruptures(states)

    assert (number.value, number.moved) == (value, moved)
    assert number.sure.startswith(sure)


@pytest.mark.parametrize(
    ("shown", "everyone", "one", "said"),
    [
        (24, 1200, None, "24 rated clients of 1,200, those rated last"),
        (24, 24, None, "24 rated clients"),
        (1, 1, None, "1 rated client"),
        (1, 1200, "C-1", "One client, session by session"),
    ],
)
def test_whose_scores_are_drawn(shown, everyone, one, said):
    assert words.clients_headline(shown, everyone, one) == said


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        (["scored"], "Too few sessions without or with a score to compare what foll"),
        (
            ["scored", "not scored"],
            "After session one, 30.0% (20.0–40.0, n 40) without a score left and 10.0% (5.0–15.0, n 1,200) with one",
        ),
    ],
)
def test_who_left_with_and_without_a_score(sides, said):
    first = pd.DataFrame(
        {
            "side": ["scored", "not scored"],
            "estimate": [0.1, 0.3],
            "low": [0.05, 0.2],
            "high": [0.15, 0.4],
            "clients": [1200, 40],
        }
    )

    assert plain(words.unscored_headline(first.head(len(sides)))).startswith(said)


@pytest.mark.parametrize(
    ("r", "low", "high", "said"),
    [
        (nan, nan, nan, "Too few clients have an early alliance and two outcomes"),
        (0.2, 0.0, 0.4, "by 0.20 (0.00 to 0.40; n 30 clients), which chance explains"),
        (-0.2, -0.4, 0.0, "−0.20 (−0.40 to 0.00; n 30 clients), which chance explains"),
        (-0.2, -0.4, -0.1, "n 30 clients), 4.0% of the outcome's variance"),
        (0.2, 0.1, 0.4, "n 30 clients), 4.0% of the outcome's variance"),
    ],
)
def test_a_correlation_is_sure_where_its_interval_leaves_nothing_out(
    r, low, high, said
):
    levels = pd.DataFrame({"r": [r], "low": low, "high": high, "n": 30})

    assert plain(words.outcome_headline(levels.assign(explained=0.04))).endswith(said)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ([nan, nan], "No counselor has clients enough for a share"),
        (
            [0.5, 0.5],
            "By counselor, between 60.0% and 80.0% of sessions have a score (2",
        ),
    ],
)
def test_between_which_shares_counselors_lie(shown, said):
    people = pd.DataFrame({"rate": [0.6, 0.8], "low": shown, "high": 0.9})

    assert words.by_counselor_headline(people).startswith(said)


@pytest.mark.parametrize("checked", [True, False])
def test_a_range_that_nobody_published_is_told_of(checked):
    parts = words.parts_note("My *form*", checked)

    assert ("not checked" in words.numbers_note(checked)) is not checked
    assert ("not checked" in parts) is not checked
    assert parts.startswith(r"This export has no total of My \*form\*, and none")


@pytest.mark.parametrize(
    ("few", "said"),
    [
        (0, "by name. "),
        (1, "by name. 1 with fewer are in the"),
        (1200, "by name. 1,200 with fewer are in the"),
    ],
)
def test_those_with_fewer_clients_are_counted(few, said):
    note = words.counselors_note(12, 4, few, "")

    assert said in note
    assert ("with fewer are in the table." in note) is (few > 0)
    assert "clients with 4 ratings or more" in note
    assert "12 such clients or more, by name" in note


@pytest.mark.parametrize(
    ("cutoff", "weeks", "said"),
    [
        (
            nan,
            [],
            "share both axes: no week, and from 0 to 40 between the thin lines. Und",
        ),
        (
            36.0,
            [0.4, 1.2],
            "axes: 1 week, and from 0 to 40 between the thin lines. Dotted",
        ),
        (36.0, [2.0, 8.6], "axes: 9 weeks, and from 0 to 40"),
    ],
)
def test_what_the_panels_share_is_said(cutoff, weeks, said):
    held = pd.DataFrame({"weeks": weeks})

    assert said in words.clients_note(cutoff, held, (0.0, 40.0))


@pytest.mark.parametrize(
    ("own", "now", "established", "said"),
    [
        (nan, nan, True, "No cutoff is published for this instrument."),
        (nan, 30.0, True, "The cutoff of 30 is the reader's own."),
        (36.0, 30.5, True, "The cutoff of 30.5 is the reader's own."),
        (36.0, 36.0, True, r"Cutoff 36: A study \(2010\)."),
        (36.0, 36.0, False, r"Cutoff 36: A study \(2010\). It is not established."),
    ],
)
def test_where_a_cutoff_comes_from(own, now, established, said):
    assert words.cutoff_note("A study (2010)", established, own, now) == said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (None, "Too few ratings to tell a drop from chance, so none is marked."),
        (
            {"reliable_change": nan, "sd": 1.0, "retest": 0.8},
            "Too few ratings to tell a drop from chance, so none is marked.",
        ),
        (
            {"reliable_change": 4.26, "sd": 3.21, "retest": 0.764},
            "A drop of 4.3 or more since the rating before (SD 3.2, retest r 0.76",
        ),
    ],
)
def test_how_deep_a_drop_must_be(row, said):
    found = words.yardstick_note(None if row is None else pd.Series(row))

    assert found.startswith(said)


RATED = pd.DataFrame(
    {
        "subscale": ["total", "total"],
        "phase": ["early", "later"],
        "percent": [92.44, 94.6],
        "percent_low": [90.0, 93.0],
        "percent_high": [95.0, 96.0],
        "mean": [36.0, 37.0],
        "mean_low": [35.0, 36.0],
        "mean_high": [37.0, 38.0],
        "clients": [1200, 30],
    }
)
CHANGE = pd.DataFrame(
    {"difference": [3.0, -9.0], "low": [1.0, -10.0], "high": [5.0, -8.0]}
)


@pytest.mark.parametrize(
    ("name", "label", "value", "moved", "sure"),
    [
        (
            "early",
            "Sessions 1 to 3",
            "92.4%",
            "up 3.0 points",
            "of the range; 90.0–95.0, n 1,200 clients",
        ),
        (
            "later",
            "From session 4",
            "94.6%",
            "down 9.0 points",
            "of the range; 93.0–96.0, n 30 clients",
        ),
    ],
)
def test_each_phase_moves_by_its_own_change(name, label, value, moved, sure):
    number = numbers.phase(RATED, CHANGE, name)

    assert (number.label, number.value, number.moved) == (label, value, moved)
    assert plain(number.sure) == sure
    assert numbers.phase(RATED.head(0), CHANGE, name).value == "—"


COUNTED = pd.DataFrame(
    {"cutoff": [36.5], "rate": 0.25, "low": 0.2, "high": 0.3, "counted": 1200}
)


def test_a_share_below_the_cutoff_and_one_with_a_score():
    change = CHANGE.head(1) / 100
    below, scored = numbers.below(COUNTED, change), numbers.scored(COUNTED, change)
    none = numbers.below(COUNTED.assign(cutoff=nan), change)

    assert (below.label, below.value) == ("At or below 36.5", "25.0%")
    assert plain(below.sure) == "20.0–30.0, n 1,200 ratings"
    assert plain(scored.sure) == "20.0–30.0, n 1,200 sessions"
    assert below.moved == scored.moved == "up 3.0 points"
    assert (none.label, none.value) == ("At or below the cutoff", "—")


@pytest.mark.parametrize(
    ("early", "later", "said"),
    [
        (
            1,
            1,
            "92.4% (90.0–95.0, n 1,200) in sessions 1 to 3 and 94.6% (93.0–96.0, n 3",
        ),
        (0, 1, "Clients rate the alliance 94.6% (93.0–96.0, n 30) later"),
    ],
)
def test_a_phase_without_a_rating_is_left_out(early, later, said):
    told = headlines.alliance(RATED.head(early), RATED.tail(later))

    assert said in plain(told)


FOUND = pd.DataFrame(
    {
        "third": ["lowest", "highest"],
        "first": [1.0, 36.0],
        "last": [30.251, 36.0],
        "at_risk_one": [1, 1200],
        "dropped_one": [1, 200],
        "dropped_two": [0, 40],
        "by_two": [0.3, 0.2],
        "by_two_low": 0.1,
        "by_two_high": 0.4,
    }
)


def test_thirds_are_rows_that_say_their_span_their_session_and_their_n():
    tasks = FOUND.assign(subscale="Tasks")
    drawn = figure_rows.of_thirds([FOUND.assign(subscale="total"), tasks])

    assert drawn["label"].tolist() == [
        "Total: 1 to 30.25",
        "Total: 36",
        "Tasks: 1 to 30.25",
        "Tasks: 36",
    ]
    assert drawn["note"].tolist()[1:3] == [
        "session 1, 1,200 clients",
        "session 2, 1 client",
    ]
    assert drawn["dropped"].tolist() == [1, 240, 1, 240]
    assert drawn["estimate"].tolist() == [0.3, 0.2, 0.3, 0.2]
    assert (drawn["low"].tolist(), drawn["high"].tolist()) == ([0.1] * 4, [0.4] * 4)
    assert marks.parts(drawn["mark_id"][0]) == ["total", "1.0", "30.251"]
    assert figure_rows.of_thirds([]).empty


def test_those_who_left_stand_under_those_who_stayed():
    paired = pd.DataFrame(
        {
            "session_number": [1, 2],
            **{f"clients_{side}": n for side, n in (("left", 3), ("stayed", 9))},
            **{f"mean_{side}": n for side, n in (("left", 30), ("stayed", 36))},
            **{f"mean_low_{side}": n for side, n in (("left", 29), ("stayed", 35))},
            **{f"mean_high_{side}": n for side, n in (("left", 31), ("stayed", 37))},
        }
    )
    drawn = figure_rows.of_sides(paired, {"left": "L", "stayed": "S"})

    assert drawn["side"].tolist() == ["left", "left", "stayed", "stayed"]
    assert drawn["estimate"].tolist() == [30, 30, 36, 36]
    assert drawn["low"].tolist() == [29, 29, 35, 35]
    assert drawn["high"].tolist() == [31, 31, 37, 37]
    assert drawn["clients"].tolist() == [3, 3, 9, 9]
    assert marks.parts(drawn["mark_id"][3]) == ["2", "stayed"]


def test_correlations_stand_above_the_published_one():
    levels = pd.DataFrame(
        {
            "level": ["all clients", "between counselors", "unknown"],
            "r": [0.1, 0.2, nan],
            "low": 0.0,
            "high": 0.3,
            "n": [1200, 1, 0],
        }
    )
    drawn = figure_rows.of_correlations(levels)

    assert drawn["label"].tolist() == [
        "All clients",
        "Between counselors",
        "295 studies",
    ]
    assert drawn["note"].tolist() == ["1,200 clients", "1 counselor", "Flückiger 2018"]
    assert drawn["context"].tolist() == [False, False, True]
    assert drawn["estimate"].tolist() == [0.1, 0.2, 0.278]
    assert drawn["high"].tolist() == [0.3, 0.3, 0.299]


def test_a_counselors_likely_mean_stands_beside_the_counted_one():
    people = pd.DataFrame(
        {"counselor_id": ["K-1"], "counselor": "Ann", "clients": 1, "mean": 30.0}
    ).assign(shrunken=32.0, shrunken_low=31.0, shrunken_high=33.0)
    (row,) = figure_rows.of_counselors(people).to_dict("records")

    assert (row["mark_id"], row["label"], row["note"]) == ("K-1", "Ann", "1 client")
    assert [row[c] for c in ("estimate", "low", "high", "ring")] == [32, 31, 33, 30]
    assert row["context"] is False


def test_sessions_with_and_without_a_questionnaire_are_sides():
    judged = pd.DataFrame(
        {"session_number": [1, 1], "is_scored": [True, False], "known": [9, 3]}
    ).assign(rate=[0.1, 0.2])
    drawn = figure_rows.of_questionnaires(judged)

    assert drawn["questionnaire"].tolist() == ["scored", "not scored"]
    assert drawn["clients"].tolist() == [9, 3]
    assert marks.parts(drawn["mark_id"][1]) == ["1", "not scored"]


FACTS = pd.Series({"low": 0.0, "high": 40.0})


@pytest.mark.parametrize(
    ("scores", "facts", "whole", "ends"),
    [
        ([20.0, 30.0], FACTS, True, (0.0, 40.0)),
        ([20.0, nan, 30.0], FACTS, False, (18.0, 40.0)),  # a twentieth of the range
        ([1.0, 30.0], FACTS, False, (0.0, 40.0)),
        ([nan], FACTS, False, (0.0, 40.0)),
        ([-5.0, 50.0], FACTS, True, (-5.0, 50.0)),
        ([20.0, 30.0], FACTS * nan, True, (20.0, 30.0)),
        ([20.0], FACTS * nan, True, (20.0, 21.0)),
        ([nan], FACTS * nan, True, (0.0, 1.0)),
        ([39.5], FACTS, False, (37.5, 40.0)),
    ],
)
def test_the_axis_is_the_range_or_is_cut_a_little_below_all_scores(
    scores, facts, whole, ends
):
    drawn = pd.DataFrame({"score": scores})

    assert client_choice.axis(drawn, facts, whole=whole) == ends


@pytest.mark.parametrize(
    ("asked", "mark", "narrowed", "named"),
    [
        (
            rows.scores_of_session(),
            "3",
            {"first_number": 3, "last_number": 3},
            "session 3",
        ),
        (
            rows.scores_of_side(),
            marks.joined(2, "left"),
            {"first_number": 2, "last_number": 2, "states": ("left",)},
            "session 2, those who left",
        ),
        (
            rows.scores_of_bin(40.0),
            marks.joined("later", 30.0, 35.0),
            {"first_number": 4, "last_number": None, "lowest": 30.0, "highest": 35.0},
            "later, 30.0 to below 35.0",
        ),
        (
            rows.clients_of_third(),
            marks.joined("Tasks", 1.5, 30.0),
            {"subscales": ("Tasks",), "lowest": 1.5, "highest": 30.0},
            "Tasks, 1.5 to 30.0",
        ),
        (
            rows.sessions_by_questionnaire(),
            marks.joined(1, "not scored"),
            {"first_number": 1, "last_number": 1, "states": ("not scored",)},
            "session 1, not scored",
        ),
        (rows.ruptures_of_state(), "open", {"states": ("open",)}, "open"),
        (rows.sessions_of_client(), "C-1", {"clients": ("C-1",)}, "C-1"),
        (rows.clients_of_outcome("PHQ"), "x", {}, "the clinic's correlations"),
    ],
)
def test_a_mark_narrows_to_its_own_rows(asked, mark, narrowed, named):
    found = asked.narrow(CHOSEN, mark)

    assert {name: getattr(found, name) for name in narrowed} == narrowed
    assert asked.named(mark) == named


def test_figures_by_session_are_of_totals_in_first_episodes_up_to_session_twelve():
    session, side = (
        asked.whole(CHOSEN)
        for asked in (rows.scores_of_session(), rows.scores_of_side())
    )

    for found in (session, side):
        assert (found.first_number, found.last_number) == (1, 12)
        assert (found.subscales, found.length) == (("total",), "first episode")
    assert (session.states, side.states) == (None, ("left", "stayed"))
    assert rows.scores_of_bin(40.0).whole(CHOSEN).subscales == ("total",)
    assert rows.clients_of_outcome("PHQ").whole(CHOSEN).value == "PHQ"
    assert rows.attended_of_month().whole(CHOSEN).statuses == ("attended",)


ABOUT = pd.Series(
    {
        "has_total": True,
        "is_checked": True,
        "high": 40.0,
        "cutoff": 36.0,
        "cutoff_source": "A study",
        "is_established": True,
    }
)


@pytest.mark.parametrize(
    ("facts", "said", "unsaid"),
    [
        (ABOUT, "Mean of client means", "not checked"),
        (ABOUT, "Cutoff 36: A study.", "not established"),
        (ABOUT.replace({"A study": "B"}), "Cutoff 36: B.", "A study"),
    ],
)
def test_the_footnote_says_where_cutoff_and_range_come_from(facts, said, unsaid):
    about = instrument.About(CHOSEN, "SRS*", facts, 36.0)

    assert said in about.footnote
    assert unsaid not in about.footnote


def test_an_instrument_without_a_total_says_what_it_cannot_show():
    bare = ABOUT.copy()
    bare["has_total"] = False
    about = instrument.About(CHOSEN, "SRS*", bare, nan)

    assert not about.has_total
    assert about.footnote.startswith(r"This export has no total of SRS\*")
    assert about.without_total("A course") == (
        r"A course needs the total of SRS\*, which this export does not have."
    )
    assert about.highest == 40.0
