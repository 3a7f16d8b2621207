"""The snapshots of a store folder: published, kept, restored.

One immutable file per snapshot, and a pointer to the current one. A snapshot is written
beside, synced and renamed; then the pointer is replaced the same way, and a copy of it.
Killed at any moment, the folder holds the old or the new, never a mixture. What an import
reported stands in a file beside its snapshot.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from store import pointer, verification
from store.errors import Damaged, StoreError
from store.files import move, replace_file
from store.lock import writing
from store.pointer import Snapshot

KEPT = 3  # README says so, too


def _ignored(_: float) -> None:
    """Ignore progress."""


def path(store: Path, snapshot: str) -> Path:
    """Return the file of a snapshot."""
    return store / f"{snapshot}.duckdb"


def publish(
    store: Path,
    built: Path,
    facts: dict,
    report: dict,
    reached: Callable[[float], None] = _ignored,
) -> None:
    """Make a built file the current snapshot, and drop all but the last KEPT.

    `facts` are its id, data_through and sessions. A snapshot that is still kept is not
    written again. `report` is kept beside it; `reached` gets the share (0-1) done so far.
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
        reached(0.4)
        move(built, path(store, facts["id"]))
        reached(0.6)
    _write(report_file(store, facts["id"]), {"published_at": moment, "report": report})
    reached(0.7)
    _point(store, [*kept.values(), Snapshot(**facts)][-KEPT:], reached)
    if known:  # after a lost pointer, files that none names may be all there is
        _drop_others(store)


def report_file(store: Path, snapshot: str) -> Path:
    """Return the file with what the import of a snapshot reported."""
    return store / f"{snapshot}.json"


def current(store: Path) -> Snapshot | None:
    """Return the snapshot that an import adds to, None where nothing is published.

    Raises StoreError where it is damaged: importing would silently lose what it held.
    """
    try:
        if not pointer.pointer(store):
            return None
        held = next(kept for kept in pointer.snapshots(store) if kept.current)
        fault = verification.fault(store, held)
    except Damaged as damaged:
        raise StoreError(_restore_first(store, str(damaged))) from None
    if fault:
        named = f"The current snapshot {path(store, held.id).name}: {fault}."
        raise StoreError(_restore_first(store, named))
    return held


def restore(store: Path, snapshot: str) -> Snapshot:
    """Make a kept snapshot the current one; the next import adds to it.

    Raises StoreError where it is not kept, or is damaged.
    """
    with writing(store):
        kept = {one.id: one for one in pointer.snapshots(store)}
        if snapshot not in kept:
            raise StoreError(
                f"There is no snapshot {snapshot}; kept are: {', '.join(kept) or 'none'}."
            )
        chosen = kept.pop(snapshot)
        if fault := verification.fault(store, chosen):
            raise StoreError(f"The snapshot {snapshot} cannot be restored: {fault}.")
        _point(store, [*kept.values(), chosen])
    return replace(chosen, current=True)


def history(store: Path) -> list[Snapshot]:
    """Return the kept snapshots, the current one first."""
    return pointer.snapshots(store)[::-1]


def last_report(store: Path) -> dict:
    """Return what was written beside the current snapshot: published_at and report.

    Both are None where nothing was.
    """
    last = pointer.last_pointer(store)
    try:
        file = report_file(store, last["snapshot"])
        return json.loads(file.read_text(encoding="utf-8"))
    except (KeyError, OSError, ValueError):
        return {key: last.get(key) for key in ("published_at", "report")}


def _point(
    store: Path,
    kept: list[Snapshot],
    reached: Callable[[float], None] = _ignored,
) -> None:
    """Replace the pointer in one step, then its copy; the last one kept is current."""
    facts = ("sha256", "published_at", "data_through", "sessions")
    known = {one.id: {name: getattr(one, name) for name in facts} for one in kept}
    for number, name in enumerate((pointer.POINTER, pointer.COPY)):
        _write(store / name, {"snapshot": kept[-1].id, "snapshots": known})
        reached(0.8 + number / 10)


def _write(file: Path, entries: dict) -> None:
    replace_file(file, json.dumps(entries, indent=1, default=str))


def _drop_others(store: Path) -> None:
    """Remove the files of snapshots that are no longer kept."""
    kept = {one.id for one in pointer.snapshots(store)}
    for file in [*store.glob("*.duckdb"), *store.glob("*.duckdb.wal")]:
        if (one := file.name.partition(".")[0]) not in kept:
            for left in (file, report_file(store, one)):
                with suppress(OSError):
                    left.unlink(missing_ok=True)


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
