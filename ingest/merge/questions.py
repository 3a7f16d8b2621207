"""What is asked before it is published: many rows set aside, numbers that mean two things.

A question is answered in the mapping (`appointment_ids`, or the entries that go with each
answer) or, where rows are set aside, by accepting it: `--accept OPTION` in a terminal, a tick on
the Data page.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import get_args

import duckdb

from ingest.build import building
from ingest.convert import items, spellings, statuses
from ingest.merge import (
    corrections,
    identity,
    meetings,
    merging,
    people,
    provenance,
    rejected,
    same_people,
    whose,
)
from ingest.read.scanning import scan
from ingest.recognize.layout import (
    DO_NOT_CONTACT,
    ID_RULES,
    NEWEST,
    ONE,
    RESTART,
    SHARED,
    SPLIT,
    NotContacted,
    PersonId,
    flags,
    plain,
    words,
)
from ingest.recognize.mapping import OPENING, Entries, Mapping, text
from ingest.recognize.sources import Source
from ingest.report import FileReport, Report

MANY, SHARE = 20, 0.01  # rows of a file, and of its rows: beyond either it is asked
SHOWN = identity.SHOWN
IDS, THROUGH = "appointment_ids", "through"
ASKS_LAST_DAY = True
OTHERWISE = "other-answers"
# Unknown status words, and how many sessions must have one for it to be asked.
WORDS, LEAST_WORDS = "unknown-words", 1
OUT_OF_RATES = "Yes, leave the others out of every rate"
ARE_CLIENTS = "Yes, that column tells clients apart"
NEVER_AGAIN, RESTARTING = "clients-never-repeat", "client_numbers"
UNREADABLE, WITHOUT = "{}-unreadable-rows", "Publish without these {:,} rows"
MOST_READ = (
    "With more than 5% of the rows, the file may not be what it seems. Published without"
    " them, every page that they are missing from says so."
)
SET_ASIDE = "Set these rows aside"
OLDER_FIRST = (
    " What says most of what became of a session would be kept. If one of the files is newer,"
    " import the older one first and the newer one after it."
)
AS_IT_IS = "Publish it as it is"
ASKS_ZONE = True
IN_UTC, UTC_IS_RIGHT = "times-in-utc", "The clinic's clocks show UTC"
NAME_ZONE = 'Name the zone in a mapping file, such as time_zone = "America/Chicago". '
ALONE: dict[PersonId, str] = {
    "client_id": "Without them in common, endings and scores reach nobody.",
    "counselor_id": "Without them in common, names, hours and limits reach nobody.",
}
OTHER_PEOPLE, ARE_OTHERS = "left-alone-are-others", "They are other people"
UNMET, LEAST_MEETING = "ids-do-not-meet", 0.5
OPTIONS = {
    identity.AGAIN: "exported-twice",
    identity.OTHER: "says-two-things",
    identity.RIVAL: "files-disagree",
    identity.OLDER: "older-session",
    identity.LEFT: "left-appointment",
    merging.CLASH: "other-version",
    merging.OLDER: "older-row",
}
ITEMS = "unanswered-items"
CONTACT = "contact-column"
CONTACT_ANSWERS = {
    "yes": "Yes: a yes there means not to",
    "no": "Yes: a no there means not to",
    "neither": "No: it says something else",
}
MOST_ANSWERS = 12  # different cells of a column of yes and no, however they are written
ANSWERS = {
    NEWEST: "One appointment: the newest export says when it is and who comes",
    SHARED: "One appointment: everybody whom an export names takes part",
    RESTART: "Several: the numbers begin again, by site, by year or in a series",
}
WHOM = {
    people.CLIENT: {
        SPLIT: "Several clients: each has a session of that appointment",
        ONE: "One client, who is called so",
    },
    people.COUNSELOR: {
        SPLIT: "Several counselors: one session, and each of them has the hour",
        ONE: "One counselor, or a team under one name",
    },
}
# What to do about files that were read with other answers; the first is put first.
REPLACE, KEEP = "replace", "keep"
REREAD = {
    REPLACE: "Put these files in the place of everything that is held",
    KEEP: "Keep what they brought: what both hold was read the same way",
}
# What to do about sessions held that an export has in another form.
DOUBLE, CORRECTED, BOTH = "corrected-or-both", "corrected-sessions", "both-took-place"
WHICH = {
    REPLACE: REREAD[REPLACE],
    CORRECTED: "They were corrected: leave them out as they were before",
    BOTH: "Both took place: count both",
}
# Counselors of one session whom two files name.
LED_APART, TAKEN_OVER = "two-counselors", "other-counselor"
BOTH_LED = "Both worked: each has the hour, the client came once"
WAS_CORRECTED = "The counselor was corrected: the newer export is right"
TWO_PEOPLE = "two-people"
TWICE = 1  # so many sessions that would count twice are asked about
SAME = {
    ONE: "One person: count each session once",
    KEEP: "Two people: both sessions took place",
}
DISAGREEING = "disagreeing_status"
UNEXPORTED = "the answer given for exports without a status"
WHICH_COUNTS = {
    "status": "The status",
    "other": "The other column",
    "unknown": "Neither: leave these sessions out of every rate",
}
MEANS = " for more than one day, or for other people in a newer export. What is such a number?"


def of(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    mapping: Mapping,
    sources: list[Source],
    report: Report,
    called: dict[str, str],
) -> list[dict]:
    """Return the questions about a table that was just merged.

    `called` are the names of clients by id.
    """
    asked = []
    if table == "sessions":
        ids, some = identity.unclear(connection, mapping.appointment_ids)
        if ids:
            lines = _lines(connection, table, sources, report.files, some)
            stand = (
                "appointment number stands" if ids == 1 else "appointment numbers stand"
            )
            asked.append(_question(IDS, f"{ids:,} {stand}{MEANS}", ids, lines, ANSWERS))
        asked += _of_counselors(connection, sources, report)
        for pair in same_people.twins(connection, mapping.same):
            if pair.sessions >= TWICE:
                lines = _lines(connection, table, sources, report.files, pair.rows)
                asked.append(_of_twins(pair, lines, called))
        asked += _of_statuses(connection, mapping, sources, report)
        asked += _of_words(connection, mapping, sources, report)
        asked += _of_clients(connection, mapping, sources, report)
    asked += _of_contact(connection, table, mapping, sources)
    is_unclear = any(one["option"] == IDS for one in asked)
    for file, reason, rows, examples in _set_aside(connection, table):
        if is_unclear:  # what is left aside depends on the answer
            continue
        read = report.files[file].read
        if rows > MANY or rows > SHARE * read:
            lines = _lines(connection, table, sources, report.files, examples)
            says = (
                f"{sources[file].name}: {rows:,} of {read:,} rows would be set aside, each"
                f" {reason}."
            )
            answers = {}
            if reason == identity.OLDER and identity.is_newer_held(connection):
                lacking = corrections.lacking(connection, "held_sessions")
                answers = {REPLACE: _replacing(lacking), KEEP: SET_ASIDE}
            says += OLDER_FIRST if reason == identity.RIVAL else ""
            asked.append(_question(OPTIONS[reason], says, rows, lines, answers))
    for file, rows, examples in _of_items(connection, table, report):
        lines = _lines(connection, table, sources, report.files, examples)
        says = (
            f"{sources[file].name}: {rows:,} of {report.files[file].read:,} rows would be"
            " set aside, each of a form with an item that is not answered, stands there"
            " twice or has no number."
        )
        asked.append(_question(ITEMS, says, rows, lines, {}))
    return asked


def _of_counselors(
    connection: duckdb.DuckDBPyConnection, sources: list[Source], report: Report
) -> list[dict]:
    """Return the questions about sessions that two files give to two counselors."""
    says = {
        LED_APART: "{} {} one counselor in one file and another in another, as new, and no"
        " file names both. Did both work? If not, import the older file first and the newer"
        " one after it.",
        TAKEN_OVER: "{} held before {} another counselor in this export, which does not"
        " name the one before in any session. If both worked, import the files of both"
        " together in the place of everything that is held (--replace).",
    }
    accept = {LED_APART: BOTH_LED, TAKEN_OVER: WAS_CORRECTED}
    found = {
        LED_APART: identity.led_apart(connection),
        TAKEN_OVER: identity.taken_over(connection),
    }
    asked = []
    for option, (many, rows) in found.items():
        if many:
            lines = _lines(connection, "sessions", sources, report.files, rows)
            counted = "1 session" if many == 1 else f"{many:,} sessions"
            text = says[option].format(counted, "has" if many == 1 else "have")
            asked.append(_question(option, text, many, lines, {}, accept[option]))
    return asked


def of_corrections(
    connection: duckdb.DuckDBPyConnection,
    found: corrections.Corrected | None,
    sources: list[Source],
    report: Report,
) -> list[dict]:
    """Return the question whether sessions held are those that an export has corrected."""
    if found is None or found.sessions < TWICE:
        return []
    is_one = found.sessions == 1
    counted = "1 session" if is_one else f"{found.sessions:,} sessions"
    says = (
        f"{counted} held before {'is' if is_one else 'are'} not in this export, which in"
        f" {'its' if is_one else 'their'} place has the same client at that time with"
        " another counselor, another client in that hour, or the client at another time of"
        f" that day. {'Was it' if is_one else 'Were they'} corrected?"
    )
    lines = _lines(connection, "sessions", sources, report.files, found.rows)
    answers = WHICH | {REPLACE: _replacing(found.lacking)}
    return [_question(DOUBLE, says, found.sessions, lines, answers)]


def _replacing(lacking: int) -> str:
    """Say what putting an export in the place of all that is held does."""
    are = (
        "session held is not in them and goes"
        if lacking == 1
        else ("sessions held are not in them and go")
    )
    return f"{REREAD[REPLACE]} ({lacking:,} {are})"


def _of_twins(
    pair: same_people.Twins, lines: list[dict], called: dict[str, str]
) -> dict:
    """Return the question whether two names are one person's.

    It holds the names as they are stored, and what they are `called`, for the screen alone.
    """
    person = pair.who.removesuffix("s")
    many = "session" if pair.sessions == 1 else "sessions"
    says = (
        f"{pair.sessions:,} {many} would count twice: an older export names another"
        f" {person} {'at the same time' if pair.is_timed else 'on the same day'} with the same"
        f" {'counselor' if person == 'client' else 'client'}, and no export names both."
        " Is that one person under two names?"
    )
    names = {"who": pair.who, "older": pair.older, "newer": pair.newer}
    option = f"{TWO_PEOPLE}-{hashlib.sha256(repr(names).encode()).hexdigest()[:6]}"
    shown = [called.get(name, name) for name in (pair.older, pair.newer)]
    asked = _question(option, says, pair.sessions, lines, SAME)
    return asked | {"names": names, "called": shown}


def _of_words(
    connection: duckdb.DuckDBPyConnection,
    mapping: Mapping,
    sources: list[Source],
    report: Report,
) -> list[dict]:
    """Return the question what the status words mean that nobody has explained."""
    if mapping.invented:
        return []
    words = [
        (file, word)
        for file, word in connection.execute(
            "select file, word from meanings where meaning = 'unknown'"
        ).fetchall()
        if not mapping.status(sources[file].heading("status"), word)
    ]
    if not words:
        return []
    told = connection.execute(
        "select file, word, count(*), min(rowid) from read_sessions where aside is null and"
        " wrong is null and word in $words group by all order by count(*) desc, word",
        {"words": [word for _, word in words]},
    ).fetchall()
    told = [one for one in told if one[:2] in words]
    rows = sum(many for _, _, many, _ in told)
    if not told or rows < LEAST_WORDS:
        return []
    read = sum(report.files[file].read for file in {one[0] for one in told})
    by_heading: dict[str, dict[str, int]] = defaultdict(dict)
    for file, word, many, _ in told:
        group = by_heading[sources[file].heading("status")]
        group[word] = group.get(word, 0) + many
    some = [(file, row) for file, _, _, row in told[:SHOWN]]
    says = (
        f"{rows:,} of {read:,} rows have a status word that nobody has explained. Left"
        " unexplained, they are in no rate."
    )
    lines = _lines(connection, "sessions", sources, report.files, some)
    asked = _question(WORDS, says, rows, lines, {}, OUT_OF_RATES)
    return [asked | {"words": dict(by_heading)}]


def _of_contact(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    mapping: Mapping,
    sources: list[Source],
) -> list[dict]:
    """Return the questions about columns of yes and no that may say whom not to call."""
    if DO_NOT_CONTACT not in flags(table):
        return []
    asked: dict[str, dict] = {}
    answers = words("yes_no")
    for source in sources:
        if source.table != table or source.is_beside:
            continue
        for place, heading in source.perhaps_of_contact(mapping):
            cells = connection.execute(
                f"select trim(c{place}) as cell, count(*) from {scan(source)}"
                f" where trim(c{place}) <> '' group by cell limit {MOST_ANSWERS + 1}"
            ).fetchall()
            said = [(answers.get(plain(cell)), rows) for cell, rows in cells]
            if said and all(answer for answer, _ in said):
                yes = sum(rows for answer, rows in said if answer == "yes")
                no = sum(rows for answer, rows in said if answer == "no")
                asked.setdefault(
                    plain(heading), _of_heading(source.name, heading, yes, no)
                )
    return list(asked.values())


def _of_heading(file: str, heading: str, yes: int, no: int) -> dict:
    says = (
        f"{file}: may the column “{heading}” ({yes:,} yes, {no:,} no) say whom not to call"
        " or write to? Such clients stand on no call list."
    )
    option = f"{CONTACT}-{hashlib.sha256(plain(heading).encode()).hexdigest()[:6]}"
    entries = {
        answer: text(Entries(contact={heading: answer})).removeprefix(f"{OPENING}\n")
        for answer in get_args(NotContacted)
    }
    asked = _question(option, says, yes + no, [], CONTACT_ANSWERS)
    return asked | {"entries": entries, "contact": heading}


def _of_clients(
    connection: duckdb.DuckDBPyConnection,
    mapping: Mapping,
    sources: list[Source],
    report: Report,
) -> list[dict]:
    """Return the questions whether the client's column tells clients apart."""
    asked = []
    for file, rows, alone, some in whose.never_met_again(connection):
        source = sources[file]
        says = (
            f"{source.name}: of {rows:,} sessions, {alone:,} are the only one of their"
            f" client (column {source.heading('client_id')}). Is that column the client, and"
            " not the number of the appointment? With a wrong one, everyone seems to leave"
            " after one session. If it is wrong, name another column."
        )
        lines = _lines(connection, "sessions", sources, report.files, some)
        asked.append(_question(NEVER_AGAIN, says, alone, lines, {}, ARE_CLIENTS))
    met = None if mapping.client_numbers else whose.restarting(connection)
    if met:
        lines = _lines(connection, "sessions", sources, report.files, met.examples)
        says = (
            f"{met.clients:,} client numbers stand for {met.pairs:,} pairs of a client and a"
            f" counselor, of {met.counselors:,} counselors. Does each counselor, or each site,"
            " number clients anew? Then different people would be counted as one."
        )
        ways = whose.ways(sources, [file for file, _ in met.examples])
        if "site" not in ways:
            says += whose.NO_SITE
        answers = {key: sentence for key, (sentence, _) in ways.items()}
        entries = {key: entry for key, (_, entry) in ways.items()}
        asked.append(
            _question(RESTARTING, says, met.clients, lines, answers)
            | {"entries": entries}
        )
    return asked


