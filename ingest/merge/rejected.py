"""Which rows could not be read, by line and reason, and which share of them is asked about."""

import csv
import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import BinaryIO

import duckdb

from ingest.convert.conversion import Conversion
from ingest.convert.set_aside import BLANK, EMPTY
from ingest.read.files import cut_off
from ingest.read.scanning import rows_below_header
from ingest.recognize.sources import Source
from ingest.refusals import Asked, Refused
from ingest.report import FileReport, Rejection
from store.database import quoted

MOST_REJECTED = 0.05
BLOCK = 1 << 20
CUT = "the file ends inside this row; it may be incomplete"
RAGGED = "the row has more or fewer cells than the header"
STRUCTURE = {
    "UNQUOTED VALUE": "a quotation mark is opened and never closed",
    "LINE SIZE OVER MAXIMUM": "the line is longer than 2 MB",
}
LISTED = 10_000
NOTHING = "empty"
WHY = {
    "moment": "not a date or time in the form of this column, or before 1900",
    "number": "not a number",
    "id": NOTHING,
    "text": NOTHING,
    "range": "outside the range of its instrument",
    "answer": "no answer that this item can have",
    "skipped": "an hour that the clocks skipped that day",
}
FILLED = r'[^\s\x{{a0}}"{}]'  # a letter that is no blank and no separator
COLUMN = {"range": "score", "answer": "score", "skipped": "start"}
KINDS = (
    (str.isalpha, "letters"),
    (str.isdigit, "digits"),
    (str.isspace, "spaces"),
)
MARKS = "marks"


def account(conversion: Conversion, file: int) -> FileReport:
    """Return a converted file's report: rows read, set aside and rejected.

    Raises Refused when a quotation mark is never closed, or not one row can be read:
    then the file is not what it seems. `is_asked_about` says which must be accepted.
    """
    report = counted(conversion, file)
    _ragged(conversion, report, file)
    if sum(report.rejected.values()) > len(report.rejections):
        locate(conversion, file, report)
    report.rejections.sort(key=lambda rejection: rejection.line)
    _refuse_all(report)
    return report


def counted(conversion: Conversion, file: int) -> FileReport:
    """Return how many of a file's rows were read, set aside and rejected.

    Lines that are no rows are not among them.
    """
    source = conversion.source
    report = FileReport(
        source.name,
        source.target,
        {name: source.heading(name) for name in source.columns},
        source.unused(),
    )
    ask = conversion.connection.execute
    counts = ask(
        f"select aside, wrong, count(*) from read_{report.table}"
        " where file = ? group by all order by all",
        [file],
    ).fetchall()
    for aside, wrong, rows in counts:
        report.read += rows
        if aside:
            report.set_aside[aside] += rows
        elif wrong:
            report.rejected[reason(conversion, wrong)] += rows
    return report


def _ragged(conversion: Conversion, report: FileReport, file: int) -> None:
    """Count the lines that are no rows, and list the first of them.

    A line of nothing but separators and blanks is a blank row, however many there are.
    Raises Refused where a quotation mark is never closed.
    """
    mark = re.escape(conversion.source.delimiter)
    broken = conversion.connection.execute(
        "select distinct line, error_type,"
        f" not coalesce(regexp_matches(csv_line, {quoted(FILLED.format(mark))}), true)"
        f" from rejects_{file} order by line"
    ).fetchall()
    report.read += len(broken)
    for line, kind, is_blank in broken:
        if is_blank:
            report.set_aside[BLANK] += 1
            continue
        if kind == "UNQUOTED VALUE":
            raise Refused(
                f"{report.file}, line {line:,}: {STRUCTURE[kind]}. Close it in the"
                " practice system or export again; nothing was imported."
            )
        why = STRUCTURE.get(kind, RAGGED)
        if line == broken[-1][0] and cut_off(conversion.source, line):
            why = CUT
        report.rejected[why] += 1
        if len(report.rejections) < LISTED:
            report.rejections.append(Rejection(report.file, line, "(row)", why))


