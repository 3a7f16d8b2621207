"""Answers are written as a mapping file that says exactly what was answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

import ingest
from ingest.recognize import declaring, mapping

WORDS = some.text(max_size=20)
ENTRIES = some.fixed_dictionaries(
    {},
    optional={
        "date_order": some.sampled_from(["day-month-year", "month-day-year"]),
        "notice_hours": some.floats(0, 300),
        "invented": some.booleans(),
        "through": some.dates(),
        "statuses": some.dictionaries(WORDS, WORDS),
        "columns": some.dictionaries(WORDS, some.dictionaries(WORDS, WORDS)),
    },
)


@given(ENTRIES)
def test_what_is_written_is_what_is_read(entries):
    assert declaring.read(declaring.text(entries)) == entries


def test_no_mapping_is_no_answers(tmp_path):
    assert declaring.entries(None) == {}
    assert declaring.entries(tmp_path / "none.toml") == {}


def test_an_answer_is_understood_by_the_import(tmp_path):
    file = tmp_path / "mapping.toml"
    answers = {"statuses": {'"Show" \\ #1': "attended"}, "time_zone": "Europe/Berlin"}
    file.write_text(declaring.text(answers), encoding="utf-8")

    assert mapping.read(file).statuses["show1"] == "attended"


def test_text_that_is_no_mapping_is_refused():
    with pytest.raises(ingest.Refused, match="cannot be read"):
        declaring.read("= nonsense")
