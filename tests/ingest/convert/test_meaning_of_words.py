"""Who says first what a status word means, and what a code's first letter says."""

from types import SimpleNamespace

import pytest

from ingest.convert.statuses import meaning
from ingest.recognize.mapping import Entries, Mapping, meant

CODES = {"a": "attended", "n": "no_show", "arrived": "attended"}


def source(heading="Status", **export):
    """Return a file with a column of status words, of a system where one is given."""
    known = SimpleNamespace(**{"words": CODES, "first_character": True} | export)
    return SimpleNamespace(
        export=known if export else None, heading=lambda _column: heading
    )


@pytest.mark.parametrize("word", [None, ""])
def test_no_word_is_an_unmarked_session(word):
    mapping = Mapping(statuses={"": "attended"})

    assert meaning(word, source(), mapping) == "unmarked"


@pytest.mark.parametrize("word", ["N/A", "n/a", "null", "None", "-"])
def test_a_word_for_nothing_is_unmarked_unless_the_clinic_says_what_it_means(word):
    said = meant(Entries(statuses={word: "rescheduled"}))

    assert meaning(word, source(), Mapping()) == "unmarked"
    assert meaning(word, source(), said) == "rescheduled"


def test_the_clinic_comes_before_the_system_and_all_systems():
    mapping = Mapping(statuses={"attended": "no_show", "arrived": "rescheduled"})

    assert meaning("Attended", source(), mapping) == "no_show"
    assert meaning("Arrived", source(words=CODES), mapping) == "rescheduled"


def test_the_words_of_a_system_are_its_own():
    assert meaning("Arrived", source(words=CODES), Mapping()) == "attended"
    assert meaning("Cancelled", source(), Mapping()) == "client_cancelled"
    assert meaning("Cancelled", source(words=CODES), Mapping()) == "unknown"


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("A", "attended"),
        ("A - arrived late", "attended"),
        ("N Did not come", "no_show"),
        ("Absent", "unknown"),
        ("X - other", "unknown"),
    ],
)
def test_a_code_stands_before_a_space_or_alone(word, status):
    assert meaning(word, source(words=CODES), Mapping()) == status


def test_a_first_letter_says_nothing_where_the_system_has_no_codes():
    coded = source(words=CODES, first_character=False)

    assert meaning("A - late", coded, Mapping()) == "unknown"
    assert meaning("A - late", source(), Mapping()) == "unknown"


@pytest.mark.parametrize(
    ("heading", "word", "status"),
    [
        ("Attended?", "Yes", "attended"),
        ("attended", "1", "attended"),
        ("Attended?", "No", "unknown"),
        ("Attended?", "0", "unknown"),
        ("Attended?", "No show", "no_show"),
        ("Status", "Yes", "unknown"),
        ("Attended?", "perhaps", "unknown"),
    ],
)
def test_yes_says_attended_only_where_that_was_asked(heading, word, status):
    assert meaning(word, source(heading), Mapping()) == status


@pytest.mark.parametrize(
    ("heading", "word", "status"),
    [
        ("No-show", "No", "attended"),
        ("NO SHOW", "no", "attended"),
        ("Attended?", "No", "unknown"),
        ("Attended?", "Yes", "attended"),
        ("Status", "No", "unknown"),
        ("Status", "Show", "attended"),
        ("No-show", "Show", "rescheduled"),
        ("Status", "DNA", "unmarked"),
        ("No-show", "DNA", "unmarked"),
    ],
)
def test_an_answer_holds_under_its_heading_and_goes_before_a_word_alone(
    heading, word, status
):
    entries = Entries(
        statuses={"DNA": "unmarked"},
        statuses_under={"No-show": {"No": "attended", "Show": "rescheduled"}},
    )

    assert meaning(word, source(heading), meant(entries)) == status
