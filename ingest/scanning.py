"""The safe read of a file as SQL: every cell is text."""

from ingest.layout import missing_words, tables
from ingest.reading import Source

TYPES = {"moment": "timestamp", "number": "double"}
DERIVED = ("time", "end")
TOTALS = "^(sub|grand)?[ -]?totals?( .*)?$|^sum$|^all clients$"


def quoted(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def scan(source: Source, rejects: str | None = None) -> str:
    """Return the safe read of a file: every cell text, ragged rows left out.

    With `rejects`, the rows left out are listed in a table of that name.
    """
    listed = (
        f"rejects_table = '{rejects}', rejects_scan = 'scan_of_{rejects}'"
        if rejects
        else "ignore_errors = true"
    )
    columns = ", ".join(f"'c{i}': 'varchar'" for i in range(len(source.headings)))
    return (
        f"read_csv({quoted(str(source.path))}, header = false, skip = {source.skip},"
        f" auto_detect = false, delim = {quoted(source.delimiter)}, quote = '\"',"
        f" escape = '\"', columns = {{{columns}}}, {listed})"
    )


def stored_columns(table: str) -> dict[str, str]:
    """Return the columns a table keeps, and their SQL types."""
    return {
        "word" if column.kind == "status" else name: TYPES.get(column.kind, "varchar")
        for name, column in tables()[table].columns.items()
        if name not in DERIVED
    }


def aside(width: int, who: str, when: str | None) -> str:
    """Return, as SQL, why a row of so many cells is no row of data, else null.

    A totals row has a total where its client stands (`who`), and no date (`when`).
    """
    cells = ", ".join(f"nullif(trim(c{place}), '')" for place in range(width))
    total = f"regexp_matches(lower({who}), {quoted(TOTALS)})"
    total += f" and {when} is null" if when else ""
    return (
        f"case when coalesce({cells}) is null then 'blank rows'"
        f" when {total} then 'totals rows' end"
    )


def number(cell: str, decimal: str) -> str:
    """Return a finite number as SQL, null where the cell is none."""
    if decimal == ",":
        cell = f"replace(replace({cell}, '.', ''), ',', '.')"
    value = f"try_cast({cell} as double)"
    return f"if(isfinite({value}), {value}, null)"


def unless_missing(cell: str) -> str:
    """Return a text as SQL, null where it says that nothing was entered."""
    missing = ", ".join(quoted(word) for word in missing_words() if word)
    return f"case when lower({cell}) not in ({missing}) then {cell} end"