def of_people(
    connection: duckdb.DuckDBPyConnection,
    found: people.Found,
    mapping: Mapping,
    sources: list[Source],
    report: Report,
) -> list[dict]:
    """Return the questions about cells that seem to name several people."""
    asked = []
    for column, rows in found.rows.items():
        option = people.ENTRIES[column]
        if getattr(mapping, option) is None:
            several = "clients" if column == people.CLIENT else "counselors"
            seem = "row seems" if rows == 1 else "rows seem"
            says = (
                f"{rows:,} {seem} to name several {several} in one cell. Who is meant?"
            )
            examples = found.examples[column]
            lines = _lines(connection, "sessions", sources, report.files, examples)
            asked.append(_question(option, says, rows, lines, WHOM[column]))
    return asked


def of_unreadable(sources: list[Source], reports: list[FileReport]) -> list[dict]:
    """Return the question whether to go on without the rows that cannot be read.

    One for all files, whose option names how many rows: another number asks again.
    """
    asked = [
        (source, report)
        for source, report in zip(sources, reports, strict=True)
        if rejected.is_asked_about(report)
    ]
    if not asked:
        return []
    rows = sum(report.rejected.total() for _, report in asked)
    says = " ".join(rejected.sentence(report) for _, report in asked)
    says += f" {MOST_READ}"
    lines = [
        line
        for source, report in asked
        for line in rejected.examples(source, report, SHOWN)
    ]
    option = UNREADABLE.format(rows)
    return [_question(option, says, rows, lines[:SHOWN], {}, WITHOUT.format(rows))]


