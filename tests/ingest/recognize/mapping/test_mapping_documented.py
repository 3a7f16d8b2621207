"""docs/mapping.md explains every entry, and every example in it is a mapping."""

import re
from pathlib import Path

import pytest

import ingest
from ingest.recognize import mapping
from ingest.recognize.instruments import InstrumentEntry
from ingest.recognize.layout import DATE_ORDERS, ID_RULES, STATUSES
from ingest.recognize.recipes import BESIDE, tables_in

DOCUMENT = (Path(__file__).parents[4] / "docs" / "mapping.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)
SENTENCES = re.findall(r"^clinic\.toml: .*$", DOCUMENT, re.MULTILINE)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_a_mapping(example):
    said = mapping.parsed("docs/mapping.md", example.encode())

    assert said != mapping.Entries()
    assert mapping.parsed("again", mapping.text(said).encode()) == said


def test_every_entry_has_an_example():
    said = [mapping.parsed("docs/mapping.md", one.encode()) for one in EXAMPLES]
    usual = mapping.Entries()
    shown = {
        name
        for name in usual.__struct_fields__
        for one in said
        if getattr(one, name) != getattr(usual, name)
    }

    assert shown == set(usual.__struct_fields__)


def test_every_kind_of_recipe_has_an_example():
    recipes = [
        recipe
        for one in EXAMPLES
        for columns in mapping.parsed("", one.encode()).columns.values()
        for recipe in columns.values()
    ]

    tables = [table for one in recipes for _, table in tables_in(one)]
    for kind in BESIDE:
        assert any(getattr(table, kind) is not None for table in tables), kind
    assert any(isinstance(one, list) for one in recipes)


def test_every_choice_is_named():
    choices = (*STATUSES, *DATE_ORDERS, *ID_RULES, *InstrumentEntry.__struct_fields__)

    assert [one for one in choices if one not in DOCUMENT] == []


def test_the_sentences_shown_are_those_that_are_said():
    mistakes = ('notice_hours = "24"', '[columns.sessions]\nstrat = "When"')
    for text, sentence in zip(mistakes, SENTENCES, strict=True):
        with pytest.raises(ingest.Refused) as refused:
            mapping.parsed("clinic.toml", text.encode())

        assert str(refused.value) == sentence
