"""Text of any encoding and line end, as UTF-8 with one kind of line end."""

import codecs
from pathlib import Path

from ingest.read.formats.text import Text, place
from ingest.read.limits import Lines
from ingest.refusals import Refused

CHUNK = 1 << 24
SIGNATURES = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a text document",
    b"BZh": "an archive of a kind that is not read (zip or gzip it instead)",
    b"7z\xbc\xaf": "an archive of a kind that is not read (zip or gzip it instead)",
    b"Rar!": "an archive of a kind that is not read (zip or gzip it instead)",
    b"\xfd7zXZ": "an archive of a kind that is not read (zip or gzip it instead)",
    b"SQLite format 3": "a database",
    b"<": "a web page (often a login page saved in its place)",
}
# The first bytes of invisible letters, of special spaces and of combining accents.
UNTIDY = (
    b"\xe2\x80", b"\xe2\x81", b"\xef\xbb\xbf", b"\xc2\xa0", b"\xc2\xad", b"\xd8\x9c",
    b"\xe3\x80\x80", b"\xe1\x9a\x80", b"\xe1\xa0\x8e", b"\xcc", b"\xcd",
)  # fmt: skip
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def beginning(path: Path, name: str) -> bytes:
    """Return the first bytes of a file, or refuse one that cannot be opened."""
    try:
        with path.open("rb") as stream:
            return stream.read(4096)
    except OSError as problem:
        raise Refused(f"{name}: cannot be opened ({problem.strerror}).") from None


def read(path: Path, name: str, file: str, scratch: Path) -> Text:
    """Return a text file as a Text, or refuse what is no text."""
    start = beginning(path, name)
    for signature, what in SIGNATURES.items():
        if start.lstrip().startswith(signature):
            raise Refused(f"{name}: this is {what}, not a table of text.")
    if start.startswith(UTF16):
        return Text(name, file, _copied(path, name, scratch, "utf-16"))
    encoding, one_line_end, is_tidy = _survey(path, name)
    if encoding != "cp1252" and one_line_end:
        is_ascii = encoding == "ascii"
        return Text(name, file, path, is_ascii, is_tidy, encoding=encoding)
    copy = _copied(path, name, scratch, encoding)
    return Text(name, file, copy, encoding=encoding)


def _survey(path: Path, name: str) -> tuple[str, bool, bool]:
    """Return the encoding, whether lines end in one way, and whether it is tidy."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding, returns, feeds, pairs, returned = "ascii", 0, 0, 0, False
    is_tidy, letters, lines = True, False, Lines(name, path)
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            if b"\0" in chunk:
                raise Refused(f"{name}: holds binary data, not a table of text.")
            lines.watch(chunk)
            is_tidy = is_tidy and b"  " not in chunk
            if returned or b"\r" in chunk:
                returns += chunk.count(b"\r")
                feeds += chunk.count(b"\n")
                pairs += chunk.count(b"\r\n") + (returned and chunk[:1] == b"\n")
                returned = chunk.endswith(b"\r")
            else:
                feeds += b"\n" in chunk  # one that no return precedes is enough
            if encoding == "ascii" and not chunk.isascii():
                encoding = "utf-8"
            if encoding == "utf-8":
                is_tidy = is_tidy and not any(mark in chunk for mark in UNTIDY)
                try:
                    letters = not decoder.decode(chunk).isascii() or letters
                except UnicodeDecodeError:
                    encoding = "cp1252"
    if encoding == "utf-8" and decoder.getstate()[0]:
        if letters:
            raise Refused(f"{name}: ends in the middle of a letter. Copy it again.")
        encoding = "cp1252"
    return encoding, returns == 0 or returns == feeds == pairs, is_tidy


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
