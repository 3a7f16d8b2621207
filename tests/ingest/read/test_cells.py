"""A workbook's cell as text: whole numbers, real ones, moments, lengths of time."""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest

from ingest.read.formats import sheet_parts
from ingest.read.formats.text import Sheet, Text, place, write
from ingest.read.formats.workbook import _opened, read, shown
from ingest.refusals import Refused
from tests.ingest.sheets import book, rows
from tests.ingest.workbooks import archive, xlsx

CELLS = [
    (True, "true"),
    (False, "false"),
    (3.0, "3"),
    (-3.0, "-3"),
    (0.0, "0"),
    (2.5, "2.5"),
    (0.1 + 0.2, "0.3"),
    (1 / 3, "0.333333333333333"),
    (999_999_999_999_999.0, "999999999999999"),
    (1e15, "1e+15"),
    (-1e15, "-1e+15"),
    (date(2026, 1, 5), "2026-01-05"),
    (time(9, 5), "09:05:00"),
    (datetime(2026, 1, 5), "2026-01-05"),
    (datetime(2026, 1, 5, 9, 30), "2026-01-05 09:30:00"),
    (datetime(2026, 1, 5, 8, 59, 59, 500_000), "2026-01-05 09:00:00"),
    (datetime(2026, 1, 5, 8, 59, 59, 499_999), "2026-01-05 08:59:59"),
    (datetime(2026, 1, 4, 23, 59, 59, 999_000), "2026-01-05"),
    (timedelta(minutes=50), "0:50:00"),
    (timedelta(hours=25, minutes=1, seconds=1.6), "25:01:02"),
    (timedelta(minutes=59, seconds=59.6), "1:00:00"),
    ("007", "007"),
    ("", ""),
]


@pytest.mark.parametrize(("cell", "text"), CELLS)
def test_a_cell_is_text(cell, text):
    assert shown(cell) == text


@pytest.mark.parametrize(
    ("cell", "digits", "text"),
    [
        (123.0, 5, "00123"),
        (0.0, 5, "00000"),
        (123456.0, 5, "123456"),
        (-1.0, 5, "-1"),
        (1.5, 5, "1.5"),
        ("12", 5, "12"),
        (True, 5, "true"),
    ],
)
def test_whole_numbers_have_the_zeros_that_the_sheet_shows(cell, digits, text):
    assert shown(cell, digits) == text


def styles(*forms, cells=(164,)):
    kept = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{form}"/>'
        for n, form in enumerate(forms)
    )
    xfs = "".join(f'<xf numFmtId="{one}"/>' for one in cells)
    return (
        f'<numFmts>{kept}</numFmts><cellStyleXfs><xf numFmtId="164"/></cellStyleXfs>'
        f'<cellXfs>{xfs}</cellXfs><cellStyles><xf numFmtId="164"/></cellStyles>'
    ).encode()


@pytest.mark.parametrize(
    ("form", "digits"),
    [
        ("00", 2),
        ("0" * 15, 15),
        ("00000;@", 5),
        ("0", None),
        ("0" * 16, None),
        ("0.00", None),
        ("00 kg", None),
    ],
)
def test_two_to_fifteen_zeros_are_a_form_of_leading_zeros(form, digits):
    assert sheet_parts._digits(styles(form)) == ({b"0": digits} if digits else {})


def test_a_style_of_a_cell_is_known_by_its_place():
    made = styles("000", "0.0", "00", cells=(0, 164, 165, 166, 14))

    assert sheet_parts._digits(made) == {b"1": 3, b"3": 2}


PART = (
    b'<row><c r="A1" s="0"><v>7</v></c><c r="B2" t="n" s="1"><v>7</v></c>'
    b'<x:c r="AA10" s="1"><v>7</v></x:c><c r="C3" s="0"/>'
    b'<xc r="D9" s="1"/></row>'
)


