"""A clinic's answers: dropped as a file, kept with the store, asked and forgotten."""

import pytest

from ingest.recognize import mapping
from tests.pages.test_every_page import ONE, complaints
from tests.pages.uploading import (
    PAGE,
    drop,
    enabled,
    headers,
    imported,
    press,
    sessions,
)

UNKNOWN = sessions(
    "2,bob,omar,2026-01-06 10:00,gone fishing", "3,cat,omar,2026-01-07 10:00,attended"
)
FEES = (
    b"session_id,client_id,counselor_id,start,status,fee\n2,b,c,2026-01-06,show,12.5\n"
)
DECLARED = b"""
time_zone = "UTC"
[columns.sessions]
client_id = { prefix = "N-", of = "Ref" }
[[instrument]]
name = "House scale"
low = 0
high = 30
subscales = { Warmth = "bond" }
"""
RATED = b"Ref,Counselor,Start,Status\n7,omar,2026-01-06 10:00,attended\n"
SCORES = b"client,date,instrument,score\nN-7,2026-01-06,House scale,12\n"
KEPT = 'time_zone = "UTC"\n[statuses]\n"gone fishing" = "no_show"\n'


@pytest.fixture
def store(publish):
    return publish(sessions=ONE)


def test_a_dropped_mapping_file_answers(visit, store):
    mapping = b'time_zone = "Europe/Berlin"\n[statuses]\n"gone fishing" = "no_show"\n'
    files = {"jan.csv": UNKNOWN, "clinic.toml": mapping}
    visitor = drop(visit(store, PAGE), **files)

    assert enabled(visitor.run(), "Publish")
    assert 'time_zone = "Europe/Berlin"' in visitor.code[0].value


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (b"what? = =", "clinic.toml: line 1, column 5: this is not TOML"),
        (
            b'[statuses]\nShow = "nonsense"',
            "clinic.toml: [statuses] Show must be one of",
        ),
        (b'color = "red"', "clinic.toml: unknown entry color; known are"),
        (b"\xff\xfe\x00", "clinic.toml: line 1: this is not UTF-8 text."),
        (
            b'notice_hours = "24"',
            'clinic.toml: notice_hours must be a number, not "24".',
        ),
        (
            b"[columns.sessions]\nclient_id = { join = 3 }",
            "clinic.toml: [columns.sessions] client_id.join must be a list, not 3.",
        ),
    ],
)
def test_a_mapping_file_that_is_none_is_a_sentence(visit, store, mapping, said):
    visitor = drop(visit(store, PAGE), **{"clinic.toml": mapping, "jan.csv": UNKNOWN})

    assert complaints(visitor) == []
    assert said in visitor.warning[0].value.replace("\\", "")
    assert headers(visitor)[2].startswith("1 file with 2 rows")


def test_a_dropped_mapping_with_an_instrument_and_a_recipe_is_published(visit, store):
    files = {"clinic.toml": DECLARED, "jan.csv": RATED, "rated.csv": SCORES}
    visitor = drop(visit(store, PAGE), **files)
    ready = enabled(visitor.run(), "Publish")
    visitor = imported(visitor, store)

    assert ready
    assert complaints(visitor) == []
    assert mapping.entries(store / "mapping.toml") == mapping.parsed("", DECLARED)


def test_a_kept_mapping_with_an_instrument_is_used_again(visit, store):
    (store / "mapping.toml").write_bytes(DECLARED)
    visitor = drop(visit(store, PAGE), **{"jan.csv": RATED, "rated.csv": SCORES})

    assert complaints(visitor) == []
    assert enabled(visitor, "Publish")
    assert 'name = "House scale"' in visitor.code[0].value


def test_naming_a_column_replaces_its_recipe(visit, store):
    kept = DECLARED + b'[columns.clients]\nclient_id = "x"'
    (store / "mapping.toml").write_bytes(kept.replace(b'"Ref"', b'"Gone"'))
    visitor = drop(visit(store, PAGE), **{"jan.csv": RATED})
    next(s for s in visitor.selectbox if s.label == "Client").set_value("Ref")
    press(visitor, "Use these columns")
    said = visitor.code[0].value

    assert complaints(visitor) == []
    assert 'client_id = "Ref"' in said
    assert 'client_id = "x"' in said
    assert enabled(visitor, "Publish")


def test_a_spoiled_mapping_of_the_store_breaks_nothing(visit, store):
    (store / "mapping.toml").write_text("= nonsense", encoding="utf-8")
    visitor = drop(visit(store, PAGE), **{"jan.csv": UNKNOWN})

    assert complaints(visitor) == []
    assert headers(visitor)[2].startswith("1 file with 2 rows")


def test_a_decimal_mark_is_asked_for(visit, store):
    content = FEES.replace(b"12.5", b"1.234")
    visitor = drop(visit(store, PAGE), **{"fees.csv": content})
    asked = visitor.radio[0].label
    visitor.radio[0].set_value(",")
    press(visitor, "Use these answers")

    assert asked == "What separates decimals?"
    assert enabled(visitor, "Publish")
    assert 'decimal = ","' in visitor.code[0].value


def test_answers_can_be_forgotten(visit, store):
    (store / "mapping.toml").write_text(KEPT, encoding="utf-8")
    visitor = drop(visit(store, PAGE), **{"jan.csv": UNKNOWN})
    ready = enabled(visitor, "Publish")
    press(visitor, "Forget these answers")

    assert ready
    assert not enabled(visitor, "Publish")
    assert any("gone fishing" in box.label for box in visitor.selectbox)
