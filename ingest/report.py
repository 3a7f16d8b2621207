"""What an import did: the accounting of every row, and what changed."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.refusals import Refused

SHOWN = 20
COLUMNS = ("kind", "file", "line", "column", "value", "what", "rows")
OUTCOMES = ("read", "new", "changed", "unchanged")
OLDER = (
    "no longer in the export: not counted, as it is older than what is held (if it is the"
    " newer one: --replace)"
)
RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Rejection:
    """One row that could not be read. It never carries the client's own text.

    `value` only says what kind of text the cell holds: letters, digits, empty.
    """

    file: str
    line: int
    column: str
    reason: str
    value: str = ""


@dataclass
class FileReport:
    """The accounting of one file.

    `used` goes from our column to the file's heading; `set_aside` and `rejected` count
    rows by reason; `rejections` lists the first rejected rows. `further` counts the
    rows that come of one, a client with a counselor each, where a cell names several.
    """

    file: str
    table: str
    used: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    read: int = 0
    further: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    set_aside: Counter = field(default_factory=Counter)
    rejected: Counter = field(default_factory=Counter)
    rejections: list[Rejection] = field(default_factory=list)

    @classmethod
    def from_dict(cls, plain: dict) -> "FileReport":
        """Return the accounting that was written down as plain values."""
        counted = {name: Counter(plain[name]) for name in ("set_aside", "rejected")}
        rejections = [Rejection(**rejection) for rejection in plain["rejections"]]
        return cls(**plain | counted | {"rejections": rejections})

    def adds_up(self) -> bool:
        """Say whether every row read is accounted for."""
        kept = self.new + self.changed + self.unchanged
        parts = kept + self.set_aside.total() + self.rejected.total()
        return self.read + self.further == parts

    def sentence(self) -> str:
        """Return the accounting in one line."""
        rows = "row" if self.further == 1 else "rows"
        further = f" + {self.further:,} further {rows} of several people in a cell"
        return (
            f"{self.file} ({self.table}): {self.read:,} rows read"
            f"{further if self.further else ''} = {self.new:,} new"
            f" + {self.changed:,} changed + {self.unchanged:,} unchanged"
            f" + {self.set_aside.total():,} set aside"
            f" + {self.rejected.total():,} rejected"
        )


@dataclass
class Report:
    """What an import did, and the snapshot it led to.

    `data_through` is an ISO day. Each of `remarks` holds key, remark, about, rows and
    file; `changes` are the fields of Changes. Each of `questions`, without an answer to
    which nothing is published, holds option, says, rows, examples (file, line and cells),
    answers (empty where it is to be accepted or not), accept (what accepting it says) and
    mend (says, and the entry `ids` of the mapping that would answer it; or empty); where
    there are such, also entries (of a mapping file, by answer) and words (status word and
    rows, by heading).
    """

    files: list[FileReport]
    snapshot: str = ""
    published: bool = False
    data_through: str = ""
    remarks: list[dict] = field(default_factory=list)
    changes: dict = field(default_factory=dict)
    questions: list[dict] = field(default_factory=list)

    @classmethod
    def from_dict(cls, plain: dict) -> "Report":
        """Return a report that was written down by `as_dict`."""
        files = [FileReport.from_dict(file) for file in plain["files"]]
        return cls(**plain | {"files": files})

    def as_dict(self) -> dict:
        """Return the report as plain values, for keeping beside the snapshot."""
        files = [
            vars(file)
            | {
                "set_aside": dict(file.set_aside),
                "rejected": dict(file.rejected),
                "rejections": [vars(rejection) for rejection in file.rejections],
            }
            for file in self.files
        ]
        return vars(self) | {"files": files}

    def csv(self) -> str:
        """Return the report as CSV, for whoever keeps the accounts."""
        return csv_text(self.as_dict())

    def lines(self) -> list[str]:
        """Return the report as sentences for a terminal."""
        text = []
        for file in self.files:
            text.append(file.sentence())
            for reason, rows in sorted(file.set_aside.items()):
                text.append(f"  set aside: {rows:,} {reason}")
            for one in file.rejections[:SHOWN]:
                text.append(
                    f"  rejected: {one.file}, line {one.line:,}, column"
                    f" {one.column}: {one.reason}"
                )
            if file.rejected.total() > SHOWN:
                more = file.rejected.total() - SHOWN
                text.append(f"  rejected: {more:,} more, which --report lists")
            if file.unused:
                text.append(f"  columns not used: {', '.join(file.unused)}")
        for remark in self.remarks:
            text.append(f"Remark: {remark['remark']}: {remark['rows']:,}")
        text += [
            f"Asked before it is published: {one['says']}" for one in self.questions
        ]
        return text + Changes.from_dict(self.changes).lines()


class Unanswered(Refused):
    """An import that asks something first; `report` says what it would do, and asks."""

    def __init__(self, sentence: str, report: Report) -> None:
        super().__init__(sentence)
        self.report = report


@dataclass(frozen=True)
class Changes:
    """What became of the snapshot before; all empty after a first import.

    `earlier` is the last day that snapshot knew about; it is `replaced` where nothing of it
    was kept but who is not to be contacted. `corrected` counts sessions that a file gave
    only as it was read before, with other answers, `left_out` those that a newer export
    takes a client out of or has corrected, `gone` those that are kept; of an
    `older` export than what is held, none are gone. `statuses` holds before, after
    and sessions; `rows` the first sessions that changed or are gone: what, session_id,
    client_id, counselor_id, start, before and after. `numbers` holds measure, first_day,
    last_day ("" for active clients, as of the last day), before and after (None where
    not known), and out of how many: n_before and n_after.
    """

    earlier: str = ""
    added: int = 0
    changed: int = 0
    gone: int = 0
    replaced: bool = False
    corrected: int = 0
    left_out: int = 0
    older: bool = False
    statuses: list[dict] = field(default_factory=list)
    rows: list[dict] = field(default_factory=list)
    numbers: list[dict] = field(default_factory=list)

    @classmethod
    def from_dict(cls, plain: dict) -> "Changes":
        """Return changes that were written down as plain values; ignore other fields."""
        names = cls.__dataclass_fields__.keys() & plain.keys()
        return cls(**{name: plain[name] for name in names})

    def lines(self) -> list[str]:
        """Return the changes as sentences for a terminal."""
        if not self.earlier:
            return []
        sessions = "session" if self.added == 1 else "sessions"
        text = [
            f"Against the data through {self.earlier}: {self.added:,} {sessions} added",
            f"  changed: {self.changed:,}, {self._gone()}",
        ]
        if self.corrected:
            text.append(f"  left out, as a file is read anew: {self.corrected:,}")
        if self.left_out:
            text.append(f"  left out, as the export says: {self.left_out:,}")
        text += [
            f"  {one['before']}, now {one['after']}: {one['sessions']:,}"
            for one in self.statuses
        ]
        known = [
            number
            for number in self.numbers
            if (number["before"], number["after"]) != (None, None)
        ]
        return text + [f"  {_sentence(number)}" for number in known]

    def _gone(self) -> str:
        """Say how many sessions are no longer in the export, where that can be told."""
        if self.older:
            return OLDER
        kept = ", kept" if self.gone and not self.replaced else ""
        return f"no longer in the export: {self.gone:,}{kept}"


def _sentence(number: dict) -> str:
    about = number["measure"]
    if number["first_day"]:
        about += f", {number['first_day'][:7]}"
    before, after = (_value(number, when) for when in ("before", "after"))
    return f"{about}: {before}, now {after}"


def _value(number: dict, when: str) -> str:
    value = number[when]
    if value is None:
        return "not known"
    if not number["first_day"]:
        return f"{value:,}"
    return f"{value:.1%} (n {number[f'n_{when}']:,})"


def csv_text(report: dict) -> str:
    """Return a report as CSV, one fact a row; never the client's own text.

    Kinds are `rows` (read + further rows = new + changed + unchanged + set aside +
    rejected),
    `set aside`, `rejected` (how many, by column and reason), `rejected row` (each one
    that was listed), `not used` (a column), `remark` and `change`.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in [*_of_files(report), *_of_all(report)]:
        writer.writerow({key: _inert(value) for key, value in row.items()})
    return text.getvalue()


def _of_files(report: dict) -> Iterator[dict]:
    for file in report["files"]:
        name = {"file": file["file"]}
        counts = {outcome: file[outcome] for outcome in OUTCOMES}
        counts["set aside"] = sum(file["set_aside"].values())
        counts["rejected"] = sum(file["rejected"].values())
        if file.get("further"):
            counts["further rows"] = file["further"]
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


def _of_all(report: dict) -> Iterator[dict]:
    for one in report["remarks"]:
        about = {"column": one["about"], "what": one["remark"]}
        yield about | {"kind": "remark", "rows": one["rows"]}
    changes = report.get("changes") or {}
    for what in ("added", "changed", "gone", "corrected", "left_out"):
        if what in changes:
            yield {"kind": "change", "what": what, "rows": changes[what]}
    for one in changes.get("statuses", []):
        what = f"{one['before']}, now {one['after']}"
        yield {"kind": "change", "what": what, "rows": one["sessions"]}


def _inert(value: object) -> object:
    """Keep a spreadsheet from taking a heading or a file name for a formula."""
    if isinstance(value, str) and value.lstrip().startswith(RISKY):
        return f"'{value}"
    return value
