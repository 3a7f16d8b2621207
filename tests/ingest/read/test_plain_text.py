"""What encoding and what line ends a text has, and whether it is tidy."""

import gzip
import io
from datetime import UTC, datetime

import pyarrow
import pytest
from pyarrow import parquet

from ingest.read.formats import plain_text, texts
from ingest.refusals import Refused
from tests.ingest.workbooks import archive


def read(folder, content, name="a.csv"):
    """Return what a file is read as, and its text."""
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(content)
    (one,) = texts(file, scratch)
    return one, one.path.read_bytes()


@pytest.mark.parametrize(
    ("content", "encoding", "is_ascii"),
    [
        (b"a,b\n", "ascii", True),
        ("ä,b\n".encode(), "utf-8", False),
        ("ä,b\n".encode("cp1252"), "cp1252", False),
        ("ä,b".encode("cp1252"), "cp1252", False),
        ("a,ä".encode("cp1252"), "cp1252", False),
        ("ä,b\nä".encode() + b"\xe4\n", "cp1252", False),
    ],
)
def test_the_encoding_is_the_narrowest_that_fits(tmp_path, content, encoding, is_ascii):
    one, text = read(tmp_path, content)

    assert (one.encoding, one.is_ascii) == (encoding, is_ascii)
    assert (one.path == tmp_path / "a.csv") is (encoding != "cp1252")
    assert text.decode() == content.decode(encoding)


def test_a_byte_order_mark_is_no_letter_of_a_text_cut_off(tmp_path):
    with pytest.raises(Refused, match=r"a\.csv: ends in the middle of a letter"):
        read(tmp_path, "ä,b,ä".encode()[:-1])
    one, _ = read(tmp_path, b"a,\xc3")
    assert one.encoding == "cp1252"


@pytest.mark.parametrize(
    ("content", "is_kept"),
    [
        (b"a\nb\n", True),
        (b"a\r\nb\r\n", True),
        (b"a\rb\r", False),
        (b"a\r\nb\n", False),
        (b"a\nb\r\n", False),
        (b"a\r\nb\r", False),
        (b"a\n\rb\n\r", False),
        (b"a\rb\nc\rd\n", False),
        (b"a", True),
    ],
)
@pytest.mark.parametrize("chunk", [1, 2, 3, 1 << 24])
def test_a_text_with_one_kind_of_line_end_is_read_where_it_is(
    tmp_path, monkeypatch, content, is_kept, chunk
):
    monkeypatch.setattr(plain_text, "CHUNK", chunk)
    one, text = read(tmp_path, content)

    assert (one.path == tmp_path / "a.csv") is is_kept
    assert text == (content if is_kept else text.replace(b"\r", b""))
    assert text.splitlines() == content.replace(b"\n\r", b"\n\n").splitlines()


@pytest.mark.parametrize("chunk", [1, 1 << 24])
@pytest.mark.parametrize("text", ["ä,é\nö,ü\n", "日本\n", "a,ä"])
def test_letters_may_stand_across_two_reads(tmp_path, monkeypatch, text, chunk):
    monkeypatch.setattr(plain_text, "CHUNK", chunk)
    one, _ = read(tmp_path, text.encode())

    assert (one.encoding, one.path) == ("utf-8", tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("text", "is_tidy"),
    [
        ("a b\n", True),
        ("a  b\n", False),
        ("ä\n", True),
        *(
            (f"ä{mark}\n", False)
            for mark in (
                *("\u200b", "\u2060", "\ufeff", "\xa0", "\xad", "\u061c"),
                *("\u3000", "\u1680", "\u180e", "\u0301", "\u0345"),
            )
        ),
    ],
)
def test_what_is_invisible_is_not_tidy(tmp_path, text, is_tidy):
    one, _ = read(tmp_path, text.encode() + b"further\n")

    assert one.is_tidy is is_tidy


def test_a_text_stays_untidy_whatever_follows(tmp_path, monkeypatch):
    monkeypatch.setattr(plain_text, "CHUNK", 4)
    assert not read(tmp_path, b"a  bcdefghij")[0].is_tidy
    assert not read(tmp_path, "ä\xa0abcdefghij".encode())[0].is_tidy


SIGNATURES = {
    b"%PDF-1.7": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff\xe0": "a picture",
    b"GIF89a": "a picture",
    b"{\\rtf1": None,
    b"BZh9": "an archive of a kind",
    b"7z\xbc\xaf": "an archive of a kind",
    b"Rar!": "an archive of a kind",
    b"\xfd7zXZ": "an archive of a kind",
    b"SQLite format 3": "a database",
    b"<!doctype html>": "a web page",
    b"\r\n <html>": "a web page",
}