def is_asked_about(report: FileReport) -> bool:
    """Tell whether more than 5% of the rows that are not blank cannot be read."""
    return report.rejected.total() > MOST_REJECTED * filled(report)


def filled(report: FileReport) -> int:
    """Return how many rows of a file are not blank."""
    return report.read - report.set_aside[BLANK]


def sentence(report: FileReport) -> str:
    """Say how many rows of a file cannot be read, and where the first is."""
    first = report.rejections[0]
    return (
        f"{report.file}: {report.rejected.total():,} of {filled(report):,} rows cannot be"
        f" read, the first in line {first.line:,}, column {first.column}: {first.reason}."
    )


def _refuse_all(report: FileReport) -> None:
    readable = report.read - report.set_aside.total() - report.rejected.total()
    if is_asked_about(report) and not readable:
        raise Refused(
            f"{sentence(report)} Not one can, so the file is not what it seems; nothing"
            " was imported."
        )


def unread(
    connection: duckdb.DuckDBPyConnection, rows: str, flags: list[str]
) -> dict[str, int]:
    """Return how many values of each column were not understood, if any.

    `rows` is the SQL of a file's rows as converted: a table and a condition.
    """
    sums = "".join(f", count(*) filter (unread_{name})" for name in flags)
    wrong = dict(
        connection.execute(
            f"select wrong, count(*) from {rows}"
            " and aside is null and wrong is not null group by wrong"
        ).fetchall()
    )
    ((_, *counts),) = connection.execute(
        f"select count(*){sums} from {rows} and aside is null"
    ).fetchall()
    return {
        name: rows
        for name, rows in {**wrong, **dict(zip(flags, counts, strict=True))}.items()
        if rows
    }


def reason(conversion: Conversion, wrong: str) -> str:
    """Return the column and the reason of a wrong row, as a report says it."""
    column = _column(wrong)
    if column in conversion.columns:
        what = wrong if wrong in WHY else conversion.columns[column].kind
    else:  # an item that has a column of its own, or the total beside it
        what = "number" if column == "total" else "answer"
    why = NOTHING if wrong.startswith(EMPTY) else WHY[what]
    return f"{conversion.source.heading(column)}: {why}"


def _column(wrong: str) -> str:
    """Return the column that a row is wrong in."""
    return COLUMN.get(wrong, wrong.removeprefix(EMPTY))


def locate(conversion: Conversion, file: int, report: FileReport) -> None:
    """List the first wrong rows in the report: their lines and the kind of text there."""
    source = conversion.source
    sought = min(report.rejected.total(), LISTED) - len(report.rejections)
    ask = conversion.connection.execute
    wrong = dict(
        ask(
            "select row, wrong from (select row_number() over () as row, wrong, aside"
            f" from read_{report.table} where file = {file})"
            f" where wrong is not null and aside is null limit {sought}"
        ).fetchall()
    )
    left_out = ask(f"select distinct line from rejects_{file} order by line").fetchall()
    lines = _lines(source, sorted(wrong), [line for (line,) in left_out], report.read)
    for row, line, cells in lines or _rows(source, wrong):
        place = line + source.text.shift
        what = _described(conversion, wrong[row], cells)
        report.rejections.append(Rejection(report.file, place, *what))


def lines_of(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    table: str,
    file: int,
    ids: list[int],
    read: int,
) -> list[tuple[int, dict[str, str]]]:
    """Return (line, cells by heading) of some rows of a file, named by their `rowid`."""
    ask = connection.execute
    places = ask(
        "select row from (select row_number() over () as row, rowid as id"
        f" from read_{table} where file = {file}) where id in $ids order by row",
        {"ids": ids},
    ).fetchall()
    rows = [row for (row,) in places]
    left_out = ask(f"select distinct line from rejects_{file} order by line").fetchall()
    located = _lines(source, rows, [line for (line,) in left_out], read)
    return [
        (line + source.text.shift, dict(zip(source.headings, cells, strict=False)))
        for _, line, cells in located or _rows(source, rows)
    ]


