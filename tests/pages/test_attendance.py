"""Each part of the Attendance page, on any clinic; its marks lead to their rows."""

import pytest

from tests.pages.test_every_page import ONE, complaints
from ui.figures import marks

PAGE = "pages/attendance.py"
PARTS = [
    "Over time",
    "Where and when",
    "Counselors",
    "Cancelled by clinic",
    "Steadiness",
]
FIGURES = [
    ("Over time", "attendance_over_time", "counted", "week"),
    ("Over time", "attendance_between_no_shows", "sessions", "number"),
    ("Where and when", "appointments", "counted", "place_id"),
    ("Where and when", "circumstances", "counted", "place_id"),
    ("Where and when", "hours", "counted", "place_id"),
    ("Counselors", "funnel", "counted", "counselor_id"),
    ("Counselors", "attendance_by_counselor", "counted", "counselor_id"),
    ("Cancelled by clinic", "clinic_cancelled", "clinic_cancelled", "counselor_id"),
    ("Steadiness", "by_slot", "dropped_so_far", "place_id"),
    ("Steadiness", "by_gap", "dropped_so_far", "place_id"),
]


def month(clients):
    """Draw 120 sessions of so many clients, with two counselors."""
    return "session_id | client_id | counselor_id | start | status\n" + "\n".join(
        f"{n} | client {n % clients} | c{n % 2} | "
        f"2026-01-{1 + n % 28:02} {9 + n % 8:02}:00 | "
        f"{'no_show' if n % 5 == 0 else 'attended'}"
        for n in range(120)
    )


MONTH = month(14)

CHARTS = ["Week", "Month", "XmR", "Runs", "Between no-shows"]


def drawn(visitor):
    """Return the quiet line that says which chart was drawn."""
    return next(c.value for c in visitor.caption if c.value.startswith("Drawn"))


every_part = pytest.mark.parametrize("part", PARTS)


@every_part
def test_opens_on_the_sample(visit, sample_folder, part):
    visitor = visit(sample_folder, PAGE, attendance_part=part)

    assert complaints(visitor) == []
    assert visitor.metric[0].label == "Sessions attended"
    assert visitor.header


@every_part
@pytest.mark.parametrize("status", ["attended", "no_show", "clinic_cancelled"])
def test_opens_on_a_clinic_of_one_client(visit, publish, part, status):
    store = publish(sessions=ONE.replace("attended", status))
    visitor = visit(store, PAGE, attendance_part=part)

    assert complaints(visitor) == []


@every_part
def test_opens_on_one_counselor(visit, sample_folder, part):
    visitor = visit(sample_folder, PAGE, attendance_part=part, counselor=["K-002"])

    assert complaints(visitor) == []


@every_part
def test_opens_on_a_month_of_data(visit, publish, part):
    visitor = visit(publish(sessions=MONTH), PAGE, attendance_part=part)

    assert complaints(visitor) == []


@pytest.mark.parametrize(("part", "figure", "count", "mark"), FIGURES)
@pytest.mark.parametrize("place", [0, -1])
def test_a_mark_leads_to_exactly_its_rows(
    visit, sample_folder, part, figure, count, mark, place
):
    by = "Between no-shows" if mark == "number" else "As fits"
    shown = {"attendance_part": part, "by": by, f"{figure}_opened": "Table"}
    table = visit(sample_folder, PAGE, **shown).dataframe[0].value
    expected = min(table[count].iloc[place], marks.MOST_ROWS)
    point = {"customdata": [marks.text(table[mark].iloc[place])]}
    chosen = {figure: {"selection": {"points": [point]}}}

    visitor = visit(sample_folder, PAGE, attendance_part=part, by=by, **chosen)

    assert complaints(visitor) == []
    assert f"{expected:,} " in visitor.text[0].value
    assert len(visitor.dataframe[0].value) == expected


def test_every_circumstance_leads_to_its_rows(sample, everything):
    from dataclasses import replace

    import queries

    counted = ("attended", "no_show", "late_cancelled")
    for row in queries.answer(
        sample, "attendance_by_circumstance", everything
    ).itertuples():
        behind = replace(
            everything, statuses=counted, attribute=row.circumstance, value=row.value
        )
        rows = queries.answer(sample, "attendance_sessions", behind)
        assert len(rows) == min(row.counted, marks.MOST_ROWS)
        if row.counted <= marks.MOST_ROWS:
            assert rows["status"].eq("attended").sum() == row.attended


def test_two_counselors_are_not_said_to_differ_anyway(visit, publish):
    store = publish(sessions=month(40))
    visitor = visit(store, PAGE, attendance_part="Counselors", differ=True)

    assert visitor.toggle(key="differ").value
    said = [header.value for header in visitor.header]
    assert "Chance explains how 2 counselors differ" in said


def test_the_page_says_which_chart_fits_and_why(visit, sample_folder):
    clinic = visit(sample_folder, PAGE)
    rare = visit(sample_folder, PAGE, counselor=["K-002"])
    short = visit(sample_folder, PAGE, counselor=["K-002"], period="Last 3 months")

    assert clinic.segmented_control(key="by").value == "As fits"
    assert drawn(clinic).startswith("Drawn: weeks, on Laney's")
    assert drawn(rare).startswith("Drawn: the sessions between no-shows, on a g chart")
    assert drawn(short).startswith("Drawn: a run chart, because a usual week")


def test_the_chart_follows_the_filter(visit, sample_folder):
    visitor = visit(sample_folder, PAGE)
    visitor.multiselect(key="counselor").set_value(["K-002"]).run()

    assert "g chart" in drawn(visitor)


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("counselor", [[], ["K-002"]])
def test_every_chart_opens_from_a_link_with_a_new_baseline(
    visit, sample_folder, chart, counselor
):
    address = {"by": chart, "baseline": "2026-03-02"}
    visitor = visit(sample_folder, PAGE, address=address, counselor=counselor)

    assert complaints(visitor) == []
    assert visitor.segmented_control(key="by").value == chart
    assert visitor.header


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("status", ["attended", "no_show", "clinic_cancelled"])
def test_every_chart_opens_on_one_client(visit, publish, chart, status):
    store = publish(sessions=ONE.replace("attended", status))

    assert complaints(visit(store, PAGE, by=chart)) == []


def test_a_new_baseline_stands_in_the_link(visit, sample_folder):
    address = {"baseline": "2026-03-02", "by": "Week"}
    visitor = visit(
        sample_folder, PAGE, address=address, attendance_over_time_opened="Table"
    )
    table = visitor.dataframe[0].value

    assert complaints(visitor) == []
    assert table["center"].nunique() == 2
    assert table.loc[table["week"] >= "2026-03-02", "center"].nunique() == 1


@pytest.mark.parametrize("baseline", ["yesterday", "1900-01-01", "2200-01-01"])
def test_a_baseline_that_is_no_day_of_the_data_breaks_nothing(
    visit, sample_folder, baseline
):
    visitor = visit(sample_folder, PAGE, address={"baseline": baseline})

    assert complaints(visitor) == []


def test_only_the_part_that_is_shown_is_asked_for(visit, sample_folder):
    visitor = visit(sample_folder, PAGE, attendance_part="Counselors")

    assert "Counselors" in visitor.segmented_control(key="attendance_part").value
    assert not [b for b in visitor.button if b.key.startswith("attendance_over_time")]
