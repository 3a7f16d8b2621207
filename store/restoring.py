"""The kept snapshots: which is current, what it was told, and going back to another."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ingest.refusals import Refused
from store import published, snapshots, verification
from store.lock import writing
from store.published import Damaged, Snapshot


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
        named = f"The current snapshot {snapshots.path(store, held.id).name}: {fault}."
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
        snapshots.point(store, [*kept.values(), chosen])
    return replace(chosen, current=True)


def history(store: Path) -> list[Snapshot]:
    """Return the kept snapshots, the current one first."""
    return published.snapshots(store)[::-1]


def said(store: Path) -> dict:
    """Return what was written beside the current snapshot: the report and when."""
    pointer = published.last_pointer(store)
    try:
        beside = snapshots.beside(store, pointer["snapshot"]).read_text(
            encoding="utf-8"
        )
        return json.loads(beside)
    except (KeyError, OSError, ValueError):
        return {key: pointer.get(key) for key in ("published_at", "report")}
