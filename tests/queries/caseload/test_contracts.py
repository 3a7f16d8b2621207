"""Who left, who is on leave, who changed hours: load of the time, and nobody's room.

Each counselor of a clinic sees her clients once a week for an hour, as many as her hours.
"""

from datetime import date, timedelta

import pytest

import queries
from measures import caseload, load_bands
from measures.room import room

FIRST, THROUGH = date(2026, 3, 2), date(2026, 9, 30)  # a Monday, a Wednesday
HEAD = "client | counselor | start | minutes | status"


def weekly(counselor, clients, first=FIRST, last=THROUGH):
    """Draw an hour with each of so many clients, every week from Monday on."""
    rows, monday = [], first
    while monday <= last:
        rows += [
            f"{counselor}{n} | {counselor} | {monday + timedelta(days=n % 3)} {8 + n // 3:02}:00"
            " | 60 | attended"
            for n in range(clients)
        ]
        monday += timedelta(days=7)
    return rows


def asked(store, everything, name):
    rows = queries.answer(store, name, everything)
    return rows.to_dict("records"), rows


@pytest.fixture
def four(clinic):
    """Publish Ann, full; Bea, who left; Cal, on leave; Dee, who went to half her hours."""
    rows = [
        *weekly("Ann", 12),
        *weekly("Bea", 12, last=date(2026, 8, 26)),
        *weekly("Cal", 12, last=date(2026, 7, 29)),
        *weekly("Dee", 12),
    ]
    return clinic(
        sessions="\n".join([HEAD, *rows]),
        counselors="""
            counselor | weekly hours | caseload limit | start date | end date   | leave from | leave to
            Ann       | 12           | 14             | 2020-01-01 |            |            |
            Bea       | 12           | 14             | 2020-01-01 | 2026-08-31 |            |
            Cal       | 12           | 14             | 2020-01-01 |            | 2026-08-01 | 2026-11-03
            Dee       | 12           | 14             | 2020-01-01 | 2026-08-31 |            |
            Dee       | 6            | 14             | 2026-09-01 |            |            |
        """,
        through=THROUGH,
    )


def test_the_last_day_knows_who_is_away_and_gives_them_no_room(four, everything):
    _, rows = asked(four, everything, "caseload_by_counselor")
    load = caseload.against_limits(rows).set_index("counselor")

    assert load["utilization"].to_dict() == pytest.approx(
        {"Ann": 1, "Bea": float("nan"), "Cal": float("nan"), "Dee": 2}, nan_ok=True
    )
    assert load.loc[["Bea", "Cal"], "away"].to_list() == ["left", "on leave"]
    assert load.loc["Bea", "away_from"].date() == date(2026, 9, 1)
    assert load.loc["Cal", "away_to"].date() == date(2026, 11, 3)
    assert set(load.index[load["away_from"].isna()]) == {"Ann", "Dee"}
    assert set(load.index[load["away_to"].isna()]) == {"Ann", "Bea", "Dee"}
    assert load.loc["Bea", "active_clients"] == 12  # of August, without a counselor
    assert load["over_capacity"].to_dict() == {
        "Ann": False,
        "Bea": False,
        "Cal": False,
        "Dee": True,
    }
    free = room(rows).set_index("counselor")
    assert free["free_hours"].to_dict() == pytest.approx(
        {"Ann": 0, "Bea": float("nan"), "Cal": float("nan"), "Dee": -6}, nan_ok=True
    )
    assert free["free_places"].isna().to_dict() == {
        "Ann": False,
        "Bea": True,
        "Cal": True,
        "Dee": False,
    }


