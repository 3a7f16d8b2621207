"""One import, from files to a published snapshot, in the process it is called in."""

import dataclasses
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Literal, get_args

import duckdb

from ingest import resources, steps
from ingest.build.building import (
    build,
    identity,
    known_moment,
    lone_day,
    noticed,
    of_nobody,
)
from ingest.convert import lookups, spellings, statuses
from ingest.convert.clients import Names
from ingest.convert.conversion import Conversion
from ingest.merge import (
    changes,
    contracts,
    corrections,
    meetings,
    merging,
    missing,
    newness,
    no_contact,
    people,
    provenance,
    questions,
    rejected,
    remarks,
    same_people,
)
from ingest.recognize import scores
from ingest.recognize.layout import IF_PAST, stored_columns, tables
from ingest.recognize.mapping import Mapping, declared
from ingest.recognize.sources import Source, opened
from ingest.refusals import Asked, LeftAlone, Refused
from ingest.report import Report
from store import beside, snapshots
from store.database import quoted
from store.errors import StoreError
from store.lock import writing

# What becomes of the snapshot before: there is none, it is added to, it is replaced.
Before = Literal["nothing", "held", "replaced"]
NOTHING, HELD, REPLACED = get_args(Before)
BUILT, SCRATCH = "built", "scratch.duckdb"
WRITING = "Publishing"


def publish(
    files: list[str],
    store: str,
    mapping: str | None = None,
    through: str | None = None,
    dry_run: bool = False,
    accept: Sequence[str] = (),
    replace: bool = False,
) -> dict:
    """Import files into a store like `ingest.publish`; return the report as a dict.

    With questions that are open nothing is published. Takes and returns plain values only, so that another process can ask. `through` is an
    ISO day. Raises Refused.
    """
    exported, folder = [Path(file) for file in files], Path(store)
    given = Path(mapping) if mapping else None
    rules = declared(folder, given)
    last_day = date.fromisoformat(through) if through else None
    if last_day:
        rules = dataclasses.replace(rules, through=last_day)
    try:
        with writing(folder) as work:
            import_ = Import(folder, work, rules, lambda: beside.key(folder, dry_run))
            import_.replaces, import_.accepts = replace, accept
            report = _published(import_, exported, last_day, given, dry_run, accept)
    except StoreError as problem:
        raise Refused(str(problem)) from None
    return report.as_dict()


def _published(
    import_: "Import", files: list[Path], through: date | None, given: Path | None,
    dry_run: bool, accept: Sequence[str],
) -> Report:  # fmt: skip
    """Build the store and, unless it is a dry run, publish it and keep the mapping."""
    store = import_.store
    try:
        at_rest = resources.settled(files)
        resources.check_disk(store, files)
        report = import_.merged(files, through)
        resources.check_settled(at_rest)
        _check_accounts(report)
        report.questions = questions.opened(report.questions, accept)
        if not dry_run and not report.questions:
            import_.publish(report)
            beside.remember(store, import_.called)
            if given and not import_.declared.invented:
                beside.keep_mapping(store, given.read_text(encoding="utf-8"))
    except (duckdb.Error, OSError) as problem:
        raise Refused(_stopped(problem, store)) from None
    return report


class Import:
    """One import at work: what is held, and the store that is being built.

    `held` is the id of the snapshot that it adds to, or that it `replaces`, `called` the
    names met by client, `accepts` what was answered, `facts` the id, data_through and
    sessions of the built store.
    """

    replaces = False
    accepts: Collection[str] = ()

    def __init__(
        self,
        store: Path,
        work: Path,
        declared: Mapping,
        key: Callable[[], bytes | None],
    ) -> None:
        self.store, self.work, self.declared = store, work, declared
        self.key = key
        self.called: dict[str, str] = {}
        self.held: str | None = None
        self.facts: dict = {}

    def merged(self, files: list[Path], through: date | None) -> Report:
        """Build the store of all rows, old and new; return the accounting of every row."""
        connection = connected(self.work, self.declared, files)
        try:
            with steps.followed(connection):
                report = self._built(connection, files, through)
            connection.execute("use memory; checkpoint store; detach store")
        finally:
            connection.close()
        if self.held not in (None, report.snapshot):
            stores = (self.store, self.held), (self.work, BUILT)
            report.changes["numbers"] = changes.numbers(*stores)
        return report

    def _built(
        self,
        connection: duckdb.DuckDBPyConnection,
        files: list[Path],
        through: date | None,
    ) -> Report:
        current = snapshots.current(self.store)
        if resources.few(files, current.sessions if current else 0):
            connection.execute("set threads = 1")
        self.held = _held(connection, self.store, self.declared)
        held = HELD if self.held else NOTHING
        held = REPLACED if self.held and self.replaces else held
        met = Names(connection, self.key, beside.names(self.store))
        report = combine(
            connection, files, self.work, self.declared, met, held, self.accepts
        )
        self.called = met.called
        known = known_moment(connection, self.declared, through)
        if not (through or self.declared.through):
            report.questions += questions.of_last_day(lone_day(connection))
        report.data_through = str(known.date())
        report.snapshot = identity(connection, known, self.declared)
        report.remarks += same_people.tell(connection)
        build(connection, known, self.declared)
        report.remarks += noticed(connection) + of_nobody(connection)
        report.remarks += changes.remarks(report.changes)
        self.facts = _facts(connection, report)
        return report

    def publish(self, report: Report) -> None:
        """Make the built store the current snapshot, unless it is that already."""
        if report.snapshot != self.held:
            report.published = True
            built = self.work / f"{BUILT}.duckdb"
            snapshots.publish(
                self.store, built, self.facts, report.as_dict(), _reached_in_writing
            )


