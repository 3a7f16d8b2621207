"""What the import noticed in one file, beyond the rows it rejected.

Every remark has a stable key. Those about rows that are in the store are counted there
(ingest/build/19_remarks.sql), so that a page can list the rows.
"""

from collections.abc import Iterator

import duckdb

from ingest.convert import clients, spellings, statuses
from ingest.convert.conversion import Conversion
from ingest.convert.dates import folds
from ingest.convert.set_aside import optional
from ingest.merge import contracts, identity, meetings, merging, people
from ingest.recognize.recipes import condition
from ingest.recognize.sources import Source
from ingest.report import FileReport
from store.database import quoted

BANNER = 0.02
# What a counselor cannot have: more is a mistyped number, or one of a month or year.
MOST_HOURS, MOST_CLIENTS = 60, 500
LIKE_NAMES = (
    "client ids that look like names and are shown as they are: client_names = true in"
    " the mapping puts a pseudonym in their place"
)
FIRST_NAMES = (
    "clients known by a first name alone, or with one letter of the last: two who are"
    " called alike count as one; export client numbers or whole names"
)
# A remark on one file: its key, its sentence and the rows it is about.
Noticed = tuple[str, str, int]


def remark(key: str, says: str, about: str, rows: int, file: str = "") -> dict:
    """Return one remark: its key, sentence, what and how many rows it is about, the file."""
    return {"key": key, "remark": says, "about": about, "rows": rows, "file": file}


def noticed(conversion: Conversion, number: int, unread: dict[str, int]) -> list[dict]:
    """Return the remarks about one file, whose rows carry its `number`.

    `unread` counts the values of each column that were not understood.
    """
    source = conversion.source
    remarked: list[Noticed] = [
        *([] if source.is_beside else _of_the_rows(conversion, number)),
        *of_scores(conversion, number, unread),
        *of_totals(conversion, number),
        *_of_items(conversion),
    ]
    remarked += [
        (
            f"unread_{name}",
            f"values not understood in column {name}, taken as missing",
            n,
        )
        for name, n in unread.items()
        if name in optional(source)
    ]
    return [
        remark(key, says, source.target, rows, source.name)
        for key, says, rows in remarked
        if rows
    ]


def _of_the_rows(conversion: Conversion, number: int) -> Iterator[Noticed]:
    """Yield the remarks on rows; scores in the same rows do not repeat them."""
    yield from _of_the_text(conversion.source)
    yield from _of_the_system(conversion)
    yield from _of_names(conversion)
    yield from _of_ids(conversion)
    yield from _of_moments(conversion, number)
    yield from of_clients(conversion, number)
    yield from of_contracts(conversion, number)
    yield from of_words(conversion, number)


def of_merging(files: list[FileReport]) -> list[dict]:
    """Return the remarks on files that say two things about one row."""
    differing = {
        identity.OTHER: "rows of one session that differ: what became of it was kept",
        identity.RIVAL: "rows of which another file, as new, says something else: what"
        " became of the session was kept",
        merging.CLASH: "rows that stand twice in one file and differ: one was kept",
    }
    return [
        remark("same_row_twice", says, one.table, rows, one.file)
        for one in files
        for reason, says in differing.items()
        if (rows := one.set_aside[reason])
    ]


def of_names(
    connection: duckdb.DuckDBPyConnection, sources: list[Source], files: list[int]
) -> list[dict]:
    """Return how many clients of each of these files are known by name only.

    Each client of a cell that names several is one. Needs `people`.
    """
    says = "clients known by name only, who got a pseudonym"
    found = []
    for file in files:
        source = sources[file]
        rows = f"(select client_id from read_{source.table} where file = {file} and {people.READ})"
        split = source.table == "sessions"
        people_of = f"(select * from people where col = 'client_id' and {split})"
        ((many,),) = connection.execute(
            "select count(distinct coalesce(person, client_id))"
            f" from {rows} as read left join {people_of} as people_ on client_id = said"
        ).fetchall()
        found.append(remark("names", says, source.target, many, source.name))
    return [one for one in found if one["rows"]]


def of_called(names: clients.Names) -> list[dict]:
    """Return the remarks on what clients are called: alike, by two names, by none."""
    found = [
        remark(
            "name_shared",
            "names that two clients or more share",
            "clients",
            names.shared(),
        ),
        remark(
            "name_differs",
            "client ids beside two names: one client, or two with one id?",
            "clients",
            len(names.renamed),
        ),
        remark(
            "name_of_nobody",
            "clients called Unknown, Anonymous, Walk-in or the like: more than one person"
            " may stand behind each",
            "clients",
            names.nobody(),
        ),
    ]
    return [one for one in found if one["rows"]]


def of_statuses(rows: int, counts: str | None) -> list[dict]:
    """Return the remark on sessions of which two columns say different things."""
    kept = {
        "status": "the status was kept",
        "other": "what the other column says was kept",
        "unknown": "left out of every rate",
    }
    says = "sessions whose status another column contradicts"
    says += f": {kept[counts]}" if counts else ""
    return [remark("disagreeing_status", says, "sessions", rows)] if rows else []


