"""Files that are traps: each is refused with a sentence, at once, by what is in it."""

import gzip
import random
import time

import pytest

import ingest
import queries
from ingest.read import limits
from tests.ingest import workbooks

HEADER = b"session_id,client_id,counselor_id,start,status\n"
ROW = b"1,ann,ruth,2026-01-10,attended\n"
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (
    "<!DOCTYPE lolz [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    + "]>"
).replace("&a0;", "&a;")


def refused(tmp_path, name, content):
    """Return the sentence with which a file is refused; nothing is published."""
    file = tmp_path / name
    file.write_bytes(content)
    start = time.process_time()
    with pytest.raises(ingest.Refused) as refusal:
        ingest.publish([file], tmp_path / "store")
    assert time.process_time() - start < 5
    assert queries.current(tmp_path / "store") is None
    assert name in str(refusal.value)
    return str(refusal.value)


def workbook(**parts):
    """Return a workbook whose parts are changed or added."""
    import io
    import zipfile

    plain = workbooks.xlsx([["client", "counselor", "start", "status"]])
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return workbooks.archive(members | parts)


def test_nul_bytes(tmp_path):
    content = HEADER + ROW.replace(b"ann", b"a\0n")

    assert "binary" in refused(tmp_path, "a.csv", content)


def test_binary_named_csv(tmp_path):
    content = random.Random(1).randbytes(50_000)

    assert refused(tmp_path, "a.csv", content)


@pytest.mark.parametrize("cut", [30, -9])
def test_a_truncated_gzip(tmp_path, cut):
    content = gzip.compress(HEADER + ROW * 500)[:cut]

    assert "damaged or incomplete" in refused(tmp_path, "a.csv.gz", content)


def test_a_gzip_bomb(tmp_path):
    content = gzip.compress(HEADER + b"0" * (100 << 20), 9)

    assert "more than 100 times its size" in refused(tmp_path, "a.csv", content)


def test_a_zip_bomb(tmp_path):
    content = workbooks.archive({"a.csv": b"0" * (50 << 20)})

    assert "more than 100 times its size" in refused(tmp_path, "a.zip", content)


@pytest.mark.parametrize("length", [3 << 20, 60 << 20])
def test_a_line_without_end(tmp_path, length):
    content = HEADER + ROW + b"x" * length + b"\n" + ROW

    assert "line 3: the line is longer than 1 MiB" in refused(
        tmp_path, "a.csv", content
    )


def test_a_workbook_bomb(tmp_path):
    content = workbook(**{SHEET: "<worksheet>" + " " * (62 << 20) + "</worksheet>"})

    assert "more than 100 times its size" in refused(tmp_path, "a.xlsx", content)


def test_a_workbook_of_entities(tmp_path):
    row = "<sheetData><row><c t='inlineStr'><is><t>&a11;</t></is></c></row></sheetData>"
    sheet = f"<?xml version='1.0'?>{LAUGHS}<worksheet>{row}</worksheet>"

    assert refused(tmp_path, "a.xlsx", workbook(**{SHEET: sheet}))


@pytest.mark.parametrize("name", ["a.xlsm", "a.xlsx"])
def test_macros(tmp_path, name):
    content = workbook(**{"xl/vbaProject.bin": b"Auto_Open"})

    assert "macros" in refused(tmp_path, name, content)


def test_an_archive_whose_directory_is_wrong(tmp_path):
    content = workbooks.archive({"a.csv": HEADER + ROW, "b.csv": HEADER + ROW})
    for cut in (3, 17, 40):  # the members no longer stand where the directory says
        moved = content[:20] + content[20 + cut :]

        assert "damaged or incomplete" in refused(tmp_path, "a.zip", moved)


def test_a_member_without_a_name_is_read(tmp_path):
    file = tmp_path / "a.zip"
    packed = bytearray(workbooks.archive({"a": HEADER + ROW}))
    packed[30] = packed[packed.index(b"PK\1\2") + 46] = 0  # both ends of the name
    file.write_bytes(packed)
    (one,) = ingest.publish([file], tmp_path / "store").files

    assert (one.read, one.new) == (1, 1)


def test_a_password(tmp_path):
    content = bytearray(workbooks.archive({"a.csv": HEADER + ROW}))
    content[content.index(b"PK\1\2") + 8] |= 1

    assert "password" in refused(tmp_path, "a.zip", bytes(content))


def test_archives_inside_archives(tmp_path):
    content = HEADER + ROW
    for _ in range(4):
        content = gzip.compress(content)

    assert "archive inside an archive" in refused(tmp_path, "a.gz", content)


def test_a_compressed_table_of_endless_rows(tmp_path, monkeypatch):

    monkeypatch.setattr(limits, "EXPANDED", 4 * 1_000)
    headings = ["client", "counselor", "start", "status"]
    row = ["ann", "ruth", "2026-01-10", "attended"]
    content = workbooks.as_parquet([headings, *[row] * 1_001])

    assert "1,001 rows" in refused(tmp_path, "a.parquet", content)


@pytest.mark.parametrize(
    "name", ["a.csv.gz", "a.zst", "a[1].csv", "*.csv", "a?b.csv", "it's.csv", "CON.csv"]
)
def test_a_name_promises_nothing(tmp_path, name):
    folder = tmp_path / "year=2026" / "[we]ird*"
    folder.mkdir(parents=True)
    (folder / "other.csv").write_bytes(HEADER + ROW * 3)
    (folder / name).write_bytes(HEADER + ROW)
    report = ingest.publish([folder / name], folder / "store")

    assert [(one.file, one.read, one.new) for one in report.files] == [(name, 1, 1)]


def test_names_are_never_paths(tmp_path):
    inside = {"../../evil.csv": HEADER + ROW, "C:\\evil.csv": HEADER + ROW}
    file = tmp_path / "a.zip"
    file.write_bytes(workbooks.archive(inside))
    report = ingest.publish([file], tmp_path / "down" / "store")

    assert sum(one.new for one in report.files) == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.zip", "down"]
    assert [one.name for one in (tmp_path / "down").iterdir()] == ["store"]
