"""Which of our tables a header belongs to."""

from ingest.layout import plain, tables
from ingest.mapping import Mapping
from ingest.report import Refused

HINTS = ("alliance", "outcome")


def recognized(file: str, cells: list[str], mapping: Mapping):
    """Yield each table whose required columns these headings name."""
    headings = [plain(cell) for cell in cells]
    for name, table in tables().items():
        named = {k: plain(v) for k, v in mapping.columns.get(name, {}).items()}
        columns = {}
        for column, entry in table.columns.items():
            wanted = {named[column]} if column in named else entry.headings
            wanted = wanted - (set(named.values()) - {named.get(column)})
            places = [i for i, heading in enumerate(headings) if heading in wanted]
            if places:
                columns[column] = places[0]
        if set(table.required) <= set(columns) and _may_be(file, name, mapping):
            yield name, columns


def _may_be(file: str, table: str, mapping: Mapping) -> bool:
    if file in mapping.files:
        return mapping.files[file] == table
    others = [hint for hint in HINTS if hint in file.casefold()]
    return not (table in ("alliance", "outcomes") and others) or any(
        table.startswith(hint) for hint in others
    )


def fit(candidate) -> tuple[int, int, int]:
    """Return how well a candidate fits: what it requires, what it has, how early."""
    table, columns, skip, _, _ = candidate
    return len(tables()[table].required), len(columns), -skip


def refuse_repeated(file: str, cells: list[str], columns: dict[str, int]) -> None:
    """Refuse a file in which a heading that we read stands twice."""
    headings = [plain(cell) for cell in cells]
    for place in columns.values():
        if headings.count(headings[place]) > 1:
            raise Refused(
                f"{file}: the heading {cells[place]!r} stands there twice; rename one."
            )


def not_recognized(file: str, columns: int) -> str:
    """Return the sentence for a file that is none of our tables."""
    return (
        f"{file}: no table of ours was recognized in its first lines (the first has"
        f" {columns} columns). Sessions need a client, a counselor, a start and a status"
        " column; name them in a mapping file."
    )
