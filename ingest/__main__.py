"""Import exported files from the terminal: `python -m ingest PATH...`."""

import argparse
import sys
from datetime import date
from pathlib import Path

from ingest import Refused, publish
from queries import default_folder

PUBLISHED, REFUSED = 0, 1


def main(arguments: list[str] | None = None) -> int:
    """Import, print the accounting, and return the exit code (2 is wrong usage)."""
    parser = argparse.ArgumentParser(
        prog="python -m ingest",
        description="Import exported session data and publish it to the dashboard.",
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--store", type=Path, default=default_folder())
    parser.add_argument("--mapping", type=Path, metavar="FILE.toml")
    parser.add_argument("--through", type=date.fromisoformat, metavar="DATE")
    parser.add_argument("--dry-run", action="store_true")
    chosen = parser.parse_args(arguments)
    try:
        report = publish(
            chosen.paths,
            chosen.store,
            mapping=chosen.mapping,
            through=chosen.through,
            dry_run=chosen.dry_run,
        )
    except Refused as refusal:
        print(f"Refused, nothing changed. {refusal}", file=sys.stderr)
        return REFUSED
    print("\n".join(report.lines()))
    done = "Published" if report.published else "Nothing to publish: already"
    done = "Dry run: would be" if chosen.dry_run else done
    print(f"{done} snapshot {report.snapshot}, data through {report.data_through}.")
    return PUBLISHED


if __name__ == "__main__":
    sys.exit(main())
