"""Which letters of a text cannot be seen, and what parts days from times."""

import unicodedata

import pytest

from ingest.convert import text
from tests.ingest.convert.cells import made

INVISIBLE = [
    (0x00AD, 0x00AD),
    (0x061C, 0x061C),
    (0x180E, 0x180E),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x2069),
    (0xFEFF, 0xFEFF),
    (0x0001, 0x0008),
    (0x000E, 0x001F),
    (0x007F, 0x007F),
]
SPACES = [
    (0x0009, 0x000A),
    (0x000C, 0x000D),
    (0x0020, 0x0020),
    (0x00A0, 0x00A0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x3000, 0x3000),
]


def ends(ranges):
    return sorted({chr(end) for pair in ranges for end in pair})


def within(character, ranges):
    return any(first <= ord(character) <= last for first, last in ranges)


def beside(ranges):
    """Return the neighbors of some ranges that are neither invisible nor spaces."""
    around = {chr(one + step) for pair in ranges for one in pair for step in (-1, 1)}
    known = [*INVISIBLE, *SPACES, (0, 0), (0x205F, 0x205F), (0x0B, 0x0B)]
    return sorted(one for one in around if not within(one, known))


@pytest.mark.parametrize("letter", ends(INVISIBLE), ids=ascii)
def test_a_letter_that_cannot_be_seen_is_left_out(letter):
    assert made(text.tidied("cell"), f"a{letter}b{letter}", letter) == ["ab", None]


@pytest.mark.parametrize("space", ends(SPACES), ids=ascii)
def test_a_space_of_any_kind_is_one_space(space):
    cells = f"{space}a{space}{space}b{space} c{space}", space

    assert made(text.tidied("cell"), *cells) == ["a b c", None]


@pytest.mark.parametrize("letter", beside([*INVISIBLE, *SPACES]), ids=ascii)
def test_a_letter_that_can_be_seen_stays(letter):
    expected = unicodedata.normalize("NFC", f"a{letter}b")

    assert made(text.tidied("cell"), f"a{letter}b") == [expected]


def test_letters_are_composed():
    assert made(text.tidied("cell"), "zoe\u0301", None) == ["zo\u00e9", None]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-05-04 00:00", "2026-05-04"),
        ("2026-05-04T00:00:00", "2026-05-04"),
        ("2026-05-04 00:00:00.000", "2026-05-04"),
        ("5/4/26 00:00", "5/4/26"),
        ("5/4/6 00:00", "5/4/6"),
        ("2026-05-04 00:00:01", "2026-05-04 00:00:01"),
        ("2026-05-04 00:00:00.001", "2026-05-04 00:00:00.001"),
        ("2026-05-04 00:01", "2026-05-04 00:01"),
        ("2026-05-04 10:00", "2026-05-04 10:00"),
        ("2026-05-04", "2026-05-04"),
        ("2026 00:00", "2026 00:00"),
        (None, None),
    ],
)
def test_a_midnight_is_taken_off_a_day(cell, day):
    assert made(text.day_of("cell"), cell) == [day]


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("1900-01-01 09:30:00", "09:30:00"),
        ("1899-09-29T09:30", "09:30"),
        ("1900-01-01 9", "9"),
        ("09:30", "09:30"),
        ("1900-1-1 09:30", "1900-1-1 09:30"),
        ("11900-01-01 09:30", "11900-01-01 09:30"),
        ("1900-01-01", "1900-01-01"),
        (None, None),
    ],
)
def test_a_day_is_taken_off_a_time(cell, time):
    assert made(text.time_of("cell"), cell) == [time]


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("-", None), ("n/a", None), ("N/A", None), ("no", "no"), ("----", "----")],
)
def test_a_word_for_nothing_is_null(cell, kept):
    assert made(text.unless_missing("cell", ["", "-", "n/a"]), cell) == [kept]
