"""The road from end to end on an export that somebody else wrote."""

from datetime import date
from pathlib import Path

import pytest

import ingest
import queries

EXPORTS = Path(__file__).parent / "exports"
EVER = queries.Filters(date(2000, 1, 1), date(2100, 1, 1), scope=None)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("therapy")
    report = ingest.publish(
        [EXPORTS / "therapy_sessions.csv"],
        folder,
        mapping=EXPORTS / "therapy_sessions.toml",
    )
    assert (report.files[0].read, report.files[0].new) == (564, 564)
    return queries.open_store(folder)


def test_every_session_has_its_status(store):
    (row,) = queries.answer(store, "attendance_overall", EVER).to_dict("records")

    assert row["sessions"] == 564
    assert row["attended"] == 413
    assert row["client_cancelled"] == 93
    assert row["no_show"] == 50
    assert row["rescheduled"] == 8


def test_the_attendance_rate_leaves_out_cancellations(store):
    (row,) = queries.answer(store, "attendance_overall", EVER).to_dict("records")

    assert row["counted"] == 463
    assert row["attended"] / row["counted"] == pytest.approx(0.892009, abs=5e-7)


def test_clients_leave_after_sessions_one_two_and_three(store):
    steps = queries.answer(store, "early_dropout_by_session", EVER)[:3]

    assert steps["at_risk"].tolist() == [162, 42, 13]
    assert steps["dropped_out"].tolist() == [120, 29, 10]
    first, second = (steps["dropped_out"] / steps["at_risk"])[:2]
    assert first + (1 - first) * second == pytest.approx(0.919753, abs=5e-7)


def test_a_client_is_active_with_the_counselor_last_seen(store):
    carried = queries.answer(store, "caseload_by_counselor", EVER)

    assert dict(
        zip(carried["counselor_id"], carried["active_clients"], strict=True)
    ) == {
        "T001": 6,
        "T002": 12,
        "T003": 9,
        "T004": 7,
        "T005": 11,
        "T006": 11,
    }


def test_data_ends_with_the_last_session(store):
    (facts,) = queries.answer(store, "snapshot", EVER).to_dict("records")

    assert facts["data_through"].date() == date(2025, 7, 2)
    assert not facts["invented"]
