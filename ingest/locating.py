"""Where the wrong rows of a file stand: found by reading it once more."""

import csv

from ingest import shapes
from ingest.converting import Conversion
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


def locate(conversion: Conversion, report: FileReport) -> None:
    """Find the lines of the first wrong rows by reading the file once more."""
    sought = min(report.rejected.total(), LISTED)
    wrong = dict(
        conversion.connection.execute(
            "select row, wrong from (select row_number() over () as row, wrong, aside"
            f" from ({conversion.select()})) where wrong is not null and aside is null"
            f" limit {sought - len(report.rejections)}"
        ).fetchall()
    )
    source, last = conversion.source, max(wrong, default=0)
    shift = source.text.shift
    with source.path.open(encoding="utf-8-sig", newline="") as stream:
        for _ in range(source.skip):
            stream.readline()
        reader = csv.reader(stream, delimiter=source.delimiter)
        row, begins = 0, source.skip + 1
        for cells in reader:
            row += _is_read(cells, len(source.headings))
            if cells and row in wrong and len(report.rejections) < LISTED:
                found = _found(conversion, wrong.pop(row), cells)
                report.rejections.append(Rejection(report.file, begins + shift, *found))
            begins = source.skip + reader.line_num + 1
            if row >= last:
                break


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
