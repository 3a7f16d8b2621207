"""What changed since a day, and years from July to June: both sides of each edge."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import queries

THROUGH = date(2026, 6, 30)
SINCE = date(2026, 6, 2)  # four weeks before


def changes(store, chosen):
    rows = queries.answer(store, "sheet_changes", chosen)
    return {(row.client_id, row.change) for row in rows.itertuples()}


@pytest.mark.parametrize("since", [None, SINCE])
def test_a_change_is_one_of_the_days_after(clinic, everything, since):
    after = SINCE + timedelta(days=1)
    store = clinic(
        sessions=f"""
            client   | counselor | start            | status
            on it    | ruth      | {SINCE} 09:00    | attended
            after    | ruth      | {after} 09:00    | attended
            taken    | omar      | {SINCE} 09:00    | attended
            taken    | ruth      | {after} 09:00    | attended
            again    | omar      | 2026-01-05 09:00 | attended
            again    | ruth      | {after} 09:00    | attended
            on it    | ruth      | {SINCE} 15:00    | no show
            after    | ruth      | {after} 15:00    | no show
            after    | ruth      | {after} 16:00    | late cancelled
            after    | ruth      | {after} 17:00    | clinic cancelled
            after    | ruth      | {after} 18:00    | client cancelled
            after    | ruth      | {after} 19:00    | rescheduled
            last     | ruth      | {THROUGH} 09:00  | no show
            ahead    | ruth      | 2026-07-01 09:00 | clinic cancelled
            ahead    | ruth      | 2026-07-02 09:00 | scheduled
        """,
        through=THROUGH,
    )

    chosen = replace(everything, counselors=("ruth",), since=since)
    assert changes(store, chosen) == {
        ("after", "first session"),
        ("taken", "taken over"),
        ("again", "first session"),  # of a new episode
        ("after", "no show"),
        ("after", "late cancelled"),
        ("after", "clinic cancelled"),
        ("last", "no show"),
    }


def test_a_discharge_is_one_of_the_days_after_and_of_the_last_session(
    clinic, everything
):
    seen = SINCE - timedelta(days=10)
    names = ("on_it", "after", "last", "ahead", "as_seen", "before_seen", "no_word")
    rows = [f"{client} | ruth | {seen} 09:00 | attended" for client in names]
    rows += [
        f"{client} | ruth | {SINCE + timedelta(days=5)} 09:00 | attended"
        for client in ("as_seen", "before_seen")
    ]
    store = clinic(
        sessions="\n".join(["client | counselor | start | status", *rows]),
        clients=f"""
            client      | discharge date                | discharge reason
            on_it       | {SINCE}                       | planned
            after       | {SINCE + timedelta(days=1)}   | planned
            last        | {THROUGH}                     | planned
            ahead       | {THROUGH + timedelta(days=1)} | planned
            as_seen     | {SINCE + timedelta(days=5)}   | planned
            before_seen | {SINCE + timedelta(days=4)}   | planned
            no_word     | {THROUGH}                     |
        """,
        through=THROUGH,
    )

    told = changes(store, everything)
    assert told == {
        ("after", "discharged: planned"),
        ("last", "discharged: planned"),
        ("as_seen", "discharged: planned"),
        ("no_word", "discharged: no reason recorded"),
    }


@pytest.mark.parametrize("window", queries.WINDOWS)
def test_silence_is_told_on_the_day_after_the_window(clinic, everything, window):
    """Told of who is silent since a day after `since` to the last day, at both ends."""
    silent = {
        "too early": SINCE,
        "first": SINCE + timedelta(days=1),
        "last": THROUGH,
        "too late": THROUGH + timedelta(days=1),
        "booked": THROUGH,
        "ended": THROUGH,
    }
    rows = [
        f"{client.replace(' ', '_')} | ruth"
        f" | {day - timedelta(days=window + 1)} 09:00 | attended"
        for client, day in silent.items()
    ]
    rows.append("booked | ruth | 2026-07-02 09:00 | scheduled")
    rows.append("old | omar | 2025-01-06 09:00 | no show")
    store = clinic(
        sessions="\n".join(["client | counselor | start | status", *rows]),
        clients=f"client | discharge date\nended | {SINCE}",
        through=THROUGH,
    )

    told = changes(store, replace(everything, window=window))
    word = f"nothing attended for {window} days"
    assert {client for client, change in told if change == word} == {"first", "last"}


def load(store, everything):
    rows = queries.answer(store, "clinical_load_index", everything)
    return {row["year_from"].year: row for row in rows.to_dict("records")}


def seen(*days):
    rows = [f"c{n} | ruth | {day} 09:00 | attended" for n, day in enumerate(days)]
    return "\n".join(["client | counselor | start | status", *rows])


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2024-06-30", "2025-06-30", {2023: 1, 2024: 365}),
        ("2024-07-01", "2025-07-01", {2024: 365, 2025: 1}),
        ("2024-01-01", "2024-06-30", {2023: 182}),
        ("2023-06-30", "2024-06-30", {2022: 1, 2023: 366}),
        ("2024-12-31", "2025-01-01", {2024: 2}),
    ],
)
def test_a_year_runs_from_the_first_of_july_to_the_last_of_june(
    clinic, everything, first, last, days
):
    store = clinic(
        sessions=seen(first, last), counselors="counselor | weekly hours\nruth | 10"
    )
    years = load(store, everything)

    assert {year: row["days_covered"] for year, row in years.items()} == days
    for year, row in years.items():
        leap = (year + 1) % 4 == 0
        assert row["days_in_year"] == 365 + leap
        assert row["clients_seen"] == 1 + (len(days) == 1)
        assert row["contracted_hours"] == pytest.approx(10)


@pytest.mark.parametrize(
    ("start", "end", "counselors", "hours"),
    [
        ("", "", 2, 8),
        ("", "2025-03-31", 1, 0),  # the day before the export begins
        ("", "2025-04-01", 2, 8 / 20),
        ("2025-04-01", "2025-04-20", 2, 8),
        ("2025-04-02", "2025-04-19", 2, 8 * 18 / 20),
        ("2025-04-20", "", 2, 8 / 20),
        ("2025-04-21", "", 1, 0),
    ],
)
def test_hours_count_for_the_days_of_the_export_on_which_one_worked(
    clinic, everything, start, end, counselors, hours
):
    store = clinic(
        sessions=seen("2025-04-01", "2025-04-20"),
        counselors="counselor | weekly hours | start date | end date\n"
        f"ruth | | | \nomar | 8 | {start} | {end}",
    )
    (row,) = load(store, everything).values()

    assert (row["counselors"], row["with_hours"]) == (counselors, counselors - 1)
    if counselors == 2:
        assert row["contracted_hours"] == pytest.approx(hours)


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2024-06-30", "2024-06-30", {2023}),
        ("2024-07-01", "2024-07-01", {2024}),
        ("2024-06-30", "2024-07-01", {2023, 2024}),
    ],
)
def test_a_counselor_belongs_to_the_years_in_which_they_worked(
    clinic, everything, start, end, years
):
    store = clinic(
        sessions=seen("2024-05-01", "2024-08-31"),
        counselors=f"counselor | weekly hours | start date | end date\n"
        f"ruth | 10 | | \nomar | 8 | {start} | {end}",
    )
    found = load(store, everything)

    assert {year: row["counselors"] for year, row in found.items()} == {
        year: 2 if year in years else 1 for year in (2023, 2024)
    }
