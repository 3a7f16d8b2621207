"""Who is on the call list, for which reason, and what would have come of it."""

from dataclasses import replace

import pytest

import queries

SESSIONS = """
    client   | counselor | start            | status         | booked at
    early    | ruth      | 2026-06-22 09:00 | attended       | 2026-06-10
    coming   | ruth      | 2026-06-22 09:00 | attended       | 2026-06-10
    coming   | ruth      | 2026-07-06 09:00 | scheduled      | 2026-06-22
    missed   | ruth      | 2026-05-11 09:00 | attended       | 2026-05-01
    missed   | ruth      | 2026-05-18 09:00 | attended       | 2026-05-01
    missed   | ruth      | 2026-05-25 09:00 | attended       | 2026-05-01
    missed   | ruth      | 2026-06-22 09:00 | no show        | 2026-06-01
    rebooked | ruth      | 2026-06-08 09:00 | attended       | 2026-05-01
    rebooked | ruth      | 2026-06-15 09:00 | attended       | 2026-05-01
    rebooked | ruth      | 2026-06-22 09:00 | attended       | 2026-05-01
    rebooked | ruth      | 2026-06-24 09:00 | late cancelled | 2026-06-22
    rebooked | ruth      | 2026-07-01 09:00 | scheduled      | 2026-06-24
    over     | ruth      | 2026-04-30 09:00 | attended       | 2026-04-20
    edge     | ruth      | 2026-05-01 09:00 | attended       | 2026-04-20
    done     | ruth      | 2026-06-15 09:00 | attended       | 2026-06-01
    slow     | omar      | 2026-03-02 09:00 | attended       | 2026-03-01
    slow     | omar      | 2026-04-06 09:00 | attended       | 2026-03-01
    slow     | omar      | 2026-05-11 09:00 | attended       | 2026-03-01
    waits    | omar      | 2026-07-20 09:00 | scheduled      | 2026-06-20
    soon     | omar      | 2026-07-14 09:00 | scheduled      | 2026-06-20
    last     | omar      | 2026-06-30 09:00 | attended       | 2026-06-20
    last     | omar      | 2026-07-02 09:00 | scheduled      | 2026-06-20
"""
CLIENTS = """
    client | referral date | discharge date | discharge reason
    done   | 2026-06-01    | 2026-06-20     | planned
    alone  | 2026-06-10    |                |
"""


@pytest.fixture
def store(clinic):
    return clinic(sessions=SESSIONS, clients=CLIENTS)


def listed(store, chosen):
    rows = queries.answer(store, "calls_clients", chosen)
    return {row.client_id: set(row.reasons.split()) for row in rows.itertuples()}


def test_each_reason_lists_its_clients(store, everything):
    assert listed(store, everything) == {
        "early": {"early"},
        "edge": {"early"},
        "missed": {"missed", "rhythm"},
        "waits": {"waiting"},
        "alone": {"waiting"},
    }


def test_who_is_booked_again_or_discharged_or_gone_is_not_listed(store, everything):
    everybody = listed(store, everything)

    assert not {"coming", "rebooked", "done", "over", "soon", "last"} & set(everybody)


def test_a_slow_rhythm_is_the_clients_own(store, everything):
    assert "slow" not in listed(store, everything)  # 50 days, a usual gap of 35


def test_least_time_left_comes_first_and_the_last_day_still_counts(store, everything):
    rows = queries.answer(store, "calls_clients", everything)

    assert rows["client_id"].iloc[0] == "edge"
    assert rows["days_left"].tolist() == sorted(rows["days_left"])
    assert rows["days_left"].iloc[0] == 0


def test_a_reason_that_is_off_lists_nobody(store, everything):
    only = listed(store, replace(everything, reasons=("missed",)))

    assert only == {"missed": {"missed"}}
    assert listed(store, replace(everything, reasons=())) == {}


def test_who_has_no_counselor_yet_is_listed_for_the_whole_clinic_alone(
    store, everything
):
    assert "alone" not in listed(store, replace(everything, counselors=("omar",)))
    assert "alone" not in listed(store, replace(everything, scope=("omar", "ruth")))


