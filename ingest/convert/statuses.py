"""What the status words of an export mean: recognize/words.toml, as a clinic adds to it.

Where another column of the row says otherwise (a status "Fulfilled", and a reason
"No-show"), the mapping says which counts (`disagreeing_status`).
"""

import duckdb

from ingest.recognize.layout import missing_words, plain, tables, words
from ingest.recognize.mapping import Mapping
from ingest.recognize.recipes import Cell
from ingest.recognize.sources import Source
from store.database import quoted

# Meanings that contradict each other are those of different kinds.
KINDS = {
    "attended": "came",
    "no_show": "did not come",
    **dict.fromkeys(
        ("late_cancelled", "client_cancelled", "clinic_cancelled", "rescheduled"),
        "called off",
    ),
}
NOT, CALLED_OFF, BETWEEN = "not", "called off", "|"
# Headings under which a yes says that the client came.
CAME = (
    "attended", "attendance", "clientattended", "didattend", "showedup", "turnedup",
    "came", "present", "clientpresent", "arrived", "clientarrived",
)  # fmt: skip
# What yes and no say under a heading: plain words of a status, or that it was not attended.
YES_NO = {
    **dict.fromkeys(CAME, ("attended", NOT)),
    **dict.fromkeys(("noshow", "isnoshow", "wasnoshow", "missed"), ("noshow", "")),
    **dict.fromkeys(("didnotattend", "dna"), ("didnotattend", "")),
    **dict.fromkeys(("cancelled", "iscancelled", "wascancelled"), ("cancelled", "")),
    **dict.fromkeys(("canceled", "iscanceled", "wascanceled"), ("cancelled", "")),
    **dict.fromkeys(
        ("latecancel", "latecancellation", "latecancelled"), ("latecancelled", "")
    ),
    **{
        f"{who}{how}": (f"{who}cancelled", "")
        for who in (
            "client", "patient", "clinic", "therapist", "counselor", "counsellor",
            "provider", "clinician", "practitioner",
        )
        for how in ("cancelled", "canceled", "cancel", "cancellation")
    },
}  # fmt: skip
# Words that say that a session was called off, and not by whom; headings that say by whom.
WHOEVER = ("cancelled", "canceled", "cancel", "cancellation")
BY_WHOM, BY = "cancelledby", (
    "cancelledby", "canceledby", "cancelledbywhom", "canceledbywhom", "whocancelled",
    "whocanceled", "cancellationby", "cancellationtype", "canceltype", "cancelinitiator",
    "cancellationinitiator", "cancelledbyrole", "cancellationsource",
)  # fmt: skip
WHO_FIRST = ("clinic_cancelled", "late_cancelled", "client_cancelled")


def meaning(word: str | None, source: Source, mapping: Mapping) -> str:
    """Return what a word of a file means: a status, or `layout.IF_PAST`.

    No word means that nobody marked the session. The clinic's own declaration comes
    before what is known of the practice system.
    """
    if not word:
        return "unmarked"
    known = source.export.words if source.export else words("statuses")
    bare = plain(word)
    status = mapping.status(source.heading("status"), word) or known.get(bare)
    if not status and source.export and source.export.first_character:
        coded = word[1:2] in ("", " ")
        status = known.get(plain(word[0])) if coded else None
    if not status and word.lower() in missing_words():
        return "unmarked"
    if not status and plain(source.heading("status")) in CAME:
        status = "attended" if words("yes_no").get(bare) == "yes" else None
    return status or "unknown"


def others(source: Source, mapping: Mapping) -> tuple[str, tuple[int, ...]]:
    """Return, as SQL, what other columns of a row of sessions say of its status, and their places.

    Their plain words that mean a status stand beside one another; "" and no places where
    a file has no such column.
    """
    if source.table != "sessions" or "status" not in source.columns:
        return "", ()
    known = {
        word for word, status in _known(source, mapping).items() if status in KINDS
    }
    listed = ", ".join(map(quoted, sorted(known)))
    said = []
    cells = _others(source)
    for cell in cells:
        heading = plain(source.headings[cell.places[0]]) if cell.places else ""
        bare = rf"regexp_replace(lower({cell.trimmed}), '[^\pL\pN]+', '', 'g')"
        answers = ""
        if heading in BY:
            by = f"'{BY_WHOM}' || {bare}"
            answers = f" when {by} in ({listed}) then {by}"
        if heading in YES_NO:
            yes, no = (
                ", ".join(
                    quoted(word) for word, it in words("yes_no").items() if it == one
                )
                for one in ("yes", "no")
            )
            if_yes, if_no = map(quoted, YES_NO[heading])
            answers = (
                f" when {bare} in ({yes}) then {if_yes}"
                f" when {bare} in ({no}) then nullif({if_no}, '')"
            )
        said.append(f"case{answers} when {bare} in ({listed}) then {bare} end")
    at = source.columns.get("cancelled_at")
    if (
        at
        and not source.export
        and not {*source.columns["status"].places} & {*at.places}
    ):
        cells.append(at)
        missing = ", ".join(map(quoted, missing_words()))
        filled = f"lower({at.trimmed}) not in ({missing})"
        said.append(f"case when {filled} then {quoted(CALLED_OFF)} end")
    places = tuple(place for cell in cells for place in cell.places)
    return (
        f"nullif(concat_ws('{BETWEEN}', {', '.join(said)}), '')" if said else "",
        places,
    )


