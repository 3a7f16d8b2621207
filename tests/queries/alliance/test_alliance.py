"""Scores find their session, their range and their phase."""

from dataclasses import replace

import pandas as pd
import pytest

import queries

SESSIONS = "client | counselor | start | minutes | status\n" + "\n".join(
    f"{client} | ruth | 2026-01-{day:02} 09:00 | 50 | attended"
    for client in ("ann", "bob")
    for day in (1, 8, 15, 22)
)

ALLIANCE = """
    client | date       | instrument             | subscale | score
    ann    | 2026-01-01 | SRS                    |          | 30
    ann    | 2026-01-08 | session rating scale   |          | 36
    ann    | 2026-01-22 | srs v3                 |          | 40
    bob    | 2026-01-15 | SRS                    |          | 20
    bob    | 2026-01-16 | SRS                    |          | 10
    bob    | 2026-01-22 | SRS                    | Overall  | 9
    bob    | 2026-01-22 | PHQ-9                  |          | 12
"""


@pytest.fixture
def store(clinic):
    return clinic(sessions=SESSIONS, alliance=ALLIANCE)


def phases(store, everything):
    rows = queries.answer(store, "alliance_early_later", everything)
    return {(r["subscale"], r["phase"]): r for r in rows.to_dict("records")}


def test_early_is_sessions_one_to_three_and_the_mean_is_over_clients(store, everything):
    early = phases(store, everything)["total", "early"]

    assert (early["clients"], early["ratings"]) == (2, 3)
    assert early["mean"] == pytest.approx((33 + 20) / 2)
    assert early["at_or_below_cutoff"] == 3
    assert (early["low"], early["high"], early["cutoff"]) == (0, 40, 36)


def test_later_begins_with_session_four(store, everything):
    later = phases(store, everything)["total", "later"]

    assert (later["clients"], later["mean"]) == (1, 40)


def test_a_subscale_has_its_own_range(store, everything):
    overall = phases(store, everything)["Overall", "later"]

    assert (overall["low"], overall["high"]) == (0, 10)


def test_an_outcome_measure_is_no_alliance(store, everything):
    rows = queries.answer(store, "alliance_early_later", everything)
    (facts,) = queries.answer(store, "snapshot", everything).to_dict("records")

    assert set(rows["instrument"]) == {"SRS"}
    assert (facts["alliance_scores"], facts["outcome_scores"]) == (6, 1)


def test_a_score_on_another_day_belongs_to_no_session(store, everything):
    rows = queries.answer(store, "alliance_scores", everything)
    remarks = queries.answer(store, "remarks", everything)

    assert "2026-01-16" not in set(rows["day"].astype(str))
    assert (
        "ratings on a day without an attended session, left out by session number"
        in (set(remarks["remark"]))
    )


def test_coverage_counts_attended_sessions_with_a_score(store, everything):
    (row,) = queries.answer(store, "alliance_coverage", everything).to_dict("records")

    assert (row["attended"], row["scored"]) == (8, 5)


def test_rows_behind_a_phase_a_subscale_and_a_length(store, everything):
    def scores(**chosen):
        rows = queries.answer(store, "alliance_scores", replace(everything, **chosen))
        return sorted(rows["score"])

    assert scores(subscales=("total",)) == [20, 30, 36, 40]
    assert scores(subscales=("total",), first_number=1, last_number=3) == [20, 30, 36]
    assert scores(subscales=("Overall",), first_number=4) == [9]
    assert scores(length="open", subscales=("total",), last_number=1) == [30]
    assert scores(length="9+") == []


def test_the_overall_is_the_total_of_the_phases(sample, everything):
    phases = queries.answer(sample, "alliance_early_later", everything)
    totals = phases[phases["subscale"] == "total"].reset_index(drop=True)
    overall = queries.answer(sample, "alliance_overall", everything)

    assert len(overall) == 4
    shared = [name for name in overall if name in totals]
    assert {"clients", "ratings", "mean", "sd", "at_or_below_cutoff"} <= set(shared)
    pd.testing.assert_frame_equal(
        overall[shared], totals[shared], check_dtype=False, rtol=1e-12
    )


def test_without_a_total_each_rating_of_a_readable_subscale_counts(clinic, everything):
    store = clinic(
        sessions="""
            client | counselor | start            | status
            ann    | ruth      | 2026-01-10 09:00 | attended
            ann    | ruth      | 2026-01-17 09:00 | attended
        """,
        alliance="""
            client | date       | instrument | subscale | score
            ann    | 2026-01-10 | SRS        | Overall  | 8
            ann    | 2026-01-10 | Ours       | Bond     | 3
            ann    | 2026-01-17 | Ours       | Bond     | 4
            ann    | 2026-01-24 | Ours       | Bond     | 4
        """,
    )
    rows = queries.answer(store, "alliance_instruments", everything)

    assert rows.to_dict("list") == {"instrument": ["Ours", "SRS"], "ratings": [2, 1]}
