"""Texts of cells as SQL: tidied, missing ones as null, days and times apart."""

from collections.abc import Callable, Collection

from ingest.read.formats.text import LINE_SEPARATOR
from store.database import quoted

INVISIBLE = (
    r"[\x{00ad}\x{061c}\x{180e}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}"
    r"\x{feff}\x00-\x08\x0e-\x1f\x7f]"
)
LINES = r"[\r\n\x0b\x{2028}\x{2029}]+"
SPACES = r"[\s\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{3000}]+"


def tidied(cell: str) -> str:
    """Return, as SQL, a text composed (NFC), without invisible letters, spaces as one."""
    visible = f"regexp_replace(nfc_normalize({cell}), {quoted(INVISIBLE)}, '', 'g')"
    return f"nullif(trim(regexp_replace({visible}, {quoted(SPACES)}, ' ', 'g')), '')"


def lined(
    cell: str,
    text: Callable[[str], str],
    between: str = LINE_SEPARATOR,
    breaks: str = f"\n{LINE_SEPARATOR}",
) -> str:
    """Return, as SQL, a cell of which `text` makes each line, with `between` between.

    Only a cell that holds one of `breaks` is of several lines.
    """
    lines = f"string_split_regex({cell}, {quoted(LINES)})"
    each = f"list_transform({lines}, lambda line: {text('line')})"
    together = f"nullif(array_to_string({each}, {quoted(between)}), '')"
    several = " or ".join(f"contains({cell}, chr({ord(one)}))" for one in breaks)
    return f"if({several}, {together}, {text(cell)})"


def day_of(cell: str) -> str:
    """Return, as SQL, a day without the midnight that a database adds to it."""
    bare = f"regexp_replace({cell}, '[ T]00:00(:00([.]0+)?)?$', '')"
    return f"if(length({cell}) > 10, {bare}, {cell})"


def time_of(cell: str) -> str:
    """Return, as SQL, a time without the day that a database puts before it."""
    bare = f"regexp_replace({cell}, '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[ T]', '')"
    return f"if(length({cell}) > 10, {bare}, {cell})"


def unless_missing(cell: str, words: Collection[str]) -> str:
    """Return a cell as SQL, null where it is one of these words for nothing."""
    missing = ", ".join(quoted(word) for word in words if word)
    longest = max(map(len, words))
    is_something = f"length({cell}) > {longest} or lower({cell}) not in ({missing})"
    return f"case when {is_something} then {cell} end"