@pytest.mark.parametrize("content", SIGNATURES)
def test_what_is_no_text_is_named(tmp_path, content):
    said = SIGNATURES[content]
    with pytest.raises(Refused, match=rf"^a\.csv: .*{said or ''}"):
        read(tmp_path, content + b" and the rest")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_by_its_mark(tmp_path, encoding):
    one, text = read(tmp_path, "\ufeffä,b\r\nc,d\r\n".encode(encoding))

    assert text.decode() == "ä,b\nc,d\n"
    assert one.path.parent == tmp_path / "scratch"
    with pytest.raises(Refused, match="in no encoding we know"):
        read(tmp_path, "\ufeffä".encode(encoding) + b"\0")


def test_a_file_that_cannot_be_opened_says_why(tmp_path):
    with pytest.raises(Refused, match=r"^a\.csv: cannot be opened \(No such file"):
        list(texts(tmp_path / "a.csv", tmp_path))


CSV = b"a,b\n1,2\n"


def packed(*kinds):
    """Return a table packed so many times, from the inside out."""
    content = CSV
    for kind in kinds:
        content = gzip.compress(content) if kind == "gz" else archive({"m": content})
    return content


@pytest.mark.parametrize(
    "kinds", [["gz"], ["zip"], ["gz", "gz"], ["gz", "zip"], ["zip", "gz"], ["zip"] * 2]
)
def test_what_is_packed_twice_is_unpacked(tmp_path, kinds):
    one, text = read(tmp_path, packed(*kinds), "a.x")

    assert text == CSV
    assert (one.name, one.file) == (
        ", ".join(["a.x", *["m"] * kinds.count("zip")]),
        "a.x",
    )


@pytest.mark.parametrize("first", ["gz", "zip"])
@pytest.mark.parametrize("second", ["gz", "zip"])
@pytest.mark.parametrize("third", ["gz", "zip"])
def test_what_is_packed_three_times_is_refused(tmp_path, first, second, third):
    with pytest.raises(Refused, match="holds an archive inside an archive"):
        read(tmp_path, packed(first, second, third))


MEMBERS = {
    "a.csv": CSV,
    "folder/b": CSV,
    "__MACOSX/c.csv": CSV,
    "__macosx/c.csv": CSV,
    ".hidden": CSV,
    "folder/.d.csv": CSV,
    "folder/": b"",
}


def test_only_files_that_are_seen_are_read(tmp_path):
    file = tmp_path / "a.zip"
    file.write_bytes(archive(MEMBERS))
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    assert [one.name for one in texts(file, scratch)] == [
        "a.zip, a.csv",
        "a.zip, folder/b",
    ]
    file.write_bytes(archive(dict(list(MEMBERS.items())[2:])))
    with pytest.raises(Refused, match=r"^a\.zip: the archive holds no file\.$"):
        list(texts(file, scratch))


def test_binary_data_is_no_text_and_a_long_line_no_table(tmp_path):
    with pytest.raises(Refused, match=r"^a\.csv: holds binary data"):
        read(tmp_path, b"a,b\0\n")
    with pytest.raises(Refused, match=r"^a\.csv, line 2: the line is longer"):
        read(tmp_path, b"a\n" + b"x" * ((1 << 20) + 1))


def test_a_parquet_file_is_read_as_text(tmp_path):
    columns = {
        "a b": [1, None],
        "when": [
            datetime(2026, 1, 31, 9, tzinfo=UTC),
            datetime(2026, 7, 1, tzinfo=UTC),
        ],
        "of": ["x,y", "é"],
    }
    content = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), content)
    one, text = read(tmp_path, content.getvalue(), "a.x")

    assert text.decode().splitlines() == [
        "a b,when,of",
        '1,2026-01-31 09:00:00+00,"x,y"',
        ",2026-07-01 00:00:00+00,é",
    ]
    assert (one.delimiter, one.shift) == (",", 0)
    with pytest.raises(Refused, match=r"^a\.csv: this Parquet file is damaged"):
        read(tmp_path, content.getvalue()[:-20])


def test_a_damaged_archive_inside_another_has_its_own_name(tmp_path):
    with pytest.raises(Refused) as refusal:
        read(tmp_path, archive({"b.zip": b"PK and nothing"}), "a.zip")

    assert str(refusal.value) == (
        "a.zip, b.zip: this archive is damaged or incomplete. Export it again."
    )


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/workbook.bin", "content.xml"])
def test_an_archive_with_the_parts_of_a_workbook_is_one(tmp_path, part):
    with pytest.raises(Refused, match=r"^a\.csv: this workbook is damaged, or no"):
        read(tmp_path, archive({part: "x", "a.csv": CSV}))