def test_cells_with_leading_zeros_stand_by_row_and_column():
    sheet = sheet_parts.sheet(PART, styles("00", cells=(0, 164)))

    assert sheet.digits == {(1, 1): 2, (9, 26): 2}
    assert sheet_parts.sheet(PART, b"").digits == {}


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ('<c r="XFD1048576" s="1">', (1_048_575, 16_383)),
        ('<c r="A1" t="inlineStr" s="1"/>', (0, 0)),
        ('<sheetpart:c r="A1" s="1"/>', (0, 0)),
        ('<c r="A1" s="0"/>', None),
        ('<c r="A1" t="n" cm="1" s="1"/>', None),
    ],
)
def test_a_cell_is_known_by_its_style(cell, place):
    sheet = sheet_parts.sheet(cell.encode(), styles("00", cells=(0, 164)))

    assert sheet.digits == ({place: 2} if place else {})


def test_a_style_may_have_six_digits():
    kept = styles("00", cells=(*[0] * 100_000, 164))
    part = b'<c r="A1" s="100000"/><c r="A2" s="99999"/>'

    assert sheet_parts.sheet(part, kept).digits == {(0, 0): 2}


def test_an_unsaved_formula_may_be_in_the_last_cell():
    part = b'<c r="XFD1048576"><f>1</f></c>'

    assert sheet_parts.sheet(part, b"").unsaved == ((1_048_575, 16_383),)


@pytest.mark.parametrize(
    ("letters", "number"),
    [(b"A", 1), (b"Z", 26), (b"AA", 27), (b"AZ", 52), (b"BA", 53), (b"XFD", 16_384)],
)
def test_letters_of_a_column_are_its_number(letters, number):
    assert sheet_parts._number(letters) == number


@pytest.mark.parametrize(
    ("cell", "unsaved"),
    [
        ("<c{}><f>1+1</f></c>", True),
        ("<c{}><f>1+1</f><v></v></c>", True),
        ("<c{}><f>1+1</f><v/></c>", True),
        ("<c{}><f>1+1</f><v /></c>", True),
        ('<c{} s="2"><f ca="1">1+1</f> </c>', True),
        ("<c{}> <f/><v></v></c>", True),
        ('<c{} t="str"><f>""</f><v></v></c>', False),
        ("<c{}><f>1+1</f><v>2</v></c>", False),
        ("<c{}><v></v></c>", False),
    ],
)
def test_a_formula_without_a_result(cell, unsaved):
    part = cell.format(' r="AB12"').encode()

    assert sheet_parts.sheet(part, b"").unsaved == (((11, 27),) if unsaved else ())


def test_a_thousand_formulas_are_looked_at():
    part = b"".join(b'<c r="A%d"><f>1</f></c>' % n for n in range(1, 1_100))

    assert len(sheet_parts.sheet(part, b"").unsaved) == 1_000


@pytest.mark.parametrize(
    ("spanned", "merged"), [("1", False), ("2", True), ("9", True), ("10", True)]
)
def test_rows_merged_in_an_ods(spanned, merged):
    part = f'table:number-rows-spanned="{spanned}"'.encode()

    assert bool(sheet_parts.MERGED_ROWS.search(part)) is merged


@pytest.mark.parametrize("name", ["a.xlsm", "A.XLSM", "a.xlsb", "a.xltm"])
def test_a_workbook_that_can_hold_macros_is_refused(tmp_path, name):
    file = tmp_path / "copy"
    file.write_bytes(xlsx([["a"]]))
    with pytest.raises(Refused, match=r"^a, b: is a workbook that can hold macros"):
        list(read(file, "a, b", name, tmp_path))


def test_a_sheet_is_read_from_its_first_row_on(tmp_path):
    file = tmp_path / "copy"
    file.write_bytes(book(rows(), rows(["", ""], ["a", 1e15]), rows(["c"])))
    found = list(read(file, "a, b", "a.xlsx", tmp_path))

    assert [(one.name, one.file, one.delimiter) for one in found] == [
        ("a, b, sheet Sheet2", "a.xlsx", ","),
        ("a, b, sheet Sheet3", "a.xlsx", ","),
    ]
    assert found[0].path.read_text() == ",\na,1e+15\n"
    file.write_bytes(book(rows(), rows(["c"])))
    assert [one.name for one in read(file, "a, b", "a.xlsx", tmp_path)] == ["a, b"]
    file.write_bytes(book(rows()))
    with pytest.raises(Refused, match=r"^a, b: the workbook holds no sheet with cells"):
        list(read(file, "a, b", "a.xlsx", tmp_path))


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (b"\xd0\xcf\x11\xe0", "damaged"),
        (b"\xd0\xcf\x11\xe0 E\0n\0c", "damaged"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK", "damaged"),
    ],
)
def test_a_workbook_that_cannot_be_opened_says_why(tmp_path, start, said):
    file = tmp_path / "copy"
    file.write_bytes(start + b" and the rest")
    with pytest.raises(Refused, match=rf"^a, b: .*{said}"):
        list(read(file, "a, b", "a.xls", tmp_path))


