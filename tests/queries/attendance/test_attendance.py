"""Sessions counted by status, and client by client for the interval."""

from dataclasses import replace
from datetime import date

import queries

SESSIONS = """
    client | counselor | start            | status           | site  | service type
    ann    | ruth      | 2026-01-10 09:00 | attended         | north | intake
    ann    | ruth      | 2026-01-17 09:00 | no_show          | north | individual
    ann    | ruth      | 2026-01-24 09:00 | attended         | north | individual
    bob    | ruth      | 2026-01-10 10:00 | late_cancelled   | south | individual
    bob    | omar      | 2026-01-17 10:00 | attended         | south | individual
    cat    | omar      | 2026-02-10 10:00 | client_cancelled | south | individual
    dan    | omar      | 2026-02-11 10:00 | attended         |       | individual
    dan    | omar      | 2026-02-18 10:00 | scheduled        |       | individual
"""


def overall(store, chosen):
    (row,) = queries.answer(store, "attendance_overall", chosen).to_dict("records")
    return row


def test_a_rate_counts_kept_missed_and_late_cancelled(clinic, everything):
    row = overall(clinic(sessions=SESSIONS), everything)

    assert (row["attended"], row["counted"], row["sessions"]) == (4, 6, 7)
    assert row["client_cancelled"] == 1


def test_sums_over_clients_for_the_interval(clinic, everything):
    row = overall(clinic(sessions=SESSIONS), everything)

    # ann 2 of 3, bob 1 of 2, dan 1 of 1
    assert row["clusters"] == 3
    assert row["sum_xx"] == 4 + 1 + 1
    assert row["sum_xn"] == 6 + 2 + 1
    assert row["sum_nn"] == 9 + 4 + 1


def test_each_filter_chooses_sessions_and_never_the_denominator(clinic, everything):
    store = clinic(
        sessions=SESSIONS,
        counselors="counselor | name | supervisor | site\nruth | Ruth | sam | north\n"
        "omar | Omar | kim | south",
    )

    def counts(**chosen):
        row = overall(store, replace(everything, **chosen))
        return row["attended"], row["counted"]

    assert counts(sites=("north",)) == (2, 3)
    assert counts(sites=("south",)) == (2, 3)
    assert counts(services=("intake",)) == (1, 1)
    assert counts(counselors=("ruth",)) == (2, 4)
    assert counts(supervisors=("kim",)) == (2, 2)
    assert counts(scope=("ruth",), counselors=("omar",)) == (0, 0)
    assert counts(start=date(2026, 1, 17), end=date(2026, 1, 24)) == (2, 3)


def test_a_session_without_a_site_is_at_its_counselors(clinic, everything):
    store = clinic(
        sessions=SESSIONS, counselors="counselor | site\nomar | south\nruth | north"
    )
    row = overall(store, replace(everything, sites=("south",)))

    assert row["attended"] == 2


def test_months_and_counselors_have_their_own_clients(clinic, everything):
    store = clinic(sessions=SESSIONS)
    months = queries.answer(
        store, "attendance_over_time", replace(everything, grain="month")
    )
    people = queries.answer(store, "attendance_by_counselor", everything)

    assert months["clusters"].tolist() == [2, 1]
    assert people[["counselor", "clients", "counted"]].to_numpy().tolist() == [
        ["omar", 2, 2],
        ["ruth", 2, 4],
    ]


def test_counselors_are_in_the_order_of_their_names(clinic, everything):
    store = clinic(
        sessions=SESSIONS, counselors="counselor | name\nruth | Ada\nomar | Zoe"
    )
    rows = queries.answer(store, "attendance_by_counselor", everything)

    assert rows["counselor"].tolist() == ["Ada", "Zoe"]


def test_rows_behind_a_status(clinic, everything):
    store = clinic(sessions=SESSIONS)
    missed = replace(everything, statuses=("no_show", "late_cancelled"))
    rows = queries.answer(store, "attendance_sessions", missed)

    assert rows["client_id"].tolist() == ["ann", "bob"]
    everything_held = queries.answer(store, "attendance_sessions", everything)
    assert "scheduled" not in set(everything_held["status"])
