"""Which cells name several people, and whom: by what stands between the names.

A semicolon, a bar or a line break (but after a comma) stands in no name. An ampersand,
"and", "with", a slash or a plus may, so each part must be known by itself or be a first and
a last name. A comma turns a name round, and a dash may join two last names: they separate
people only where each is known by herself.
"""

import re
from collections.abc import Callable, Iterator
from itertools import chain

from ingest.read.formats.text import LINE_SEPARATOR

LINES = re.compile(rf"[\r\n{LINE_SEPARATOR}]+")
# Of a text with single spaces, and none around its line breaks:
SURE = re.compile(rf" ?[;|] ?|(?<!,){LINE_SEPARATOR}")
USUAL = re.compile(r" w/ ?| ?[&/+] ?| and | with ", re.IGNORECASE)
DASH = re.compile(" (?:[-–—]+|x) ", re.IGNORECASE)
NAME = re.compile(r"[^\W\d_][\w'’.-]*(?:,?\s+[^\W\d_][\w'’.-]*)+")
# As DuckDB reads them: anything that may separate people, and what stands between names.
SEPARATED = rf"[;|&/+,\r\n\x{{{ord(LINE_SEPARATOR):x}}}]|(?i: and | with | x )| [-–—]+ "
BETWEEN_NAMES = r"(?i)\s+w/\s*|\s*[;|/&+]\s*|\s+(and|with)\s+"
PAIR = 2
Known = Callable[[str], object]


def people(cell: str, known: Known) -> list[str]:
    """Return the people whom a cell names, each once; [] where it names one.

    `known` tells whether a text stands for a person elsewhere.
    """
    if known(cell):
        return []
    parts = list(chain.from_iterable(_usual(part, known) for part in _surely(cell)))
    alone = {key(part): part for part in reversed(parts)}
    return list(reversed(alone.values())) if len(parts) > 1 else []


def certain(cell: str) -> list[str]:
    """Return the people of a cell whom no further separator leaves in doubt."""
    parts = _surely(cell)
    return [part for part in parts if len(parts) > 1 and not USUAL.search(part)]


def pieces(cell: str) -> list[str]:
    """Return what stands between separators other than commas, whoever it is."""
    parts = chain.from_iterable(USUAL.split(part) for part in _surely(cell))
    return [part for part in parts if part]


def is_doubtful(cell: str) -> bool:
    """Tell whether a cell holds anything that may separate people."""
    is_listed = "," in cell or bool(DASH.search(cell))
    return is_listed or pieces(cell) != [cell]


def key(name: str) -> str:
    """Return what the spellings of one name have in common."""
    return in_order(" ".join(name.casefold().split()))


def in_order(name: str) -> str:
    """Return a name with the first name first: a comma turns it round."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma else name


def _surely(cell: str) -> list[str]:
    """Return what stands between separators that stand in no name."""
    lines = [" ".join(line.split()) for line in LINES.split(cell)]
    parts = SURE.split(LINE_SEPARATOR.join(filter(None, lines)))
    return [one for part in parts if (one := part.replace(LINE_SEPARATOR, " ").strip())]


def _usual(cell: str, known: Known) -> list[str]:
    parts = [part for part in USUAL.split(cell) if part]
    if known(cell) or len(parts) == 1:
        return [cell] if known(cell) else _commas(cell, known)
    parts = [_with_last_name(part, parts[-1], known) for part in parts]
    if all(known(part) or NAME.fullmatch(part) for part in parts):
        return list(chain.from_iterable(_listed(part, known) for part in parts))
    return [cell]


def _with_last_name(part: str, last: str, known: Known) -> str:
    """Return "Ida" in "Ida & Omar Frost" with the last name, where she is known so."""
    longer = f"{part} {last.split()[-1]}"
    is_first = " " not in part and NAME.fullmatch(last) and "," not in last
    return longer if is_first and not known(part) and known(longer) else part


def _commas(cell: str, known: Known) -> list[str]:
    """Return the people between commas or dashes, where all are known by themselves."""
    for parts in _ways(cell):
        if len(parts) > 1 and all(map(known, parts)):
            return parts
    return [cell]


def _listed(cell: str, known: Known) -> list[str]:
    """Return the people between the commas of a list that goes on with "and"."""
    parts = _commas(cell, known)
    alone = [part.strip() for part in cell.split(",")]
    is_list = all(NAME.fullmatch(part) for part in alone) and any(map(known, alone))
    return alone if is_list and not known(cell) else parts


def _ways(cell: str) -> Iterator[list[str]]:
    """Yield the parts between dashes, between commas, and of "last, first, last, first"."""
    yield DASH.split(cell)
    alone = [part.strip() for part in cell.split(",")]
    yield alone
    if len(alone) > PAIR and len(alone) % PAIR == 0:
        yield [", ".join(alone[at : at + PAIR]) for at in range(0, len(alone), PAIR)]