def test_each_week_is_set_against_the_hours_of_its_days(four, everything):
    _, weeks = asked(four, everything, "caseload_weeks")
    hours = weeks.pivot_table(
        index="week_end", columns="counselor", values="weekly_hours", dropna=False
    )
    hours.index = [f"{day:%m-%d}" for day in hours.index]

    assert hours.loc["07-29", "Cal"] == hours.loc["08-26", "Bea"] == 12
    assert hours.loc["08-05", "Cal"] == pytest.approx(
        12 * 2 / 7
    )  # on leave from Saturday
    assert hours.loc["09-02", "Bea"] == pytest.approx(12 * 5 / 7)
    assert hours.loc["09-02", "Dee"] == pytest.approx((12 * 5 + 6 * 2) / 7)
    assert hours.loc["09-09":, ["Bea", "Cal"]].isna().all(axis=None)
    assert hours.loc[:"08-26", "Dee"].eq(12).all()
    assert hours.loc["09-09":, "Dee"].eq(6).all()


def test_a_quarter_has_the_hours_of_its_weeks(four, everything):
    rows, frame = asked(four, everything, "caseload_beside")
    third = {row["counselor"]: row for row in rows if row["quarter"].month == 7}

    # Weeks end on 1 July to 30 September: 14 of them, the first with five days in June.
    assert third["Ann"]["weekly_hours"] == 12
    assert third["Dee"]["weekly_hours"] == pytest.approx(
        (12 * (9 * 7 + 5) + 6 * 30) / 98
    )
    assert third["Bea"]["weekly_hours"] == pytest.approx(12 * 68 / 98)
    assert third["Cal"]["weekly_hours"] == pytest.approx(12 * 37 / 98)
    assert {who: row["at_work"] for who, row in third.items()} == pytest.approx(
        {"Ann": 1, "Bea": 68 / 98, "Cal": 37 / 98, "Dee": 1}
    )
    assert load_bands.banded(frame)["load"].between(0.8, 1.3).all()


def test_contracted_hours_of_a_year_are_those_of_its_days(four, everything):
    rows, _ = asked(four, everything, "clinical_load_index")
    before, now = rows

    assert before["contracted_hours"] == 48
    days = 92  # July to September
    dee, bea, cal = 12 * 62 + 6 * 30, 12 * 62, 12 * 31
    assert now["contracted_hours"] == pytest.approx(12 + (dee + bea + cal) / days)
    assert (now["counselors"], now["with_hours"]) == (4, 4)


def test_by_hand_is_the_same_as_in_the_table(clinic, everything, four):
    store = clinic(
        sessions="\n".join(
            [HEAD, *weekly("Ann", 12), *weekly("Bea", 12, last=date(2026, 8, 26)),
             *weekly("Cal", 12, last=date(2026, 7, 29)), *weekly("Dee", 12)]
        ),
        counselors="""
            counselor | name | weekly hours | caseload limit | start date
            Ann       | Ann  | 12           | 14             | 2020-01-01
            Bea       | Bea  | 12           | 14             | 2020-01-01
            Cal       | Cal  | 12           | 14             | 2020-01-01
            Dee       | Dee  | 6            | 14             | 2020-01-01
        """,
        mapping="""
            [[contracts]]
            counselor = "Bea"
            left = 2026-08-31

            [[contracts]]
            counselor = "Cal"
            from = 2026-08-01
            to = 2026-11-03
            leave = true

            [[contracts]]
            counselor = "Dee"
            to = 2026-08-31
            hours = 12
        """,
        through=THROUGH,
    )  # fmt: skip
    for name in ("caseload_by_counselor", "caseload_weeks", "caseload_beside"):
        theirs, ours = (queries.answer(one, name, everything) for one in (four, store))
        assert ours.equals(theirs), name


