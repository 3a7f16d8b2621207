"""Which instrument a FHIR response or observation is about, and its total score.

A total is read where it stands; it is never added up from answers, because only the
instrument's own rules say what to do with a missing one.
"""

from functools import cache

from ingest.read.formats.fhir_parts import called, codes, objects, part, spoken
from ingest.recognize.instruments import instruments
from ingest.recognize.layout import plain

TOTAL = ("total", "sum score", "sumscore")


@cache
def _known() -> dict[str, str]:
    return {
        plain(word): one.name
        for one in instruments([])
        for word in [one.name, *one.names]
    }


def instrument(one: dict) -> str:
    """Return the known instrument's name, a questionnaire's own, or nothing."""
    concept = one.get("code")
    for code in codes(concept):
        if name := _known().get(plain(code)):
            return name
    canonical = called(one.get("questionnaire")).partition("|")[0]
    own = canonical.rstrip("/").rpartition("/")[2]
    said = plain(f"{spoken(concept)} {own}")
    names = [word for word in _known() if len(word) > 3 and word in said]
    known = _known().get(plain(own)) or (names and _known()[max(names, key=len)])
    return known or own


def total(one: dict) -> str:
    """Return the total score where the resource states one, else nothing."""
    value = _number(one)
    if value or one.get("resourceType") == "Observation":
        return value
    stated = [item for item in _items(one) if _is_total(item)]
    return next((said for item in stated if (said := _answered(item))), "")


def _items(one: dict):
    for item in objects(one.get("item")):
        yield item
        yield from _items(item)


def _is_total(item: dict) -> bool:
    said = f"{called(item.get('linkId'))} {called(item.get('text'))}".casefold()
    return any(word in said for word in TOTAL)


def _answered(item: dict) -> str:
    answers = objects(item.get("answer"))
    return next((said for answer in answers if (said := _number(answer))), "")


def _number(one: dict) -> str:
    for key in ("valueInteger", "valueDecimal"):
        if key in one:
            return called(one[key])
    return called(part(one.get("valueQuantity")).get("value"))