def _reached_in_writing(share: float) -> None:
    steps.reached(WRITING, steps.WRITING, share)


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


def _held(
    connection: duckdb.DuckDBPyConnection, store: Path, declared: Mapping
) -> str | None:
    """Attach the current snapshot as `held`, unless real data replaces the sample."""
    current = snapshots.current(store)
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


def _facts(connection: duckdb.DuckDBPyConnection, report: Report) -> dict:
    ((sessions,),) = connection.execute("select sessions from snapshot").fetchall()
    through = report.data_through
    return {"id": report.snapshot, "data_through": through, "sessions": sessions}


def connected(
    work: Path, mapping: Mapping, files: list[Path]
) -> duckdb.DuckDBPyConnection:
    """Return a connection with the empty tables of an import, in a new file.

    Rows go into `scratch` as they are read: in memory, or in a file where they do not fit
    (rows in a file are compressed, rows spilled from memory are not).
    """
    connection = duckdb.connect(
        config={
            "temp_directory": str(work / "spill"),
            "memory_limit": f"{resources.working_memory()}B",
            "autoload_known_extensions": "false",
            "autoinstall_known_extensions": "false",
            "allow_community_extensions": "false",
            "python_enable_replacements": "false",
        }
    )
    # `steps.followed` asks for what DuckDB counts for its progress bar; nothing is printed.
    connection.execute(
        "set enable_progress_bar = true; set enable_progress_bar_print = false;"
        "set progress_bar_time = 0"
    )
    connection.execute(f"set TimeZone = '{mapping.time_zone}'")
    built = work / f"{BUILT}.duckdb"
    connection.execute(f"attach {quoted(str(built))} as store")
    scratch = ":memory:" if resources.fit(files) else str(work / SCRATCH)
    connection.execute(f"attach {quoted(scratch)} as scratch")
    connection.execute("use store; create schema exported")
    connection.execute("set search_path = 'store,scratch'")
    for table in tables():
        connection.execute(f"create table exported.{table} ({merging.columns(table)});")
    spellings.declare(connection, mapping.ids)
    no_contact.prepare(connection)
    provenance.prepare(connection)
    missing.prepare(connection)
    return connection


def clear_scratch(connection: duckdb.DuckDBPyConnection, work: Path) -> None:
    """Free the memory or disk of the rows as read, once they are merged."""
    connection.execute("use store; detach scratch")
    (work / SCRATCH).unlink(missing_ok=True)


