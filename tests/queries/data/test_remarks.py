"""Every remark has its rows, and as many as it says."""

from dataclasses import replace

import pytest

import queries

CLINIC = {
    "sessions": """
        session_id | client  | counselor | counselor_name | start            | minutes | status
        1          | ann     | r1        | Dr. Ruth Vale  | 2026-01-10 09:00 | 50      | attended
        2          | ann     | r2        | Vale, Ruth     | 2026-01-10 09:00 | 50      | attended
        3          | bob     | o1        | Omar Lund      | 2026-01-05 09:00 | 900     |
        4          | 1.2E+12 | o1        | Omar Lund      | 2026-01-06 09:00 | 50      | gone fishing
        5          | 7.0     | o1        | Omar Lund      | 2026-01-07 09:00 | 50      | attended
        6          | a@b     | o1        | Omar Lund      | 2026-01-08 09:00 | 50      | attended
        7          | bob     | o1        | Omar Lund      | 2199-01-08 09:00 | 50      | attended
    """,
    "clients": """
        client | referral_date
        bob    | 2026-01-06
    """,
}
EXPECTED = {
    "two_places": 2,
    "counselor_spellings": 2,
    "unmarked": 1,
    "without_minutes": 1,
    "unknown_status": 1,
    "damaged_ids": 1,
    "point_zero": 1,
    "addresses_in_ids": 1,
    "future_attended": 1,
    "before_referral": 1,
}


def counted(store, everything):
    remarks = queries.answer(store, "remarks", everything)
    return dict(zip(remarks["key"], remarks["rows"], strict=True))


def test_each_remark_is_found(clinic, everything):
    assert counted(clinic(**CLINIC), everything) == EXPECTED


@pytest.mark.parametrize("key", EXPECTED)
def test_a_remark_leads_to_its_rows(clinic, everything, key):
    rows = queries.answer(
        clinic(**CLINIC), "remark_rows", replace(everything, value=key)
    )

    assert len(rows) == EXPECTED[key]
    assert set(rows["key"]) == {key}


def test_the_sample_agrees_too(sample, everything):
    for key, rows in counted(sample, everything).items():
        behind = queries.answer(sample, "remark_rows", replace(everything, value=key))

        assert len(behind) == min(rows, 5_000)


def test_low_alliance_scores_ask_whether_the_scale_is_reversed(clinic, everything):
    sessions = "client | counselor | start | status\n" + "\n".join(
        f"c{n} | ruth | 2026-01-10 | attended" for n in range(20)
    )
    for score, asked in (("8", True), ("32", False)):
        rated = "client | date | instrument | score\n" + "\n".join(
            f"c{n} | 2026-01-10 | SRS | {score}" for n in range(20)
        )
        store = clinic(sessions=sessions, alliance=rated)

        assert ("reversed_scale" in counted(store, everything)) == asked


def test_rows_with_a_day_come_first_the_newest_of_all(clinic, everything):
    rows = queries.answer(clinic(**CLINIC), "remark_rows", everything)
    dated = rows["start"].notna().tolist()
    days = rows["start"].dropna().tolist()

    assert {*dated} == {True, False}
    assert dated == sorted(dated, reverse=True)
    assert days == sorted(days, reverse=True)
