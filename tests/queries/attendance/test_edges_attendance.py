"""Statuses, weeks, months and circumstances: what belongs to one and what to the next."""

from dataclasses import replace
from datetime import date

import pytest

import queries

THROUGH = date(2026, 6, 30)

WORDS = {
    "attended": "attended",
    "no_show": "no show",
    "late_cancelled": "late cancelled",
    "client_cancelled": "client cancelled",
    "clinic_cancelled": "clinic cancelled",
    "rescheduled": "rescheduled",
    "unmarked": "",
    "unknown": "gone fishing",
}


def test_each_status_has_its_own_column(clinic, everything):
    """One session of the first status, two of the second, and so on."""
    rows = [
        f"c{kind} | ruth | 2026-01-{5 + kind:02} {8 + n:02}:00 | {word}"
        for kind, word in enumerate(WORDS.values())
        for n in range(kind + 1)
    ]
    rows.append("ahead | ruth | 2026-07-01 09:00 | scheduled")
    store = clinic(
        sessions="\n".join(["client | counselor | start | status", *rows]),
        through=THROUGH,
    )
    for name in ("attendance_overall", "attendance_by_counselor"):
        (row,) = queries.answer(store, name, everything).to_dict("records")
        assert [row[status] for status in WORDS] == list(range(1, 9))
        assert (row["sessions"], row["counted"]) == (36, 1 + 2 + 3)
    (month,) = queries.answer(
        store, "attendance_over_time", replace(everything, grain="month")
    ).to_dict("records")
    assert [month[status] for status in WORDS] == list(range(1, 9))
    for place, status in enumerate(WORDS, start=1):
        chosen = replace(everything, statuses=(status,))
        assert len(queries.answer(store, "attendance_sessions", chosen)) == place
    ahead = replace(everything, statuses=("scheduled",))
    assert len(queries.answer(store, "attendance_sessions", ahead)) == 1
    assert len(queries.answer(store, "attendance_sessions", everything)) == 36


def test_a_week_begins_on_monday_and_a_month_on_the_first(clinic, everything):
    store = clinic(
        sessions="""
            client | counselor | start            | status
            ann    | ruth      | 2026-03-01 23:59 | attended
            ann    | ruth      | 2026-03-02 00:00 | attended
            ann    | ruth      | 2026-03-08 23:59 | no show
            ann    | ruth      | 2026-03-09 00:00 | attended
            ann    | ruth      | 2026-03-31 23:59 | attended
            ann    | ruth      | 2026-04-01 00:00 | attended
        """
    )

    def told(grain):
        chosen = replace(everything, grain=grain)
        rows = queries.answer(store, "attendance_over_time", chosen)
        return {
            row.begins.date().isoformat(): (row.attended, row.counted, row.sum_nn)
            for row in rows.itertuples()
        }

    assert told("week") == {
        "2026-02-23": (1, 1, 1),
        "2026-03-02": (1, 2, 4),
        "2026-03-09": (1, 1, 1),
        "2026-03-30": (2, 2, 4),
    }
    assert told("month") == {"2026-03-01": (4, 5, 25), "2026-04-01": (1, 1, 1)}


@pytest.mark.parametrize("window", queries.WINDOWS)
def test_who_is_awaited_for_a_window_and_never_came_from_its_end_on(
    clinic, everything, window
):
    at, before = (date.fromordinal(THROUGH.toordinal() - window + n) for n in (0, 1))
    store = clinic(
        sessions=f"""
            client  | counselor | start            | status    | booked at
            at      | ruth      | {at} 09:00       | no show   | 2026-01-05
            before  | ruth      | {before} 09:00   | no show   | 2026-01-05
            ahead   | ruth      | 2026-07-01 09:00 | scheduled | 2026-01-05
            late    | ruth      | {at} 09:00       | late cancelled | 2026-01-05
            closed  | ruth      | {at} 09:00       | clinic cancelled | 2026-01-05
            came    | ruth      | {at} 09:00       | no show   | 2026-01-05
            came    | ruth      | {before} 09:00   | attended  | 2026-01-05
        """,
        clients="client | referral date\nat | 2026-01-05\nalone | 2026-01-05",
        through=THROUGH,
    )
    chosen = replace(everything, window=window)
    rows = queries.answer(store, "never_attended_clients", chosen)
    (month,) = queries.answer(store, "never_attended_by_month", chosen).to_dict(
        "records"
    )

    assert dict(zip(rows["client_id"], rows["became"], strict=True)) == {
        "at": "never came",
        "before": "still waiting",
        "ahead": "still waiting",
        "late": "never came",
        "closed": "never came",
    }
    parts = ("clients", "came", "never_came", "still_waiting", "first_missed")
    assert [month[part] for part in parts] == [6, 1, 3, 2, 4]
