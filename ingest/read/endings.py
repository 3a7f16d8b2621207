"""Whether a text table ends where a row ends, or was cut off while it was copied."""

import csv

from ingest.read.limits import LONGEST_LINE


def cut_off(source, line: int) -> bool:
    """Tell whether this line is the last, has no end and too few cells for a row."""
    with source.path.open("rb") as stream:
        if line != sum(1 for _ in stream):
            return False
        stream.seek(max(0, stream.seek(0, 2) - LONGEST_LINE))
        last = stream.read().rpartition(b"\n")[2].decode("utf-8", "replace")
    cells = next(csv.reader([last], delimiter=source.delimiter), [])
    return 0 < len(cells) < len(source.headings)
