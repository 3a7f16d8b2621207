"""The sentences for what people write wrongly, on structs made for each kind of entry."""

from datetime import date, time
from typing import Annotated, Literal

import pytest
from msgspec import Meta, Struct

from store.checked import Mistake, from_json, shown, toml


class Inner(Struct, forbid_unknown_fields=True):
    """A table inside another."""

    size: int
    tags: list[str] = []
    further: dict[str, int] = {}


class Both(Struct):
    """A table of which two entries are needed."""

    first: int
    second: int


class Outer(Struct, forbid_unknown_fields=True):
    """A file with an entry of each kind."""

    word: str = ""
    filled: Annotated[str, Meta(min_length=1)] = "x"
    flag: bool = False
    day: date | None = None
    number: float = 0
    between: Annotated[float, Meta(ge=1, le=2000)] = 1
    above: Annotated[int, Meta(gt=0, le=5)] = 1
    atleast: Annotated[int, Meta(ge=3)] = 3
    either: int | float | None = None
    many: str | list[str] = ""
    pair: tuple[int, str] = (1, "")
    two: Literal["a", "b"] = "a"
    three: Literal["a", "b", "c"] = "a"
    table: Inner | None = None
    tables: list[Inner] = []
    both: Both | None = None
    known: dict[Literal["red", "blue"], dict[str, int]] = {}


def said(content, top=()):
    with pytest.raises(Mistake) as mistake:
        toml("a.toml", content.encode(), top).checked(Outer)
    return str(mistake.value).removeprefix("a.toml: ")


def said_of_json(content):
    with pytest.raises(Mistake) as mistake:
        from_json("a.json", content.encode()).checked(Outer)
    return str(mistake.value).removeprefix("a.json: ")


SENTENCES = [
    ("word = 1", "word must be text, not 1."),
    ('filled = ""', 'filled must be text that is not empty, not "".'),
    ("filled = 1", "filled must be text, not 1."),
    ('flag = "x"', 'flag must be true or false, not "x".'),
    ("day = 3", "day must be a day such as 2026-01-31, not 3."),
    ("day = 09:30:00", "day must be a day such as 2026-01-31, not 09:30:00."),
    ("number = true", "number must be a number, not true."),
    ("number = inf", "number must be a finite number, not inf."),
    ("between = 0.5", "between must be a number from 1 to 2,000, not 0.5."),
    ("between = 2000.5", "between must be a number from 1 to 2,000, not 2000.5."),
    ("above = 0", "above must be a whole number above 0 and at most 5, not 0."),
    ("atleast = 2", "atleast must be a whole number, not 2."),
    ('either = "x"', 'either must be a number, not "x".'),
    ("many = 3", "many must be text or a list, not 3."),
    ('two = "c"', 'two must be "a" or "b", not "c".'),
    ('three = "d"', 'three must be one of "a", "b" or "c", not "d".'),
    ("table = 3", "table must be a table, not 3."),
    ("[[table]]\nsize = 1", "table must be a table, headed with single brackets, not [{size = 1}]."),
    ("table = [1]", "table must be a table, not [1]."),
    ("table = [{size = 1}, 2]", "table must be a table, not [{size = 1}, 2]."),
    ("tables = 3", "tables must be a list, not 3."),
    ("[table]", "[table]: size is missing."),
    ('[table]\nsize = "x"', '[table] size must be a whole number, not "x".'),
    ("[table]\nsize = 1\ntags = [1]", "[table] tags, item 1, must be text, not 1."),
    (
        '[table]\nsize = 1\n[table.further]\n"a b" = "x"',
        '[table.further] "a b" must be a whole number, not "x".',
    ),
    ("[table]\nsiz = 1", "[table]: unknown entry siz; did you mean size?"),
    ("[table]\nzzz = 1", "[table]: unknown entry zzz; known are further, size, tags."),
    ("[both]\nfirst = 1", "[both]: second is missing."),
    ("[both]\nsecond = 1", "[both]: first is missing."),
    ("[[tables]]", "[[tables]] 1: size is missing."),
    ("[[tables]]\nsize = 1\n[[tables]]", "[[tables]] 2: size is missing."),
    (
        '[[tables]]\nname = "x"\nsize = 1',
        "[[tables]] 'x': unknown entry name; known are further, size, tags.",
    ),
    (
        '[[tables]]\nname = ""\nsize = 1',
        "[[tables]] 1: unknown entry name; known are further, size, tags.",
    ),
    (
        "[[tables]]\nsize = 1\ntags = [1]",
        "[[tables]] 1: tags, item 1, must be text, not 1.",
    ),
    ("[known.green]", "[known]: unknown entry green; known are blue, red."),
    ("[known.re]", "[known]: unknown entry re; did you mean red?"),
    (
        '[known.blue]\na = 1\nb = "x"',
        '[known.blue] b must be a whole number, not "x".',
    ),
    ("wrd = 1", "unknown entry wrd; did you mean word?"),
    ("abov = 1", "unknown entry abov; did you mean above?"),
    ("tabel = 1", "unknown entry tabel; did you mean table or tables?"),
    ("[table]\nsize = 1\nword = 1", "[table]: unknown entry word; known are further, size, tags."),
]  # fmt: skip


