"""Import exported files from the terminal: `python -m ingest PATH...`."""

import argparse
import shlex
import sys
from datetime import date
from pathlib import Path

import ingest
from ingest.read.files import files
from ingest.recognize import answers, mapping
from store import beside, snapshots
from store.database import default_folder
from store.errors import StoreError

PUBLISHED, REFUSED, STOPPED = 0, 1, 130


def main(arguments: list[str] | None = None) -> int:
    """Import, or go back; print what came of it and return the exit code.

    0 is done, 1 refused with nothing changed, 2 wrong usage.
    """
    parser = _arguments()
    chosen = parser.parse_args(arguments)
    if not (chosen.paths or chosen.restore or chosen.history or chosen.mapping):
        parser.error("name a file or a folder to import")
    if chosen.report and not chosen.report.absolute().parent.is_dir():
        parser.error(f"--report {chosen.report}: there is no such folder")
    try:
        if chosen.history:
            return _history(chosen.store)
        if chosen.restore:
            return _restore(chosen.store, chosen.restore)
        return _import(chosen)
    except (ingest.Refused, StoreError) as refusal:
        print(f"Refused, nothing changed. {refusal}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("Stopped; what was published before stands.", file=sys.stderr)
        return STOPPED


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ingest",
        description="Import exported session data and publish it to the dashboard.",
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--store", type=Path, default=default_folder())
    parser.add_argument("--mapping", type=Path, metavar="FILE.toml")
    parser.add_argument("--through", type=_day, metavar="DATE")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument(
        "--leave-out", action="append", default=[], metavar="NAME",
        help="do not read this file of a folder (repeat it for more)",
    )  # fmt: skip
    parser.add_argument(
        "--accept", action="append", default=[], metavar="REASON",
        help="publish although the import asks about this (repeat it for more)",
    )  # fmt: skip
    parser.add_argument(
        "--replace", action="store_true",
        help="put this export in the place of all that is held; what is held stays as an"
        " earlier snapshot",
    )  # fmt: skip
    parser.add_argument("--report", type=Path, metavar="FILE.csv")
    parser.add_argument("--history", action="store_true", help="list what is kept")
    parser.add_argument("--restore", metavar="SNAPSHOT", help="go back to one of them")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"must be a day such as 2026-01-31, not {text!r}"
        raise argparse.ArgumentTypeError(message) from None


def _import(chosen: argparse.Namespace) -> int:
    exported = _without(files(chosen.paths), chosen.leave_out) if chosen.paths else []
    for line in [] if chosen.mapping else _answered_before(chosen.store):
        print(line, flush=True)
    try:
        report = ingest.publish(
            exported,
            chosen.store,
            mapping=chosen.mapping,
            through=chosen.through,
            dry_run=chosen.dry_run,
            accept=chosen.accept,
            replace=chosen.replace,
            progress=_progress if sys.stderr.isatty() else None,
        )
    except ingest.Unanswered:
        raise
    except ingest.Refused as refusal:
        raise ingest.Refused(f"{refusal}{_way_out(str(refusal), exported)}") from None
    print("\n".join(report.lines()))
    for name in sorted(set(chosen.leave_out)):
        print(f"Left out as asked: {name}")
    if chosen.report:
        chosen.report.write_text(report.csv(), encoding="utf-8", newline="")
    done = "Published" if report.published else "Nothing to publish: already"
    done = "Dry run: would be" if chosen.dry_run else done
    print(f"{done} snapshot {report.snapshot}, data through {report.data_through}.")
    return PUBLISHED


def _answered_before(store: Path) -> list[str]:
    """Return the answers that are kept with a store, which an import without a mapping uses."""
    kept = answers.listed(mapping.entries(beside.kept_mapping(store)))
    lines = [f"  {answer.sentence}" for answer in kept]
    return ["Answered before, and used again:", *lines] if lines else []


def _without(exported: list[Path], left_out: list[str]) -> list[Path]:
    """Return the files that are to be read; refuse a name that none of them has."""
    for name in left_out:
        if name not in {file.name for file in exported}:
            raise ingest.Refused(f"--leave-out {name}: there is no such file.")
    kept = [file for file in exported if file.name not in left_out]
    if not kept:
        raise ingest.Refused("Every file is left out; name one to import.")
    return kept


def _way_out(refusal: str, exported: list[Path]) -> str:
    """Say how to import the others, where one of several files is refused."""
    names = {file.name for file in exported if refusal.startswith(file.name)}
    if len(exported) < 2 or not names:
        return ""
    return f" To import the others: --leave-out {shlex.quote(max(names, key=len))}"


def _progress(step: str, done: float) -> None:
    end = "\r" if done < 1 else "\r\033[K"
    print(f"\r\033[K{done:4.0%} {step}", end=end, file=sys.stderr, flush=True)


def _history(store: Path) -> int:
    for kept in snapshots.history(store):
        sessions = "" if kept.sessions is None else f", {kept.sessions:,} sessions"
        current = " (current)" if kept.current else ""
        through = f"data through {kept.data_through}{sessions}{current}"
        print(f"{kept.id}  published {kept.published_at}, {through}")
    return PUBLISHED


def _restore(store: Path, snapshot: str) -> int:
    chosen = snapshots.restore(store, snapshot)
    print(f"Current is snapshot {chosen.id} again, published {chosen.published_at}.")
    return PUBLISHED


if __name__ == "__main__":
    sys.exit(main())
