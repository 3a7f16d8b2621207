"""From a path to a text table: what the bytes are, and where the header stands."""

import codecs
import csv
from dataclasses import dataclass
from pathlib import Path

from ingest.mapping import Mapping
from ingest.recognizing import fit, not_recognized, recognized, refuse_repeated
from ingest.report import Refused

CHUNK = 1 << 24
HEADER_WITHIN = 20
DELIMITERS = (",", ";", "\t", "|")
SIGNATURES = {
    b"PK": "a zip archive or a spreadsheet",
    b"\x1f\x8b": "a gzip archive",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xd0\xcf\x11\xe0": "an Excel workbook of the old kind",
    b"<": "a web page (often a login page saved in its place)",
}
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Source:
    """One readable file: a UTF-8 text table and what its columns are."""

    name: str
    path: Path
    delimiter: str
    skip: int
    headings: tuple[str, ...]
    table: str
    columns: dict[str, int]
    is_ascii: bool

    def heading(self, column: str) -> str:
        """Return the file's own heading of one of our columns."""
        return self.headings[self.columns[column]]


def opened(path: Path, scratch: Path, mapping: Mapping) -> Source:
    """Check one file and recognize its header, or refuse with a sentence.

    A file that is not UTF-8 with one kind of line end is copied into `scratch` as such.
    """
    text, is_ascii = _as_utf8(path, scratch)
    with text.open(encoding="utf-8-sig", newline="") as stream:
        lines = [stream.readline(1 << 20) for _ in range(HEADER_WITHIN)]
    lines = [line for line in lines if line]
    if not any(line.strip() for line in lines):
        raise Refused(f"{path.name}: the file is empty. Export it again.")
    candidates = [
        (table, columns, skip + 1, delimiter, cells)
        for delimiter in DELIMITERS
        for skip, line in enumerate(lines)
        if len(cells := _cells(line, delimiter)) > 1 or delimiter == ","
        for table, columns in recognized(path.name, cells, mapping)
    ]
    if not candidates:
        raise Refused(not_recognized(path.name, len(_cells(lines[0], ","))))
    table, columns, skip, delimiter, cells = max(candidates, key=fit)
    refuse_repeated(path.name, cells, columns)
    return Source(
        path.name, text, delimiter, skip, tuple(cells), table, columns, is_ascii
    )


def _as_utf8(path: Path, scratch: Path) -> tuple[Path, bool]:
    try:
        with path.open("rb") as stream:
            start = stream.read(4096)
    except OSError as problem:
        raise Refused(f"{path.name}: cannot be opened ({problem.strerror}).") from None
    for signature, what in SIGNATURES.items():
        if start.lstrip().startswith(signature):
            raise Refused(f"{path.name}: this is {what}, not a table of text.")
    if start.startswith(UTF16):
        return _copied(path, scratch, "utf-16"), False
    encoding, one_line_end = _survey(path)
    if encoding != "cp1252" and one_line_end:
        return path, encoding == "ascii"
    return _copied(path, scratch, encoding), False


def _survey(path: Path) -> tuple[str, bool]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding, returns, feeds, pairs = "ascii", 0, 0, 0
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            if b"\0" in chunk:
                raise Refused(f"{path.name}: holds binary data, not a table of text.")
            returns += chunk.count(b"\r")
            feeds += chunk.count(b"\n")
            pairs += chunk.count(b"\r\n")
            if encoding == "ascii" and not chunk.isascii():
                encoding = "utf-8"
            if encoding == "utf-8":
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    encoding = "cp1252"
    return encoding, returns == 0 or returns == feeds == pairs


def _copied(path: Path, scratch: Path, encoding: str) -> Path:
    copy = scratch / f"{len(list(scratch.iterdir()))}.csv"
    try:
        with (
            path.open(encoding=encoding, newline=None) as source,
            copy.open("w", encoding="utf-8", newline="\n") as target,
        ):
            while text := source.read(CHUNK):
                target.write(text)
    except UnicodeError:
        raise Refused(
            f"{path.name}: the text is in no encoding we know (UTF-8, UTF-16,"
            " Windows-1252). Save it as CSV UTF-8."
        ) from None
    return copy


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
