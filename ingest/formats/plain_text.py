"""Text of any encoding and line end, as UTF-8 with one kind of line end."""

import codecs
from pathlib import Path

from ingest.formats.text import Text, place
from ingest.report import Refused

CHUNK = 1 << 24
SIGNATURES = {
    b"PK": "a zip archive or a spreadsheet",
    b"\x1f\x8b": "a gzip archive",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xd0\xcf\x11\xe0": "an Excel workbook of the old kind",
    b"<": "a web page (often a login page saved in its place)",
}
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(path: Path, name: str, scratch: Path) -> Text:
    """Return a text file as a Text, or refuse what is no text."""
    file = path.name if path.parent != scratch else name.partition(",")[0]
    try:
        with path.open("rb") as stream:
            start = stream.read(4096)
    except OSError as problem:
        raise Refused(f"{name}: cannot be opened ({problem.strerror}).") from None
    for signature, what in SIGNATURES.items():
        if start.lstrip().startswith(signature):
            raise Refused(f"{name}: this is {what}, not a table of text.")
    if start.startswith(UTF16):
        return Text(name, file, _copied(path, name, scratch, "utf-16"))
    encoding, one_line_end = _survey(path, name)
    if encoding != "cp1252" and one_line_end:
        return Text(name, file, path, is_ascii=encoding == "ascii", encoding=encoding)
    copy = _copied(path, name, scratch, encoding)
    return Text(name, file, copy, encoding=encoding)


def _survey(path: Path, name: str) -> tuple[str, bool]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding, returns, feeds, pairs = "ascii", 0, 0, 0
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            if b"\0" in chunk:
                raise Refused(f"{name}: holds binary data, not a table of text.")
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


def _copied(path: Path, name: str, scratch: Path, encoding: str) -> Path:
    copy = place(scratch)
    try:
        with (
            path.open(encoding=encoding, newline=None) as source,
            copy.open("w", encoding="utf-8", newline="\n") as target,
        ):
            while text := source.read(CHUNK):
                target.write(text)
    except UnicodeError:
        raise Refused(
            f"{name}: the text is in no encoding we know (UTF-8, UTF-16,"
            " Windows-1252). Save it as CSV UTF-8."
        ) from None
    return copy
