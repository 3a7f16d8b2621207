"""Sessions, bins, cutoffs and counts of ratings: the last that counts, the next."""

from dataclasses import replace
from datetime import date, timedelta

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


def test_the_third_session_is_early_and_the_fourth_is_later(ask):
    asked = ask({"third": [None, None, 20], "fourth": [None, None, None, 36]})
    overall = asked("alliance_overall").set_index("phase")
    phases = asked("alliance_early_later").set_index("phase")
    bins = asked("alliance_by_bin")
    (early,) = asked("alliance_early_by_counselor").to_dict("records")

    for found in (overall, phases):
        assert found.loc["early", ["clients", "mean"]].tolist() == [1, 20]
        assert found.loc["later", ["clients", "mean"]].tolist() == [1, 36]
    assert bins[["phase", "bin"]].to_numpy().tolist() == [["early", 10], ["later", 18]]
    assert (early["rated_clients"], early["mean"]) == (1, 50)


def test_a_bin_holds_its_lower_end_and_the_last_one_both(ask):
    scores = {"a": 0, "b": 1.9, "c": 2, "d": 37.9, "e": 38, "f": 39.9, "g": 40}
    bins = ask({one: [score] for one, score in scores.items()})("alliance_by_bin")

    columns = ["bin", "first", "last", "ratings"]
    assert bins[columns].to_numpy().tolist() == [
        [0, 0, 2, 2],
        [1, 2, 4, 1],
        [18, 36, 38, 1],
        [19, 38, 40, 3],
    ]


def test_each_instrument_has_the_bins_of_its_own_range(ask):
    scores = "\n".join(
        f"ann | {FIRST} | {instrument} | | {score}"
        for instrument, score in (("SRS", 30), ("WAI-SR", 51), ("SRS 13+", 20))
    )
    head = "client | date | instrument | subscale | score"
    bins = ask({"ann": [None]}, alliance=f"{head}\n{scores}")("alliance_by_bin")

    columns = ["instrument", "bin", "ratings"]
    assert bins[columns].to_numpy().tolist() == [
        ["SRS", 15, 1],
        ["SRS 13+", 10, 1],
        ["WAI-SR", 16, 1],  # 39 of 48 above the lowest, 12
    ]


def test_a_mean_of_items_on_the_edge_of_a_bin_is_in_the_upper_one(ask):
    """0.1 + 0.2 is not 0.3: a score a hair below an edge is meant to be on it."""
    bins = ask({"a": [5.9999999], "b": [5.99]})("alliance_by_bin")

    assert dict(zip(bins["bin"], bins["ratings"], strict=True)) == {2: 1, 3: 1}


def test_a_score_on_the_cutoff_counts_and_a_little_above_it_does_not(ask):
    asked = ask({"on": [36], "hair": [36.000001], "above": [36.1], "below": [35.9]})

    for name in ("alliance_overall", "alliance_early_later"):
        (row,) = asked(name).to_dict("records")
        assert row["at_or_below_cutoff"] == 3
        (row,) = asked(name, cutoff=35.9).to_dict("records")
        assert row["at_or_below_cutoff"] == 1


def test_a_bounded_range_of_scores_holds_its_lower_end_and_not_its_upper(ask):
    asked = ask({"a": [30], "b": [32], "c": [33.9], "d": [34]})

    def scores(lowest, highest):
        rows = asked("alliance_scores", lowest=lowest, highest=highest)
        return sorted(round(score, 1) for score in rows["score"])

    assert scores(32, 34) == [32, 33.9]
    assert scores(32.1, 34.1) == [33.9, 34]
    assert scores(32.000001, 33.900001) == [32]
    rows = asked("early_dropout_alliance_clients", lowest=32, highest=34)
    assert sorted(rows["client_id"]) == ["b", "c", "d"]  # here both ends are meant
    rows = asked("early_dropout_alliance_clients", lowest=32.00001, highest=33.99999)
    assert sorted(rows["client_id"]) == ["b", "c", "d"]
    rows = asked("early_dropout_alliance_clients", lowest=32.1, highest=33.8)
    assert rows.empty


def test_early_ratings_and_outcomes_meet_in_the_first_three_sessions(ask):
    outcomes = "client | date | instrument | score\n" + "\n".join(
        f"{client} | {FIRST + week * WEEK} | ORS | {10 + week}"
        for client in ("third", "fourth")
        for week in (2, 3)
    )
    asked = ask(
        {"third": [None, None, 30, 40], "fourth": [None, None, None, 40]},
        outcomes=outcomes,
    )
    (row,) = asked("alliance_outcome").to_dict("records")
    (client,) = asked("alliance_outcome_clients").to_dict("records")

    assert (row["clients"], row["sum_a"], row["sum_f"], row["sum_l"]) == (1, 30, 12, 13)
    columns = ["client_id", "early_alliance", "first_outcome", "last_outcome"]
    assert [client[name] for name in columns] == ["third", 30, 12, 13]


