"""The rows that a FHIR resource becomes: R4 and R5 name some parts differently."""

from collections.abc import Collection, Iterator

from ingest.read.formats.fhir_parts import (
    PRACTITIONERS,
    Reference,
    called,
    codes,
    first,
    human,
    identifiers,
    objects,
    part,
    refer,
    spoken,
)
from ingest.read.formats.fhir_scores import InstrumentOf, instrument, total

PATIENT = ["patient", "patient_identifier", "patient_name"]
PRACTITIONER = ["practitioner", "practitioner_identifier", "practitioner_name"]
HEADINGS = {
    "Appointment": ["id", "status", "start", "end", "minutes", "created", "cancelled"]
    + ["cancellation", "service", "location", "patients", *PATIENT, *PRACTITIONER],
    "Encounter": ["id", "status", "start", "end", "class", "service", "location"]
    + ["appointment", *PATIENT, *PRACTITIONER],
    "Patient": ["id", "patient_name", "identifier_1", "identifier_2", "identifier_3"],
    "Practitioner": [
        "id",
        "practitioner_name",
        "identifier_1",
        "identifier_2",
        "identifier_3",
    ],
    "EpisodeOfCare": ["episode", "status", "start", "end", *PATIENT],
    "QuestionnaireResponse": ["id", "status", "day", "instrument", "score", *PATIENT],
    "Observation": ["id", "status", "day", "instrument", "score", *PATIENT],
}


def rows(resource: dict, instrument_of: InstrumentOf) -> Iterator[list[str]]:
    """Yield the rows of a resource; their cells stand in the order of its HEADINGS."""
    kind = resource["resourceType"]
    if kind in SCORES:
        return _score(resource, instrument_of)
    return ROWS[kind](resource)


def _appointment(one: dict) -> Iterator[list[str]]:
    """Yield a row per patient: a group has one appointment and several clients."""
    met = objects(one.get("participant"))
    actors = [refer(participant.get("actor"), one) for participant in met]
    patients = [actor for actor in actors if actor.kind == "Patient"]
    if not patients and one.get("subject"):
        patients = [refer(one["subject"], one)]
    practitioner = _first_of(actors, PRACTITIONERS)
    reason = one.get("cancelationReason") or one.get("cancellationReason")
    location = _first_of(actors, ("Location",))
    facts = [one.get("id"), one.get("status"), one.get("start"), one.get("end")]
    facts += [one.get("minutesDuration"), one.get("created")]
    facts += [one.get("cancellationDate"), first(codes(reason)) or spoken(reason)]
    facts += [spoken(first(one.get("serviceType"))), location.name, len(patients)]
    for patient in patients or [Reference()]:
        yield _row(*facts, *patient.cells, *practitioner.cells)


def _encounter(one: dict) -> Iterator[list[str]]:
    period = part(one.get("period") or one.get("actualPeriod"))
    start = period.get("start") or one.get("plannedStartDate")
    met = objects(one.get("participant"))
    met.sort(
        key=lambda participant: "PPRF" not in codes(*objects(participant.get("type")))
    )
    actors = [refer(who.get("individual") or who.get("actor"), one) for who in met]
    practitioner = _first_of(actors, (*PRACTITIONERS, ""))
    place = part(first(one.get("location")))
    at = refer(place.get("location"), one)
    appointment = refer(first(one.get("appointment")), one)
    setting = part(first(one.get("class")))
    yield _row(
        one.get("id"),
        one.get("status"),
        start,
        period.get("end") or one.get("plannedEndDate"),
        setting.get("code") or first(codes(setting)),
        spoken(first(one.get("type"))),
        at.name,
        appointment.id,
        *refer(one.get("subject"), one).cells,
        *practitioner.cells,
    )


def _person(one: dict) -> Iterator[list[str]]:
    named = [*identifiers(one), "", "", ""][:3]
    yield _row(one.get("id"), human(one), *named)


def _episode(one: dict) -> Iterator[list[str]]:
    period = part(one.get("period"))
    patient = refer(one.get("patient") or one.get("subject"), one)
    facts = [one.get("id"), one.get("status"), period.get("start"), period.get("end")]
    yield _row(*facts, *patient.cells)


def _score(one: dict, instrument_of: InstrumentOf) -> Iterator[list[str]]:
    day = one.get("authored") or one.get("effectiveDateTime") or one.get("issued")
    day = day or part(one.get("effectivePeriod")).get("start")
    name = instrument(one, instrument_of)
    facts = [one.get("id"), one.get("status"), day, name, total(one)]
    yield _row(*facts, *refer(one.get("subject"), one).cells)


def _first_of(actors: list[Reference], kinds: Collection[str]) -> Reference:
    return next((one for one in actors if one.kind in kinds), Reference())


def _row(*cells: object) -> list[str]:
    return ["" if cell is None else called(cell) for cell in cells]


ROWS = {
    "Appointment": _appointment,
    "Encounter": _encounter,
    "Patient": _person,
    "Practitioner": _person,
    "EpisodeOfCare": _episode,
}
SCORES = ("QuestionnaireResponse", "Observation")
