"""Which files of a folder are read; the ends of a large one; a last line cut off."""

from types import SimpleNamespace

import pytest

from ingest.read.files import cut_off, files, sampled
from ingest.refusals import Refused

MIB = 1 << 20
ENDINGS = [
    *("csv", "tsv", "txt", "psv", "gz", "zip", "xlsx", "xls", "ods", "parquet"),
    *("json", "ndjson", "jsonl"),
]


@pytest.mark.parametrize("ending", [*ENDINGS, "CSV", "XlSx"])
def test_a_folder_brings_every_kind_that_is_read(tmp_path, ending):
    file = tmp_path / f"a.{ending}"
    file.touch()

    assert files([tmp_path]) == [file]


def test_files_stand_in_the_order_asked_and_those_of_a_folder_by_name(tmp_path):
    folder, single = tmp_path / "folder", tmp_path / "z.odd"
    folder.mkdir()
    for name in ("c.csv", "a.csv", "b.txt", "d.pdf", "e", ".f.csv", "~$g.xlsx"):
        (folder / name).touch()
    (folder / "inner.csv").mkdir()

    assert files([single, folder, single]) == [
        single,
        *(folder / name for name in ("a.csv", "b.txt", "c.csv")),
        single,
    ]


def test_a_folder_without_an_export_is_refused_with_what_would_be_one(tmp_path):
    (tmp_path / "a.pdf").touch()
    listed = ", ".join(f".{ending}" for ending in sorted(ENDINGS))
    with pytest.raises(Refused) as refusal:
        files([tmp_path])

    assert str(refusal.value) == (
        f"{tmp_path.name}: the folder holds no file that can be an export ({listed})."
    )


def sparse(folder, size, name="a.csv"):
    file = folder / name
    with file.open("wb") as stream:
        stream.truncate(size)
    return file


def test_up_to_24_mebibytes_are_looked_at_whole(tmp_path):
    file = sparse(tmp_path, 24 * MIB)
    assert sampled(file, tmp_path) == (file, 1.0)

    sample, _ = sampled(sparse(tmp_path, 24 * MIB + 1), tmp_path)
    assert sample == tmp_path / "sample" / "a.csv"


@pytest.mark.parametrize(
    ("name", "is_sampled"),
    [
        *((f"a.{ending}", ending in ENDINGS[:4]) for ending in ENDINGS),
        ("a.TSV", True),
        ("a", False),
    ],
)
def test_only_what_is_named_text_is_sampled(tmp_path, name, is_sampled):
    file = sparse(tmp_path, 24 * MIB + 1, name)

    assert (sampled(file, tmp_path)[0] != file) is is_sampled


def test_a_sample_is_the_first_eight_and_the_last_four_mebibytes_in_whole_lines(
    tmp_path,
):
    content = b"".join(b"%0999d\n" % n for n in range(30_000))
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    sample, share = sampled(file, tmp_path)
    head, tail = 8_388_608 // 1_000, 4_194_304 // 1_000

    assert sample.read_bytes() == content[: 1_000 * head] + content[-1_000 * tail :]
    assert share == (head + tail) / 30_000
    assert sampled(file, tmp_path) == (sample, share)


def table(folder, content, headings=("a", "b", "c"), delimiter=","):
    file = folder / "a.csv"
    file.write_bytes(content)
    return SimpleNamespace(path=file, headings=headings, delimiter=delimiter)


@pytest.mark.parametrize(
    ("content", "line", "is_cut"),
    [
        (b"a,b,c\n1,2,3\n1,2", 3, True),
        (b"a,b,c\n1,2,3\n1", 3, True),
        (b"a,b,c\n1,2,3\n1,2", 2, False),
        (b"a,b,c\n1,2,3\n1,2", 4, False),
        (b"a,b,c\n1,2,3\n1,2\n", 3, False),
        (b"a,b,c\n1,2,3\n1,2,3", 3, False),
        (b"a,b,c\n1,2,3\n1,2,3,4", 3, False),
        (b'a,b,c\n1,2,3\n"1,2', 3, True),
        (b"a,b,c\n1,2,3\n1,\xe4", 3, True),
        (b"1,2", 1, True),
        (b"1", 1, True),
    ],
)
def test_a_last_line_with_too_few_cells_and_no_end_is_cut_off(
    tmp_path, content, line, is_cut
):
    assert cut_off(table(tmp_path, content), line) is is_cut


@pytest.mark.parametrize(("delimiter", "is_cut"), [(";", False), (",", True)])
def test_cells_are_told_by_the_files_own_mark(tmp_path, delimiter, is_cut):
    source = table(tmp_path, b"a;b;c\n1;2;3", delimiter=delimiter)

    assert cut_off(source, 2) is is_cut


def test_the_last_line_may_be_a_mebibyte_long(tmp_path):
    long = b"x," * (MIB // 2 - 1) + b"xy"

    assert len(long) == MIB
    source = table(tmp_path, b"a,b\n" * 9 + long, ["a"] * (MIB // 2 + 1))
    assert cut_off(source, 10)
    source.headings = ["a"] * (MIB // 2)
    assert not cut_off(source, 10)