def of_zones(zoned: dict[str, int], mapping: Mapping) -> list[dict]:
    """Return the question whose clock the times are of, where they carry a zone.

    `zoned` goes from the columns of such times to the rows of their files. It is asked
    where the clinic named no time zone, so that UTC is taken for its own.
    """
    if not zoned or mapping.names_zone or not ASKS_ZONE:
        return []
    columns = "; ".join(zoned)
    says = (
        f"{columns}: the times are written in a zone of their own, such as Z for UTC. Which"
        " zone the clinic's clocks show was not said, so they stand here in UTC, and an"
        " evening may be of the next day."
    )
    return [_question(IN_UTC, says, max(zoned.values()), [], {}, UTC_IS_RIGHT)]


def of_last_day(lone: tuple[date, date, int, int] | None) -> list[dict]:
    """Return the question whether one session, long after all others, tells the last day.

    Takes the day, the last one before it, and how many of how many sessions lie beyond;
    where those are very few among many, the import goes by the earlier day by itself.
    """
    if lone is None or lone[2] * building.LONE < lone[3] or not ASKS_LAST_DAY:
        return []
    day, before, *_ = lone
    says = (
        f"One session is of {day}, {(day - before).days:,} days after all others. The last"
        " day of the data decides who has left. Is that date right?"
    )
    answers = {
        str(before): f"No: the data ends on {before}",
        str(day): f"Yes: the data ends on {day}",
    }
    return [_question(THROUGH, says, 1, [], answers)]