def _others(source: Source) -> list[Cell]:
    """Return the cells that may say what became of a session, beside its status."""
    looked_at = set(source.columns["status"].places)
    cells = [source.columns["reason"]] if "reason" in source.columns else []
    if not source.export:
        headings, unused = (
            tables()["sessions"].columns["status"].headings,
            source.unused(),
        )
        cells += [
            Cell(f"c{place}", (place,))
            for place, heading in enumerate(source.headings)
            if heading in unused and plain(heading) in {*headings, *YES_NO, *BY}
        ]
    return [cell for cell in cells if not looked_at & set(cell.places)]


def _known(source: Source, mapping: Mapping) -> dict[str, str]:
    of_system = source.export.words if source.export else words("statuses")
    return of_system | mapping.statuses


def contrary(status: str, said: str | None, source: Source, mapping: Mapping) -> str:
    """Return the status that another column gives in contradiction to the first; else ""."""
    known = _known(source, mapping)
    for word in (said or "").split(BETWEEN):
        if word == NOT and KINDS.get(status) == "came":
            return "unknown"
        if word == CALLED_OFF and KINDS.get(status) == "came":
            return "client_cancelled"
        other = known.get(word, "")
        if {status, other} <= {*KINDS} and KINDS[status] != KINDS[other]:
            return other
    return ""


def is_by_whoever(word: str, source: Source, mapping: Mapping) -> bool:
    """Tell whether a word says that a session was cancelled, and neither it nor the clinic by whom."""
    told = mapping.status(source.heading("status"), word)
    return not source.export and plain(word) in WHOEVER and not told


def by_whom(said: str | None, source: Source, mapping: Mapping) -> str:
    """Return the status of a cancelled session where another column says by whom; else ""."""
    known = _known(source, mapping)
    told = {known.get(one) for one in (said or "").split(BETWEEN) if one not in WHOEVER}
    return next((status for status in WHO_FIRST if status in told), "")


def resolve(
    connection: duckdb.DuckDBPyConnection, sources: list[Source], mapping: Mapping
) -> None:
    """Fill `meanings` with the status of every word that the files hold.

    `others` is what other columns say beside it, `contrary` the status that they give
    where they contradict it, else "".
    """
    connection.execute(
        "create temp table meanings"
        " (file integer, word varchar, others varchar, meaning varchar, contrary varchar)"
    )
    beside = "others" if has_others(connection) else "null"
    for file, word, said in connection.execute(
        f"select distinct file, word, {beside} from read_sessions"
    ).fetchall():
        status = meaning(word, sources[file], mapping)
        if word and is_by_whoever(word, sources[file], mapping):
            status = by_whom(said, sources[file], mapping) or status
        other = contrary(status, said, sources[file], mapping)
        counts = {"other": other, "unknown": "unknown"}
        kept = counts.get(mapping.disagreeing_status or "", status) if other else status
        connection.execute(
            "insert into meanings values (?, ?, ?, ?, ?)",
            [file, word, said, kept, other],
        )


def has_others(connection: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether a file that was read has other columns that say what became of a session."""
    described = connection.execute("describe read_sessions").fetchall()
    return "others" in {name for name, *_ in described}


def disagreeing(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, int]]:
    """Return the rows (file, rowid) of sessions whose status another column contradicts."""
    if not has_others(connection):
        return []
    return connection.execute(
        "select file, rowid from scratch.read_sessions as rows_read"
        " where aside is null and wrong is null and others is not null and exists ("
        " from meanings where meanings.file = rows_read.file and contrary <> ''"
        " and meanings.word is not distinct from rows_read.word"
        " and meanings.others = rows_read.others) order by all"
    ).fetchall()
