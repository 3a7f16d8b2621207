"""Where a session's minutes, its group and its status change: both sides of each edge."""

from datetime import date

import queries
from tests.build.asking import by_session

GROUPS = """
    session id | client | counselor | start            | minutes | status   | service
    first      | ann    | gail      | 2026-06-29 09:00 | 90      | attended  | anxiety Group
    second     | bob    | gail      | 2026-06-29 09:00 | 90      | attended  | anxiety Group
    missed     | cem    | gail      | 2026-06-29 09:00 | 90      | no show   | anxiety Group
    unmarked   | dan    | gail      | 2026-06-29 09:00 | 90      | scheduled | anxiety Group
    other kind | eve    | gail      | 2026-06-29 09:00 | 90      | attended  | skills group
    other room | fay    | omar      | 2026-06-29 09:00 | 90      | attended  | anxiety Group
    later      | gus    | gail      | 2026-06-29 09:01 | 90      | attended  | anxiety Group
    no time 1  | hal    | gail      | 2026-06-29       | 90      | attended  | anxiety Group
    no time 2  | ian    | gail      | 2026-06-29       | 90      | attended  | anxiety Group
    alone 1    | jan    | gail      | 2026-06-29 14:00 | 90      | attended  | individual
    alone 2    | kim    | gail      | 2026-06-29 14:00 | 90      | attended  | individual
    ahead 1    | ann    | gail      | 2026-07-06 09:00 | 90      | scheduled | anxiety Group
    ahead 2    | bob    | gail      | 2026-07-06 09:00 | 90      | scheduled | anxiety Group
"""


def test_a_group_is_shared_by_those_of_one_status_time_counselor_and_service(clinic):
    store = clinic(sessions=GROUPS, through=date(2026, 6, 30))

    assert by_session(store, "counselor_minutes, group_minutes") == {
        "first": (45, 90),
        "second": (45, 90),
        "missed": (90, None),
        "unmarked": (90, 90),
        "other kind": (90, 90),
        "other room": (90, 90),
        "later": (90, 90),
        "no time 1": (90, None),
        "no time 2": (90, None),
        "alone 1": (90, None),
        "alone 2": (90, None),
        "ahead 1": (45, 90),
        "ahead 2": (45, 90),
    }


MINUTES = """
    session id | client | counselor | start            | minutes | status   | service
    m480       | ann    | ruth      | 2026-06-01 09:00 | 480     | attended | mixed
    m100       | ann    | ruth      | 2026-06-02 09:00 | 100     | attended | mixed
    m100 again | ann    | ruth      | 2026-06-03 09:00 | 100     | attended | mixed
    missing    | ann    | ruth      | 2026-06-04 09:00 |         | attended | mixed
    b1         | ann    | ruth      | 2026-06-05 09:00 | 1       | attended | brief
    b60        | ann    | ruth      | 2026-06-08 09:00 | 60      | attended | brief
    b60 again  | ann    | ruth      | 2026-06-09 09:00 | 60      | attended | brief
    b0         | ann    | ruth      | 2026-06-10 09:00 | 0       | attended | brief
    only 480   | ann    | ruth      | 2026-06-11 09:00 | 480     | attended | long
    over 480   | ann    | ruth      | 2026-06-12 09:00 | 481     | attended | long
    only 1     | ann    | ruth      | 2026-06-15 09:00 | 1       | attended | short
    zero       | ann    | ruth      | 2026-06-16 09:00 | 0       | attended | short
    too long   | ann    | ruth      | 2026-06-17 09:00 | 481     | attended | rare
    nothing    | ann    | ruth      | 2026-06-18 09:00 |         | attended |
    eighty     | ann    | ruth      | 2026-06-19 09:00 | 80      | attended |
"""


def test_one_to_480_minutes_are_a_length_and_else_it_is_the_usual_one(
    clinic, everything
):
    store = clinic(sessions=MINUTES)

    assert by_session(store, "counselor_minutes") == {
        "m480": 480,
        "m100": 100,
        "m100 again": 100,
        "missing": 100,
        "b1": 1,
        "b60": 60,
        "b60 again": 60,
        "b0": 60,
        "only 480": 480,
        "over 480": 480,
        "only 1": 1,
        "zero": 1,
        "too long": None,
        "nothing": 80,
        "eighty": 80,
    }
    remarks = queries.answer(store, "remarks", everything)
    told = dict(zip(remarks["key"], remarks["rows"], strict=True))
    (facts,) = queries.answer(store, "snapshot", everything).to_dict("records")
    assert told["without_minutes"] == facts["without_minutes"] == 6


def test_a_session_is_in_the_setting_of_its_site_program_service_and_modality(clinic):
    store = clinic(
        sessions="""
            session id | client | counselor | start | status | site | program | service | format
            as is | ann | ruth | 2026-06-01 | attended | north | adult | couple | video
            south | ann | ruth | 2026-06-02 | attended | south | adult | couple | video
            youth | ann | ruth | 2026-06-03 | attended | north | youth | couple | video
            family | ann | ruth | 2026-06-04 | attended | north | adult | family | video
            phone | ann | ruth | 2026-06-05 | attended | north | adult | couple | phone
            omar | ann | omar | 2026-06-08 | attended | north | adult | couple | video
            unknown | ann | ruth | 2026-06-09 | attended | | | |
        """
    )
    with store.connection.cursor() as cursor:
        rows = cursor.execute(
            "select session_id, counselor_id, site, program, service_type, modality"
            " from sessions inner join settings using (setting_key) order by start"
        ).fetchall()

    assert rows == [
        ("as is", "ruth", "north", "adult", "couple", "video"),
        ("south", "ruth", "south", "adult", "couple", "video"),
        ("youth", "ruth", "north", "youth", "couple", "video"),
        ("family", "ruth", "north", "adult", "family", "video"),
        ("phone", "ruth", "north", "adult", "couple", "phone"),
        ("omar", "omar", "north", "adult", "couple", "video"),
        ("unknown", "ruth", None, None, None, None),
    ]
