"""What an import may take is checked before it is taken."""

import gzip
import zipfile

import pytest

from ingest.read import limits
from ingest.refusals import Refused

ROWS = b"".join(b"%d,ann,ruth,2026-01-10,attended\n" % n for n in range(50_000))


def zipped(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def expanded(path, target):
    with gzip.open(path) as stream:
        return limits.unpacked(path.name, stream, target, path.stat().st_size)


def test_an_ordinary_archive_is_unpacked(tmp_path):
    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(gzip.compress(ROWS))

    assert expanded(packed, tmp_path / "a.csv").read_bytes() == ROWS
    assert len(limits.check_archive(zipped(tmp_path / "a.zip", a=ROWS)).namelist()) == 1


@pytest.mark.parametrize("size", [1 << 20, (1 << 20) + 1])
def test_more_than_a_hundred_times_its_size_is_no_table(tmp_path, size):
    packed, archive = tmp_path / "bomb.gz", zipped(tmp_path / "b.zip", a=b"0" * size)
    packed.write_bytes(gzip.compress(b"0" * size))
    if size == 1 << 20:
        expanded(packed, tmp_path / "out")
        limits.check_archive(archive)
        return
    with pytest.raises(Refused, match="bomb.gz: unpacks to more than 100 times"):
        expanded(packed, tmp_path / "out")
    with pytest.raises(Refused, match="b.zip: unpacks to more than 100 times"):
        limits.check_archive(archive)


def test_more_than_a_gibibyte_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "EXPANDED", len(ROWS) - 1)
    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(gzip.compress(ROWS))

    with pytest.raises(Refused, match="1 GiB"):
        expanded(packed, tmp_path / "a.csv")
    with pytest.raises(Refused, match="1 GiB"):
        limits.check_archive(zipped(tmp_path / "a.zip", a=ROWS))


@pytest.mark.parametrize("cut", [5, 12, 2_000, -1])
def test_a_truncated_gzip_is_damaged(tmp_path, cut):
    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(gzip.compress(ROWS)[:cut])

    with pytest.raises(Refused, match="damaged or incomplete"):
        expanded(packed, tmp_path / "a.csv")


def test_a_flipped_bit_in_a_gzip_is_damage(tmp_path):
    content = bytearray(gzip.compress(ROWS))
    content[len(content) // 2] ^= 1
    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(content)

    with pytest.raises(Refused, match="damaged or incomplete"):
        expanded(packed, tmp_path / "a.csv")


def test_macros_passwords_and_damage_are_refused(tmp_path):
    with pytest.raises(Refused, match="macros"):
        limits.check_archive(
            zipped(tmp_path / "a.xlsm", **{"a": b"a", "xl/VbaProject.bin": b""})
        )
    locked = zipped(tmp_path / "b.zip", a=b"a")
    content = bytearray(locked.read_bytes())
    content[content.index(b"PK\1\2") + 8] |= 1
    locked.write_bytes(content)
    with pytest.raises(Refused, match="password"):
        limits.check_archive(locked)
    locked.write_bytes(content[:20])
    with pytest.raises(Refused, match="damaged"):
        limits.check_archive(locked)


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
@pytest.mark.parametrize("chunk", [1 << 16, (1 << 20) + 17, 1 << 24])
def test_a_line_of_a_mebibyte_is_the_longest(tmp_path, end, chunk):
    def watched(length):
        content = (b"short" + end) * 3 + b"x" * length + end + b"short"
        (tmp_path / "a.csv").write_bytes(content)
        lines = limits.Lines("a.csv", tmp_path / "a.csv")
        for start in range(0, len(content), chunk):
            lines.watch(content[start : start + chunk])

    watched(1 << 20)
    for length in ((1 << 20) + 1, 2 << 20):
        with pytest.raises(Refused, match=r"a.csv, line 4: .* 1 MiB"):
            watched(length)


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_the_line_that_is_too_long_is_counted_over_all_that_was_read(tmp_path, end):
    middle = (b"x" * 700_000 + end) * 3
    content = middle + b"x" * ((1 << 20) + 1) + end + (b"y" * 9 + end) * 9_999
    (tmp_path / "a.csv").write_bytes(content)
    lines = limits.Lines("a.csv", tmp_path / "a.csv")

    def watch():
        for start in range(0, len(content), 100_000):
            lines.watch(content[start : start + 100_000])

    with pytest.raises(Refused, match="line 4:"):
        watch()


@pytest.mark.parametrize("packed", [10_486, 20_000, 1 << 23])
def test_a_larger_archive_unpacks_to_a_hundred_times_its_size(packed):
    limits._check_expansion("a.gz", 100 * packed, packed)
    with pytest.raises(Refused, match=r"a\.gz: unpacks to more than 100 times"):
        limits._check_expansion("a.gz", 100 * packed + 1, packed)


def test_an_archive_unpacks_to_a_gibibyte():
    limits._check_expansion("a.gz", 1 << 30, 1 << 30)
    with pytest.raises(Refused, match=r"a\.gz: unpacks to more than 1 GiB"):
        limits._check_expansion("a.gz", (1 << 30) + 1, 1 << 30)


def test_a_compressed_table_has_up_to_a_gibi_of_cells():
    limits.check_cells("a.parquet", 1 << 20, 1 << 10)
    with pytest.raises(Refused, match="a.parquet: unpacks to 1,048,577 rows"):
        limits.check_cells("a.parquet", (1 << 20) + 1, 1 << 10)


def test_what_all_members_unpack_to_counts(tmp_path):
    halves = zipped(tmp_path / "a.zip", a=b"0" * (1 << 19), b=b"0" * (1 << 19))
    limits.check_archive(halves)
    more = zipped(tmp_path / "b.zip", a=b"0" * (1 << 19), b=b"0" * ((1 << 19) + 1))
    with pytest.raises(Refused, match="100 times"):
        limits.check_archive(more)


def test_only_the_mark_of_a_password_is_one(tmp_path):
    file = zipped(tmp_path / "b.zip", a=b"a", b=b"b")
    content = bytearray(file.read_bytes())
    place = content.rindex(b"PK\1\2") + 8
    content[place] |= 2
    file.write_bytes(content)
    limits.check_archive(file)
    content[place] |= 1
    file.write_bytes(content)
    with pytest.raises(Refused, match="password"):
        limits.check_archive(file)


def test_how_a_column_is_written_is_decided_from_20_000_rows():
    assert limits.FIRST_ROWS == 20_000


def test_the_first_line_may_be_a_mebibyte_too(tmp_path):
    limits.Lines("a.csv", tmp_path).watch(b"x" * (1 << 20) + b"\n")
    (tmp_path / "a.csv").write_bytes(b"x" * ((1 << 20) + 1))
    with pytest.raises(Refused, match=r"a\.csv, line 1: "):
        limits.Lines("a.csv", tmp_path / "a.csv").watch(b"x" * ((1 << 20) + 1))