def of_meetings(met: list[meetings.Meeting], mapping: Mapping) -> list[dict]:
    """Return the questions about tables of which hardly an id is known in the sessions.

    Each offers the mend, where ids differ in something that two people of one table do
    not differ in, too.
    """
    asked = []
    for one in met:
        if one.share >= LEAST_MEETING:
            continue
        says = (
            f"{one.unknown:,} of {one.ids:,} {one.people} of the {one.table} table are"
            f" in no session.{_why(one)} {ALONE[one.column]}"
        )
        mend = _mend(one, mapping)
        asked.append(_question(UNMET, says, one.unknown, [], {}, AS_IT_IS, mend))
    return asked


def of_left_alone(met: meetings.Meeting | None, mapping: Mapping) -> list[dict]:
    """Return the question whether clients not to be contacted have sessions under another id."""
    if met is None:
        return []
    clients = "1 client" if met.ids == 1 else f"{met.ids:,} clients"
    says = (
        f"{clients} not to be called or written to {'has' if met.ids == 1 else 'have'} no"
        f" session, and the sessions have nearly the same id.{_why(met)} Taken for other"
        " people, whoever has the sessions can stand on a call list."
    )
    others = f"{OTHER_PEOPLE}-{met.ids}"
    mend = _mend(met, mapping)
    return [_question(others, says, met.ids, [], {}, ARE_OTHERS, mend)]