def test_another_clinic_with_dated_contracts_and_who_begins_later(clinic, everything):
    """Eli took over more clients and hours in May; Fay's contract ran out; Gus is to come.

    Hana is back from a leave, and of Ike it is not known what he had before May.
    """
    rows = [
        *weekly("Eli", 5, last=date(2026, 4, 29)),
        *weekly("Eli", 10, first=date(2026, 5, 4)),
        *weekly("Fay", 4, last=date(2026, 6, 30)),
        *weekly("Hana", 8, last=date(2026, 3, 31)),
        *weekly("Hana", 8, first=date(2026, 9, 14)),
        *weekly("Ike", 3),
    ]
    store = clinic(
        sessions="\n".join([HEAD, *rows]),
        counselors="""
            staff id | hours per week | max clients | effective from | effective until | hire date  | LOA start  | LOA end
            Eli      | 5              | 6           | 2024-01-01     | 2026-04-30      |            |            |
            Eli      | 10             | 12          | 2026-05-01     |                 |            |            |
            Fay      | 4              | 5           | 2024-01-01     | 2026-07-31      |            |            |
            Gus      | 20             | 25          |                |                 | 2026-11-01 |            |
            Hana     | 8              | 9           | 2024-01-01     |                 |            | 2026-04-01 | 2026-09-13
            Ike      | 3              | 5           | 2026-05-01     |                 |            |            |
        """,
        through=THROUGH,
    )
    found, load = asked(store, everything, "caseload_by_counselor")
    now = {row["counselor"]: row for row in found}
    _, weeks = asked(store, everything, "caseload_weeks")
    weeks = weeks.set_index(["counselor", "week_end"])

    assert set(now) == {"Eli", "Gus", "Hana", "Ike"}  # nobody of Fay's is active
    assert now["Eli"]["weekly_hours"] == now["Eli"]["attended_hours"] == 10
    assert now["Gus"]["away"] == "not yet"
    assert now["Gus"]["away_to"].date() == date(2026, 10, 31)
    # back on 14 September: 17 of the last 28 days, and three weeks of eight hours
    assert now["Hana"]["at_work"] == pytest.approx(17 / 28)
    assert now["Hana"]["weekly_hours"] == pytest.approx(8 * 17 / 28)
    free = room(load).set_index("counselor")["free_hours"]
    assert free["Hana"] == pytest.approx(8 - 24 / 4 * 28 / 17)
    assert weeks.loc[("Eli", "2026-05-06"), "weekly_hours"] == pytest.approx(
        (5 + 10 * 6) / 7
    )
    assert weeks.loc[("Eli", "2026-05-06"), "caseload_limit"] == 12
    ike = weeks.loc["Ike", "weekly_hours"]
    assert (
        ike.loc[:"2026-05-06"].isna().all()
    )  # not known before 1 May, nor of that week
    assert ike.loc["2026-05-07":].eq(3).all()


def test_limits_from_the_settings_hold_while_at_work(four, everything):
    rows = queries.answer(four, "caseload_by_counselor", everything)
    bare = rows.assign(caseload_limit=float("nan"), weekly_hours=float("nan"))
    limits = dict.fromkeys(["Ann", "Bea", "Cal"], (10.0, 8.0))
    filled = caseload.with_limits(bare.assign(hours_now=float("nan")), limits)
    filled = filled.set_index("counselor")[
        ["caseload_limit", "weekly_hours", "hours_now"]
    ]

    assert filled.loc["Ann"].tolist() == [10, 8, 8]
    assert filled.loc[["Bea", "Cal", "Dee"]].isna().all(axis=None)


def test_a_limit_that_changes_within_a_quarter_counts_by_its_weeks(clinic, everything):
    store = clinic(
        sessions="\n".join([HEAD, *weekly("Ann", 3), *weekly("Bea", 3)]),
        counselors="""
            counselor | weekly hours | caseload limit | start date | end date
            Ann       | 12           | 10             | 2020-01-01 | 2026-07-31
            Ann       | 12           | 20             | 2026-08-01 |
            Bea       | 12           | 20             | 2020-01-01 | 2026-07-31
            Bea       | 12           | 10             | 2026-08-01 |
        """,
        through=THROUGH,
    )
    _, rows = asked(store, everything, "caseload_beside")
    last = rows[rows["quarter"].eq("2026-07-01")].set_index("counselor")
    limits = last["caseload_limit"]

    # of the 14 weeks that end from 1 July on, five end before 1 August
    assert limits["Ann"] == pytest.approx((5 * 10 + 9 * 20) / 14)
    assert limits["Bea"] == pytest.approx((5 * 20 + 9 * 10) / 14)


