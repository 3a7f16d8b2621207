"""Load by quarter, the load index, what is booked ahead, and what changed."""

from dataclasses import replace
from datetime import date

import pytest

import queries

SESSIONS = """
    client | counselor | start            | minutes | status           | booked at
    ann    | ruth      | 2025-03-03 09:00 | 60      | attended         | 2025-03-01
    ann    | ruth      | 2025-06-25 09:00 | 60      | attended         | 2025-06-01
    ann    | ruth      | 2025-07-02 09:00 | 60      | attended         | 2025-06-01
    bob    | ruth      | 2025-06-20 09:00 | 60      | attended         | 2025-06-01
    cat    | ruth      | 2025-08-04 09:00 | 60      | attended         | 2025-08-01
    cat    | omar      | 2025-08-11 09:00 | 60      | attended         | 2025-08-01
    dan    | omar      | 2025-08-12 09:00 | 60      | clinic cancelled | 2025-08-01
    eve    | omar      | 2025-08-25 09:00 | 60      | attended         | 2025-08-01
    eve    | omar      | 2025-09-10 09:00 | 60      | scheduled        | 2025-08-25
    ann    | ruth      | 2025-09-30 09:00 | 60      | scheduled        | 2025-08-25
"""
CLIENTS = """
    client | discharge date | discharge reason
    bob    | 2025-08-20     | planned
"""
COUNSELORS = """
    counselor | weekly hours | start date
    ruth      | 24           | 2020-01-01
    omar      | 24           | 2025-08-01
"""


@pytest.fixture
def store(clinic):
    return clinic(sessions=SESSIONS, clients=CLIENTS, counselors=COUNSELORS)


def test_a_client_seen_on_both_sides_of_july_counts_in_both_years(store, everything):
    rows = queries.answer(store, "clinical_load_index", everything)

    assert rows["year_from"].dt.year.tolist() == [2024, 2025]
    assert rows["clients_seen"].tolist() == [2, 3]  # ann, bob; ann, cat, eve
    assert rows["counselors"].tolist() == [1, 2]


def test_a_client_of_two_counselors_counts_with_each_and_once_for_both(
    store, everything
):
    def seen(*counselors):
        chosen = replace(everything, counselors=counselors or None)
        rows = queries.answer(store, "clinical_load_index", chosen)
        return rows["clients_seen"].tolist()[-1]

    assert seen("omar") == 2  # cat, eve
    assert seen("ruth") == 2  # ann, cat
    assert seen("ruth", "omar") == seen() == 3


def test_contracted_hours_count_for_the_days_worked(store, everything):
    rows = queries.answer(store, "clinical_load_index", everything)

    # 1 July to 25 August is 56 days; omar works the last 25 of them
    assert rows["days_covered"].tolist()[1] == 56
    assert rows["contracted_hours"].tolist()[1] == pytest.approx(24 + 24 * 25 / 56)


def test_who_is_booked_beyond_a_week_counts_until_then(store, everything):
    rows = queries.answer(store, "caseload_booked_ahead", everything)

    assert rows["still_booked"].tolist() == [2, 2, 1, 1, 1, 0, 0, 0]


def test_changes_are_those_since_the_day(store, everything):
    chosen = replace(everything, since=date(2025, 8, 5))
    rows = queries.answer(store, "sheet_changes", chosen)
    told = set(zip(rows["client_id"], rows["counselor"], rows["change"], strict=True))

    assert told == {
        ("cat", "omar", "taken over"),
        ("dan", "omar", "clinic cancelled"),
        ("eve", "omar", "first session"),
        ("bob", "ruth", "discharged: planned"),
    }


def test_a_client_handed_over_is_silent_with_the_later_counselor_only(
    clinic, everything
):
    store = clinic(
        sessions="""
            client | counselor | start            | status
            cat    | ruth      | 2025-03-03 09:00 | attended
            cat    | omar      | 2025-03-10 09:00 | attended
            ann    | ruth      | 2025-06-30 09:00 | attended
        """
    )
    chosen = replace(everything, since=date(2025, 3, 31), window=30)
    rows = queries.answer(store, "sheet_changes", chosen)
    told = list(zip(rows["client_id"], rows["counselor"], rows["change"], strict=True))

    assert told == [
        ("ann", "ruth", "first session"),
        ("cat", "omar", "nothing attended for 30 days"),
    ]


def test_the_day_itself_was_already_talked_about(store, everything):
    chosen = replace(everything, since=date(2025, 8, 25))

    assert queries.answer(store, "sheet_changes", chosen).empty


def test_a_window_of_silence_is_a_change_on_the_day_it_closes(store, everything):
    chosen = replace(everything, since=date(2025, 7, 1), window=30)
    rows = queries.answer(store, "sheet_changes", chosen)
    silent = rows[rows["change"].str.startswith("nothing attended")]

    # ann is booked again, bob was discharged; cat is with omar since 11 August
    assert silent.empty


def test_quarters_add_up_to_what_the_other_pages_count(sample, everything):
    quarters = queries.answer(sample, "caseload_beside", everything)
    dropout = queries.answer(sample, "early_dropout_by_counselor", everything)
    weeks = queries.answer(sample, "caseload_weeks", everything)
    worked = quarters["counselor_id"].isin(dropout["counselor_id"])

    assert quarters["weeks"].sum() == len(weeks)
    assert quarters[worked]["dropped_one"].sum() <= dropout["dropped_one"].sum()
    assert quarters["clinic_cancelled"].sum() > 0
    assert (quarters["alliance_sum"] <= quarters["rated_clients"]).all()


def test_early_alliance_is_the_mean_of_client_means(clinic, everything):
    store = clinic(
        sessions="""
            client | counselor | start            | status
            ann    | ruth      | 2026-01-05 09:00 | attended
            ann    | ruth      | 2026-01-12 09:00 | attended
            bob    | ruth      | 2026-01-05 10:00 | attended
        """,
        alliance="""
            client | date       | instrument | score
            ann    | 2026-01-05 | SRS        | 40
            ann    | 2026-01-12 | SRS        | 20
            bob    | 2026-01-05 | SRS        | 20
        """,
    )
    (row,) = queries.answer(store, "alliance_early_by_counselor", everything).to_dict(
        "records"
    )

    assert row["rated_clients"] == 2
    assert row["mean"] == pytest.approx((75 + 50) / 2)