def combine(
    connection: duckdb.DuckDBPyConnection,
    files: list[Path],
    work: Path,
    mapping: Mapping,
    names: Names,
    held: Before,
    accepts: Collection[str] = (),
) -> Report:
    """Fill `exported` from the files and, where it is added to, the attached snapshot.

    Clients known by name only get a pseudonym; `names` keeps the names met. What the
    clinic `accepts` may leave sessions out that were held. Raises
    Refused for a file that cannot be read, and where no session comes of it all.
    """
    for table in tables():
        columns = ", ".join(f"{n} {kind}" for n, kind in stored_columns(table).items())
        raw = "raw ubigint, " if table == "sessions" else ""
        connection.execute(
            f"create table scratch.read_{table} (file integer, {columns}, {raw}"
            "aside varchar, wrong varchar)"
        )
    report = Report([])
    sources = all_tables(files, work, mapping, report)
    lookups.fill(connection, sources)
    names.look(sources)
    zoned: dict[str, int] = {}
    named: list[int] = []
    parts = steps.shares(source.path.stat().st_size for source in sources)
    for number, source in enumerate(sources):
        begin, end = (steps.OPENING + (1 - steps.OPENING) * at for at in parts[number])
        steps.reached(f"Reading {source.name}", steps.READING, begin, end)
        if source.table:
            try:
                conversion = _read(connection, number, source, mapping, names, report)
            except Asked as asked:
                raise rejected.in_line(asked, source) from None
            if conversion.are_named and not source.is_beside:
                named.append(number)
            for moment in conversion.moments.values():
                if moment.is_zoned:
                    zoned[moment.where] = report.files[number].read
        else:
            report.files.append(lookups.account(connection, source, names))
    report.remarks += remarks.of_called(names)
    missing.collect(connection, report.files, held=held == HELD)
    report.remarks += missing.remarks(connection)
    report.questions += questions.of_unreadable(sources, report.files)
    report.questions += questions.of_zones(zoned, mapping)
    statuses.resolve(connection, sources, mapping)
    found = people.look(connection, names, mapping, held=held == HELD)
    report.questions += questions.of_people(connection, found, mapping, sources, report)
    report.remarks += remarks.of_names(connection, sources, named)
    report.remarks += remarks.of_people(found)
    for file, further in found.further.items():
        report.files[file].further = further
    mapping = dataclasses.replace(mapping, same=same_people.by_id(mapping.same, names))
    same_people.declare(connection, mapping.same)
    before = provenance.held(connection) if held == HELD else []
    read = provenance.of(connection, sources, mapping, before)
    replaced = provenance.replaced(before, read)
    provenance.keep(connection, before, read, replaced, mapping.ids)
    parts = steps.shares(steps.MERGED[table] for table in tables())
    for table, part in zip(tables(), parts, strict=True):
        steps.reached(f"Merging {table}", steps.MERGING, *part)
        _incoming(connection, table, mapping, held=held == HELD)
        no_contact.collect(connection, table)
        ids = mapping.appointment_ids
        merging.merge(connection, table, held == HELD, report.files, ids, replaced)
        if held == HELD and table == "sessions":
            kept = merging.held_rows(connection, table, replaced)
            twice = corrections.find(connection, kept)
            report.questions += questions.of_corrections(
                connection, twice, sources, report
            )
            if twice and questions.CORRECTED in accepts:
                corrections.leave_out(connection)
        if held != NOTHING and table == "sessions":
            is_replaced = held == REPLACED
            report.changes = changes.sessions(
                connection, ids, replaced=is_replaced, corrected=replaced
            )
        report.questions += questions.of(
            connection,
            table,
            mapping,
            sources,
            report,
            {**names.before, **names.called},
        )
        if table == "sessions":
            rows = len(statuses.disagreeing(connection))
            report.remarks += remarks.of_statuses(rows, mapping.disagreeing_status)
        merging.clear(connection, table)
        connection.execute(f"drop table scratch.read_{table}")
    report.questions += questions.of_answers(provenance.otherwise(before, read))
    no_contact.merge(connection, held=held != NOTHING)
    met = meetings.of(connection)
    report.questions += questions.of_meetings(met, mapping)
    alone = meetings.left_alone(connection)
    report.questions += questions.of_left_alone(alone, mapping)
    report.remarks += remarks.of_meetings(met)
    clear_scratch(connection, work)
    report.remarks += remarks.of_merging(report.files)
    ((sessions,),) = connection.execute(
        "select count(*) from exported.sessions"
    ).fetchall()
    if not sessions and not files:
        raise Refused("Nothing is held yet: name the files of an export.")
    if not sessions:
        listed = ", ".join(file.name for file in files[:3])
        raise Refused(
            f"No sessions: {listed}{' and others' if len(files) > 3 else ''}"
            f" {'hold' if len(files) > 1 else 'holds'} no row"
            " of sessions, and nothing is published yet. Export the sessions and name"
            " that file too."
        )
    return report