UNSAVED = '<c r="B2"><f>1</f></c>'
WORKBOOK = {
    "xl/workbook.xml": (
        '<sheet name="One" sheetId="1" r:id="r1"/><sheet name="Two" r:id="r2"/>'
        '<sheet name="Three" r:id="r3"/><sheet name="None" r:id="r4"/>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationship Id="r1" Target="worksheets/a.xml"/>'
        '<Relationship Target="/xl/worksheets/b.xml" Id="r2"/>'
        '<Relationship Id="r3" Target="xl/worksheets/gone.xml"/>'
    ),
    "xl/worksheets/a.xml": UNSAVED,
    "xl/worksheets/b.xml": PART.decode(),
}


def parts(folder, without=(), **added):
    file = folder / "a.xlsx"
    kept = {name: part for name, part in WORKBOOK.items() if name not in without}
    file.write_bytes(archive(kept | added))
    return sheet_parts.read(file, ["One", "Two", "T"])


def test_the_parts_of_sheets_are_found_by_name(tmp_path):
    assert parts(tmp_path) == {"One": Sheet(unsaved=((1, 1),)), "Two": Sheet()}
    found = parts(tmp_path, **{"xl/styles.xml": styles("00", cells=(0, 164))})
    assert found["Two"].digits == {(1, 1): 2, (9, 26): 2}


@pytest.mark.parametrize("lacks", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_that_lacks_its_parts_says_nothing(tmp_path, lacks):
    assert parts(tmp_path, [lacks]) == {}
    (tmp_path / "a.xls").write_bytes(b"old")
    assert sheet_parts.read(tmp_path / "a.xls", ["T"]) == {}


def test_every_sheet_of_an_ods_gets_the_same_answer(tmp_path):
    spanned = 'table:number-rows-spanned="2"'
    found = parts(tmp_path, **{"content.xml": spanned})

    assert found == dict.fromkeys(["One", "Two", "T"], Sheet(merged_rows=True))


def test_an_old_workbook_is_copied_and_a_new_one_is_not(tmp_path, monkeypatch):
    taken = []
    opener = SimpleNamespace(
        from_path=lambda path: taken.append(path), from_filelike=None
    )
    monkeypatch.setattr("python_calamine.CalamineWorkbook", opener)
    file = tmp_path / "old.xls"
    file.write_bytes(b"\xd0\xcf\x11\xe0 and the rest")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    _opened(file, scratch)

    assert taken == [str(scratch / "0.xls")]
    assert (scratch / "0.xls").read_bytes() == file.read_bytes()


def test_rows_are_written_a_line_each(tmp_path):
    file = write([["a", "b,c"], ["1\r\n2\0", '"'], ["x \ny\n", "z,\nw"]], tmp_path)

    assert file.read_text(encoding="utf-8") == (
        'a,"b,c"\n1  2 ,""""\nx\u2028y ,"z, w"\n'  # between words the break stays one
    )
    assert file == tmp_path / "0.csv"
    assert place(tmp_path) == tmp_path / "1.csv"
    assert place(tmp_path, "xls") == tmp_path / "1.xls"


def test_what_a_text_and_a_sheet_are_unless_said(tmp_path):
    text = Text("a, b", "a", tmp_path)

    assert (text.is_ascii, text.is_tidy, text.delimiter) == (False, False, None)
    assert (text.encoding, text.shift, text.sheet) == ("utf-8", 0, Sheet())
    assert (Sheet().merged, Sheet().unsaved, Sheet().merged_rows) == ((), (), False)
