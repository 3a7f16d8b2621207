"""Whom a figure of many counselors has room for, and what they are called."""

from math import nan

import pandas as pd
import pytest

from ui.topics import people


def counselors(*names, **more):
    ids = [f"K-{n}" for n in range(len(names))]
    return pd.DataFrame({"counselor": names, "counselor_id": ids, **more})


def test_shared_names_end_in_the_id_however_long_they_are():
    told = people.told_apart(counselors("Amara Bell", "Ruth", "Amara Bell", "x" * 40))

    assert told.tolist() == ["Amara Bell K-0", "Ruth", "Amara Bell K-2", "x" * 40]
    long = people.told_apart(counselors("x" * 40, "x" * 40))
    assert long.str.len().tolist() == [people.ROOM] * 2
    assert long.is_unique


def test_the_surest_outside_chance_come_first():
    many = counselors(
        *(f"{n:02}" for n in range(60)),
        level=[0.0] * 40 + [95.0] * 10 + [99.8] * 10,
        known=range(60),
        clients=range(60),
    )
    drawn = people.in_figure(many, "known")

    assert len(drawn) == people.MOST
    assert set(range(40, 60)) <= set(drawn.index)
    assert set(drawn.index) == set(range(20, 60))
    assert drawn["counselor"].is_monotonic_increasing


def test_as_many_as_there_is_room_for_are_all_drawn_and_of_more_the_first():
    room, more = (counselors(*map(str, range(n))) for n in (40, 41))

    assert people.shown(room) is room
    assert people.shown(more).index.tolist() == list(range(40))


def test_those_higher_in_what_counts_are_drawn_in_the_order_of_the_frame():
    many = counselors(*map(str, range(43)))
    drawn = people.shown(many, first=pd.Series([*[0] * 20, *[5] * 3, *[1] * 20]))

    assert drawn.index.tolist() == [*range(17), *range(20, 43)]


@pytest.mark.parametrize(
    ("many", "said"),
    [
        (39, ""),
        (40, ""),
        (41, " 40 are drawn, by name; 1 more are in the table."),
        (1240, " 40 are drawn, by name; 1,200 more are in the table."),
    ],
)
def test_whom_the_figure_leaves_out_is_counted(many, said):
    assert people.left_out(pd.DataFrame({"n": range(many)}), "by name") == said


def test_of_two_equally_outside_chance_the_one_with_more_clients_is_surer():
    rows = pd.DataFrame({"level": [95.0, 95.0, 99.8, 0.0], "n": [40, 30, 12, 900]})

    assert people.surest(rows, "n").sort_values().index.tolist() == [3, 1, 0, 2]


def test_a_name_is_cut_only_where_its_id_leaves_no_room():
    whole, cut = "x" * 20, "y" * 21  # 24 letters less a space and K-0
    rows = counselors(whole, whole, cut, cut)

    assert people.told_apart(rows).tolist() == [
        f"{whole} K-0",
        f"{whole} K-1",
        f"{'y' * 19}… K-2",
        f"{'y' * 19}… K-3",
    ]


def test_of_a_name_beside_a_long_id_one_letter_stays():
    rows = pd.DataFrame({"counselor": ["Ann", "Ann"], "counselor_id": ["i" * 30, "j"]})

    assert people.told_apart(rows).tolist() == [f"A… {'i' * 30}", "Ann j"]


def test_the_hover_says_of_how_many_clients_it_is_known():
    rows = counselors("Ann", "Ann", known=[1, 1200], clients=[1, 2000])

    assert people.noted(rows, "known")["note"].tolist() == [
        "known for 1 of 1 client",
        "known for 1,200 of 2,000 clients",
    ]
    assert people.with_note(rows, "clients", "session")["note"].tolist() == [
        "1 session",
        "2,000 sessions",
    ]
    for told in (people.noted(rows, "known"), people.with_note(rows, "known", "n")):
        assert told["counselor"].tolist() == ["Ann K-0", "Ann K-1"]


def test_choices_are_in_the_order_of_names_and_namesakes_end_in_their_id():
    rows = counselors("Ruth", "Ann", "Ann", "Bo\u200b")

    assert list(people.distinct(rows).items()) == [
        ("K-1", "Ann K-1"),
        ("K-2", "Ann K-2"),
        ("K-3", "Bo"),
        ("K-0", "Ruth"),
    ]


@pytest.mark.parametrize(
    ("low", "said"),
    [
        ([nan, nan, nan], "No counselor has 10 clients, so no rate is shown by"),
        ([nan, 0.5, nan], "70.0% take place with the one counselor who has 10 clients"),
        (
            [0.5, 0.5, nan],
            "By counselor, between 70.0% and 80.0% take place (2 counselors with 10",
        ),
    ],
)
def test_between_which_rates_those_lie_who_have_clients_enough(low, said):
    rows = pd.DataFrame({"rate": [0.8, 0.7, 0.1], "low": low})

    assert people.spread(rows, 10).startswith(said)