def line_of(source: Source, row: int) -> int:
    """Return the line of the exported file in which a row begins, counted from 1."""
    return next(line for _, line, _ in _rows(source, {row})) + source.text.shift


def in_line(asked: Asked, source: Source) -> Asked:
    """Return a question about a row with the line that the row begins in."""
    if not asked.row:
        return asked
    sentence = (
        f"{asked} The first of them stands in line {line_of(source, asked.row):,}."
    )
    return Asked(sentence, asked.heading, asked.question)


def examples(source: Source, report: FileReport, most: int) -> list[dict]:
    """Return file, line and cells (by heading) of the first rows that cannot be read."""
    wanted = [one.line - source.text.shift for one in report.rejections[:most]]
    listed = []
    with rows_below_header(source) as reader:
        begins = source.skip + 1
        for cells in reader:
            if begins in wanted:
                named = dict(zip(source.headings, cells, strict=False))
                line = begins + source.text.shift
                listed.append({"file": report.file, "line": line, "cells": named})
            begins = source.skip + reader.line_num + 1
            if begins > max(wanted):
                break
    return listed


def _lines(
    source: Source, wanted: list[int], left_out: list[int], rows: int
) -> list[tuple[int, int, list[str]]]:
    """Return (row, line, cells) of the rows wanted, in order; [] where rows span lines.

    Where each row is one line, a file has as many rows (with the lines left out) as lines
    below its header. Then a row's place gives its line, and no other line is parsed.
    """
    located, at, skipped = [], 0, 0
    with source.path.open("rb") as stream:
        for row in wanted:
            line = source.skip + row + skipped
            while skipped < len(left_out) and left_out[skipped] <= line:
                line, skipped = line + 1, skipped + 1
            text = next(islice(stream, line - at - 1, None), b"").decode("utf-8")
            cells = next(csv.reader([text], delimiter=source.delimiter))
            located.append((row, line, cells))
            at = line
        is_each_a_line = at + _lines_left(stream) == source.skip + rows
    return located if is_each_a_line else []


def _lines_left(stream: BinaryIO) -> int:
    """Return how many lines follow; the last may lack its end."""
    lines, last = 0, b"\n"
    while block := stream.read(BLOCK):
        lines, last = lines + block.count(b"\n"), block[-1:]
    return lines + (last != b"\n")


def _rows(
    source: Source, wanted: Collection[int]
) -> Iterator[tuple[int, int, list[str]]]:
    """Yield (row, line, cells) of the rows wanted, parsing every row up to the last."""
    left = len(wanted)
    with rows_below_header(source) as reader:
        row, begins = 0, source.skip + 1
        for cells in reader:
            is_read = _is_read(cells, len(source.headings))
            row += is_read
            if is_read and row in wanted:
                left -= 1
                yield row, begins, cells
            if not left:
                return
            begins = source.skip + reader.line_num + 1


def _described(
    conversion: Conversion, wrong: str, cells: list[str]
) -> tuple[str, str, str]:
    """Return the heading, the reason and the kind of text of a row that is wrong."""
    heading, _, why = reason(conversion, wrong).partition(": ")
    places = conversion.source.columns[_column(wrong)].places
    return heading, why, kind(" ".join(cells[place] for place in places))


def _is_read(cells: list[str], width: int) -> bool:
    """Tell whether DuckDB reads a row: empty cells beyond the header do no harm."""
    return len(cells) >= width and not any(cells[width:])


def kind(text: str) -> str:
    """Return what a text is made of: "letters and digits", or "empty"."""
    present = {
        next((name for holds, name in KINDS if holds(character)), MARKS)
        for character in text.strip()
    }
    order = [name for _, name in KINDS if name in present] + [MARKS] * (
        MARKS in present
    )
    *first, last = order or [NOTHING]
    return f"{', '.join(first)} and {last}" if first else last
