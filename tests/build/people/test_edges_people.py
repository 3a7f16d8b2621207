"""Capacities, clients and counselors who stand in one table alone; words of filters."""

from dataclasses import replace
from datetime import date

import queries
from tests.build.asking import asked


def test_no_hours_and_no_limit_are_unknown_and_a_small_one_is_known(clinic):
    store = clinic(
        sessions="client | counselor | start | status\nann | one | 2026-01-05 | attended",
        counselors="""
            counselor | weekly hours | caseload limit
            one       | 0.5          | 1
            zero      | 0            | 0
            below     | -1           | -1
            empty     |              |
        """,
    )

    columns = "counselor_id, weekly_hours, caseload_limit"
    terms = "terms inner join counselors using (counselor_key)"
    assert asked(store, f"select {columns} from {terms}") == {  # noqa: S608
        "one": (0.5, 1),
        "zero": (None, None),
        "below": (None, None),
        "empty": (None, None),
    }


def test_who_stands_in_one_table_alone_is_there(clinic, everything):
    store = clinic(
        sessions="""
            client  | counselor | counselor name | start      | status
            visitor | ruth      | Ruth V.        | 2026-01-05 | attended
            both    | omar      | Omar L.        | 2026-01-05 | attended
        """,
        clients="client | severity\nboth | mild\nlisted | severe",
        counselors="counselor | name | site\nomar | Omar Lund | north\nlena | | south",
    )
    (facts,) = queries.answer(store, "snapshot", everything).to_dict("records")

    assert asked(store, "select client_id, severity::varchar from clients") == {
        "visitor": None,
        "both": "mild",
        "listed": "severe",
    }
    assert asked(
        store, "select counselor_id, counselor, site::varchar from counselors"
    ) == {
        "ruth": ("Ruth V.", None),
        "omar": ("Omar Lund", "north"),
        "lena": ("lena", "south"),
    }
    assert asked(store, "select counselor_id, site::varchar from settings") == {
        "ruth": None,
        "omar": "north",
        "lena": "south",
    }
    assert (facts["clients"], facts["counselors"], facts["sessions"]) == (3, 3, 2)
    assert (facts["client_details"], facts["counselor_details"]) == (2, 2)


def test_the_contract_of_the_last_day_says_who_a_counselor_is(clinic, everything):
    """What it leaves empty another says; one without a day comes after all with one."""
    store = clinic(
        sessions="client | counselor | start | status\nann | ruth | 2026-06-30 | attended",
        counselors="""
            counselor | name  | supervisor | site  | credential | specialties | valid from | leave from
            ruth      | Ruth1 | sam        | north | LPC-A      | trauma      | 2024-01-01 |
            ruth      | Ruth2 | kim        | south | LPC        | grief       | 2026-06-30 |
            ruth      | Ruth3 | tom        | east  | LPC-S      | couples     | 2026-07-01 |
            omar      | Omar1 | sam        | north | LPC-A      | trauma      | 2024-01-01 |
            omar      | Omar2 |            |       |            |             | 2026-01-01 |
            lena      | Lena1 |            |       |            |             |            |
            lena      | Lena2 |            |       |            |             | 2025-01-01 |
            lena      | Lena3 |            |       |            |             | 2026-07-01 |
            eve       | Eve1  |            |       |            |             |            |
            eve       | Eve2  |            |       |            |             | 2026-07-01 |
            zoe       | Zoe1  |            |       |            |             |            |
            zoe       | Zoe2  |            |       |            |             |            | 2026-05-01
            zoe       | Zoe3  |            |       |            |             |            | 2026-03-01
        """,
    )
    (facts,) = queries.answer(store, "snapshot", everything).to_dict("records")

    assert asked(
        store,
        "select counselor_id, counselor, supervisor, site::varchar, credential,"
        " specialties from counselors",
    ) == {
        "ruth": ("Ruth2", "kim", "south", "LPC", "grief"),
        "omar": ("Omar2", "sam", "north", "LPC-A", "trauma"),
        "lena": ("Lena2", None, None, None, None),
        "eve": ("Eve1", None, None, None, None),
        "zoe": ("Zoe2", None, None, None, None),
    }
    assert (facts["counselors"], facts["counselor_details"]) == (5, 5)


def test_facts_of_the_snapshot(clinic, everything):
    store = clinic(
        sessions="""
            client | counselor | start            | minutes | status
            ann    | ruth      | 2026-01-05 09:00 | 50      | attended
            ann    | ruth      | 2026-01-06 09:00 | 50      | gone fishing
            ann    | ruth      | 2026-01-07 09:00 | 50      |
            ann    | ruth      | 2026-01-08 09:00 | 50      |
            ann    | ruth      | 2026-01-09 09:00 | 50      | attended
        """,
        alliance="""
            client | date       | instrument | subscale | score
            ann    | 2026-01-05 | SRS        |          | 30
            ann    | 2026-01-05 | SRS        | Overall  | 9
        """,
        outcomes="client | date | instrument | score\nann | 2026-01-05 | ORS | 30",
    )
    (facts,) = queries.answer(store, "snapshot", everything).to_dict("records")
    words = queries.answer(store, "status_words", everything)

    assert facts["first_day"].date() == date(2026, 1, 5)
    assert facts["data_through"].date() == date(2026, 1, 9)
    assert (facts["unknown_status"], facts["unmarked"]) == (1, 2)
    assert (facts["alliance_scores"], facts["outcome_scores"]) == (2, 1)
    assert words.to_numpy().tolist() == [
        ["", "unmarked", 2],
        ["attended", "attended", 2],
        ["gone fishing", "unknown", 1],
    ]


SETTINGS = """
    client | counselor | start      | status   | site  | program | service
    ann    | ruth      | 2026-01-05 | attended | north | adult   | couple
    bob    | ruth      | 2026-01-05 | attended | south | youth   | single
    cem    | omar      | 2026-01-05 | attended |       |         |
    dan    | lena      | 2026-01-05 | attended | north | youth   | single
"""


def test_each_filter_leaves_its_own_sessions(clinic, everything):
    store = clinic(
        sessions=SETTINGS,
        counselors="counselor | supervisor | site\nruth | sam |\nomar | kim | south",
    )

    def sessions(**chosen):
        rows = queries.answer(
            store, "attendance_sessions", replace(everything, **chosen)
        )
        return "".join(sorted(name[0] for name in rows["client_id"]))

    assert sessions() == "abcd"
    for part, expected in {
        "scope": {"ruth": "ab", "omar": "c"},
        "counselors": {"ruth": "ab", "lena": "d"},
        "supervisors": {"sam": "ab", "kim": "c"},
        "sites": {"north": "ad", "south": "bc"},
        "programs": {"adult": "a", "youth": "bd"},
        "services": {"couple": "a", "single": "bd"},
    }.items():
        for value, own in expected.items():
            assert sessions(**{part: (value,)}) == own
        assert sessions(**{part: tuple(expected)}) == "".join(
            sorted({*"".join(expected.values())})
        )
        assert sessions(**{part: ()}) == ""
    assert sessions(sites=("north",), programs=("youth",)) == "d"