def _mend(met: meetings.Meeting, mapping: Mapping) -> dict:
    """Return the rules that make ids meet, if they make nobody into somebody else; else {}."""
    if not met.rules or met.merged:
        return {}
    rules = {*mapping.ids.get(met.column, ()), *met.rules}
    return {
        "says": f"The same {met.people}: ignore {spellings.named(met.rules)};"
        f" {met.would_meet:,} more then meet",
        "ids": {met.column: [rule for rule in ID_RULES if rule in rules]},
    }


def _why(one: meetings.Meeting) -> str:
    """Say what ids differ in, and why that cannot be ignored where it cannot."""
    if not one.rules:
        return ""
    names = spellings.named(one.rules)
    why = f" They differ in {names}."
    if one.merged:
        why += (
            f" To ignore that would make one of {one.people} whom a table tells apart"
            f" ({one.merged:,} ids), so it is not offered: export both tables anew, from"
            " the same report, and do not open them in between."
        )
    return why


def of_answers(files: list[provenance.FileRead]) -> list[dict]:
    """Return the question about files of before that were read with other answers."""
    if not files:
        return []
    named = ", ".join(sorted({one.name for one in files})[:SHOWN])
    more = len({one.name for one in files}) - SHOWN
    named += f" and {more:,} more" if more > 0 else ""
    newest = max(one.read_on for one in files)
    says = (
        f"What {named} brought (last on {newest}) was read with other answers than files of"
        " this kind are read with now, so that what both hold would count twice. Import"
        " all of them again together, or choose."
    )
    return [_question(OTHERWISE, says, len(files), [], REREAD)]


