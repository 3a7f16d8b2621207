"""What an import did, row by row accounted for."""

from collections import Counter
from dataclasses import dataclass, field

from ingest.comparing import Changes
from ingest.listing import csv_text

SHOWN = 20


@dataclass(frozen=True)
class Rejection:
    """One row that could not be read. It never carries the client's own text.

    `value` only says of what kind the text in the cell is: letters, digits, empty.
    """

    file: str
    line: int
    column: str
    reason: str
    value: str = ""


@dataclass
class FileReport:
    """The accounting of one file."""

    file: str
    table: str
    used: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    set_aside: Counter = field(default_factory=Counter)
    rejected: Counter = field(default_factory=Counter)
    rejections: list[Rejection] = field(default_factory=list)

    @classmethod
    def from_dict(cls, said: dict) -> "FileReport":
        """Return the accounting that was written down as plain values."""
        counted = {name: Counter(said[name]) for name in ("set_aside", "rejected")}
        rejections = [Rejection(**one) for one in said["rejections"]]
        return cls(**said | counted | {"rejections": rejections})

    def adds_up(self) -> bool:
        """Say whether every row read is accounted for."""
        kept = self.new + self.changed + self.unchanged
        return self.read == kept + self.set_aside.total() + self.rejected.total()

    def sentence(self) -> str:
        """Return the accounting in one line."""
        return (
            f"{self.file} ({self.table}): {self.read:,} rows read = {self.new:,} new"
            f" + {self.changed:,} changed + {self.unchanged:,} unchanged"
            f" + {self.set_aside.total():,} set aside"
            f" + {self.rejected.total():,} rejected"
        )


@dataclass
class Report:
    """What an import did, and the snapshot it led to."""

    files: list[FileReport]
    snapshot: str = ""
    published: bool = False
    data_through: str = ""
    remarks: list[dict] = field(default_factory=list)
    changes: dict = field(default_factory=dict)

    @classmethod
    def from_dict(cls, said: dict) -> "Report":
        """Return a report that was written down by `as_dict`."""
        files = [FileReport.from_dict(file) for file in said["files"]]
        return cls(**said | {"files": files})

    def as_dict(self) -> dict:
        """Return the report as plain values, for keeping beside the snapshot."""
        plain = {"set_aside": dict, "rejected": dict}
        files = [
            {
                key: plain.get(key, lambda value: value)(value)
                for key, value in vars(file).items()
            }
            | {"rejections": [vars(one) for one in file.rejections]}
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
        return text + Changes.from_dict(self.changes).lines()
