"""The parts of FHIR resources: whom a reference means, names, codes, totals."""

import pytest

from ingest.read.formats.fhir_parts import (
    Reference,
    called,
    codes,
    first,
    human,
    identifiers,
    objects,
    part,
    refer,
    spoken,
)
from ingest.read.formats.fhir_scores import instrument, own_name, total

OWNER = {
    "id": "7",
    "contained": [
        {"id": "other", "resourceType": "Location", "description": "Attic"},
        {
            "id": "known",
            "resourceType": "Patient",
            "identifier": [{"system": "s", "value": "1"}, {"value": "2"}],
            "name": [{"text": "Ada Stone"}],
        },
        {"id": "nameless", "resourceType": "Location", "description": "Room 2"},
        {
            "id": "both",
            "resourceType": "Practitioner",
            "name": [{"family": "Vale"}],
            "description": "a description",
        },
    ],
}
REFERENCES = [
    ("Patient/ada", Reference()),
    (None, Reference()),
    ({}, Reference()),
    ({"reference": "Patient/ada"}, Reference("Patient", "ada")),
    ({"reference": "ada"}, Reference("", "ada")),
    (
        {"reference": "https://ehr.example/fhir/Patient/ada/_history/3"},
        Reference("Patient", "ada"),
    ),
    (
        {"reference": "Patient/ada", "type": "Person", "display": "Ada"},
        Reference("Person", "ada", "", "Ada"),
    ),
    (
        {"reference": "Patient/ada", "identifier": {"system": "s", "value": 9}},
        Reference("Patient", "ada", "s|9"),
    ),
    (
        {"type": "Patient", "identifier": {"value": "9"}, "display": "Ada"},
        Reference("Patient", "", "|9", "Ada"),
    ),
    ({"identifier": {"system": "s"}}, Reference()),
    (
        {"reference": "urn:uuid:0-1", "type": "Patient", "display": "Ada"},
        Reference("Patient", "0-1", "", "Ada"),
    ),
    (
        {"reference": "urn:uuid:0-1", "identifier": {"system": "s", "value": "9"}},
        Reference("", "0-1", "s|9"),
    ),
    (
        {"reference": "Patient?identifier=s|9", "type": "Person", "display": "Ada"},
        Reference("Patient", "", "s|9", "Ada"),
    ),
    (
        {"reference": "https://ehr.example/fhir/Practitioner/?identifier=s|9"},
        Reference("Practitioner", "", "s|9"),
    ),
    ({"reference": "Patient?name=ada"}, Reference("Patient")),
    ({"reference": "#known"}, Reference("Patient", "", "s|1", "Ada Stone")),
    (
        {"reference": "#known", "display": "Said"},
        Reference("Patient", "", "s|1", "Said"),
    ),
    ({"reference": "#nameless"}, Reference("Location", "7-nameless", "", "Room 2")),
    ({"reference": "#both"}, Reference("Practitioner", "7-both", "", "Vale")),
    ({"reference": "#gone", "display": "Ada"}, Reference("", "7-gone", "", "Ada")),
]


@pytest.mark.parametrize(("said", "meant"), REFERENCES)
def test_a_reference_of_any_form_is_read(said, meant):
    assert refer(said, OWNER) == meant


def test_a_reference_has_three_cells():
    assert Reference("Patient", "ada", "s|1", "Ada").cells == ("ada", "s|1", "Ada")


def test_identifiers_without_a_value_are_none():
    one = {"identifier": [{"system": "s"}, {"system": "s", "value": "1"}, {"value": 2}]}

    assert identifiers(one) == ["s|1", "|2"]
    assert identifiers({"identifier": {"value": "x"}}) == ["|x"]
    assert identifiers({}) == []


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ([{"prefix": ["Dr."], "given": ["Ada", "B."], "family": "Stone"}], "Dr. Ada B. Stone"),
        ([{"text": "A. Stone", "given": ["Ada"], "family": "Stone"}], "A. Stone"),
        ([{"family": "Stone"}, {"family": "Moss"}], "Stone"),
        ({"given": "Ada", "family": "Stone"}, "Ada Stone"),
        ("Ada", "Ada"),
        ([{"given": None}], ""),
        ([], ""),
        (None, ""),
    ],
)  # fmt: skip
def test_how_a_person_is_called(name, how):
    assert human({"name": name}) == how


