"""What must hold for every file in queries/."""

from dataclasses import fields, replace
from datetime import date

import pytest

import queries

QUESTIONS = queries.names()
EVER = queries.Filters.everything()
ENDINGS = {
    "at_risk": "at_risk",
    "dropped": "dropped_out",
    "completed": "completed",
    "other": "other_ending",
}
FACTS = {
    "snapshot", "choices", "status_words", "remarks", "alliance_yardsticks", "missing_rows"
}  # fmt: skip
LACKING = {
    "missing_rows",
    "two_names",
}  # the sample is read whole, and nobody stands twice

every_question = pytest.mark.parametrize("name", QUESTIONS)

ONE_CLIENT = """
    client | counselor | start            | minutes | status
    ann    | ruth      | 2026-01-10 09:00 | 50      | attended
"""


@pytest.fixture(scope="module")
def columns(sample):
    return {name: queries.answer(sample, name, EVER).columns for name in QUESTIONS}


@every_question
def test_answers_from_the_sample(sample, name):
    assert queries.answer(sample, name, EVER).empty == (name in LACKING)


@every_question
def test_answers_for_a_clinic_of_one_client(clinic, columns, name):
    answer = queries.answer(clinic(sessions=ONE_CLIENT), name, EVER)

    assert list(answer.columns) == list(columns[name])


@every_question
def test_answers_about_nobody_with_the_same_columns(sample, columns, name):
    nobody = replace(EVER, scope=())
    answer = queries.answer(sample, name, nobody)

    assert list(answer.columns) == list(columns[name])
    if name not in FACTS and len(answer):
        assert not answer.select_dtypes("number").fillna(0).to_numpy().any()


@every_question
def test_answers_about_a_period_without_data(sample, columns, name):
    never = replace(EVER, start=date(1990, 1, 1), end=date(1990, 1, 2))

    assert list(queries.answer(sample, name, never).columns) == list(columns[name])


@every_question
def test_takes_only_parameters_that_a_selection_has(name):
    assert set(queries.parameters(name)) <= {field.name for field in fields(EVER)}


@every_question
def test_cannot_be_asked_without_a_scope(name):
    people = {"choices"} | {n for n in QUESTIONS if n not in FACTS}

    assert ("scope" in queries.parameters(name)) == (name in people)


@every_question
def test_opens_with_its_question_and_its_grain(name):
    _, grain, *_ = queries.text(name).splitlines()

    assert queries.question(name).endswith("?")
    assert grain.startswith("-- One row")
    assert grain.endswith(".")


@every_question
def test_shows_only_counselors_in_scope(sample, name):
    everyone = queries.answer(sample, "caseload_by_counselor", EVER)
    (mine, theirs) = everyone["counselor"].tolist()[:2]
    ids = dict(zip(everyone["counselor"], everyone["counselor_id"], strict=True))
    answer = queries.answer(sample, name, replace(EVER, scope=(ids[mine],)))
    cells = set(map(str, answer.select_dtypes(["object", "string"]).to_numpy().ravel()))

    assert not {theirs, ids[theirs]} & cells


@pytest.mark.parametrize(
    "hostile", ["' or 1=1 --", "'; drop table sessions; --", "$1", "%", "\x00", "𝕊"]
)
@pytest.mark.parametrize(
    "field", ["sites", "programs", "services", "counselors", "supervisors"]
)
def test_a_filter_is_never_sql(sample, field, hostile):
    chosen = replace(EVER, **{field: (hostile,)})

    assert queries.answer(sample, "attendance_overall", chosen)["sessions"].sum() == 0


def test_parts_add_up_to_the_whole(sample):
    (whole,) = queries.answer(sample, "attendance_overall", EVER).to_dict("records")
    for question, grain in (
        ("attendance_by_counselor", "week"),
        ("attendance_over_time", "week"),
        ("attendance_over_time", "month"),
    ):
        parts = queries.answer(sample, question, replace(EVER, grain=grain))
        for column in ("attended", "no_show", "late_cancelled", "sessions", "counted"):
            assert parts[column].sum() == whole[column]
    everyone = queries.answer(sample, "early_dropout_by_session", EVER)
    for grain in ("month", "counselor"):
        parts = queries.answer(sample, f"early_dropout_by_{grain}", EVER)
        for row, session in enumerate(("one", "two")):
            for part, whole in ENDINGS.items():
                assert parts[f"{part}_{session}"].sum() == everyone[whole][row]


def test_rows_behind_agree_with_the_counts(sample):
    for row in queries.answer(sample, "caseload_by_counselor", EVER).itertuples():
        behind = replace(EVER, counselors=(row.counselor_id,))
        assert len(queries.answer(sample, "caseload_clients", behind)) == (
            row.active_clients
        )
    steps = queries.answer(sample, "early_dropout_by_session", EVER)
    for row in steps[:3].itertuples():
        behind = replace(EVER, left_after=(row.session_number,))
        rows = queries.answer(sample, "early_dropout_clients", behind)
        assert len(rows) == row.dropped_out
        assert set(rows["attended_sessions"]) == {row.session_number}
