"""A rejected row is named by its line, however the rows stand in the file."""

import pytest

from ingest.merge import rejected as locating
from ingest.read.formats import plain_text
from tests.ingest.importing import HEADER, imported, written

BAD = (0, 1, 30, 97)
ROWS = 98
GOOD, WRONG, SHORT = "{},ann,ruth,2026-01-10,attended", "{},ann,ruth,soon,attended", "x"


def lines(before=(), between=None, columns="", end=""):
    """Return the lines of an export, and of which line is which rejected row.

    `between` maps a row to what stands above it; `end` is what every row ends with.
    """
    told, expected = [*before, HEADER + columns], []
    for row in range(ROWS):
        told += (between or {}).get(row, [])
        if row in BAD:
            expected.append(sum(one.count("\n") + 1 for one in told) + 1)
        told.append((WRONG if row in BAD else GOOD).format(row) + end)
    return told, expected


EACH_A_LINE = {
    "nothing else": lines(),
    "a title above": lines(before=["Sessions of May", ""]),
    "short rows": lines(between={0: [SHORT], 30: [SHORT, SHORT], 31: [SHORT]}),
    "a long row first": lines(between={0: ["1,ann,ruth,2026-01-10,attended,x,y"]}),
    "a quoted comma": lines(columns=",note", end=',"a, b"'),
}
SEVERAL_LINES = {
    "empty lines": lines(between={0: ["", ""], 30: [""], 97: [""]}),
    "breaks in cells": lines(columns=",note", end=',"a\nb"'),
    "both, and short rows": lines(
        between={1: ["", SHORT], 30: [SHORT]}, columns=",note", end=',"a\n\nb"'
    ),
}
SHORT_ROWS = "the row has more or fewer cells than the header"


def rejected(folder, content):
    (file,) = imported(folder, written(folder, content))["files"]
    wrong = [one for one in file["rejections"] if one["reason"] != SHORT_ROWS]
    assert {(one["column"], one["value"]) for one in wrong} == {("start", "letters")}
    return [one["line"] for one in wrong]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("named", EACH_A_LINE | SEVERAL_LINES)
def test_the_line_of_a_rejected_row(tmp_path, monkeypatch, named, end):
    monkeypatch.setattr("ingest.merge.rejected.MOST_REJECTED", 0.2)
    told, expected = (EACH_A_LINE | SEVERAL_LINES)[named]

    assert rejected(tmp_path, end.join(told) + end) == expected
    assert rejected(tmp_path, end.join(told)) == expected
    assert rejected(tmp_path, "\ufeff" + end.join(told) + end) == expected


@pytest.mark.parametrize("named", EACH_A_LINE)
def test_no_row_but_the_rejected_is_parsed_again_where_each_is_a_line(
    tmp_path, monkeypatch, named
):
    monkeypatch.setattr("ingest.merge.rejected.MOST_REJECTED", 0.2)
    monkeypatch.delattr(locating, "_rows")
    told, expected = EACH_A_LINE[named]

    assert rejected(tmp_path, "\n".join(told)) == expected


def test_a_very_long_cell_is_read(tmp_path):
    long = f"1,ann,ruth,2026-01-10,attended,{'x' * 200_000}\n"
    rows = "".join(f"{GOOD.format(n)},\n" for n in range(2, 60))
    file = written(tmp_path, f"{HEADER},note\n{long}{rows}99,bob,ruth,soon,attended,\n")
    (read,) = imported(tmp_path, file)["files"]

    assert (read["new"], [one["line"] for one in read["rejections"]]) == (59, [61])


@pytest.mark.parametrize("first", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("then", ["\n", "\r\n", "\r"])
def test_line_ends_that_change_far_below_are_made_one(
    tmp_path, monkeypatch, first, then
):
    monkeypatch.setattr("ingest.merge.rejected.MOST_REJECTED", 0.2)
    told, expected = lines()
    half = len(told) // 2
    above, below = (
        "".join(line + end for line in part).encode()
        for part, end in ((told[:half], first), (told[half:], then))
    )
    file = written(tmp_path, above + below)

    for size in (256, len(above), len(above + below) - 1):
        monkeypatch.setattr(plain_text, "CHUNK", size)
        is_one = plain_text.read(file, "", "", tmp_path).path == file
        assert is_one == (first == then != "\r")
    assert rejected(tmp_path, above + below) == expected