def test_a_contract_of_the_last_day_counts_for_that_day(clinic, everything):
    store = clinic(
        sessions="\n".join([HEAD, *weekly("Ann", 3)]),
        counselors="""
            counselor | weekly hours | start date | end date
            Ann       | 12           | 2020-01-01 | 2026-09-29
            Ann       | 40           | 2026-09-30 |
        """,
        through=THROUGH,
    )
    rows, _ = asked(store, everything, "caseload_by_counselor")
    weeks, _ = asked(store, everything, "caseload_weeks")

    assert rows[0]["weekly_hours"] == pytest.approx((27 * 12 + 40) / 28)
    assert weeks[-1]["weekly_hours"] == pytest.approx((6 * 12 + 40) / 7)
    assert weeks[-2]["weekly_hours"] == 12


def test_two_leaves_that_follow_each_other_are_one(clinic, everything):
    store = clinic(
        sessions="\n".join([HEAD, *weekly("Ann", 3, last=date(2026, 7, 29))]),
        counselors="""
            counselor | weekly hours | start date | end date | leave from | leave to
            Ann       | 12           | 2020-01-01 |          | 2026-08-01 | 2026-10-03
            Ann       | 12           | 2020-01-01 |          | 2026-10-04 | 2026-11-03
        """,
        through=THROUGH,
    )
    rows, _ = asked(store, everything, "caseload_by_counselor")

    assert [row["away_to"].date() for row in rows] == [date(2026, 11, 3)]


def test_hours_may_change_on_the_first_and_the_last_day_of_any_span(clinic, everything):
    """Four weeks from 3 September on, a week from the 24th on, a year from 1 July on."""
    rows = [
        f"{who} | {who} | {day} 09:00 | 60 | attended"
        for who in ("Ann", "Bea", "Cal", "Dee", "Eve", "Fay", "Gus")
        for day in (FIRST, THROUGH)
    ]
    store = clinic(
        sessions="\n".join([HEAD, *rows]),
        counselors="""
            counselor | weekly hours | valid from | valid to
            Ann       | 12           | 2020-01-01 | 2026-09-03
            Ann       | 40           | 2026-09-04 |
            Bea       | 10           | 2026-09-03 |
            Cal       | 12           | 2020-01-01 | 2026-07-01
            Cal       | 40           | 2026-07-02 |
            Dee       | 12           | 2020-01-01 | 2026-09-29
            Dee       | 40           | 2026-09-30 |
            Eve       | 10           | 2026-07-01 |
            Fay       | 12           | 2020-01-01 | 2026-09-24
            Fay       | 40           | 2026-09-25 |
            Gus       | 10           | 2026-09-24 | 2026-12-31
        """,
        through=THROUGH,
    )
    _, load = asked(store, everything, "caseload_by_counselor")
    _, weeks = asked(store, everything, "caseload_weeks")
    (before, now), _ = asked(store, everything, "clinical_load_index")
    last = weeks[weeks["week_end"].eq("2026-09-30")]

    assert load["weekly_hours"].tolist() == pytest.approx(
        [(12 + 27 * 40) / 28, 10, 40, (27 * 12 + 40) / 28, 10, (22 * 12 + 6 * 40) / 28]
        + [float("nan")],
        nan_ok=True,
    )
    assert load[["away", "away_from", "away_to"]].isna().all(axis=None)
    assert last["weekly_hours"].tolist() == pytest.approx(
        [40, 10, 40, (6 * 12 + 40) / 7, 10, (12 + 6 * 40) / 7, 10]
    )
    assert (before["counselors"], before["with_hours"]) == (7, 4)
    assert before["contracted_hours"] == 4 * 12
    assert (now["counselors"], now["with_hours"]) == (7, 5)
    ann, cal, dee = 65 * 12 + 27 * 40, 12 + 91 * 40, 91 * 12 + 40
    fay = 86 * 12 + 6 * 40
    assert now["contracted_hours"] == pytest.approx((ann + cal + dee + fay) / 92 + 10)
