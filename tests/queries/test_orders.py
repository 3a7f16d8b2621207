"""In which order the rows of an answer stand: by name, by day, by size or by need."""

import numpy as np
import pytest

import queries

# The columns by which the rows are ordered, as far as they are shown; - is the other way.
ORDERS = {
    "alliance_by_bin": "instrument phase bin",
    "alliance_by_counselor": "instrument counselor",
    "alliance_counselors": "instrument counselor",
    "alliance_coverage_by_counselor": "counselor",
    "alliance_coverage_by_month": "month",
    "alliance_dips": "-day",
    "alliance_early_by_counselor": "counselor",
    "alliance_instruments": "-ratings",
    "alliance_last_score": "instrument session_number became",
    "alliance_outcome_clients": "client_id",
    "alliance_overall": "instrument phase",
    "alliance_ruptures": "-day client_id",
    "alliance_ruptures_by_state": "state",
    "alliance_scores": "-day",
    "alliance_unscored_afterwards": "session_number is_scored",
    "alliance_unscored_sessions": "-start",
    "attendance_between_no_shows": "-number",
    "attendance_between_sessions": "-start",
    "attendance_by_circumstance": "circumstance value",
    "attendance_by_counselor": "counselor",
    "attendance_over_time": "begins",
    "attendance_sessions": "-start",
    "calls_by_counselor": "-closing -clients counselor",
    "calls_by_reason": "-clients reason",
    "calls_clients": "days_left counselor client_id",
    "calls_worked": "reason",
    "calls_worked_clients": "-listed_on client_id",
    "caseload_beside": "counselor quarter",
    "caseload_booked_ahead": "week_end",
    "caseload_by_counselor": "counselor",
    "caseload_by_severity": "counselor_id severity",
    "caseload_over_time": "week_end",
    "caseload_weeks": "counselor week_end",
    "choices": "dimension label",
    "clinical_load_index": "year_from",
    "early_dropout_alliance_clients": "-first_session",
    "early_dropout_by_alliance": "instrument",
    "early_dropout_by_attribute": "attribute value session_number",
    "early_dropout_by_counselor": "counselor",
    "early_dropout_by_month": "month",
    "early_dropout_by_session": "session_number",
    "early_dropout_clients": "-first_session",
    "early_dropout_definition_clients": "-first_session",
    "never_attended_by_month": "month",
    "never_attended_clients": "-referred_or_booked",
    "remarks": "-rows remark",
    "sheet_changes": "-day client_id",
    "status_words": "-sessions",
    "steadiness_by_band": "measure",
    "steadiness_clients": "-last_session",
}


@pytest.mark.parametrize("name", ORDERS)
def test_the_rows_are_in_order(sample, everything, name):
    rows = queries.answer(sample, name, everything)
    columns = [column.lstrip("-") for column in ORDERS[name].split()]
    upwards = ["-" not in column for column in ORDERS[name].split()]
    ordered = rows.sort_values(columns, ascending=upwards, kind="stable")

    assert ordered.index.tolist() == list(range(len(rows)))
    for place, column in enumerate(columns):
        alike = rows.groupby(columns[:place]) if place else rows
        assert np.max(alike[column].nunique()) > 1, column
