"""Where the wrong rows of a file stand; each row is a line, or every row is parsed."""

import csv
from collections.abc import Container, Iterator
from itertools import islice

from ingest.convert.conversion import Conversion
from ingest.merge import shapes
from ingest.recognize.sources import Source
from ingest.report import FileReport, Rejection

LISTED = 10_000
WHY = {
    "moment": "not a date or time in the form of this column, or before 1900",
    "number": "not a number",
    "id": "empty",
    "text": "empty",
    "range": "outside the range of its instrument",
    "skipped": "an hour that the clocks skipped that day",
}
COLUMN = {"range": "score", "skipped": "start"}


def reason(conversion: Conversion, wrong: str) -> str:
    """Return the column and the reason of a wrong row, as a report says it."""
    column = COLUMN.get(wrong, wrong)
    what = wrong if wrong in WHY else conversion.columns[column].kind
    return f"{conversion.source.heading(column)}: {WHY[what]}"


def locate(conversion: Conversion, file: int, report: FileReport) -> None:
    """Find the lines of the first wrong rows, and the kind of text that stands there."""
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
        rejection = line + source.text.shift, *_found(conversion, wrong[row], cells)
        report.rejections.append(Rejection(report.file, *rejection))


def _lines(source: Source, wanted: list[int], left_out: list[int], rows: int) -> list:
    """Return (row, line, cells) of the rows wanted, in order; none if rows differ from lines.

    With the lines left out, a file has as many rows as lines below its header just where
    each row is one line: then a row's place says its line, and no other line is parsed.
    """
    found, at, skipped = [], 0, 0
    with source.path.open("rb") as stream:
        for row in wanted:
            line = source.skip + row + skipped
            while skipped < len(left_out) and left_out[skipped] <= line:
                line, skipped = line + 1, skipped + 1
            text = next(islice(stream, line - at - 1, None), b"").decode("utf-8")
            found.append(
                (row, line, next(csv.reader([text], delimiter=source.delimiter)))
            )
            at = line
        is_each_a_line = at + sum(1 for _ in stream) == source.skip + rows
    return found if is_each_a_line else []


def _rows(
    source: Source, wanted: Container[int]
) -> Iterator[tuple[int, int, list[str]]]:
    """Yield (row, line, cells) of the rows wanted, parsing every row up to the last."""
    left = len(wanted)
    with source.path.open(encoding="utf-8-sig", newline="") as stream:
        for _ in range(source.skip):
            stream.readline()
        reader = csv.reader(stream, delimiter=source.delimiter)
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


def _found(
    conversion: Conversion, wrong: str, cells: list[str]
) -> tuple[str, str, str]:
    """Return the heading, the reason and the kind of text of a row that is wrong."""
    heading, _, why = reason(conversion, wrong).partition(": ")
    places = conversion.source.columns[COLUMN.get(wrong, wrong)].places
    return heading, why, shapes.kind(" ".join(cells[place] for place in places))


def _is_read(cells: list[str], width: int) -> bool:
    """Tell whether DuckDB reads a row: empty cells beyond the header are no harm."""
    return len(cells) >= width and not any(cells[width:])
