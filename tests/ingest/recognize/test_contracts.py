"""[[contracts]] in a mapping: what may be said, and what is refused with its entry."""

from datetime import date

import pytest

import ingest
from ingest.recognize import mapping

HEAD = '[[contracts]]\ncounselor = "Ruth"\n'


def test_a_contract_is_read_and_written_again():
    text = f"{HEAD}from = 2026-01-01\nto = 2026-08-31\nhours = 7.5\nlimit = 12\n"
    said = mapping.parsed("m.toml", text.encode())
    (one,) = mapping.meant(said).contracts

    assert (one.from_, one.to) == (date(2026, 1, 1), date(2026, 8, 31))
    assert (one.hours, one.limit) == (7.5, 12)
    assert mapping.parsed("again", mapping.text(said).encode()) == said


@pytest.mark.parametrize(
    ("says", "sentence"),
    [
        ("", "[[contracts]] 1 says none of hours, limit, leave and left."),
        (
            "leave = true\nfrom = 2026-01-01\nhours = 3",
            "[[contracts]] 1 is a leave, which has no hours and no limit.",
        ),
        ("leave = true", "[[contracts]] 1 is a leave and needs the day it is from."),
        (
            "left = 2026-01-01\nhours = 3",
            (
                "[[contracts]] 1 says when somebody left, so nothing but the counselor stands"
                " beside it."
            ),
        ),
        (
            "hours = 3\nfrom = 2026-01-02\nto = 2026-01-01",
            "[[contracts]] 1 ends before it begins.",
        ),
        (
            "hours = 169",
            "[[contracts]] 1: hours must be a number above 0 and at most 168, not 169.",
        ),
        (
            "hours = 3\nuntil = 2026-01-01",
            (
                "[[contracts]] 1: unknown entry until; known are counselor, from, hours,"
                " leave, left, limit, to."
            ),
        ),
    ],
)
def test_a_mistake_names_its_contract(says, sentence):
    with pytest.raises(ingest.Refused) as refused:
        mapping.parsed("m.toml", f"{HEAD}{says}\n".encode())

    assert str(refused.value) == f"m.toml: {sentence}"


def test_one_day_is_a_contract_and_no_mistake():
    text = f"{HEAD}hours = 168\nfrom = 2026-01-01\nto = 2026-01-01\n"

    assert mapping.parsed("m.toml", text.encode()).contracts[0].hours == 168
