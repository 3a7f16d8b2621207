"""Which rows could not be read: the file, the line, the column and the reason."""

import csv

from ingest import shapes
from ingest.converting import Conversion
from ingest.endings import cut_off
from ingest.report import FileReport, Refused, Rejection

LISTED = 10_000
MOST_REJECTED = 0.05
WHY = {
    "moment": "not a date or time in the form of this column",
    "number": "not a number",
    "id": "empty",
    "text": "empty",
    "range": "outside the range of its instrument",
    "skipped": "an hour that the clocks skipped that day",
}
COLUMN = {"range": "score", "skipped": "start"}
CUT = "the file ends inside this row; it may be incomplete"
RAGGED = "the row has more or fewer cells than the header"
STRUCTURE = {
    "UNQUOTED VALUE": "a quotation mark is opened and never closed",
    "LINE SIZE OVER MAXIMUM": "the line is longer than 2 MB",
}


def account(conversion: Conversion, file: int) -> FileReport:
    """Return a converted file's report: rows read, set aside and rejected.

    Raises Refused when a quotation mark is never closed, or more than 5% of the rows
    are rejected: then the file is not what it seems.
    """
    source = conversion.source
    report = FileReport(
        source.name,
        source.table,
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
            report.rejected[_reason(conversion, wrong)] += rows
    _ragged(conversion, report, file)
    if sum(report.rejected.values()) > len(report.rejections):
        _locate(conversion, report)
    report.rejections.sort(key=lambda one: one.line)
    _refuse_most(report)
    return report


def _ragged(conversion: Conversion, report: FileReport, file: int) -> None:
    found = conversion.connection.execute(
        f"select distinct line, error_type from rejects_{file} order by line"
    ).fetchall()
    report.read += len(found)
    for line, kind in found:
        if kind == "UNQUOTED VALUE":
            raise Refused(
                f"{report.file}, line {line:,}: {STRUCTURE[kind]}. Close it in the"
                " practice system or export again; nothing was imported."
            )
        reason = STRUCTURE.get(kind, RAGGED)
        if line == found[-1][0] and cut_off(conversion.source):
            reason = CUT
        report.rejected[reason] += 1
        if len(report.rejections) < LISTED:
            report.rejections.append(Rejection(report.file, line, "(row)", reason))


def _found(
    conversion: Conversion, wrong: str, cells: list[str]
) -> tuple[str, str, str]:
    """Return the heading, the reason and the kind of text of a row that is wrong."""
    heading, _, why = _reason(conversion, wrong).partition(": ")
    places = conversion.source.columns[COLUMN.get(wrong, wrong)].places
    return heading, why, shapes.kind(" ".join(cells[place] for place in places))


def _reason(conversion: Conversion, wrong: str) -> str:
    column = COLUMN.get(wrong, wrong)
    what = wrong if wrong in WHY else conversion.columns[column].kind
    return f"{conversion.source.heading(column)}: {WHY[what]}"


def _locate(conversion: Conversion, report: FileReport) -> None:
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


def _is_read(cells: list[str], width: int) -> bool:
    """Tell whether DuckDB reads a row: empty cells beyond the header are no harm."""
    return len(cells) >= width and not any(cells[width:])


def _refuse_most(report: FileReport) -> None:
    rejected = report.rejected.total()
    if rejected > MOST_REJECTED * report.read:
        first = report.rejections[0]
        raise Refused(
            f"{report.file}: {rejected:,} of {report.read:,} rows cannot be read, the"
            f" first in line {first.line:,}, column {first.column}: {first.reason}."
            " More than 5% means the file is not what it seems; nothing was imported."
        )


def unread(connection, table: str, file: int, flags: list[str]) -> dict[str, int]:
    """Return how many values of each column of a file were not understood, if any."""
    sums = "".join(f", count(*) filter (unread_{name})" for name in flags)
    wrong = dict(
        connection.execute(
            f"select wrong, count(*) from read_{table} where file = {file}"
            " and aside is null and wrong is not null group by wrong"
        ).fetchall()
    )
    (_, *counts) = connection.execute(
        f"select count(*){sums} from read_{table} where file = {file} and aside is null"
    ).fetchone()
    return {
        name: rows
        for name, rows in {**wrong, **dict(zip(flags, counts, strict=True))}.items()
        if rows
    }
