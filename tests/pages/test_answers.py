"""A clinic's answers: dropped as a file, kept with the store, asked and forgotten."""

import pytest

from tests.pages.test_every_page import ONE, complaints
from tests.pages.uploading import PAGE, drop, enabled, headers, press, sessions

UNKNOWN = sessions(
    "2,bob,omar,2026-01-06 10:00,gone fishing", "3,cat,omar,2026-01-07 10:00,attended"
)
FEES = (
    b"session_id,client_id,counselor_id,start,status,fee\n2,b,c,2026-01-06,show,12.5\n"
)
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
        (b"what? = =", "cannot be read as a mapping"),
        (b'[statuses]\nShow = "nonsense"', "choose from"),
        (b'color = "red"', "unknown entry"),
        (b"\xff\xfe\x00", "cannot be read as a mapping"),
    ],
)
def test_a_mapping_file_that_is_none_is_a_sentence(visit, store, mapping, said):
    visitor = drop(visit(store, PAGE), **{"clinic.toml": mapping, "jan.csv": UNKNOWN})

    assert complaints(visitor) == []
    assert said in visitor.warning[0].value.replace("\\", "")
    assert headers(visitor)[2].startswith("1 file with 2 rows")


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
