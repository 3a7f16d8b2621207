"""The store folder: one immutable file per snapshot, and a pointer to the current one.

A snapshot is written beside, synced and renamed; then the pointer is replaced the same
way, and a copy of it. Killed at any moment, the folder holds the old or the new, never a
mixture. What an import reported stands in a file beside its snapshot.
"""

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ingest import steps
from ingest.refusals import Refused
from store import pointer, verification
from store import pointer as published
from store.lock import writing
from store.pointer import Damaged, Snapshot

KEPT = 3
WRITING = "Publishing"


def path(store: Path, snapshot: str) -> Path:
    """Return the file of a snapshot."""
    return store / f"{snapshot}.duckdb"


def publish(store: Path, built: Path, facts: dict, report: dict) -> None:
    """Make a built file the current snapshot, and drop all but the last three.

    `facts` are its id, data_through and sessions; a state that is still kept is only
    pointed at. `report` is kept beside it.
    """
    kept = {one.id: one for one in pointer.snapshots(store)}
    known = bool(kept)
    again = kept.pop(facts["id"], None)
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    if again and again.sha256 and not verification.fault(store, again):
        facts = facts | {"sha256": again.sha256, "published_at": moment}
    else:
        built.chmod(0o600)
        facts = facts | {"sha256": verification.digest(built), "published_at": moment}
        steps.reached(WRITING, steps.WRITING, 0.4)
        _sync(built)
        built.replace(path(store, facts["id"]))
        steps.reached(WRITING, steps.WRITING, 0.6)
        _sync(store)
    _write(report_file(store, facts["id"]), {"published_at": moment, "report": report})
    steps.reached(WRITING, steps.WRITING, 0.7)
    point(store, [*kept.values(), Snapshot(**facts)][-KEPT:])
    if known:  # what no pointer ever named may be all that a lost one left
        _drop_others(store)


def report_file(store: Path, snapshot: str) -> Path:
    """Return the file with what the import of a snapshot reported."""
    return store / f"{snapshot}.json"


def point(store: Path, kept: list[Snapshot]) -> None:
    """Replace the pointer in one step, then its copy; the last one kept is current."""
    facts = ("sha256", "published_at", "data_through", "sessions")
    known = {one.id: {name: getattr(one, name) for name in facts} for one in kept}
    for number, name in enumerate((pointer.POINTER, pointer.COPY)):
        _write(store / name, {"snapshot": kept[-1].id, "snapshots": known})
        steps.reached(WRITING, steps.WRITING, 0.8 + number / 10)


def _write(file: Path, entries: dict) -> None:
    replace_file(file, json.dumps(entries, indent=1, default=str))


def replace_file(file: Path, text: str, *, unfinished: str = ".new") -> None:
    """Write a file of the store in one step, readable by its owner alone."""
    handle, name = tempfile.mkstemp(unfinished, file.name, file.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    _sync(Path(name))
    steps.reached(WRITING, steps.WRITING, 0.65)
    Path(name).replace(file)
    _sync(file.parent)


def _drop_others(store: Path) -> None:
    """Remove the files of snapshots that are no longer kept."""
    kept = {one.id for one in pointer.snapshots(store)}
    for file in [*store.glob("*.duckdb"), *store.glob("*.duckdb.wal")]:
        if (one := file.name.partition(".")[0]) not in kept:
            for left in (file, report_file(store, one)):
                with suppress(OSError):
                    left.unlink(missing_ok=True)


def _sync(target: Path) -> None:
    """Force a file or, where the system allows it, a folder to the disk."""
    if target.is_dir() and os.name == "nt":
        return
    handle = os.open(target, os.O_RDONLY if target.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def current(store: Path) -> Snapshot | None:
    """Return the snapshot that an import adds to, None where nothing is published.

    Raises Refused where it is damaged: what it held would be lost without a word.
    """
    try:
        if not published.pointer(store):
            return None
        held = next(one for one in published.snapshots(store) if one.current)
        fault = verification.fault(store, held)
    except Damaged as damaged:
        raise Refused(_restore_first(store, str(damaged))) from None
    if fault:
        named = f"The current snapshot {path(store, held.id).name}: {fault}."
        raise Refused(_restore_first(store, named))
    return held


def _restore_first(store: Path, problem: str) -> str:
    with suppress(Damaged):
        return (
            f"{problem} Restore what is shown instead (on the Data page, or by python -m"
            f" ingest --restore {verification.served(store).snapshot}), then import again."
        )
    return (
        f"{problem} No earlier snapshot is left. Empty the store folder and import all"
        " exports again."
    )


def restore(store: Path, snapshot: str) -> Snapshot:
    """Make a kept snapshot the current one; the next import adds to it."""
    with writing(store):
        kept = {one.id: one for one in published.snapshots(store)}
        if snapshot not in kept:
            raise Refused(
                f"There is no snapshot {snapshot}; kept are: {', '.join(kept) or 'none'}."
            )
        chosen = kept.pop(snapshot)
        if fault := verification.fault(store, chosen):
            raise Refused(f"The snapshot {snapshot} cannot be restored: {fault}.")
        point(store, [*kept.values(), chosen])
    return replace(chosen, current=True)


def history(store: Path) -> list[Snapshot]:
    """Return the kept snapshots, the current one first."""
    return published.snapshots(store)[::-1]


def said(store: Path) -> dict:
    """Return what was written beside the current snapshot: the report and when."""
    pointer = published.last_pointer(store)
    try:
        beside = report_file(store, pointer["snapshot"]).read_text(encoding="utf-8")
        return json.loads(beside)
    except (KeyError, OSError, ValueError):
        return {key: pointer.get(key) for key in ("published_at", "report")}
