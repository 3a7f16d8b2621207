"""What makes a recognized table unsafe to read: it is refused with its place."""

import duckdb

from ingest.read.scanning import scan
from ingest.recognize.layout import plain
from ingest.refusals import Refused, WrongReport

LETTERS = 26


def check(source) -> None:
    """Refuse a table whose header or sheet cannot be read without a guess."""
    if source.export and source.export.refusal:
        sentence = f"{source.name}: {source.export.refusal}"
        raise WrongReport(sentence, source.export.title)
    _refuse_repeated(source)
    _refuse_merged(source)
    _refuse_unsaved(source)


def _used(source) -> set[int]:
    return {place for cell in source.columns.values() for place in cell.places}


def _refuse_repeated(source) -> None:
    """Refuse a heading that we read and that stands twice, unless the columns agree."""
    headings = [plain(cell) for cell in source.headings]
    for place in sorted(_used(source)):
        twins = [n for n, one in enumerate(headings) if one == headings[place]]
        if len(twins) > 1 and not _agree(source, twins):
            raise Refused(
                f"{source.name}: the heading {source.headings[place]!r} stands there"
                " twice, over columns that differ; rename one."
            )


def _agree(source, places: list[int]) -> bool:
    first, *others = places
    differs = " or ".join(f"c{first} is distinct from c{one}" for one in others)
    counted = f"select count(*), count(*) filter ({differs}) from {scan(source)}"
    with duckdb.connect() as connection:
        rows, differing = connection.execute(counted).fetchone()
    return rows > 0 and not differing


def _refuse_merged(source) -> None:
    header, used = source.skip - 1, _used(source)
    for top, left, bottom, right in source.text.sheet.merged:
        if bottom >= header and used & set(range(left, right + 1)):
            raise Refused(
                f"{source.name}, cell {_cell(top, left)}: cells are merged there, so it"
                " is not said what the rows below the first hold. Unmerge them, fill"
                " every row, and save."
            )
    if source.text.sheet.merged_rows:
        raise Refused(
            f"{source.name}: the sheet holds cells merged over several rows. Unmerge"
            " them, fill every row, and save."
        )


def _refuse_unsaved(source) -> None:
    used = _used(source)
    for row, column in source.text.sheet.unsaved:
        if row >= source.skip and column in used:
            raise Refused(
                f"{source.name}, cell {_cell(row, column)}: holds a formula whose result"
                " was never saved. Open the file in a spreadsheet program, save it, and"
                " import again."
            )


def _cell(row: int, column: int) -> str:
    """Return a cell as a sheet names it: A1."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
