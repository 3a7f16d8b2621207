"""Years from July to June, and who worked in them: both sides of each edge."""

import pytest

import queries


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


def test_a_year_in_which_nobody_was_seen_has_no_clients(clinic, everything):
    store = clinic(
        sessions=seen("2023-05-01", "2025-08-31"),
        counselors="counselor | weekly hours\nruth | 10",
    )
    found = load(store, everything)

    assert {year: row["clients_seen"] for year, row in found.items()} == {
        2022: 1,
        2023: 0,
        2024: 0,
        2025: 1,
    }