def _read(
    connection: duckdb.DuckDBPyConnection,
    number: int,
    source: Source,
    mapping: Mapping,
    names: Names,
    report: Report,
) -> Conversion:
    """Fill `read_<table>` with one file's rows, and account for them in the report."""
    conversion = Conversion(connection, source, mapping, names)
    flags = conversion.flags()
    for name in flags:
        connection.execute(
            f"alter table scratch.read_{source.table}"
            f" add column if not exists unread_{name} boolean"
        )
    for name in conversion.told():
        connection.execute(
            f"alter table scratch.read_{source.table}"
            f" add column if not exists {name} varchar"
        )
    if conversion.others:
        connection.execute(
            "alter table scratch.read_sessions add column if not exists others varchar"
        )
    while True:
        rejects = f"rejects_{number}"
        connection.execute(
            f"insert into scratch.read_{source.table} by name select {number} as file, *"
            f" from ({conversion.select(rejects)})"
        )
        rows = f"read_{source.table} where file = {number}"
        unread = rejected.unread(connection, rows, flags)
        if not conversion.relearn(list(unread)):
            break
        connection.execute(
            f"delete from scratch.read_{source.table} where file = {number}"
        )
        connection.execute(f"drop table {rejects}; drop table scan_of_{rejects}")
    conversion.check_ids()
    report.files.append(rejected.account(conversion, number))
    report.remarks += remarks.noticed(conversion, number, unread)
    return conversion


def _if_past(mapping: Mapping) -> str:
    """Return, as SQL, what became of a session that was attended unless it is to come.

    A day without a time of day is past once it is over. It is to come after the last day
    that is declared, else by this machine's clock.
    """
    last_day = mapping.through and datetime.combine(mapping.through, time())
    now = last_day + timedelta(days=1) if last_day else datetime.now()
    is_day = "rows_read.start = date_trunc('day', rows_read.start)"
    over = f"rows_read.start + to_days(if({is_day}, 1, 0)) <= timestamp '{now}'"
    return f"if({over}, 'attended', 'scheduled')"


def _incoming(
    connection: duckdb.DuckDBPyConnection, table: str, mapping: Mapping, *, held: bool
) -> None:
    """Name the rows read `incoming_<table>`, with their status and how new they are."""
    columns, join = "rows_read.*", ""
    read = f"select *, rowid as row_id from read_{table}"
    rows = f"({people.resolved(connection, table, read)})"
    if table == "sessions":
        beside = statuses.has_others(connection)
        columns += (
            ", case when meanings.meaning = 'client_cancelled'"
            " and rows_read.start > date_trunc('day', rows_read.start)"
            " and rows_read.cancelled_at > rows_read.start"
            f" - interval '{round(mapping.notice_hours * 60)} minutes'"
            " then 'late_cancelled'"
            f" when meanings.meaning = '{IF_PAST}' then {_if_past(mapping)}"
            " else meanings.meaning end as status"
        )
        join = (
            "inner join meanings on rows_read.file = meanings.file"
            " and rows_read.word is not distinct from meanings.word"
            f"{' and rows_read.others is not distinct from meanings.others' * beside}"
        )
    if table == "counselors":
        rows = contracts.of(rows)
    connection.execute(
        f"create or replace temp view stated_{table} as"
        f" select {columns} from {rows} as rows_read {join}"
    )
    moment = f"max({merging.MOMENTS[table]})"
    if table != "sessions":  # as new as the sessions they come with, at least
        moment = f"greatest({moment}, (select max(known_at) from known_sessions))"
    if table == "counselors" and held:
        moment = contracts.as_new(moment)
    connection.execute(
        f"create temp table known_{table} as select file, any_value(source) as source,"
        f" {moment} as known_at from stated_{table} inner join files_read using (file)"
        " where aside is null and wrong is null group by file"
    )
    if held and table != "counselors":
        newness.settle(connection, table)
    connection.execute(
        f"create or replace temp view incoming_{table} as"
        f" select stated.*, source, known_{table}.known_at"
        f" from stated_{table} as stated inner join known_{table} using (file)"
    )


def all_tables(
    files: list[Path], work: Path, mapping: Mapping, report: Report
) -> list[Source]:
    """Return the tables of all files; the report remarks on those that are not ours."""
    sources: list[Source] = []
    left: list[str] = []
    parts = steps.shares(file.stat().st_size if file.is_file() else 0 for file in files)
    for file, (begin, _) in zip(files, parts, strict=True):
        steps.reached(f"Opening {file.name}", steps.READING, steps.OPENING * begin)
        try:
            tables = opened(file, work, mapping, left)
            sources += scores.with_scores(tables, mapping)
        except LeftAlone as other:
            left.append(other.name)
            if len(files) == 1:
                raise
    says = "tables in the files that are none of ours, and were left alone"
    for name in left:
        report.remarks.append(remarks.remark("left_alone", says, "files", 1, name))
    return sources
