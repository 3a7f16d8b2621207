"""A workbook is read as its sheets show it, or a sentence says which cell cannot be."""

from datetime import datetime

from tests.ingest import sheets
from tests.ingest.importing import held, imported, refused, remarks, written

HEADER = ["session_id", "client_id", "counselor_id", "start", "status", "minutes"]
STARTS = "select start from sessions order by start"


def book(folder, *content, **keywords):
    return written(folder, sheets.book(*content, **keywords), "export.xlsx")


def row(start="2026-01-10 09:00", minutes=50, number=1):
    return [number, "ann", "ruth", start, "attended", minutes]


def test_dates_and_numbers_are_what_the_sheet_shows(tmp_path):
    table = sheets.rows(
        HEADER,
        row(sheets.dated(46027, sheets.DAY), 50.5),
        row(sheets.dated(46028.375, sheets.MOMENT), 1001, 2),
    )
    imported(tmp_path, book(tmp_path, table))

    assert held(tmp_path, STARTS) == [
        (datetime(2026, 1, 5),),
        (datetime(2026, 1, 6, 9),),
    ]
    asked = "select session_id, minutes from exported.sessions order by session_id"
    assert held(tmp_path, asked) == [("1", 50.5), ("2", 1001.0)]


def test_an_id_keeps_the_zeros_that_the_sheet_shows(tmp_path):
    ids = [sheets.dated(123, sheets.FIVE_DIGITS), 123, "00123", "x"]
    ids += [sheets.dated(1234567, sheets.FIVE_DIGITS)]
    ids += [sheets.dated(7, sheets.TWO_DIGITS)]
    lines = [
        [n, one, "ruth", "2026-01-10", "attended", 50] for n, one in enumerate(ids)
    ]
    imported(tmp_path, book(tmp_path, sheets.rows(HEADER, *lines)))

    kept = held(tmp_path, "select client_id from exported.sessions order by session_id")
    assert kept == [("00123",), ("123",), ("00123",), ("x",), ("1234567",), ("07",)]


def test_a_workbook_that_counts_from_1904(tmp_path):
    table = sheets.rows(HEADER, row(sheets.dated(44565, sheets.DAY)))
    imported(tmp_path, book(tmp_path, table, since_1904=True))

    assert held(tmp_path, STARTS) == [(datetime(2026, 1, 5),)]


def test_a_formula_counts_by_its_saved_result(tmp_path):
    saved = '<c t="str"><f>CONCATENATE("a","nn")</f><v>ann</v></c>'
    table = sheets.rows(HEADER, [1, saved, "ruth", "2026-01-10", "attended", 50])
    imported(tmp_path, book(tmp_path, table))

    assert held(tmp_path, "select client_id from clients") == [("ann",)]


def test_a_formula_without_a_saved_result_is_named(tmp_path):
    for unsaved in ("<c ><f>1+1</f></c>", "<c ><f>1+1</f><v></v></c>"):
        table = sheets.rows(HEADER, row(), row(minutes=unsaved, number=2))
        sentence = refused(tmp_path, book(tmp_path, table))

        assert "export.xlsx, cell F3" in sentence
        assert "save it" in sentence


def test_a_formula_that_nobody_reads_is_no_matter(tmp_path):
    table = sheets.rows([*HEADER, "ours"], [*row(), "<c ><f>1+1</f></c>"])

    assert imported(tmp_path, book(tmp_path, table))["files"][0]["new"] == 1


def test_merged_cells_below_the_header_are_named(tmp_path):
    merged = '<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>'
    second = ["2", "", "ruth", "2026-01-11", "attended", 50]
    table = sheets.rows(HEADER, row(), second) + merged

    assert "export.xlsx, cell B2: cells are merged" in refused(
        tmp_path, book(tmp_path, table)
    )


def test_a_merged_title_above_the_header_is_no_matter(tmp_path):
    merged = '<mergeCells count="1"><mergeCell ref="A1:F1"/></mergeCells>'
    table = sheets.rows(["Sessions of May"], HEADER, row()) + merged

    assert imported(tmp_path, book(tmp_path, table))["files"][0]["new"] == 1


def test_every_sheet_is_a_table_and_what_is_not_ours_is_left_alone(tmp_path):
    clients = sheets.rows(["client_id", "referral_date"], ["ann", "2026-01-02"])
    notes = sheets.rows(["color", "size"], ["red", 4])
    report = imported(
        tmp_path, book(tmp_path, sheets.rows(HEADER, row()), clients, notes)
    )

    assert [file["file"] for file in report["files"]] == [
        "export.xlsx, sheet Sheet1",
        "export.xlsx, sheet Sheet2",
    ]
    assert remarks(report)["left_alone"] == 1


def test_a_rejected_row_is_named_by_its_row_in_the_sheet(tmp_path):
    many = [row(f"2026-01-{n:02}", number=n) for n in range(1, 29)]
    table = sheets.rows(["Title"], HEADER, *many, row("someday", number=99))
    (file,) = imported(tmp_path, book(tmp_path, table))["files"]

    assert file["rejections"][0]["line"] == 31


def test_macros_are_never_run(tmp_path):
    table = sheets.book(sheets.rows(HEADER, row()))

    assert "macros" in refused(tmp_path, written(tmp_path, table, "export.xlsm"))


def test_an_ods_with_merged_rows_is_refused(tmp_path):
    cell = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p>'
    cell += "</table:table-cell>"
    plain = "".join(
        "<table:table-row>"
        + "".join(cell.format("", text) for text in line)
        + "</table:table-row>"
        for line in (HEADER[:5], ["1", "ann", "ruth", "2026-01-10", "attended"])
    )
    file = written(tmp_path, sheets.ods(plain), "export.ods")
    assert imported(tmp_path, file)["files"][0]["new"] == 1

    spanned = plain.replace(
        cell.format("", "ann"), cell.format(' table:number-rows-spanned="2"', "ann")
    )
    file = written(tmp_path, sheets.ods(spanned), "export.ods")
    assert "merged" in refused(tmp_path, file)
