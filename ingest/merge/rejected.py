"""Which rows could not be read: the file, the line, the column and the reason."""

from ingest.convert.conversion import Conversion
from ingest.merge.locating import LISTED, locate, reason
from ingest.read.endings import cut_off
from ingest.refusals import Refused
from ingest.report import FileReport, Rejection

MOST_REJECTED = 0.05
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
            report.rejected[reason(conversion, wrong)] += rows
    _ragged(conversion, report, file)
    if sum(report.rejected.values()) > len(report.rejections):
        locate(conversion, file, report)
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
        why = STRUCTURE.get(kind, RAGGED)
        if line == found[-1][0] and cut_off(conversion.source, line):
            why = CUT
        report.rejected[why] += 1
        if len(report.rejections) < LISTED:
            report.rejections.append(Rejection(report.file, line, "(row)", why))


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
