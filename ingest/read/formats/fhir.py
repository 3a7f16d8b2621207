"""FHIR resources (R4 and R5) as one text table per kind of resource."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.read.formats import fhir_rows
from ingest.read.formats.fhir_parts import called, objects, part
from ingest.read.formats.fhir_scores import InstrumentOf
from ingest.read.formats.text import BREAKS, Text, place
from ingest.refusals import LeftAlone, NotOurs

if TYPE_CHECKING:
    from _csv import Writer

KINDS = fhir_rows.HEADINGS
NOT_READ = "{}: holds FHIR resources of kinds that are not read here ({})."
EMPTY = "{}: holds no FHIR resource."


def is_resource(record: object) -> bool:
    """Say whether a JSON object is a FHIR resource."""
    return isinstance(record, dict) and isinstance(record.get("resourceType"), str)


def resources(resource: dict) -> Iterator[dict]:
    """Yield the resources of a bundle, each with its address `fullUrl`, or the only one."""
    if resource["resourceType"] != "Bundle":
        yield resource
        return
    for entry in objects(resource.get("entry")):
        inner = entry.get("resource")
        if isinstance(inner, dict) and is_resource(inner):
            yield inner | {"fullUrl": called(entry.get("fullUrl"))}


def read(
    records: Iterable[dict],
    name: str,
    file: str,
    scratch: Path,
    instrument_of: InstrumentOf,
) -> Iterator[Text]:
    """Yield a Text per kind of resource that is read here; others are left alone."""
    seen: set[str] = set()
    targets: dict[str, tuple[Path, Writer]] = {}
    with ExitStack() as open_files:
        for resource in _addressed(records):
            kind = called(part(resource).get("resourceType"))
            seen.add(kind[:40])
            if kind not in KINDS:
                continue
            if kind not in targets:
                path = place(scratch)
                stream = path.open("w", encoding="utf-8", newline="")
                writer = csv.writer(
                    open_files.enter_context(stream), lineterminator="\n"
                )
                writer.writerow(["resourceType", *KINDS[kind]])
                targets[kind] = path, writer
            for row in fhir_rows.rows(resource, instrument_of):
                cells = [str(cell).translate(BREAKS) for cell in (kind, *row)]
                targets[kind][1].writerow(cells)
    if not seen:
        raise NotOurs(EMPTY.format(name))
    if not targets:
        raise LeftAlone(NOT_READ.format(name, ", ".join(sorted(seen)[:5])), name)
    for kind, (path, _) in targets.items():
        full = name if len(seen) == 1 else f"{name}, {kind}"
        shift = -1 if len(seen) == 1 else 0
        yield Text(full, file, path, delimiter=",", shift=shift)


def _addressed(records: Iterable[dict]) -> Iterable[dict]:
    """Resolve the addresses (urn:uuid:...) by which resources of a bundle refer."""
    if not isinstance(records, Iterator):
        return records
    first = next(records, None)
    if "fullUrl" not in part(first):
        return _chained(first, records)
    whole = [first, *records]
    ids = {
        resource["fullUrl"]: f"{resource['resourceType']}/{called(resource['id'])}"
        for resource in whole
        if resource.get("fullUrl") and resource.get("id")
    }
    return [_resolved(resource, ids) for resource in whole]


def _chained(first: dict | None, rest: Iterator[dict]) -> Iterator[dict]:
    if first is not None:
        yield first
        yield from rest


def _resolved(whole: Any, ids: dict[str, str]) -> Any:
    if isinstance(whole, list):
        return [_resolved(item, ids) for item in whole]
    if not isinstance(whole, dict):
        return whole
    resolved = {key: _resolved(value, ids) for key, value in whole.items()}
    reference = resolved.get("reference")
    if isinstance(reference, str) and reference in ids:
        resolved["reference"] = ids[reference]
    return resolved