def test_a_client_is_listed_with_the_counselor_last_seen(clinic, everything):
    store = clinic(
        sessions="""
            client | counselor | start            | status
            moved  | omar      | 2026-06-08 09:00 | attended
            moved  | ruth      | 2026-06-15 09:00 | attended
            moved  | lena      | 2026-06-22 09:00 | no show
            ruths  | ruth      | 2026-06-30 09:00 | attended
        """
    )
    by_counselor = queries.answer(store, "calls_by_counselor", everything)

    assert dict(by_counselor[["counselor_id", "clients"]].itertuples(index=False)) == {
        "ruth": 2
    }


def test_the_counts_are_those_of_the_list(sample, everything):
    rows = queries.answer(sample, "calls_clients", everything)
    reasons = queries.answer(sample, "calls_by_reason", everything)
    people = queries.answer(sample, "calls_by_counselor", everything)
    counted = dict(zip(reasons["reason"], reasons["clients"], strict=True))

    assert counted.pop("any") == len(rows) == people["clients"].sum()
    for reason, clients in counted.items():
        assert rows["reasons"].str.split().map(lambda own: reason in own).sum() == (  # noqa: B023
            clients
        )


def test_a_fall_in_the_alliance_that_is_not_repaired_is_a_reason(sample, everything):
    rows = queries.answer(sample, "calls_clients", everything)
    told = set(rows["client_id"][rows["reasons"].str.contains("rupture")])
    active = set(queries.answer(sample, "caseload_clients", everything)["client_id"])
    dips = queries.answer(sample, "alliance_dips", everything)

    assert told
    assert told == set(dips["client_id"]) & active


def test_the_usual_point_of_leaving_is_the_session_with_the_highest_share(
    clinic, everything
):
    rows = [
        f"c{n} | ruth | 2026-01-0{1 + k} 09:00 | attended"
        for n in range(40)
        for k in range(1 if n < 5 else 2 if n < 25 else 3)
    ]
    now = [f"new | ruth | 2026-06-{day} 09:00 | attended" for day in (16, 30)]
    head = "client | counselor | start | status"
    store = clinic(sessions="\n".join([head, *rows, *now]))

    chosen = replace(everything, reasons=("usual",))
    assert listed(store, chosen) == {"new": {"usual"}}


PAST = """
    client  | counselor | start            | status    | booked at
    first   | ruth      | 2025-06-02 09:00 | attended  | 2025-06-01
    returns | ruth      | 2026-02-23 09:00 | attended  | 2026-02-20
    returns | ruth      | 2026-03-23 09:00 | attended  | 2026-03-12
    silent  | ruth      | 2026-02-23 09:00 | attended  | 2026-02-20
    booked  | ruth      | 2026-02-23 09:00 | attended  | 2026-02-20
    booked  | ruth      | 2026-03-16 09:00 | attended  | 2026-02-23
    last    | ruth      | 2026-06-29 09:00 | attended  | 2026-06-20
"""


def test_the_past_is_judged_by_what_was_known_then(clinic, everything):
    # Known by now: 9 March and 6 April. On 9 March returns has not booked yet (and comes
    # back), silent never will, and booked has; on 6 April booked has nothing ahead.
    rows = queries.answer(
        clinic(sessions=PAST), "calls_worked", replace(everything, reasons=("early",))
    ).set_index("reason")

    assert rows.loc["early", ["clients", "came_back"]].tolist() == [3, 1]
    assert rows.loc["none", ["clients", "came_back"]].tolist() == [1, 1]
    days = rows[["first_date", "last_date"]].astype(str)
    assert days.loc["early"].tolist() == ["2026-03-09", "2026-04-06"]
    assert days.loc["none"].tolist() == ["2026-03-09", "2026-03-09"]


def test_without_booking_days_nothing_is_said_of_the_past(clinic, everything):
    head, *rows = (line.rpartition("|")[0] for line in PAST.strip().splitlines())
    store = clinic(sessions="\n".join([head, *rows]))

    assert queries.answer(store, "calls_worked", everything).empty


