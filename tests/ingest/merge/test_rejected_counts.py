"""How many rows may be rejected, how many are listed, and as what."""

from io import BytesIO

import pytest

from ingest import Refused
from ingest.merge import rejected
from ingest.report import FileReport, Rejection
from tests.ingest.importing import HEADER, imported, refused, written

FIRST = Rejection("a.csv", 1_002, "start", "no date")


def counted(read, bad):
    report = FileReport("a.csv", "sessions", read=read, rejections=[FIRST])
    report.rejected["start: no date"] = bad
    return report


@pytest.mark.parametrize(("read", "bad"), [(20, 1), (40, 2), (2_000, 100), (1, 0)])
def test_five_in_a_hundred_rows_may_be_rejected(read, bad):
    assert not rejected.is_asked_about(counted(read, bad))


@pytest.mark.parametrize(("read", "bad"), [(19, 1), (2_000, 101), (1, 1)])
def test_more_are_asked_about(read, bad):
    assert rejected.is_asked_about(counted(read, bad))
    assert rejected.sentence(counted(read, bad)) == (
        f"a.csv: {bad:,} of {read:,} rows cannot be read, the first in line 1,002,"
        " column start: no date."
    )


@pytest.mark.parametrize(("blank", "asks"), [(0, False), (1, True)])
def test_blank_rows_are_not_among_those_it_is_a_share_of(blank, asks):
    report = counted(20, 1)
    report.set_aside["blank rows"] = blank

    assert rejected.is_asked_about(report) is asks


@pytest.mark.parametrize(("read", "bad"), [(2, 1), (2, 2)])
def test_only_a_file_without_a_readable_row_is_refused(read, bad):
    if read > bad:
        rejected._refuse_all(counted(read, bad))
        return
    with pytest.raises(Refused, match="Not one can, so the file is not what it seems"):
        rejected._refuse_all(counted(read, bad))


@pytest.mark.parametrize(
    ("cells", "is_read"),
    [
        (["a", "b"], True),
        (["a", "b", "", ""], True),
        (["a", "b", "", "x"], False),
        (["a", "b", "x"], False),
        (["a"], False),
        ([], False),
    ],
)
def test_empty_cells_beyond_the_header_do_no_harm(cells, is_read):
    assert rejected._is_read(cells, 2) is is_read


@pytest.mark.parametrize(
    ("listed", "lines"),
    [(1, [4]), (3, [2, 4, 6]), (4, [2, 3, 4, 6]), (9, [2, 3, 4, 5, 6])],
)
def test_the_first_are_listed_by_line_and_all_are_counted(
    tmp_path, monkeypatch, listed, lines
):
    monkeypatch.setattr(rejected, "LISTED", listed)
    bad = [
        "a,ann,ruth,soon,attended",
        "b,ann,ruth,later,attended",
        "short",
        "c,ann,ruth,never,attended",
        "short",
    ]
    good = [f"{n},ann,ruth,2026-01-10,attended" for n in range(120)]
    file = written(tmp_path, "\n".join([HEADER, *bad, *good]) + "\n")
    (report,) = imported(tmp_path, file)["files"]

    assert [one["line"] for one in report["rejections"]] == lines
    assert sum(report["rejected"].values()) == 5
    assert (report["read"], report["new"]) == (125, 120)


def test_a_quotation_mark_never_closed_is_named_by_its_line(tmp_path):
    rows = "1,ann,ruth,2026-01-10,attended\nshort\n"
    sentence = refused(
        tmp_path,
        written(tmp_path, f'{HEADER}\n{rows}3,"bob,ruth,2026-01-10,attended\n'),
    )
    assert sentence.startswith("sessions.csv, line 4: a quotation mark is opened")


@pytest.mark.parametrize("block", [1, 2, 3, 100])
@pytest.mark.parametrize(
    ("left", "lines"),
    [(b"", 0), (b"a", 1), (b"a\n", 1), (b"a\nb", 2), (b"a\nb\n", 2), (b"\n\n", 2)],
)
def test_the_last_line_counts_with_or_without_its_end(left, lines, block, monkeypatch):
    monkeypatch.setattr(rejected, "BLOCK", block)

    assert rejected._lines_left(BytesIO(left)) == lines
