"""Which files a list of paths stands for, and the ends of a large one."""

import csv
from pathlib import Path

from ingest.read.limits import LONGEST_LINE
from ingest.read.scanning import Table
from ingest.refusals import Refused

READ = {
    ".csv", ".tsv", ".txt", ".psv", ".gz", ".zip", ".xlsx", ".xls", ".ods", ".parquet",
    ".json", ".ndjson", ".jsonl",
}  # fmt: skip
WHOLE = 24 << 20
NAME = "sample"
TEXT = {".csv", ".tsv", ".txt", ".psv"}


def files(paths: list[Path]) -> list[Path]:
    """Return the files to read: a folder brings all of its files that can be exports.

    Folders inside a folder are not entered. Raises Refused for a folder without any.
    """
    listed = []
    for path in map(Path, paths):
        if not path.is_dir():
            listed.append(path)
            continue
        inside = sorted(file for file in path.iterdir() if _may_be_export(file))
        if not inside:
            raise Refused(
                f"{path.name}: the folder holds no file that can be an export"
                f" ({', '.join(sorted(READ))})."
            )
        listed += inside
    return listed


def _may_be_export(file: Path) -> bool:
    return (
        file.is_file()
        and file.suffix.lower() in READ
        and not file.name.startswith((".", "~$"))
    )


HEAD, TAIL = 8 << 20, 4 << 20


def sampled(file: Path, scratch: Path) -> tuple[Path, float]:
    """Return a file to look at instead, and the share of the bytes that it holds.

    A small file, or one whose name does not say text, is looked at whole. Otherwise the
    sample has the file's own name, so messages name the file the user knows.
    """
    size = file.stat().st_size
    if size <= WHOLE or file.suffix.lower() not in TEXT:
        return file, 1.0
    folder = scratch / NAME
    folder.mkdir(exist_ok=True)
    with file.open("rb") as stream:
        head = stream.read(HEAD)
        stream.seek(size - TAIL)
        tail = stream.read()
    head = head[: head.rfind(b"\n") + 1]
    tail = tail[tail.find(b"\n") + 1 :]
    sample = folder / file.name
    sample.write_bytes(head + tail)
    return sample, len(head + tail) / size


def cut_off(source: Table, line: int) -> bool:
    """Tell whether this line is the last, has no end and too few cells for a row."""
    with source.path.open("rb") as stream:
        if line != sum(1 for _ in stream):
            return False
        stream.seek(max(0, stream.seek(0, 2) - LONGEST_LINE))
        last = stream.read().rpartition(b"\n")[2].decode("utf-8", "replace")
    cells = next(csv.reader([last], delimiter=source.delimiter), [])
    return 0 < len(cells) < len(source.headings)
