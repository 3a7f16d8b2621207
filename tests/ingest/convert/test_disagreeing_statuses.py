"""A status that another column of the row contradicts is asked about, and counted."""

import pytest

import ingest
from ingest.merge import questions
from tests.ingest.importing import HEADER, held, imported, remarks, written

STATUSES = "select session_id, status::varchar from sessions order by session_id"
REASONS = ["Fulfilled,No-show", "Fulfilled,", "No show,no call", "Cancelled,Moved"]
ATTENDED = ["Completed,No", "Completed,yes", "Cancelled,No", "No show,Yes"]
KEPT = {
    "status": "attended",
    "other": "no_show",
    "unknown": "unknown",
}


def sessions(folder, heading, cells):
    rows = [
        f"{n},c{n},ruth,2026-01-{n + 1:02},{cell}" for n, cell in enumerate(cells, 1)
    ]
    return written(folder, "\n".join([f"{HEADER},{heading}", *rows]) + "\n")


@pytest.mark.parametrize(
    ("heading", "cells", "rows"),
    [
        ("Reason", REASONS, 1),
        ("Cancellation reason", ["Seen,Cancelled by client", "Seen,late"], 1),
        ("Reason", ["Cancelled,No show", "No show,Late cancel"], 2),
        ("Attended", ATTENDED, 2),
        ("Outcome", ["Attended,Did not attend", "Attended,improved"], 1),
        ("No-show", ["Completed,Yes", "Completed,No", "No show,Yes", "Completed,"], 1),
        ("Cancelled", ["Completed,1", "Cancelled,1", "Completed,0", "No show,true"], 2),
        ("Was canceled", ["Completed,y", "Late cancel,y"], 1),
        ("Showed Up", ["Completed,No", "Completed,Yes"], 1),
        ("Client Present", ["Completed,No", "Completed,Yes"], 1),
        ("Late Cancellation", ["Completed,Yes", "Completed,No", "Cancelled,Yes"], 1),
        ("Cancelled by", ["Completed,Provider", "Cancelled,Client", "Completed,"], 1),
        ("Client Cancelled", ["Completed,Yes", "Completed,No", "Cancelled,Yes"], 1),
        ("Therapist canceled", ["No show,Yes", "Completed,1"], 2),
        ("Clinic Cancellation", ["No show,No", "Completed,Yes"], 1),
        (
            "Cancelled at",
            ["Completed,2026-01-01 9:00", "Completed,", "Completed,n/a"]
            + ["Cancelled,2026-01-02 9:00", "No show,2026-01-03 9:00"],
            1,
        ),
    ],
)
def test_it_is_asked_with_the_rows_and_nothing_is_published(
    tmp_path, heading, cells, rows
):
    file = sessions(tmp_path, heading, cells)
    with pytest.raises(ingest.Unanswered) as question:
        ingest.publish([file], tmp_path / "store")
    (one,) = question.value.report.questions

    assert (one["option"], one["rows"]) == ("disagreeing_status", rows)
    assert f"sessions.csv: status and {heading}" in one["says"]
    assert len(one["examples"]) == rows
    assert 'disagreeing_status = one of "status": The status' in str(question.value)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Reason", ["Attended,", "Attended,ill", "Cancelled,Late cancellation"]),
        ("Reason", ["Cancelled,Cancelled by therapist", "Scheduled,No show"]),
        ("Attended", ["Kept,Yes", "Cancelled,No", "No show,No"]),
        ("Fee", ["Attended,0", "No show,1"]),
    ],
)
def test_what_does_not_contradict_is_not_asked(tmp_path, heading, cells):
    report = imported(tmp_path, sessions(tmp_path, heading, cells))

    assert report["published"]
    assert "disagreeing_status" not in remarks(report)


@pytest.mark.parametrize("answer", KEPT)
def test_the_mapping_says_which_counts(tmp_path, answer):
    file = sessions(tmp_path, "Reason", REASONS)
    report = imported(tmp_path, file, rules=f'disagreeing_status = "{answer}"')

    assert report["questions"] == []
    assert remarks(report)["disagreeing_status"] == 1
    assert held(tmp_path, STATUSES) == [
        ("1", KEPT[answer]),
        ("2", "attended"),
        ("3", "no_show"),
        ("4", "client_cancelled"),
    ]