def of_meetings(met: list[meetings.Meeting]) -> list[dict]:
    """Return the remarks on tables whose people are not those of the sessions."""
    found = []
    for one in met:
        if one.share < meetings.ENOUGH:
            names = spellings.named(one.rules)
            differ = f": the ids differ in {names}" if names else ""
            says = (
                f"{one.people} of the {one.table} table whom no session knows{differ}"
            )
            found.append(remark(f"unmet_{one.table}", says, one.table, one.unknown))
    return found


def of_people(found: people.Found) -> list[dict]:
    """Return the remarks on cells of several people, and on counselors of two names."""
    says = {
        people.CLIENT: "rows with several clients in one cell: each has a session",
        people.COUNSELOR: "rows with several counselors in one cell: each has the hour",
    }
    remarked = [
        remark(people.ENTRIES[column], says[column], "sessions", found.rows[column])
        for column in sorted(found.split & found.rows.keys())
    ]
    if found.by_name:
        one = (
            "names of counselors in place of ids: each taken for the one with that name"
        )
        remarked.append(remark("counselor_by_name", one, "counselors", found.by_name))
    return remarked


def _of_the_text(source: Source) -> Iterator[Noticed]:
    if source.text.encoding == "cp1252":
        yield (
            "encoding",
            "file is no UTF-8 and was read as Windows-1252: see its names",
            1,
        )


def _of_the_system(conversion: Conversion) -> Iterator[Noticed]:
    export = conversion.source.export
    for rule in export.remarks if export else ():
        test, _ = condition(rule.when, conversion.headings)
        ((rows,),) = conversion.ask(f"select count(*) from {{source}} where {test}")
        yield rule.key, rule.says, rows
    if conversion.weekly:
        yield "weekly_hours", conversion.weekly.says, conversion.weekly.counselors
    if export and export.count_in_summary:
        yield _summary(conversion, export.count_in_summary)


def _summary(conversion: Conversion, pattern: str) -> Noticed:
    """Compare the count that a summary row states with the rows that there are."""
    cells = ", ".join(f"c{n}" for n in range(len(conversion.headings)))
    row = f"concat_ws(' ', {cells})"
    first = conversion.cell("client_id")
    stated = f"replace(regexp_extract({row}, {quoted(pattern)}, 1), ',', '')"
    ((claimed, rows),) = conversion.ask(
        f"select max(try_cast(if({first} similar to '[0-9,]+ clients?',"
        f" {stated}, null) as bigint)), count(*) - 1 from {{source}}"
    )
    differs = claimed is not None and claimed != rows
    says = "sessions that the summary row counts and the file lacks, or the reverse"
    return "summary_count", says, abs(claimed - rows) if differs else 0


def _of_names(conversion: Conversion) -> Iterator[Noticed]:
    yield "like_names", LIKE_NAMES, conversion.like_names
    yield "first_names", FIRST_NAMES, conversion.first_names


def _of_ids(conversion: Conversion) -> Iterator[Noticed]:
    for name, column in conversion.ids.items():
        if column.was_number:
            ((rows,),) = conversion.ask(
                f"select count({conversion.cell(name)}) from {{source}}"
            )
            yield (
                f"point_zero_{name}",
                f"ids in {name} that a spreadsheet ended in .0",
                rows,
            )
        if not conversion.source.text.is_tidy:
            cell = conversion.cell(name)
            ((rows,),) = conversion.ask(
                f"select count(*) from {{source}} where {cell} is distinct from {column.sql}"
                f" and not coalesce(ends_with({cell}, '.0'), false)"
            )
            yield (
                f"tidied_{name}",
                f"ids in {name} with letters that cannot be seen",
                rows,
            )


def _of_moments(conversion: Conversion, number: int) -> Iterator[Noticed]:
    for name, column in conversion.moments.items():
        heading = conversion.source.heading(name)
        for key, says, test in column.oddities():
            ((rows,),) = conversion.ask(f"select count(*) from {{source}} where {test}")
            yield f"{key}_{name}", f"{says} ({heading})", rows
    doubled = folds(conversion.mapping.time_zone)
    if "start" in conversion.moments and doubled:
        ((rows,),) = conversion.connection.execute(
            f"select count(*) from read_sessions where file = {number}"
            f" and start > date_trunc('day', start)"
            f" and date_trunc('hour', start) in ({doubled})"
        ).fetchall()
        says = "sessions in the hour that clocks went through twice, taken as the first"
        yield "doubled_hour", says, rows