def opened(asked: list[dict], accepted: Collection[str]) -> list[dict]:
    """Return the questions that nobody has answered."""
    if {CORRECTED, BOTH} & {*accepted}:
        accepted = {*accepted, DOUBLE}
    return [one for one in asked if one["option"] not in accepted]


def sentences(asked: list[dict]) -> str:
    """Return questions as sentences for a terminal, each with the way to answer it."""
    return " ".join(f"{one['says']}{_where(one)} {_way(one)}" for one in asked)


def _where(one: dict) -> str:
    """Name the lines of the examples; what stands in them is for the screen alone."""
    lines: dict[str, list[str]] = {}
    for row in one["examples"]:
        lines.setdefault(row["file"], []).append(f"{row['line']:,}")
    named = [
        f"{file}, line{'s' * (len(some) > 1)} {', '.join(some)}"
        for file, some in lines.items()
    ]
    return f" (For example {'; '.join(named)}.)" if named else ""


def _way(one: dict) -> str:
    if one["option"] == THROUGH:
        return (
            f"Say which: {' or '.join(f'--through {day}' for day in one['answers'])}."
        )
    if {REPLACE, KEEP} <= one["answers"].keys():
        replace, keep = (one["answers"][key] for key in (REPLACE, KEEP))
        return f"{replace}: --replace. {keep}: --accept {one['option']}."
    if one["option"] == DOUBLE:
        answers = one["answers"]
        accepted = (f"{answers[key]}: --accept {key}." for key in (CORRECTED, BOTH))
        return f"{answers[REPLACE]}: --replace. {' '.join(accepted)}"
    if one["option"].startswith(TWO_PEOPLE):
        who = one["names"]["who"]
        return (
            f'If it is: [same.{who}] in a mapping file, "older name" = "newer name". If not:'
            f" --accept {one['option']}."
        )
    if heading := one.get("contact"):
        told = "; ".join(f'"{key}" ({says})' for key, says in one["answers"].items())
        return (
            f"Say so in a mapping file, under [contact]: {json.dumps(heading)} = one of"
            f" {told}."
        )
    if one.get("entries"):
        ways = (
            f"{one['answers'][key]}:\n\n{one['entries'][key]}" for key in one["answers"]
        )
        return "Say so in a mapping file.\n\n" + "\n".join(ways)
    if one.get("words"):
        headings = " and ".join(
            f'[statuses_under."{heading}"]' for heading in one["words"]
        )
        return (
            f"Say what they mean in a mapping file, under {headings}, or leave them out:"
            f" --accept {one['option']}."
        )
    if one["answers"]:
        meanings = "; ".join(f'"{key}": {says}' for key, says in one["answers"].items())
        return f"Say so in a mapping file, {one['option']} = one of {meanings}."
    way = NAME_ZONE if one["option"] == IN_UTC else ""
    way += f"If that is right: --accept {one['option']}."
    if one["mend"]:
        (column, rules), *_ = one["mend"]["ids"].items()
        way = (
            f"{one['mend']['says']}: [ids] {column} = {json.dumps(rules)} in a mapping"
            f" file. {way}"
        )
    return way


