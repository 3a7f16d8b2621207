"""Who stands on the call list, in which order, and what counts as its usual point."""

from dataclasses import replace
from datetime import timedelta

import pytest

import queries
from tests.build.asking import by_client
from tests.build.called import HEAD, THROUGH, ago


@pytest.mark.parametrize(("left", "closing"), [(7, 1), (8, 0)])
def test_seven_days_are_few_and_eight_are_not(clinic, everything, left, closing):
    rows = ago("ann", 60 - left) + ago("bob", 0)
    rows += ago("nothing_to_call_for", 60 - left + 2, 60 - left + 1, 60 - left)
    rows += ago("nothing_to_call_for", -1, status="scheduled")
    store = clinic(sessions="\n".join([HEAD, *rows]), through=THROUGH)
    (person,) = queries.answer(store, "calls_by_counselor", everything).to_dict(
        "records"
    )
    reasons = queries.answer(store, "calls_by_reason", everything)

    assert (person["clients"], person["closing"]) == (2, closing)
    assert reasons["closing"].tolist() == [closing, closing]
    standings = by_client(store, "reasons, days_left", "standings", 60)
    assert standings == {
        "ann": (1, left),
        "bob": (1, 60),
        "nothing_to_call_for": (0, left),
    }


def test_counselors_with_the_most_that_close_come_first(clinic, everything):
    people = {"few": (53, 0), "many": (53, 53), "no one": (0, 0, 0), "one": (0,)}
    rows = [
        row.replace("ruth", who)
        for who, days in people.items()
        for n, day in enumerate(days)
        for row in ago(f"{who} {n}", day)
    ]
    store = clinic(sessions="\n".join([HEAD, *rows]), through=THROUGH)
    found = queries.answer(store, "calls_by_counselor", everything)

    assert found["counselor"].tolist() == ["many", "few", "no one", "one"]


def test_only_without_any_filter_is_nobodys_client_listed(clinic, everything):
    store = clinic(
        sessions="""
            client | counselor | start            | status   | site  | program | service
            ann    | ruth      | 2026-06-29 09:00 | attended | north | adult   | couple
        """,
        clients="client | referral date\nalone | 2026-06-10",
        counselors="counselor | supervisor\nruth | sam",
        through=THROUGH,
    )

    def clients(**chosen):
        rows = queries.answer(store, "calls_clients", replace(everything, **chosen))
        return rows["client_id"].tolist()

    assert clients() == ["alone", "ann"]
    for part, value in {
        "scope": "ruth",
        "counselors": "ruth",
        "supervisors": "sam",
        "sites": "north",
        "programs": "adult",
        "services": "couple",
    }.items():
        assert clients(**{part: (value,)}) == ["ann"]
        assert clients(**{part: ("other",)}) == []


@pytest.mark.parametrize(("clients", "told"), [(29, {}), (30, {"new": "early usual"})])
def test_thirty_clients_have_a_usual_point_and_twenty_nine_have_none(
    listed, clients, told
):
    rows = [ago(f"c{n}", 200) for n in range(clients)]
    found = listed(*rows, ago("new", 5))

    assert found == (told or {"new": "early"})


@pytest.mark.parametrize(("sessions", "told"), [(12, True), (13, False)])
def test_the_usual_point_is_among_the_first_twelve_sessions(listed, sessions, told):
    rows = [
        ago(f"c{n}", *(range(300 + sessions, 300, -1)[:sessions])) for n in range(30)
    ]
    rows = [[row[:-11] + "| attended" for row in group] for group in rows]
    now = ago("new", *range(sessions + 5, 5, -1))
    found = listed(*rows, [row[:-17] + "| attended" for row in now], reason="usual")

    assert found == ({"new"} if told else set())


def test_the_usual_point_counts_who_left_and_not_who_completed(listed):
    """Sixty complete after session one, one leaves after two, thirty stay for long."""
    long = tuple(range(350, 337, -1))
    rows = [ago(f"done{n}", 350) for n in range(60)] + [ago("left", 350, 349)]
    rows += [
        [f"stay{n} | ruth | {row.split('|')[2].split()[0]} | attended" for row in own]
        for n in range(30)
        for own in [ago("stay", *long)]
    ]
    day = THROUGH - timedelta(days=350)
    clients = ["client | discharge date | discharge reason"]
    clients += [f"done{n} | {day} | planned" for n in range(60)]

    found = listed(*rows, ago("new", 6, 5), clients="\n".join(clients))
    assert found == {"new": "early usual"}


def test_who_waits_without_an_appointment_is_nobodys_in_the_list_of_counselors(
    clinic, everything
):
    store = clinic(
        sessions="\n".join([HEAD, *ago("ann", 0)]),
        clients="client | referral date\nalone | 2026-06-10",
        through=THROUGH,
    )
    counselors = queries.answer(store, "calls_by_counselor", everything)
    by_reason = queries.answer(store, "calls_by_reason", everything)

    assert counselors["counselor"].tolist() == ["ruth"]
    assert counselors["clients"].tolist() == [1]
    assert dict(by_reason[["reason", "clients"]].itertuples(index=False)) == {
        "any": 2,
        "early": 1,
        "waiting": 1,
    }


def test_the_caseload_lists_the_never_seen_first_then_the_longest_unseen(
    clinic, everything
):
    rows = ago("lately", 3) + ago("long ago", 30) + ago("also lately", 3)
    rows += ago("only booked", -5, status="scheduled")
    store = clinic(sessions="\n".join([HEAD, *rows]), through=THROUGH)
    listed = queries.answer(store, "caseload_clients", everything)

    assert listed["client_id"].tolist() == [
        "only booked",
        "long ago",
        "also lately",
        "lately",
    ]