def of_clients(conversion: Conversion, number: int) -> Iterator[Noticed]:
    """Yield (key, sentence, rows) about clients who stand on several rows."""
    if conversion.source.table != "clients":
        return
    kept = (
        f"from read_clients where file = {number} and aside is null and wrong is null"
    )
    ask = conversion.connection.execute
    ((shared,),) = ask(
        f"select count(*) from (select client_id {kept} group by client_id"
        " having count(distinct referral_date) > 1 or count(distinct hash(payer)) > 1)"
    ).fetchall()
    if conversion.are_named:
        yield (
            "name_twice",
            "names on several rows that differ: one client, or two?",
            shared,
        )
    else:
        yield (
            "several_referrals",
            "clients with several rows: the newest is kept",
            shared,
        )
    ((overlapping,),) = ask(
        "select count(distinct client_id) from (select client_id, referral_date,"
        " max(coalesce(discharge_date, timestamp '9999-01-01')) over (partition by"
        " client_id order by referral_date rows between unbounded preceding and"
        f" 1 preceding) as before {kept}) where referral_date < before"
    ).fetchall()
    yield "overlapping_episodes", "clients with episodes that overlap", overlapping


def of_contracts(conversion: Conversion, number: int) -> Iterator[Noticed]:
    """Yield (key, sentence, rows) about contracts and leaves of counselors."""
    if conversion.source.table != "counselors":
        return
    ((backward, overlapping),) = conversion.connection.execute(
        f"select count(*) filter (valid_to < valid_from or leave_to < leave_from),"
        f" count(*) filter (valid_from <= before) from (select *, max(valid_to) over"
        " (partition by counselor_id order by valid_from rows between unbounded preceding"
        " and 1 preceding) as before from"
        f" {contracts.of('read_counselors')}"
        f" where file = {number} and aside is null and wrong is null)"
    ).fetchall()
    says = "contracts or leaves of counselors that end before they begin, left out"
    yield "contract_backward", says, backward
    says = (
        "contracts that begin before an earlier one ends: the later counts from then on"
    )
    yield "contracts_overlap", says, overlapping
    ((none, many),) = conversion.connection.execute(
        "select count(*) filter (weekly_hours <= 0 or caseload_limit <= 0),"
        f" count(*) filter (weekly_hours > {MOST_HOURS} or caseload_limit > {MOST_CLIENTS})"
        f" from read_counselors where file = {number} and aside is null and wrong is null"
    ).fetchall()
    says = "hours or limits of counselors of zero or less, taken as missing"
    yield "contract_of_none", says, none
    says = (
        f"counselors with over {MOST_HOURS} hours of contact a week, or a limit over"
        f" {MOST_CLIENTS} clients: is the number right?"
    )
    yield "contract_of_much", says, many


def of_words(conversion: Conversion, number: int) -> Iterator[Noticed]:
    """Yield (key, sentence, rows) about words that say less than they should."""
    if conversion.source.table != "sessions" or conversion.source.export:
        return
    others = "others" if statuses.has_others(conversion.connection) else "null"
    words = conversion.connection.execute(
        f"select word, {others}, count(*) from read_sessions where file = {number}"
        " and aside is null and word is not null group by all"
    ).fetchall()
    source, mapping = conversion.source, conversion.mapping
    rows = sum(
        many
        for word, said, many in words
        if statuses.is_by_whoever(word, source, mapping)
        and not statuses.by_whom(said, source, mapping)
    )
    says = "sessions cancelled without saying by whom, taken as cancelled by the client"
    yield "cancelled_by_whom", says, rows


def of_scores(
    conversion: Conversion, number: int, unread: dict[str, int]
) -> Iterator[Noticed]:
    """Yield (key, sentence, rows) about scores that their instrument cannot give."""
    outside = unread.get("range", 0)
    says = "scores outside the range of their instrument, rejected and listed"
    if outside:
        ((read,),) = conversion.connection.execute(
            f"select count(*) from read_{conversion.source.table} where file = {number}"
        ).fetchall()
        many = outside > BANNER * read
        says += f": more than {BANNER:.0%} of the file" if many else ""
    yield "out_of_range", says, outside


def _of_items(conversion: Conversion) -> Iterator[Noticed]:
    """Yield the remarks on single items: not added up, or to another total than is stated."""
    for why in conversion.source.unread:
        yield "items_left_out", why.rstrip("."), 1
    if conversion.items and conversion.items.differs != "false":
        ((rows,),) = conversion.ask(
            f"select count(*) from {{source}} where {conversion.items.differs}"
        )
        says = "totals that are not what their items give: the total was kept"
        yield "items_differ", says, rows


def of_totals(conversion: Conversion, number: int) -> Iterator[Noticed]:
    """Yield (key, sentence, rows) where a totals row states another sum than the rows."""
    table = conversion.source.table
    for name in conversion.numbers:
        ((total, stated),) = conversion.connection.execute(
            f"select sum({name}) filter (aside is null),"
            f" max({name}) filter (aside = 'totals rows') from read_{table}"
            f" where file = {number}"
        ).fetchall()
        differs = stated is not None and abs(stated - (total or 0)) > 0.005
        says = f"totals row whose {name} is not the sum of the rows"
        yield f"total_{name}", says, int(differs)
