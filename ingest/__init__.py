"""Exported files in, a checked and published store out."""

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

from ingest import look, process, run
from ingest.look import Found
from ingest.merge import questions
from ingest.read.files import files as exported_files
from ingest.refusals import Refused
from ingest.report import Changes, FileReport, Report, Unanswered
from ingest.steps import Listener
from store import lock, snapshots

__all__ = [
    "Changes",
    "FileReport",
    "Found",
    "Refused",
    "Report",
    "Unanswered",
    "changes",
    "inspect",
    "last_report",
    "publish",
]


def publish(
    paths: list[Path],
    store: Path,
    *,
    mapping: Path | None = None,
    through: date | None = None,
    dry_run: bool = False,
    accept: Collection[str] = (),
    replace: bool = False,
    progress: Listener | None = None,
) -> Report:
    """Import exported files (a folder brings all that it holds) into a store.

    Returns the accounting of every row; the store's current snapshot is then the merged
    one, unless `dry_run`. With `replace` nothing of the current one is kept (but who is not
    to be contacted); it stays as an earlier snapshot. Without `mapping` the one kept with the store is used, and one
    that is given is kept for the next import. The files are read in a process of their
    own; `progress` gets each step and the share (0-1) done. Raises Refused, with nothing
    changed; its text is a sentence for the user. Raises Unanswered where something must
    be asked that neither the mapping answers nor `accept` (the options of the report's
    questions); a dry run reports the questions instead.
    """
    files = exported_files(paths)
    arguments = {
        "files": files,
        "store": store.absolute(),
        "mapping": mapping and mapping.absolute(),
        "through": through,
        "dry_run": dry_run,
        "accept": list(accept),
        "replace": replace,
    }
    try:
        report = Report.from_dict(_apart(run.publish, arguments, progress))
        if report.questions and not dry_run:
            raise Unanswered(questions.sentences(report.questions), report)
    except BaseException:
        lock.tidy(store)
        raise
    return report


def inspect(
    paths: list[Path], store: Path, *, mapping: Path | None = None
) -> list[Found]:
    """Say what each file would be imported as; never raises for a bad file.

    One Found per table, in the order of the files. Without `mapping` the one that is
    kept with the store is used. A file that ends the process which looks at it is
    refused, and the others are looked at again. Raises Refused only for a mapping that
    means nothing.
    """
    arguments = {
        "files": paths,
        "store": store.absolute(),
        "mapping": mapping and mapping.absolute(),
    }
    try:
        answer = _apart(look.inspected, arguments)
    except process.Ended as ended:
        if len(paths) == 1 and not Path(paths[0]).is_dir():
            return [Found(Path(paths[0]).name, refusal=str(ended))]
        one_by_one = ([file] for path in paths for file in exported_files([path]))
        return [
            found
            for single in one_by_one
            for found in inspect(single, store, mapping=mapping)
        ]
    return [Found.from_dict(plain) for plain in answer["found"]]


def _apart(
    task: Callable[..., dict], arguments: dict, progress: Listener | None = None
) -> dict:
    """Run a task in a process of its own, which may be silent longer for larger files."""
    files = [Path(file).absolute() for file in arguments["files"]]
    size = sum(file.stat().st_size for file in files if file.is_file())
    arguments |= {"files": files}
    return process.run(task, arguments, size=size, progress=progress)


def last_report(store: Path) -> dict:
    """Return the report of the last import that changed something, and when it did.

    That is `Report.as_dict()` with published_at (None before a first import).
    """
    last = snapshots.last_report(store)
    return (last.get("report") or {}) | {"published_at": last.get("published_at")}


def changes(store: Path) -> Changes:
    """Return what the current snapshot changed in the one before; empty if unknown."""
    return Changes.from_dict(last_report(store).get("changes") or {})
