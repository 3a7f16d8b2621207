"""What the status words of an export mean: recognize/words.toml, as a clinic adds to it."""

import duckdb

from ingest.recognize.layout import plain, words
from ingest.recognize.mapping import Mapping
from ingest.recognize.sources import Source


def meaning(word: str | None, source: Source, mapping: Mapping) -> str:
    """Return the status that a word of a file means: one of `mapping.STATUSES`.

    No word means that nobody marked the session. The clinic's own declaration comes
    before what is known of the practice system.
    """
    if not word:
        return "unmarked"
    known = source.export.words if source.export else words("statuses")
    bare = plain(word)
    status = mapping.statuses.get(bare) or known.get(bare)
    if not status and source.export and source.export.first_character:
        coded = word[1:2] in ("", " ")
        status = known.get(plain(word[0])) if coded else None
    if not status and plain(source.heading("status")) == "attended":
        status = "attended" if words("yes_no").get(bare) == "yes" else None
    return status or "unknown"


def resolve(
    connection: duckdb.DuckDBPyConnection, sources: list[Source], mapping: Mapping
) -> None:
    """Fill `meanings` with the status of every word that the files hold."""
    connection.execute(
        "create temp table meanings (file integer, word varchar, meaning varchar)"
    )
    for file, word in connection.execute(
        "select distinct file, word from read_sessions"
    ).fetchall():
        status = meaning(word, sources[file], mapping)
        connection.execute(
            "insert into meanings values (?, ?, ?)", [file, word, status]
        )
