"""The safe read of a file as SQL: every cell is text."""

from ingest.recognize.layout import missing_words, tables

TYPES = {"moment": "timestamp", "number": "double"}
DERIVED = ("time", "end")
TOTALS = "^(sub|grand)?[ -]?totals?( .*)?$|^sum$|^all clients$"


def quoted(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def scan(source, rejects: str | None = None) -> str:
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
        f" auto_detect = false, compression = 'none', hive_partitioning = false,"
        f" delim = {quoted(source.delimiter)}, quote = '\"',"
        f" escape = '\"', columns = {{{columns}}}, {listed})"
    )


def stored_columns(table: str) -> dict[str, str]:
    """Return the columns a table keeps, and their SQL types."""
    return {
        "word" if column.kind == "status" else name: TYPES.get(column.kind, "varchar")
        for name, column in tables()[table].columns.items()
        if name not in DERIVED
    }


INVISIBLE = (
    r"[\x{00ad}\x{061c}\x{180e}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}"
    r"\x{feff}\x00-\x08\x0e-\x1f\x7f]"
)
SPACES = r"[\s\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{3000}]+"


def tidied(cell: str) -> str:
    """Return, as SQL, a text composed (NFC), without invisible letters, spaces as one."""
    visible = f"regexp_replace(nfc_normalize({cell}), {quoted(INVISIBLE)}, '', 'g')"
    return f"nullif(trim(regexp_replace({visible}, {quoted(SPACES)}, ' ', 'g')), '')"


def day_of(cell: str) -> str:
    """Return, as SQL, a day without the midnight that a database adds to it."""
    bare = f"regexp_replace({cell}, '[ T]00:00(:00([.]0+)?)?$', '')"
    return f"if(length({cell}) > 10, {bare}, {cell})"


def time_of(cell: str) -> str:
    """Return, as SQL, a time without the day that a database puts before it."""
    bare = f"regexp_replace({cell}, '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[ T]', '')"
    return f"if(length({cell}) > 10, {bare}, {cell})"


def unless_missing(cell: str) -> str:
    """Return a text as SQL, null where it says that nothing was entered."""
    missing = ", ".join(quoted(word) for word in missing_words() if word)
    return f"case when lower({cell}) not in ({missing}) then {cell} end"
