"""Tables drawn with bars, and the CSV files they stand for."""

import csv
from pathlib import Path

HEADERS = {
    "sessions": "session_id | client_id | counselor_id | start | status",
}


def drawn(table: str) -> list[list[str]]:
    """Turn a table drawn with bars into rows of cells."""
    lines = [line.strip() for line in table.strip().splitlines()]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def write(table: str, file: Path) -> Path:
    """Write a drawn table as CSV, quoting where a cell needs it."""
    with file.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened, lineterminator="\n").writerows(drawn(table))
    return file


def export(folder: Path, **tables: str) -> list[Path]:
    """Write one file per drawn table; sessions not drawn are a header alone."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        write(table, folder / f"{name}.csv")
        for name, table in (HEADERS | tables).items()
    ]
