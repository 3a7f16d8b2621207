"""An import's report as a table of text: the accounting, the rejected rows, remarks."""

import csv
import io

COLUMNS = ("kind", "file", "line", "column", "value", "what", "rows")
OUTCOMES = ("read", "new", "changed", "unchanged")
RISKY = ("=", "+", "-", "@", "\t", "\r")


def csv_text(report: dict) -> str:
    """Return a report as CSV, one fact a row; never the client's own text.

    Kinds are `rows` (read = new + changed + unchanged + set aside + rejected),
    `set aside`, `rejected` (how many, by column and reason), `rejected row` (each one
    that was listed), `not used` (a column), `remark` and `change`.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in [*_of_files(report), *_of_all(report)]:
        writer.writerow({key: _inert(value) for key, value in row.items()})
    return text.getvalue()


def _of_files(report: dict):
    for file in report["files"]:
        name = {"file": file["file"]}
        counts = {outcome: file[outcome] for outcome in OUTCOMES}
        counts["set aside"] = sum(file["set_aside"].values())
        counts["rejected"] = sum(file["rejected"].values())
        for what, rows in counts.items():
            yield name | {"kind": "rows", "what": what, "rows": rows}
        for kind in ("set_aside", "rejected"):
            for what, rows in sorted(file[kind].items()):
                named = kind.replace("_", " ")
                yield name | {"kind": named, "what": what, "rows": rows}
        for one in file["rejections"]:
            place = {key: one[key] for key in ("line", "column", "value")}
            yield name | place | {"kind": "rejected row", "what": one["reason"]}
        more = counts["rejected"] - len(file["rejections"])
        if more:
            yield name | {"kind": "rejected row", "what": "not listed", "rows": more}
        for column in file["unused"]:
            yield name | {"kind": "not used", "column": column}


def _of_all(report: dict):
    for one in report["remarks"]:
        about = {"column": one["about"], "what": one["remark"]}
        yield about | {"kind": "remark", "rows": one["rows"]}
    changes = report.get("changes") or {}
    for what in ("added", "changed", "gone"):
        if what in changes:
            yield {"kind": "change", "what": what, "rows": changes[what]}
    for one in changes.get("statuses", []):
        what = f"{one['before']}, now {one['after']}"
        yield {"kind": "change", "what": what, "rows": one["sessions"]}


def _inert(value):
    """Keep a spreadsheet from taking a heading or a file name for a formula."""
    if isinstance(value, str) and value.lstrip().startswith(RISKY):
        return f"'{value}"
    return value
