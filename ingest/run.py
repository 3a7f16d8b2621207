"""One import from files to a published snapshot, in the process it is called in."""

from datetime import date
from pathlib import Path

import duckdb

from ingest import resources, steps
from ingest.build.building import build, identity, known_moment, noticed
from ingest.combining import combine
from ingest.convert.clients import Names
from ingest.merge import changes, headlining
from ingest.read.scanning import quoted
from ingest.recognize.mapping import Mapping
from ingest.refusals import Refused
from ingest.report import Report
from ingest.workspace import BUILT, connected
from store import keeping, names_file, restoring, snapshots
from store.lock import writing


def publish(
    files: list[str],
    store: str,
    mapping: str | None = None,
    through: str | None = None,
    dry_run: bool = False,
) -> dict:
    """Import files into a store as `ingest.publish` says; returns the report as a dict.

    Takes and returns plain values only, for another process may ask.
    """
    exported, folder = [Path(file) for file in files], Path(store)
    given = Path(mapping) if mapping else None
    rules = keeping.declared(folder, given)
    last_day = date.fromisoformat(through) if through else None
    with writing(folder) as work:
        try:
            at_rest = resources.settled(exported)
            resources.check_disk(folder, exported)
            import_ = Import(
                folder, work, rules, lambda: names_file.key(folder, dry_run)
            )
            report = import_.merged(exported, last_day)
            resources.check_settled(at_rest)
            _check_accounts(report)
            if not dry_run:
                import_.publish(report)
                names_file.remember(folder, import_.called)
                keeping.keep(folder, given)
        except (duckdb.Error, OSError) as problem:
            raise Refused(_stopped(problem, folder)) from None
    return report.as_dict()


class Import:
    """One import at work: what is held, and the store that is being built."""

    def __init__(self, store: Path, work: Path, declared: Mapping, key):
        self.store, self.work, self.declared = store, work, declared
        self.key = key
        self.called: dict[str, str] = {}
        self.held: str | None = None
        self.facts: dict = {}

    def merged(self, files: list[Path], through: date | None) -> Report:
        """Build the store of everything known; return the accounting of every row."""
        connection = connected(self.work, self.declared, files)
        try:
            with steps.followed(connection):
                report = self._built(connection, files, through)
            connection.execute("use memory; checkpoint store; detach store")
        finally:
            connection.close()
        if self.held not in (None, report.snapshot):
            stores = (self.store, self.held), (self.work, BUILT)
            report.changes["numbers"] = headlining.numbers(*stores)
        return report

    def _built(self, connection, files: list[Path], through: date | None) -> Report:
        self.held = _held(connection, self.store, self.declared)
        held = self.held is not None
        met = Names(connection, self.key)
        combined = connection, files, self.work, self.declared, met
        report, self.called = combine(*combined, held=held), met.called
        known = known_moment(connection, self.declared, through)
        report.data_through = str(known.date())
        report.snapshot = identity(connection, known, self.declared)
        build(connection, known, self.declared)
        report.remarks += noticed(connection)
        report.remarks += changes.remarks(report.changes)
        self.facts = _facts(connection, report)
        return report

    def publish(self, report: Report) -> None:
        """Make the built store the current snapshot, unless it is that already."""
        if report.snapshot != self.held:
            report.published = True
            built = self.work / f"{BUILT}.duckdb"
            snapshots.publish(self.store, built, self.facts, report.as_dict())


def _check_accounts(report: Report) -> None:
    for file in report.files:
        if not file.adds_up():
            raise Refused(
                f"{file.file}: the accounting of its rows does not add up, which is a"
                " fault of ours. Nothing was published; please report it."
            )


def _stopped(problem: Exception, store: Path) -> str:
    """Return a sentence for a fault; its own text may hold client data and is left."""
    if "space" in str(problem).lower():
        return resources.disk_full(store)
    kind = type(problem).__name__
    return f"The import stopped ({kind}). Import again; if it recurs, report the word."


def _held(connection, store: Path, declared: Mapping) -> str | None:
    """Attach the current snapshot as `held`, unless real data replaces the sample."""
    current = restoring.current(store)
    if current is None:
        return None
    file = snapshots.path(store, current.id)
    connection.execute(f"attach {quoted(str(file))} as held (read_only)")
    ((invented,),) = connection.execute("select invented from held.snapshot").fetchall()
    if declared.invented and not invented:
        raise Refused(
            "The store holds a clinic's own data; invented data is not mixed into it."
        )
    return current.id if invented == declared.invented else None


def _facts(connection, report: Report) -> dict:
    (sessions,) = connection.execute("select sessions from snapshot").fetchone()
    through = report.data_through
    return {"id": report.snapshot, "data_through": through, "sessions": sessions}
