"""Which file each row came from, and how it was read: a corrected answer replaces its rows.

A file is known by its content, not by its name. Read again with the same answers it changes
nothing; with others, what it brought before is left out and it is read anew. Files of the
same headings that were read with other answers and are not read again are asked about.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from ingest.recognize.layout import ID_RULES, IdRule, plain
from ingest.recognize.mapping import Mapping
from ingest.recognize.sources import Source

KEPT = "exported.files"
MADE_ALIKE = "ids"
COLUMNS = (
    "source uinteger, content varchar, kind varchar, answers varchar, name varchar,"
    " read_on date"
)
BLOCK, DIGITS, MOST_WORDS, SHOWN = 1 << 20, 32, 200, 3
# What makes a row of the same file another person's, another day's or another session's.
TELLING = ("client_id", "counselor_id", "start", "session_id", "status", "day", "score")


@dataclass(frozen=True)
class FileRead:
    """One table of a file, as it was read: `source` is the number that its rows carry.

    `content` is a hash of its text, `kind` one of its headings and the table they became,
    `answers` what the clinic's answers made of it, by name.
    """

    source: int
    content: str
    kind: str
    answers: dict[str, Any]
    name: str
    read_on: date


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table of the files that the rows of a store came from."""
    connection.execute(f"create table {KEPT} ({COLUMNS})")


def of(
    connection: duckdb.DuckDBPyConnection,
    sources: list[Source],
    mapping: Mapping,
    before: list[FileRead],
) -> list[FileRead | None]:
    """Return how each source was read, in their order; None for one that serves others.

    Needs `meanings`. A table that was read just so before keeps its number.
    """
    known = {_as_read(one): one.source for one in before}
    meant = _meant(connection)
    free = max((one.source for one in before), default=0)
    found: list[FileRead | None] = []
    for number, source in enumerate(sources):
        if source.table is None:
            found.append(None)
            continue
        answers = _answers(source, mapping) | {"words": meant[number]}
        kind = _hash(repr((source.table, [plain(one) for one in source.headings])))
        read = FileRead(0, _content(source), kind, answers, source.name, date.today())
        if (place := known.get(_as_read(read))) is None:
            free += 1
            place = free
        found.append(FileRead(**vars(read) | {"source": place}))
    return found


def held(connection: duckdb.DuckDBPyConnection) -> list[FileRead]:
    """Return the files of the attached snapshot; none where it does not know them."""
    ((there,),) = connection.execute(
        "select count(*) from duckdb_tables() where database_name = 'held'"
        " and schema_name = 'exported' and table_name = 'files'"
    ).fetchall()
    if not there:
        return []
    names = "source, content, kind, answers, name, read_on"
    rows = connection.execute(f"select {names} from held.{KEPT}").fetchall()
    return [
        FileRead(source, content, kind, json.loads(answers), name, read_on)
        for source, content, kind, answers, name, read_on in rows
    ]


def replaced(before: list[FileRead], read: list[FileRead | None]) -> list[int]:
    """Return the sources of before whose file is read again, and not just as it was."""
    now = _by_content(filter(None, read))
    return sorted(
        source
        for content, files in _by_content(before).items()
        if content in now
        and {_as_read(one) for one in files} != {_as_read(one) for one in now[content]}
        for source in (one.source for one in files)
    )


def otherwise(before: list[FileRead], read: list[FileRead | None]) -> list[FileRead]:
    """Return files of before that are like one of now, and were read with other answers.

    Those whose content is read again are replaced, and not among them.
    """
    here = [one for one in read if one]
    again = {one.content for one in here}
    return [
        one
        for one in before
        if one.content not in again
        and any(
            now.kind == one.kind and _differ(now.answers, one.answers) for now in here
        )
    ]