def _question(
    option: str, says: str, rows: int, examples: list[dict], answers: dict[str, str],
    accept: str = SET_ASIDE, mend: dict | None = None,
) -> dict:  # fmt: skip
    about = {"option": option, "says": says, "rows": rows, "accept": accept}
    return about | {"examples": examples, "answers": answers, "mend": mend or {}}


def _set_aside(
    connection: duckdb.DuckDBPyConnection, table: str
) -> list[tuple[int, str, int, list[tuple[int, int]]]]:
    """Return (file, reason, rows, examples) of what merging would set aside."""
    found = connection.execute(
        f"select file, became, count(*), list(row_id order by row_id)[:{SHOWN}]"
        f" from judged_{table} where became not in ('new', 'changed', 'unchanged')"
        " group by all order by all"
    ).fetchall()
    return [
        (file, reason, rows, [(file, row) for row in some])
        for file, reason, rows, some in found
    ]


def _of_statuses(
    connection: duckdb.DuckDBPyConnection,
    mapping: Mapping,
    sources: list[Source],
    report: Report,
) -> list[dict]:
    """Return the question which column counts, where two disagree about a session."""
    rows = statuses.disagreeing(connection)
    if not rows or mapping.disagreeing_status:
        return []
    (file, _), *_ = rows
    source = sources[file]
    _, places = statuses.others(source, mapping)
    other = " or ".join(source.headings[place] for place in places)
    status = source.heading("status") if source.columns["status"].places else UNEXPORTED
    says = (
        f"The status of {len(rows):,} {'row' if len(rows) == 1 else 'rows'} is contradicted"
        f" by another column ({source.name}: {status} and {other}, such"
        " as attended and no-show). Which counts?"
    )
    lines = _lines(connection, "sessions", sources, report.files, rows[:SHOWN])
    return [_question(DISAGREEING, says, len(rows), lines, WHICH_COUNTS)]


def _of_items(
    connection: duckdb.DuckDBPyConnection, table: str, report: Report
) -> list[tuple[int, int, list[tuple[int, int]]]]:
    """Return (file, rows, examples) of many rows whose forms have no total."""
    met = {
        file: reasons
        for file, one in enumerate(report.files)
        if one.table == table
        if (reasons := list(filter(items.leaves_out, one.set_aside)))
    }
    many = []
    for file, reasons in met.items():
        one = report.files[file]
        rows = sum(one.set_aside[reason] for reason in reasons)
        if rows > MANY or rows > SHARE * one.read:
            found = connection.execute(
                f"select rowid from scratch.read_{table} where file = $file"
                f" and list_contains($reasons, aside) order by rowid limit {SHOWN}",
                {"file": file, "reasons": reasons},
            ).fetchall()
            many.append((file, rows, [(file, row) for (row,) in found]))
    return many


def _lines(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    sources: list[Source],
    reports: list[FileReport],
    rows: list[tuple[int, int]],
) -> list[dict]:
    """Return file, line and cells (by heading) of some rows as they were read."""
    by_file = defaultdict(list)
    for file, row in rows:
        by_file[file].append(row)
    return [
        {"file": sources[file].name, "line": line, "cells": cells}
        for file, some in by_file.items()
        for line, cells in rejected.lines_of(
            connection, sources[file], table, file, some, reports[file].read
        )
    ]