def test_not_attended_says_not_what_became_of_it(tmp_path):
    file = sessions(tmp_path, "Attended", ATTENDED)
    imported(tmp_path, file, rules='disagreeing_status = "other"')

    assert held(tmp_path, STATUSES) == [
        ("1", "unknown"),
        ("2", "attended"),
        ("3", "client_cancelled"),
        ("4", "attended"),
    ]


def test_words_that_the_clinic_explained_are_compared_too(tmp_path):
    file = sessions(tmp_path, "Reason", ["Erschienen,Nicht da", "Erschienen,"])
    rules = '[statuses]\n"Erschienen" = "attended"\n"Nicht da" = "no_show"\n'
    report = imported(tmp_path, file, rules=rules)

    assert [one["rows"] for one in report["questions"]] == [1]
    assert set(questions.WHICH_COUNTS) == set(KEPT)


def test_another_answer_is_a_correction_of_the_same_file(tmp_path):
    file = sessions(tmp_path, "Reason", REASONS)
    imported(tmp_path, file, rules='disagreeing_status = "status"')
    imported(tmp_path, file, rules='disagreeing_status = "other"')

    assert dict(held(tmp_path, STATUSES))["1"] == "no_show"
    assert len(held(tmp_path, STATUSES)) == 4


def test_an_answer_for_files_without_a_status_is_asked_again_where_columns_say_one(
    tmp_path,
):
    rules = '[columns.sessions]\nstatus = { text = "attended" }\n'
    head = "session_id,client_id,counselor_id,start"
    first = written(tmp_path, f"{head}\n1,a,ruth,2026-01-05\n", "first.csv")
    imported(tmp_path, first, rules=rules)
    second = written(
        tmp_path,
        f"{head},No-show,Cancelled\n2,a,ruth,2026-01-12,Yes,No\n3,b,ruth,2026-01-13,No,No\n",
        "second.csv",
    )
    (one,) = imported(tmp_path, second, rules=rules)["questions"]

    assert (one["option"], one["rows"]) == ("disagreeing_status", 1)
    assert "second.csv" in one["says"]
    told = imported(tmp_path, second, rules=f'disagreeing_status = "other"\n{rules}')
    assert told["published"]
    assert held(tmp_path, STATUSES) == [
        ("1", "attended"), ("2", "no_show"), ("3", "attended"),
    ]  # fmt: skip


def test_a_moment_of_cancelling_beside_completed_may_count(tmp_path):
    rows = ["Completed,2026-01-01 9:00", "Completed,"]
    file = sessions(tmp_path, "Cancelled at", rows)
    imported(tmp_path, file, rules='disagreeing_status = "other"\n')

    assert held(tmp_path, STATUSES) == [("1", "client_cancelled"), ("2", "attended")]


@pytest.mark.parametrize(
    ("heading", "cells", "found", "by_whoever"),
    [
        ("Cancelled By", ["Cancelled,Provider"], "clinic_cancelled", 0),
        ("Canceled by", ["Canceled,patient"], "client_cancelled", 0),
        ("Who Cancelled", ["Cancelled,Office"], "clinic_cancelled", 0),
        ("Cancellation Type", ["Cancelled,Late cancel"], "late_cancelled", 0),
        (
            "Cancellation Reason",
            ["Cancelled,Cancelled by therapist"],
            "clinic_cancelled",
            0,
        ),
        (
            "Cancellation Reason",
            ["Cancelled,Provider cancelled"],
            "clinic_cancelled",
            0,
        ),
        ("Late Cancellation", ["Cancelled,Yes"], "late_cancelled", 0),
        ("Late Cancellation", ["Cancelled,No"], "client_cancelled", 1),
        ("Cancelled By", ["Cancelled,"], "client_cancelled", 1),
        ("Cancelled By", ["Cancelled,M. Vale"], "client_cancelled", 1),
        ("Cancelled By", ["Cancelled by client,Provider"], "client_cancelled", 0),
    ],
)
def test_another_column_says_who_cancelled(tmp_path, heading, cells, found, by_whoever):
    report = imported(tmp_path, sessions(tmp_path, heading, cells))

    assert held(tmp_path, STATUSES) == [("1", found)]
    assert remarks(report).get("cancelled_by_whom", 0) == by_whoever


def test_what_the_clinic_says_of_the_word_goes_before_the_other_column(tmp_path):
    file = sessions(tmp_path, "Cancelled By", ["Cancelled,Provider"])
    imported(tmp_path, file, rules='[statuses]\nCancelled = "late_cancelled"\n')

    assert held(tmp_path, STATUSES) == [("1", "late_cancelled")]
