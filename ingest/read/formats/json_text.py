"""JSON and NDJSON as text tables: an object a row, its parts by dotted headings."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from ingest.read.formats import fhir
from ingest.read.formats.fhir_scores import InstrumentOf
from ingest.read.formats.json_parts import cell, flat
from ingest.read.formats.text import Text, write
from ingest.refusals import NotOurs, Refused

LARGEST = 256 << 20
MOST_HEADINGS = 500
BROKEN = "{}: is not complete JSON (stops making sense at line {:,}). Export it again."
DEEP = "{}: its JSON is nested too deeply to be an export."
LARGE = "{}: is one JSON text of more than 256 MiB. Export it as NDJSON or CSV."
NO_ROWS = "{}: the JSON holds no list of records."
ENCODING = "{}: the JSON is not UTF-8. Export it again."


def looks_like(start: bytes) -> bool:
    """Say whether a file begins like JSON."""
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def read(
    path: Path, name: str, file: str, scratch: Path, instrument_of: InstrumentOf
) -> Iterator[Text]:
    """Yield each list of records as a Text; FHIR resources by their kind."""
    try:
        if _is_one_per_line(path):
            yield from _per_line(path, name, file, scratch, instrument_of)
        else:
            yield from _whole(path, name, file, scratch, instrument_of)
    except json.JSONDecodeError as problem:
        raise Refused(BROKEN.format(name, problem.lineno)) from None
    except RecursionError:
        raise Refused(DEEP.format(name)) from None
    except UnicodeDecodeError:
        raise Refused(ENCODING.format(name)) from None


def _is_one_per_line(path: Path) -> bool:
    """Say whether each line is a record, and not the whole one text on one line."""
    with path.open(encoding="utf-8-sig") as stream:
        first, more = stream.readline().strip(), stream.readline().strip()
    try:
        record = json.loads(first)
    except json.JSONDecodeError:
        return False
    return isinstance(record, dict) and (bool(more) or not _lists(record))


def parsed(text: str) -> Any:
    """Parse JSON; numbers stay text as written. Raises json.JSONDecodeError."""
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)


def _records(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8-sig") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                record = parsed(line)
            except json.JSONDecodeError as problem:
                problem.lineno = number
                raise
            if isinstance(record, dict):
                yield record


def _per_line(
    path: Path, name: str, file: str, scratch: Path, instrument_of: InstrumentOf
) -> Iterator[Text]:
    first = next(_records(path), {})
    if "resourceType" not in first:
        yield _table(lambda: _records(path), name, file, scratch)
    elif first["resourceType"] == "Bundle":
        yield from _whole(path, name, file, scratch, instrument_of)
    else:
        yield from fhir.read(_records(path), name, file, scratch, instrument_of)


def _whole(
    path: Path, name: str, file: str, scratch: Path, instrument_of: InstrumentOf
) -> Iterator[Text]:
    if path.stat().st_size > LARGEST:
        raise Refused(LARGE.format(name))
    whole = parsed(path.read_text(encoding="utf-8-sig"))
    if fhir.is_resource(whole):
        yield from fhir.read(fhir.resources(whole), name, file, scratch, instrument_of)
        return
    if isinstance(whole, list) and fhir.is_resource(next(iter(whole), None)):
        yield from fhir.read(whole, name, file, scratch, instrument_of)
        return
    lists = _lists(whole)
    if not lists:
        raise NotOurs(NO_ROWS.format(name))
    for key, records in lists.items():
        full = f"{name}, {key}" if len(lists) > 1 else name
        if isinstance(records[0], list):
            rows = [[cell(one) for one in row] for row in records]
            yield Text(full, file, write(rows, scratch), delimiter=",")
        else:
            yield _table(partial(iter, records), full, file, scratch)


def _lists(whole: object) -> dict[str, list]:
    """Return the lists of objects (or of rows) at the top, by their name."""
    tops = {"": whole} if isinstance(whole, list) else whole
    if not isinstance(tops, dict):
        return {}
    return {
        key: top
        for key, top in tops.items()
        if isinstance(top, list)
        and top
        and (
            all(isinstance(one, dict) for one in top)
            or all(isinstance(one, list) for one in top)
        )
    }


def _table(
    records: Callable[[], Iterable[dict]], name: str, file: str, scratch: Path
) -> Text:
    """Write records as rows; `records` is called twice, first for the headings."""
    headings: dict[str, None] = {}
    for record in records():
        headings |= dict.fromkeys(flat(record))
        if len(headings) > MOST_HEADINGS:
            raise Refused(f"{name}: the records have more than {MOST_HEADINGS} parts.")

    def rows() -> Iterator[list[str]]:
        yield list(headings)
        for record in records():
            parts = flat(record)
            yield [parts.get(heading, "") for heading in headings]

    return Text(name, file, write(rows(), scratch), delimiter=",", shift=-1)