@pytest.mark.parametrize(("content", "sentence"), SENTENCES)
def test_a_mistake_in_toml_is_a_sentence(content, sentence):
    assert said(content) == sentence


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            "[table]\nsize = 1\nword = 1",
            ("[table]: word belongs at the top of the file, before the first [table]."),
        ),
        (
            '[known.red]\nword = "x"',
            (
                '[known.red] word must be a whole number, not "x"; word belongs at the top'
                " of the file, before the first [table]."
            ),
        ),
        ("word = 1", "word must be text, not 1."),
        ("words = 1", "unknown entry words; did you mean word?"),
    ],
)
def test_an_entry_that_belongs_higher_is_told_so(content, sentence):
    assert said(content, ["word"]) == sentence


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is empty."),
        (" \r\n\t\0", "is empty."),
        ("[1]", "the whole file must be an object, not [1]."),
        ('{"table": 3}', "table must be an object, not 3."),
        ('{"table": [{"size": 1}]}', 'table must be an object, not [{"size": 1}].'),
        ('{"table": {}}', "table: size is missing."),
        ('{"table": {"size": "x"}}', 'table.size must be a whole number, not "x".'),
        ('{"tables": [{}]}', "tables, item 1: size is missing."),
        (
            '{"tables": [{"size": 1}, {"size": "x"}]}',
            'tables, item 2, size must be a whole number, not "x".',
        ),
        (
            '{"known": {"red": {"a b": "x"}}}',
            'known.red."a b" must be a whole number, not "x".',
        ),
        ('{"word": {"a b": [null, true]}}', 'word must be text, not {"a b": [null, true]}.'),
        ('{"many": [3]}', "many, item 1, must be text, not 3."),
        ('{"pair": ["a", "b"]}', 'pair, item 1, must be a whole number, not "a".'),
        ('{"pair": [1, 2]}', "pair, item 2, must be text, not 2."),
        ("{\n1}", (
            "line 2, column 1: this is not JSON: expecting property name enclosed in"
            " double quotes."
        )),
        ('{"number": NaN}', "number must be a finite number, not nan."),
        ('{"either": [1e999]}', "either must be a number, not [inf]."),
        ("[" * 9999, "is nested too deeply."),
        ('{"number": ' + "1" * 5000 + "}", (
            "holds a number or a date that is out of every range."
        )),
    ],
)  # fmt: skip
def test_a_mistake_in_json_is_a_sentence(content, sentence):
    assert said_of_json(content) == sentence


def test_what_is_right_is_decoded_and_a_byte_order_mark_is_no_matter():
    content = "\ufeffnumber = 1\n[table]\nsize = 2\n".encode()

    assert toml("a.toml", content).checked(Outer) == Outer(number=1, table=Inner(2))
    assert from_json("a.json", b'\xef\xbb\xbf{"above": 5}').checked(Outer).above == 5


@pytest.mark.parametrize("line", [1, 2, 4])
def test_the_line_that_is_no_text_is_named(line):
    content = b"\n" * (line - 1) + b'word = "\xe4"\n#\n#'
    with pytest.raises(Mistake) as mistake:
        toml("a.toml", content)

    assert str(mistake.value) == (
        f"a.toml: line {line}: this is not UTF-8 text. Save the file as UTF-8."
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x" * 60, '"' + "x" * 60 + '"'),
        ("x" * 61, '"' + "x" * 57 + '..."'),
        ('a"b\\\n\x7f\u202e', '"a\\"b\\\\\\n\\u007f\\u202e"'),
        (True, "true"),
        (None, "null"),
        (1.0, "1.0"),
        (3, "3"),
        (date(2026, 1, 31), "2026-01-31"),
        (time(9, 30), "09:30:00"),
        ([1, "a", [False]], '[1, "a", [false]]'),
        ({"a-1": 1, "b c": "x"}, '{a-1 = 1, "b c" = "x"}'),
        ([10] * 15, "[" + "10, " * 14 + "10]"),
        ([10] * 16, "[" + "10, " * 14 + "..."),
    ],
)
def test_a_value_is_shown_as_its_file_writes_it(value, text):
    assert shown(value) == text


def test_json_is_shown_as_json():
    assert shown({"a": [None], "b c": 1}, is_json=True) == '{"a": [null], "b c": 1}'


def test_an_entry_of_the_file_that_it_does_not_know_is_unknown():
    assert said("abov = 1", ["abov"]) == "unknown entry abov; did you mean above?"


def test_a_long_key_is_cut_as_well():
    key = "k" * 61

    assert said(f"[known]\n{key} = 1").startswith(
        f"[known]: unknown entry {'k' * 57}...; known are"
    )