def test_december_and_january_are_months_of_their_own_years(clinic, everything):
    store = clinic(
        sessions="""
            client | counselor | start      | status
            ann    | ruth      | 2025-11-30 | attended
            ann    | ruth      | 2025-12-01 | attended
            ann    | ruth      | 2025-12-31 | attended
            ann    | ruth      | 2026-01-01 | attended
        """,
        alliance="client | date | instrument | score\nann | 2025-12-31 | SRS | 30",
    )
    rows = queries.answer(store, "alliance_coverage_by_month", everything)

    months = [day.date() for day in rows["month"]]
    assert months == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)]
    assert rows["attended"].tolist() == [1, 2, 1]
    assert rows["scored"].tolist() == [0, 1, 0]


def test_sums_of_coverage_are_over_the_sessions_of_a_client(clinic, everything):
    day = FIRST + timedelta(days=1)
    tables = drawn({"ann": [30, 30, None], "bob": [30, None]})
    tables["sessions"] += f"\nbob | omar | {day} 09:00 | 50 | attended"
    store = clinic(**tables)
    rows = queries.answer(store, "alliance_coverage_by_counselor", everything)

    columns = ["counselor", "clients", "attended", "scored", "sum_xx", "sum_xn"]
    assert rows[[*columns, "sum_nn"]].to_numpy().tolist() == [
        ["omar", 1, 1, 0, 0, 0, 1],
        ["ruth", 2, 5, 3, 2 * 2 + 1, 2 * 3 + 1 * 2, 3 * 3 + 2 * 2],
    ]


def test_who_left_is_told_from_who_stayed_only_where_it_is_known(ask):
    """The last session of `open` is a week short of its window."""
    asked = ask(
        {"left": [30], "stayed": [34, 36], "open": [None] * 4 + [20]},
        through=FIRST + timedelta(days=66),
    )
    rows = asked("alliance_last_score")

    columns = ["session_number", "became", "clients", "mean"]
    assert rows[columns].to_numpy().tolist() == [
        [1, "left", 1, 30],
        [1, "stayed", 1, 34],
    ]


def test_a_client_of_two_counselors_counts_with_that_of_the_first_rated_session(
    clinic, everything
):
    """Whatever the order of the counselors' names."""
    days = [FIRST + week * WEEK for week in range(6)]
    rows = ["client | counselor | start | status"]
    ratings = ["client | date | instrument | score"]
    outcomes = ["client | date | instrument | score"]
    for client, counselors in (("a", "zoe, ann, ann"), ("b", "ann, zoe, zoe")):
        order = counselors.split(", ") + ["mia"] * 3
        rows += [
            f"{client} | {who} | {day} | attended"
            for who, day in zip(order, days, strict=True)
        ]
        ratings += [f"{client} | {day} | SRS | 30" for day in days[:3]]
        outcomes += [f"{client} | {day} | ORS | 20" for day in (days[0], days[4])]
    store = clinic(
        sessions="\n".join(rows),
        alliance="\n".join(ratings),
        outcomes="\n".join(outcomes),
    )

    told = queries.answer(store, "alliance_outcome_clients", everything)
    assert dict(zip(told["client_id"], told["counselor"], strict=True)) == {
        "a": "zoe",
        "b": "ann",
    }
    sums = queries.answer(store, "alliance_outcome", everything)
    assert sums["clients"].tolist() == [1, 1]
    ann = replace(everything, counselors=("ann",))
    told = queries.answer(store, "alliance_outcome_clients", ann)
    assert told["counselor"].tolist() == ["ann", "ann"]


def test_a_rating_without_a_total_or_of_a_later_episode_is_no_early_one(
    clinic, everything
):
    later = FIRST + 40 * WEEK
    days = [FIRST + week * WEEK for week in range(5)]
    sessions = [
        f"{client} | {who} | {day} | attended"
        for client in ("a", "b")
        for who, day in zip(("zoe", "ann", "ann", "mia", "mia"), days, strict=True)
    ]
    ratings = [f"{client} | {days[0]} | SRS | Overall | 8" for client in ("a", "b")]
    sessions += [f"a | ann | {later} | attended"]
    ratings += [f"a | {days[1]} | SRS | | 30", f"a | {later} | SRS | | 40"]
    outcomes = [
        f"{client} | {day} | ORS | 20"
        for client in ("a", "b")
        for day in (days[0], days[4])
    ]
    store = clinic(
        sessions="\n".join(["client | counselor | start | status", *sessions]),
        alliance="\n".join(["client | date | instrument | subscale | score", *ratings]),
        outcomes="\n".join(["client | date | instrument | score", *outcomes]),
    )

    told = queries.answer(store, "alliance_outcome_clients", everything)
    assert told[["client_id", "counselor"]].to_numpy().tolist() == [["a", "ann"]]
    (row,) = queries.answer(store, "alliance_outcome", everything).to_dict("records")
    assert (row["clients"], row["sum_a"]) == (1, 30)
