"""What is asked before it is published: many rows set aside, numbers that mean two things.

A question is answered in the mapping (`appointment_ids`, or the entries that go with each
answer) or, where rows are set aside, by accepting it: `--accept OPTION` in a terminal, a tick on
the Data page.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection
from datetime import date

import duckdb

from ingest.build import building
from ingest.convert import items, statuses
from ingest.merge import (
    identity,
    meetings,
    merging,
    people,
    provenance,
    rejected,
    same_people,
    whose,
)
from ingest.recognize.layout import NEWEST, ONE, RESTART, SHARED, SPLIT
from ingest.recognize.mapping import Mapping
from ingest.recognize.sources import Source
from ingest.report import Report

MANY, SHARE = 20, 0.01  # rows of a file, and of its rows: beyond either it is asked
SHOWN = identity.SHOWN
IDS, THROUGH = "appointment_ids", "through"
ASKS_LAST_DAY = True
OTHERWISE = "other-answers"
# Unknown status words, and how many sessions must have one for it to be asked.
WORDS, LEAST_WORDS = "unknown-words", 1
ALONE, RESTARTING = "clients-never-repeat", "client_numbers"
UNMET, LEAST_MEETING = "ids-do-not-meet", 0.5
OPTIONS = {
    identity.AGAIN: "exported-twice",
    identity.OTHER: "says-two-things",
    identity.OLDER: "older-session",
    identity.LEFT: "left-appointment",
    merging.CLASH: "other-version",
    merging.OLDER: "older-row",
}
ITEMS = "unanswered-items"
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
TWO_PEOPLE = "two-people"
TWICE = 1  # so many sessions that would count twice are asked about
SAME = {
    ONE: "One person: count each session once",
    KEEP: "Two people: both sessions took place",
}
DISAGREEING = "disagreeing_status"
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
) -> list[dict]:
    """Return the questions about a table that was just merged."""
    asked = []
    if table == "sessions":
        ids, some = identity.unclear(connection, mapping.appointment_ids)
        if ids:
            lines = _lines(connection, table, sources, report, some)
            stand = (
                "appointment number stands" if ids == 1 else "appointment numbers stand"
            )
            asked.append(_question(IDS, f"{ids:,} {stand}{MEANS}", ids, lines, ANSWERS))
        for pair in same_people.twins(connection, mapping.same):
            if pair.sessions >= TWICE:
                lines = _lines(connection, table, sources, report, pair.rows)
                asked.append(_of_twins(pair, lines))
        asked += _of_statuses(connection, mapping, sources, report)
        asked += _of_words(connection, mapping, sources, report)
        asked += _of_clients(connection, mapping, sources, report)
    for file, reason, rows, examples in _set_aside(connection, table):
        read = report.files[file].read
        if rows > MANY or rows > SHARE * read:
            lines = _lines(connection, table, sources, report, examples)
            says = (
                f"{sources[file].name}: {rows:,} of {read:,} rows would be set aside, each"
                f" {reason}."
            )
            asked.append(_question(OPTIONS[reason], says, rows, lines, {}))
    for file, rows, examples in _of_items(connection, table, report):
        lines = _lines(connection, table, sources, report, examples)
        says = (
            f"{sources[file].name}: {rows:,} of {report.files[file].read:,} rows would be"
            " set aside, each of a form with an item that is not answered, stands there"
            " twice or has no number."
        )
        asked.append(_question(ITEMS, says, rows, lines, {}))
    return asked


def _of_twins(pair: same_people.Twins, lines: list[dict]) -> dict:
    """Return the question whether two names are one person's.

    It holds the names, for the screen alone.
    """
    person = pair.who.removesuffix("s")
    many = "session" if pair.sessions == 1 else "sessions"
    says = (
        f"{pair.sessions:,} {many} would count twice: an older export names another"
        f" {person} at the same time with the same"
        f" {'counselor' if person == 'client' else 'client'}, and no export names both."
        " Is that one person under two names?"
    )
    names = {"who": pair.who, "older": pair.older, "newer": pair.newer}
    option = f"{TWO_PEOPLE}-{hashlib.sha256(repr(names).encode()).hexdigest()[:6]}"
    return _question(option, says, pair.sessions, lines, SAME) | {"names": names}


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
    lines = _lines(connection, "sessions", sources, report, some)
    asked = _question(WORDS, says, rows, lines, {}) | {"words": dict(by_heading)}
    return [asked | {"yes": "Yes, leave the others out of every rate"}]


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
        lines = _lines(connection, "sessions", sources, report, some)
        asked.append(
            _question(ALONE, says, alone, lines, {})
            | {"yes": "Yes, that column tells clients apart"}
        )
    met = None if mapping.client_numbers else whose.restarting(connection)
    if met:
        lines = _lines(connection, "sessions", sources, report, met.examples)
        says = (
            f"{met.clients:,} client numbers stand for {met.pairs:,} pairs of a client and a"
            f" counselor, of {met.counselors:,} counselors. Does each counselor, or each site,"
            " number clients anew? Then different people would be counted as one."
        )
        ways = whose.ways(sources, [file for file, _ in met.examples])
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
            whom = "clients" if column == people.CLIENT else "counselors"
            seem = "row seems" if rows == 1 else "rows seem"
            says = f"{rows:,} {seem} to name several {whom} in one cell. Whom?"
            examples = found.examples[column]
            lines = _lines(connection, "sessions", sources, report, examples)
            asked.append(_question(option, says, rows, lines, WHOM[column]))
    return asked


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


def of_meetings(met: list[meetings.Meeting]) -> list[dict]:
    """Return the questions about tables of which hardly an id is known in the sessions."""
    asked = []
    for table, clients, unknown, share, cause in met:
        if share >= LEAST_MEETING:
            continue
        why = f" They differ in {cause}. {meetings.MENDS[cause]}" if cause else ""
        says = (
            f"{unknown:,} of {clients:,} clients of the {table} are in no session.{why}"
            " Without them in common, endings and scores reach nobody."
        )
        asked.append(_question(UNMET, says, unknown, [], {}))
    return asked


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
    if one["option"] == OTHERWISE:
        return f"{REREAD[REPLACE]}: --replace. {REREAD[KEEP]}: --accept {OTHERWISE}."
    if one["option"].startswith(TWO_PEOPLE):
        who = one["names"]["who"]
        return (
            f'If it is: [same.{who}] in a mapping file, "older name" = "newer name". If not:'
            f" --accept {one['option']}."
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
    return f"If that is right: --accept {one['option']}."


def _question(
    option: str, says: str, rows: int, examples: list[dict], answers: dict[str, str]
) -> dict:
    about = {"option": option, "says": says, "rows": rows}
    return about | {"examples": examples, "answers": answers}


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
    says = (
        f"The status of {len(rows):,} {'row' if len(rows) == 1 else 'rows'} is contradicted"
        f" by another column ({source.name}: {source.heading('status')} and {other}, such"
        " as attended and no-show). Which counts?"
    )
    lines = _lines(connection, "sessions", sources, report, rows[:SHOWN])
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
    report: Report,
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
            connection, sources[file], table, file, some, report.files[file].read
        )
    ]
