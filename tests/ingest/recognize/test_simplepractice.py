"""What SimplePractice's attendance report leaves to know: its dates, its own count."""

import pytest

from tests.ingest.importing import found, held, imported, remarks, written

DAYS = "select start::date::varchar from sessions order by start"
HEADER = "client_name,clinician_name,date_of_service,office_name,status\n"


def attendance(folder, *days, counted=None):
    rows = "".join(f"Ada Stone,Ruth Vale,{day},Elm Street,Show\n" for day in days)
    counts = (
        f"1 client,1 clinician,{counted or len(days)} appointments,1 office,1 status"
    )
    return written(folder, f"{HEADER}{counts}\n{rows}", "attendance.csv")


@pytest.mark.parametrize("rules", ["", 'date_order = "day-month-year"'])
def test_the_month_is_first_where_both_fit_and_nobody_is_asked(tmp_path, rules):
    file = attendance(tmp_path, "1/2/26", "3/2/26")
    asked = found(tmp_path, file).question
    imported(tmp_path, file, rules=rules)

    assert asked is None
    assert held(tmp_path, DAYS) == [("2026-01-02",), ("2026-03-02",)]


def test_days_that_fit_one_way_only_are_read_that_way(tmp_path):
    imported(tmp_path, attendance(tmp_path, "1/2/26", "13/2/26"))

    assert held(tmp_path, DAYS) == [("2026-02-01",), ("2026-02-13",)]


@pytest.mark.parametrize(
    ("counted", "apart"), [("2", 0), ("3", 1), ("1", 1), ("1,002", 1_000)]
)
def test_a_summary_row_that_counts_otherwise_is_remarked_on(tmp_path, counted, apart):
    quoted = f'"{counted}' if "," in counted else counted
    file = attendance(tmp_path, "5/4/26", "5/5/26", counted=quoted)
    if "," in counted:
        file.write_text(file.read_text().replace(" appointments", ' appointments"'))
    report = imported(tmp_path, file)

    assert remarks(report).get("summary_count", 0) == apart
    assert report["files"][0]["new"] == 2