def test_codes_stand_in_their_order():
    two = {"coding": [{"code": "a"}, {"display": "no code"}, {"code": 3}]}

    assert codes(two, None, {"coding": {"code": "z"}}, {}) == ["a", "3", "z"]


@pytest.mark.parametrize(
    ("concept", "words"),
    [
        ({"text": "t", "coding": [{"display": "d", "code": "c"}]}, "t"),
        ({"coding": [{"display": "d", "code": "c"}]}, "d"),
        ({"coding": [{"code": "c"}, {"display": "d"}]}, "c"),
        ({"concept": {"text": "inner"}, "text": "outer"}, "inner"),
        ({}, ""),
        ("text", ""),
        (None, ""),
    ],
)
def test_a_concept_in_words(concept, words):
    assert spoken(concept) == words


def test_values_that_break_the_standard_are_nothing():
    assert part([1]) == {} == part(None)
    assert part({"a": 1}) == {"a": 1}
    assert objects({"a": 1}) == [{"a": 1}]
    assert objects([{"a": 1}, 3, {}]) == [{"a": 1}, {}]
    assert objects(None) == []
    assert (first([]), first([3, 4]), first(5)) == (None, 3, 5)
    assert [called(one) for one in ("x", 3, 1.5, None, [], {})] == [
        *("x", "3", "1.5"),
        *("", "", ""),
    ]


TOTALS = [
    ({"item": [{"linkId": "total", "answer": [{"valueInteger": 14}]}]}, "14"),
    ({"item": [{"text": "Sum Score", "answer": [{"valueDecimal": 1.5}]}]}, "1.5"),
    ({"item": [{"linkId": "sumscore", "answer": {"valueInteger": 4}}]}, "4"),
    (
        {"item": [{"text": "Total", "answer": [{"valueQuantity": {"value": 3}}]}]},
        "3",
    ),
    ({"item": [{"linkId": "1", "answer": [{"valueInteger": 2}]}]}, ""),
    (
        {
            "item": [
                {"linkId": "1", "item": [{"text": "TOTAL", "answer": []}]},
                {
                    "linkId": "2",
                    "item": [{"text": "total", "answer": [{}, {"valueInteger": 8}]}],
                },
                {"linkId": "total", "answer": [{"valueInteger": 9}]},
            ]
        },
        "8",
    ),
    ({"resourceType": "Observation", "valueQuantity": {"value": 11}}, "11"),
    ({"resourceType": "Observation", "valueInteger": 12, "valueDecimal": 3.5}, "12"),
    (
        {
            "resourceType": "Observation",
            "item": [{"linkId": "total", "answer": [{"valueInteger": 14}]}],
        },
        "",
    ),
    (
        {"valueInteger": 5, "item": [{"text": "total", "answer": {"valueInteger": 6}}]},
        "5",
    ),
    ({}, ""),
]


@pytest.mark.parametrize(("one", "said"), TOTALS)
def test_a_total_is_read_where_it_is_stated(one, said):
    assert total(one) == said


def test_an_instrument_is_named_by_code_by_questionnaire_or_in_words():
    one = {
        "code": {"coding": [{"code": "44249-1", "display": "PHQ"}]},
        "questionnaire": "http://forms.example/Questionnaire/phq-9/|1.0",
    }

    told = instrument(one, lambda codes, own, words: f"{codes} {own} {words}")
    assert told == "['44249-1'] phq-9 PHQ"
    assert instrument(one, own_name) == "phq-9"
    assert instrument({}, own_name) == ""
