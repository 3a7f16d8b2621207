"""Which files a list of paths stands for."""

from pathlib import Path

from ingest.refusals import Refused

READ = {
    ".csv", ".tsv", ".txt", ".psv", ".gz", ".zip", ".xlsx", ".xls", ".ods", ".parquet",
    ".json", ".ndjson", ".jsonl",
}  # fmt: skip


def files(paths: list[Path]) -> list[Path]:
    """Return the files to read: a folder brings all of its files that can be exports.

    Folders inside a folder are not entered. Raises Refused for a folder without any.
    """
    found = []
    for path in map(Path, paths):
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(one for one in path.iterdir() if _may_be_export(one))
        if not inside:
            raise Refused(
                f"{path.name}: the folder holds no file that can be an export"
                f" ({', '.join(sorted(READ))})."
            )
        found += inside
    return found


def _may_be_export(file: Path) -> bool:
    return (
        file.is_file()
        and file.suffix.lower() in READ
        and not file.name.startswith((".", "~$"))
    )