def test_the_clients_behind_the_past_are_as_many_as_it_says(sample, everything):
    for row in queries.answer(sample, "calls_worked", everything).itertuples():
        behind = queries.answer(
            sample, "calls_worked_clients", replace(everything, value=row.reason)
        )
        assert len(behind) == row.clients
        assert behind["came_back"].sum() == row.came_back


LEFT_ALONE = """
    client | do not contact | 42 cfr part 2
    early  | yes            |
    edge   | by mail only   | no
    missed |                | yes
    waits  | no             | no
    last   | yes            |
"""
ASKED = [
    "calls_clients",
    "calls_worked_clients",
    "sheet_changes",
    "alliance_dips",
]


def test_who_is_not_to_be_contacted_is_not_listed_and_is_counted(clinic, everything):
    store = clinic(sessions=SESSIONS, clients=LEFT_ALONE)
    left_out = queries.answer(store, "calls_left_out", everything)
    by_reason = queries.answer(store, "calls_by_reason", everything)
    by_counselor = queries.answer(store, "calls_by_counselor", everything)

    assert set(listed(store, everything)) == {"waits", "done"}
    assert dict(left_out.itertuples(index=False)) == {
        "do_not_contact": 2,
        "cfr_part_2": 1,
    }
    assert by_reason.set_index("reason")["clients"]["any"] == 2
    assert by_counselor["clients"].sum() == 2


def test_of_two_grounds_the_clients_wish_is_told(clinic, everything):
    both = "client | do not contact | 42 cfr part 2\nearly | yes | yes"
    left_out = queries.answer(
        clinic(sessions=SESSIONS, clients=both), "calls_left_out", everything
    )

    assert dict(left_out.itertuples(index=False)) == {"do_not_contact": 1}


@pytest.mark.parametrize("question", ASKED)
def test_no_list_of_clients_to_turn_to_holds_them(clinic, everything, question):
    scores = "client | date | instrument | score\n" + "\n".join(
        f"{who} | 2026-0{month}-22 | SRS | {score}"
        for who in ("early", "coming")
        for month, score in ((4, 39), (5, 38), (6, 12))
    )
    chosen = replace(everything, since=None)
    tables = {"sessions": SESSIONS, "alliance": scores}
    whole = queries.answer(clinic(**tables), question, chosen)
    fewer = queries.answer(clinic(**tables, clients=LEFT_ALONE), question, chosen)
    alone = {"early", "edge", "missed", "last"}

    assert set(fewer["client_id"]) == set(whole["client_id"]) - alone


def test_the_sheet_counts_a_counselors_own(clinic, everything):
    store = clinic(sessions=SESSIONS, clients=LEFT_ALONE)
    for who, expected in (
        ("ruth", {"do_not_contact": 2, "cfr_part_2": 1}),
        ("omar", {"do_not_contact": 1}),
    ):
        chosen = replace(everything, counselors=(who,))
        rows = queries.answer(store, "sheet_left_out", chosen)
        assert dict(rows.itertuples(index=False)) == expected


def test_a_client_of_before_is_not_counted_on_the_sheet(clinic, everything):
    """On 5 May still with omar, since 11 May with ruth."""
    store = clinic(
        sessions="""
            client | counselor | start            | status    | booked at
            first  | omar      | 2025-06-02 09:00 | attended  | 2025-06-01
            moved  | omar      | 2026-05-04 09:00 | attended  | 2026-05-01
            moved  | ruth      | 2026-05-11 09:00 | attended  | 2026-05-04
            last   | omar      | 2026-06-30 09:00 | attended  | 2026-06-20
        """,
        clients="client | do not contact\nmoved | yes",
    )
    for who, expected in (("ruth", {"do_not_contact": 1}), ("omar", {})):
        chosen = replace(everything, counselors=(who,))
        rows = queries.answer(store, "sheet_left_out", chosen)
        assert dict(rows.itertuples(index=False)) == expected
