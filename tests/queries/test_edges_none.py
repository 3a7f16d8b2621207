"""Zero where there is nothing, and null where it is not known."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import queries
from tests.queries.rated import FIRST, WEEK, drawn

STATUSES = {
    "attended": "attended",
    "no_show": "no show",
    "late_cancelled": "late cancelled",
    "client_cancelled": "client cancelled",
    "clinic_cancelled": "clinic cancelled",
    "rescheduled": "rescheduled",
    "unmarked": "",
    "unknown": "gone fishing",
}
SUMS = ("counted", "sum_xx", "sum_xn", "sum_nn")


def test_a_status_that_did_not_occur_is_zero_and_so_is_a_rate_of_nothing(
    clinic, everything
):
    """One counselor and one week for each status."""
    rows = [
        f"ann | {status} | 2026-0{1 + n}-05 09:00 | {word}"
        for n, (status, word) in enumerate(STATUSES.items())
    ]
    store = clinic(
        sessions="\n".join(["client | counselor | start | status", *rows]),
        through=date(2026, 9, 30),
    )
    people = queries.answer(store, "attendance_by_counselor", everything)
    weeks = queries.answer(store, "attendance_over_time", everything)

    for name, rows in (("counselor", people), ("begins", weeks)):
        assert len(rows) == len(STATUSES)
        for row in rows.to_dict("records"):
            own = {status: row[status] for status in STATUSES}
            assert sorted(own.values()) == [0] * 7 + [1]
            if name == "counselor":
                assert own[row["counselor_id"]] == 1
            (met,) = (status for status, sessions in own.items() if sessions)
            counts = met in ("attended", "no_show", "late_cancelled")
            assert [row[part] for part in SUMS] == [
                int(counts),
                int(met == "attended"),
                int(met == "attended"),
                int(counts),
            ]
            assert row.get("clients", row.get("clusters")) == int(counts)
            assert row["sessions"] == 1
    nobody = replace(everything, counselors=())
    (none,) = queries.answer(store, "attendance_overall", nobody).to_dict("records")
    assert set(none.values()) == {0}
    (none,) = queries.answer(store, "alliance_coverage", nobody).to_dict("records")
    assert set(none.values()) == {0}


def test_a_quarter_in_which_nobody_began_or_rated_has_zeros(clinic, everything):
    store = clinic(
        sessions="""
            client | counselor | start            | minutes | status    | service
            old    | ruth      | 2025-06-02 09:00 | 60      | attended  | individual
            ann    | ruth      | 2026-01-05 09:00 | 90      | attended  | group
            bob    | ruth      | 2026-01-05 09:00 | 90      | attended  | group
            bob    | ruth      | 2026-01-12 09:00 | 90      | attended  | group
            ann    | ruth      | 2026-04-27 09:00 | 60      | no show   | individual
        """,
        alliance="""
            client | date       | instrument | subscale | score
            ann    | 2026-01-05 | SRS        |          | 40
            bob    | 2026-01-05 | Unranged   |          | 40
            bob    | 2026-01-05 | SRS        | Overall  | 5
        """,
        through=date(2026, 6, 29),
    )
    rows = queries.answer(store, "caseload_beside", everything)
    found = {row["quarter"].date(): row for row in rows.to_dict("records")}
    winter, spring = found[date(2026, 1, 1)], found[date(2026, 4, 1)]

    names = ("at_risk_one", "dropped_one", "rated_clients", "alliance_sum")
    assert [winter[name] for name in names] == [2, 1, 1, 1]
    assert [spring[name] for name in names] == [0, 0, 0, 0]
    assert winter["weeks"] == 13
    assert winter["group_hours"] == pytest.approx((1.5 + 1.5) / 13)
    assert winter["seat_hours"] == pytest.approx((3 + 1.5) / 13)
    january = replace(everything, start=date(2026, 1, 6), end=date(2026, 3, 31))
    (later,) = queries.answer(store, "caseload_beside", january).to_dict("records")
    assert [later[name] for name in names] == [0, 0, 0, 0]
    assert later["weeks"] == 12


def test_an_instrument_without_a_range_is_in_no_bin_and_in_no_percent(
    clinic, everything
):
    alliance = f"""
        client | date    | instrument | subscale | score
        cem    | {FIRST} | Unranged   |          | 5
        dan    | {FIRST} | SRS        | Overall  | 5
        ann    | {FIRST} | WAI-SR     |          | 14.4
        bob    | {FIRST} | WAI-SR     |          | 14.39
        bob    | {FIRST} | CALPAS-P   | Patient  | 30
        bob    | {FIRST} | CALPAS-P   |          | 100
    """
    sessions = drawn({name: [None] for name in ("ann", "bob", "cem", "dan")})[
        "sessions"
    ]
    store = clinic(
        sessions=sessions,
        alliance=alliance,
    )
    bins = queries.answer(store, "alliance_by_bin", everything)
    (early,) = queries.answer(store, "alliance_early_by_counselor", everything).to_dict(
        "records"
    )

    found = {(row.instrument, row.bin): row.ratings for row in bins.itertuples()}
    calpas = int(20 * (100 - 24) / 144)
    assert found == {("WAI-SR", 0): 1, ("WAI-SR", 1): 1, ("CALPAS-P", calpas): 1}
    assert early["rated_clients"] == 2
    # A scale that is not to be read alone is not shown, nor a part without a score.
    for name in ("alliance_early_later", "alliance_by_session_number"):
        rows = queries.answer(store, name, everything)
        assert set(zip(rows["instrument"], rows["subscale"], strict=True)) == {
            ("SRS", "Overall"),
            ("Unranged", "total"),
            ("WAI-SR", "total"),
            ("CALPAS-P", "total"),
        }
        only = replace(everything, instruments=("WAI-SR",))
        assert set(queries.answer(store, name, only)["instrument"]) == {"WAI-SR"}


def test_the_course_of_a_client_holds_what_was_missed_and_no_score_for_it(
    clinic, everything
):
    tables = drawn({"ann": [30, 32], "bob": [None]})
    other = FIRST + timedelta(days=1)
    tables["sessions"] += "\n" + "\n".join(
        f"ann | ruth | {day} {hour}:00 | 50 | {word}"
        for day, hour, word in (
            (FIRST, 15, "no show"),
            (other, 10, "late cancelled"),
            (other, 11, "client cancelled"),
            (other, 12, "rescheduled"),
        )
    )
    tables["alliance"] += f"\nann | {FIRST} | WAI-SR | | 48"
    store = clinic(**tables, through=FIRST + 2 * WEEK)

    def course(*instruments):
        chosen = replace(everything, instruments=instruments or None)
        rows = queries.answer(store, "alliance_by_client", chosen)
        scores = rows["score"].astype(object).where(rows["score"].notna(), None)
        return list(zip(rows["instrument"], rows["status"], scores, strict=True))

    srs = [
        ("SRS", "attended", 30),
        ("SRS", "no_show", None),
        ("SRS", "late_cancelled", None),
        ("SRS", "attended", 32),
    ]
    assert course("SRS") == srs
    assert ("WAI-SR", "attended", 48) in course()
    assert len(course()) == 8


def test_of_two_ratings_without_a_total_none_is_counted_in_one(clinic, everything):
    day = FIRST + WEEK
    store = clinic(
        sessions=drawn({"ann": [None, None]})["sessions"],
        alliance=f"""
            client | date    | instrument | subscale | score
            ann    | {FIRST} | SRS        |          | 30
            ann    | {day}   | SRS        | Overall  | 8
        """,
        through=FIRST + 60 * WEEK,
    )
    for name, column in {
        "alliance_overall": "ratings",
        "alliance_by_bin": "ratings",
        "alliance_by_counselor": "scores",
        "alliance_instruments": "ratings",
        "alliance_last_score": "clients",
        "alliance_growth": "ratings",
    }.items():
        rows = queries.answer(store, name, everything)
        assert rows[column].tolist() == [1], name
    later = replace(everything, start=day)
    for name in ("alliance_counselors", "alliance_by_client", "alliance_overall"):
        assert queries.answer(store, name, later).empty