def keep(
    connection: duckdb.DuckDBPyConnection,
    before: list[FileRead],
    read: list[FileRead | None],
    replaced: Collection[int],
    ids: dict[str, list[IdRule]],
) -> None:
    """Write down the files that rows came from; `files_read` has their source by file.

    Beside it stand the sources of `before` that have the same content. The `ids` of what
    stays are made alike by the rules of now, too, and stay so.
    """
    now = {one.source: one for one in read if one}
    stay = {one.source: one for one in before if one.source not in replaced}
    for one in (stay | now).values():
        alike = _together(one.answers.get(MADE_ALIKE, {}), ids)
        answers = json.dumps(one.answers | {MADE_ALIKE: alike})
        connection.execute(
            f"insert into {KEPT} values (?, ?, ?, ?, ?, ?)",
            [*(vars(one) | {"answers": answers}).values()],
        )
    connection.execute(
        "create temp table files_read (file integer, source uinteger, before uinteger[])"
    )
    held = _by_content(before)
    for file, this in enumerate(read):
        if this:
            known = [one.source for one in held.get(this.content, ())]
            connection.execute(
                "insert into files_read values (?, ?, ?)", [file, this.source, known]
            )


def _together(
    then: dict[str, list[IdRule]], now: dict[str, list[IdRule]]
) -> dict[str, list[IdRule]]:
    """Return the rules of two times, in their usual order."""
    return {
        column: [
            r for r in ID_RULES if r in {*then.get(column, ()), *now.get(column, ())}
        ]
        for column in sorted(then.keys() | now.keys())
    }


def _by_content(files: Iterable[FileRead]) -> dict[str, list[FileRead]]:
    found = defaultdict(list)
    for one in files:
        found[one.content].append(one)
    return found


def _as_read(one: FileRead) -> str:
    return _hash(json.dumps([one.content, one.kind, one.answers], sort_keys=True))


def _differ(now: dict[str, Any], then: dict[str, Any]) -> bool:
    """Tell whether two ways to read one kind of file make other sessions of a row."""
    gone = then.get(MADE_ALIKE, {}), now.get(MADE_ALIKE, {})
    if any(set(rules) - set(gone[1].get(one, ())) for one, rules in gone[0].items()):
        return True  # what is held has lost what now tells ids apart
    for name in now.keys() & then.keys() - {"columns", "words", MADE_ALIKE}:
        if now[name] != then[name]:
            return True
    columns = (now["columns"], then["columns"])
    if any(columns[0].get(name) != columns[1].get(name) for name in TELLING):
        return True
    words = now["words"], then["words"]
    return any(words[0][word] != words[1][word] for word in words[0].keys() & words[1])


def _answers(source: Source, mapping: Mapping) -> dict[str, Any]:
    """Return what the clinic's answers made of a file; what they leave open is left out."""
    declared = mapping.columns.get(source.target, {})
    columns = {
        name: source.heading(name)
        + ("" if isinstance(declared.get(name, ""), str) else f" {declared[name]!r}")
        for name in source.columns
    }
    single = {
        name: getattr(mapping, name)
        for name in ("date_order", "decimal", "client_names", "appointment_ids")
    }
    single |= {"zone": mapping.time_zone, "day_zero": mapping.day_zero}
    single["notice"] = mapping.notice_hours
    if source.target == "sessions":
        for entry in ("several_clients", "several_counselors"):
            single[entry] = getattr(mapping, entry)
    if source.target in ("alliance", "outcomes"):
        single["instruments"] = _hash(repr(mapping.instrument))
    told = {name: value for name, value in single.items() if value is not None}
    return told | {"columns": columns, MADE_ALIKE: _together({}, mapping.ids)}


def _meant(connection: duckdb.DuckDBPyConnection) -> dict[int, dict[str, str]]:
    """Return what each status word of each file means, the words as hashes.

    What another column of the row says of its status goes with the word.
    A column of many words holds no statuses, and perhaps what people wrote: one hash.
    """
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for file, word, others, meaning in connection.execute(
        "select file, word, others, meaning from meanings order by all"
    ).fetchall():
        said = (word or "") + (f"\n{others}" if others else "")
        found[file][_hash(said)] = meaning
    for file, words in found.items():
        if len(words) > MOST_WORDS:
            found[file] = {"all": _hash(repr(sorted(words.items())))}
    return found


def _content(source: Source) -> str:
    digest = hashlib.sha256()  # which processors compute themselves
    with source.path.open("rb") as text:
        while block := text.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()[:DIGITS]


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
