"""Who supervises whom: two at once, supervisors of supervisors, by id and by name."""

from dataclasses import replace

import pytest

import queries

SESSIONS = """
    session | client | counselor | start      | status
    1       | a      | tom       | 2026-09-01 | attended
    2       | b      | sue       | 2026-09-02 | attended
    3       | c      | max       | 2026-09-03 | attended
    4       | d      | ann       | 2026-09-04 | attended
    5       | e      | bob       | 2026-09-05 | attended
"""
STAFF = """
    counselor | name     | supervisor
    tom       | Tom Reed | Sue Hill
    sue       | Sue Hill | Max Orr
    max       | Max Orr  |
    ann       | Ann Lee  | Sue Hill; Max Orr
    bob       | Bob Ash  | sue
"""


def team(store, everything, *supervisors):
    chosen = replace(everything, supervisors=supervisors)
    rows = queries.answer(store, "attendance_sessions", chosen)
    return "".join(sorted(rows["client_id"]))


def test_a_supervisor_has_her_team_and_the_teams_of_those_she_supervises(
    clinic, everything
):
    store = clinic(sessions=SESSIONS, counselors=STAFF)

    assert team(store, everything, "sue") == "ade"
    assert team(store, everything, "max") == "abde"
    assert team(store, everything, "sue", "max") == "abde"
    overall = queries.answer(
        store, "attendance_overall", replace(everything, supervisors=("sue", "max"))
    )
    assert overall["attended"].tolist() == [4]


def test_a_supervisor_by_id_and_by_name_is_one_choice(clinic, everything):
    store = clinic(sessions=SESSIONS, counselors=STAFF)
    choices = queries.answer(store, "choices", everything)
    offered = choices[choices["dimension"] == "supervisor"]

    assert offered[["value", "label"]].to_numpy().tolist() == [
        ["max", "Max Orr"],
        ["sue", "Sue Hill"],
    ]


def test_only_those_above_whom_one_may_see_are_offered(clinic, everything):
    store = clinic(sessions=SESSIONS, counselors=STAFF)
    choices = queries.answer(store, "choices", replace(everything, scope=("sue",)))

    assert choices[choices["dimension"] == "supervisor"]["value"].tolist() == ["max"]


def test_who_is_named_are_the_direct_supervisors(clinic, everything):
    store = clinic(sessions=SESSIONS, counselors=STAFF)
    rows = queries.answer(store, "caseload_by_counselor", everything)
    named = rows.set_index("counselor_id")["supervisor"]

    assert named["ann"] == "Max Orr; Sue Hill"
    assert named["bob"] == named["tom"] == "Sue Hill"
    assert named.isna()["max"]


def test_a_supervisor_named_twice_in_a_cell_and_last_name_first_is_one(
    clinic, everything
):
    store = clinic(
        sessions=SESSIONS,
        counselors="""
            counselor | name     | supervisor
            tom       | Tom Reed | max; Max Orr
            sue       | Sue Hill | Orr, Max
            max       | Max Orr  |
            ann       | Ann Lee  | ORR, MAX
        """,
    )
    rows = queries.answer(store, "caseload_by_counselor", everything)
    named = rows.set_index("counselor_id")["supervisor"]

    assert named[["tom", "sue", "ann"]].tolist() == ["Max Orr"] * 3
    assert team(store, everything, "max") == "abd"


def test_a_circle_of_supervisors_ends(clinic, everything):
    store = clinic(
        sessions=SESSIONS,
        counselors="counselor | supervisor\ntom | sue\nsue | max\nmax | sue\nann | ann",
    )

    assert team(store, everything, "sue") == "ac"
    assert team(store, everything, "max") == "ab"
    assert team(store, everything, "ann") == ""


@pytest.mark.parametrize("second", ["Hill, Sue", "SUE HILL", "Sue Hill"])
def test_spellings_of_a_supervisor_who_is_no_counselor_are_one(
    clinic, everything, second
):
    store = clinic(
        sessions=SESSIONS,
        counselors=f"counselor | supervisor\ntom | Sue Hill\nann | {second}",
    )
    choices = queries.answer(store, "choices", everything)
    (one,) = choices[choices["dimension"] == "supervisor"]["value"]

    assert team(store, everything, one) == "ad"


def test_a_name_of_two_counselors_is_neither(clinic, everything):
    store = clinic(
        sessions=SESSIONS,
        counselors="counselor | name | supervisor\nsue | Jo Kay |\nmax | Jo Kay |\n"
        "tom | Tom | Jo Kay\nann | Ann | sue",
    )

    assert team(store, everything, "sue") == "d"
    assert team(store, everything, "Jo Kay") == "a"


def test_a_supervisor_who_is_no_counselor_is_one_however_the_name_is_turned(
    clinic, everything
):
    staff = """
        counselor | name     | supervisor
        tom       | Tom Reed | Kim Hall
        sue       | Sue Hill | Hall, Kim
        max       | Max Orr  | KIM HALL
        ann       | Ann Lee  | Hall Kim
    """
    choices = queries.answer(
        clinic(sessions=SESSIONS, counselors=staff), "choices", everything
    )
    offered = choices[choices["dimension"] == "supervisor"]

    assert sorted(offered["value"]) == ["Hall Kim", "Hall, Kim"]
