"""What a FHIR response or observation calls its instrument, and its total score.

A total is read where it stands; it is never added up from answers, because only the
instrument's own rules say what to do with a missing one.
"""

from collections.abc import Callable, Iterator

from ingest.read.formats.fhir_parts import called, codes, objects, part, spoken

TOTAL = ("total", "sum score", "sumscore")
# From a resource's codes, its questionnaire's own name and its words to an instrument.
InstrumentOf = Callable[[list[str], str, str], str]


def own_name(codes: list[str], own: str, words: str) -> str:  # noqa: ARG001 its type
    """Return a questionnaire's own name: all that reading alone knows."""
    return own


def instrument(one: dict, instrument_of: InstrumentOf) -> str:
    """Return the known instrument's name, else a questionnaire's own name, else ""."""
    concept = one.get("code")
    canonical = called(one.get("questionnaire")).partition("|")[0]
    own = canonical.rstrip("/").rpartition("/")[2]
    return instrument_of(codes(concept), own, spoken(concept))


def total(one: dict) -> str:
    """Return the total score where the resource states one, else ""."""
    value = _number(one)
    if value or one.get("resourceType") == "Observation":
        return value
    stated = [item for item in _items(one) if _is_total(item)]
    return next((score for item in stated if (score := _answered(item))), "")


def _items(one: dict) -> Iterator[dict]:
    for item in objects(one.get("item")):
        yield item
        yield from _items(item)


def _is_total(item: dict) -> bool:
    text = f"{called(item.get('linkId'))} {called(item.get('text'))}".casefold()
    return any(word in text for word in TOTAL)


def _answered(item: dict) -> str:
    answers = objects(item.get("answer"))
    return next((score for answer in answers if (score := _number(answer))), "")


def _number(one: dict) -> str:
    for key in ("valueInteger", "valueDecimal"):
        if key in one:
            return called(one[key])
    return called(part(one.get("valueQuantity")).get("value"))
