"""Sheets with the cells that text cannot say: dates, formulas, merged cells."""

from tests.ingest.workbooks import MAIN, OFFICE, archive, xlsx

STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164"'
    ' formatCode="00000"/><numFmt numFmtId="165" formatCode="00"/></numFmts><fonts count="1"><font/></fonts><fills count="1">'
    '<fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/>'
    '</cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"'
    ' applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/>'
    '<xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
    "</styleSheet>"
)
DAY, MOMENT, FIVE_DIGITS, TWO_DIGITS = 1, 2, 3, 4
ODS = "urn:oasis:names:tc:opendocument:xmlns"


def book(*sheets: str, since_1904: bool = False) -> bytes:
    """Return sheets, each the XML of its rows (and what follows), as a workbook."""
    import io
    import zipfile

    whole = zipfile.ZipFile(io.BytesIO(xlsx([["x"]])))
    parts = {name: whole.read(name).decode() for name in whole.namelist()}
    names = [f"Sheet{n}" for n in range(1, len(sheets) + 1)]
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f'<workbookPr date1904="{int(since_1904)}"/><sheets>'
        + "".join(
            f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>'
            for n, name in enumerate(names, 1)
        )
        + "</sheets></workbook>"
    )
    rels = "xl/_rels/workbook.xml.rels"
    head = parts[rels].partition("<Relationship ")[0]
    parts[rels] = (
        head
        + "".join(
            f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet"'
            f' Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        + f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
        "</Relationships>"
    )
    parts["xl/styles.xml"] = STYLES
    for n, content in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{MAIN}">{content}</worksheet>'
        )
    return archive(parts)


def rows(*lines) -> str:
    """Return the XML of rows: a cell is text, a number, or XML with an R for its place."""
    drawn = [
        "".join(
            _cell(cell, f"{chr(65 + place)}{number}") for place, cell in enumerate(line)
        )
        for number, line in enumerate(lines, 1)
    ]
    numbered = "".join(f'<row r="{n}">{row}</row>' for n, row in enumerate(drawn, 1))
    return f"<sheetData>{numbered}</sheetData>"


def _cell(cell, place: str) -> str:
    if isinstance(cell, int | float):
        return f'<c r="{place}"><v>{cell}</v></c>'
    if cell.startswith("<c "):
        return cell.replace("<c ", f'<c r="{place}" ', 1)
    return f'<c r="{place}" t="inlineStr"><is><t>{cell}</t></is></c>'


def dated(serial: float, style: int) -> str:
    """Return a cell that shows a number as a date, a moment or with leading zeros."""
    return f'<c s="{style}"><v>{serial}</v></c>'


def ods(table: str) -> bytes:
    """Return an ODS whose one table has this XML."""
    names = " ".join(f'xmlns:{n}="{ODS}:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="T">{table}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return archive(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="'
            f'{ODS}:manifest:1.0"><manifest:file-entry manifest:full-path="/"'
            f' manifest:media-type="{kind}"/></manifest:manifest>',
            "content.xml": content,
        }
    )
