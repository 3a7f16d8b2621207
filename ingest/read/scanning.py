"""A text table read row by row, in SQL or in Python: every cell is text."""

import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from store.database import quoted

if TYPE_CHECKING:
    from _csv import Reader

# Answers SQL about one file, which stands for {source} in it.
Ask = Callable[[str], list[tuple]]


class Table(Protocol):
    """Where a text table's rows stand: below its header, in a file of UTF-8 text."""

    @property
    def path(self) -> Path:
        """Return the file."""

    @property
    def delimiter(self) -> str:
        """Return what stands between two cells."""

    @property
    def skip(self) -> int:
        """Return how many lines the header and what precedes it take."""

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the header's cells."""


def scan(source: Table, rejects: str | None = None) -> str:
    """Return the safe read of a file as SQL: cells c0, c1, ...; ragged rows left out.

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


@contextmanager
def rows_below_header(source: Table) -> Iterator["Reader"]:
    """Open a file and yield a csv reader of its rows; its line_num counts from there."""
    with source.path.open(encoding="utf-8-sig", newline="") as stream:
        for _ in range(source.skip):
            stream.readline()
        yield csv.reader(stream, delimiter=source.delimiter)


def allow_long_cells() -> None:
    """Let csv read cells of any length; `limits` says how long a line may be.

    The limit is a C long, which on Windows holds less than Python's largest index.
    """
    most = sys.maxsize
    while True:
        try:
            csv.field_size_limit(most)
        except OverflowError:
            most //= 2
        else:
            return


allow_long_cells()
