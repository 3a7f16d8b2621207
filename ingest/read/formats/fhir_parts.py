"""The parts that FHIR resources are made of: references, names, codes."""

from dataclasses import dataclass
from typing import Any

PRACTITIONERS = ("Practitioner", "PractitionerRole")


@dataclass(frozen=True)
class Reference:
    """Whom or what a resource points at.

    `identifier` is "system|value" where that is all there is (a conditional or a logical
    reference); another resource of the same export says whose it is.
    """

    kind: str = ""
    id: str = ""
    identifier: str = ""
    name: str = ""

    @property
    def cells(self) -> tuple[str, str, str]:
        """Return the three cells under which a reference stands in our tables."""
        return self.id, self.identifier, self.name


def refer(reference: object, owner: dict) -> Reference:
    """Read a reference of any form: relative, absolute, conditional, contained, logical."""
    if not isinstance(reference, dict):
        return Reference()
    name = called(reference.get("display"))
    kind = called(reference.get("type"))
    logical = _identifier(reference.get("identifier"))
    target = called(reference.get("reference"))
    if target.startswith("#"):
        return _contained(target[1:], owner, name)
    if "?" in target:
        kind, _, query = target.partition("?")
        kind = kind.rstrip("/").rpartition("/")[2]
        return Reference(kind, "", query.partition("identifier=")[2], name)
    if target.startswith("urn:"):
        return Reference(kind, target.rpartition(":")[2], logical, name)
    parts = target.partition("/_history/")[0].split("/")
    if target:
        kind = kind or (parts[-2] if len(parts) > 1 else "")
        return Reference(kind, parts[-1], logical, name)
    return Reference(kind, "", logical, name)


def _contained(local: str, owner: dict, name: str) -> Reference:
    """Read a contained resource: other resources know its identifier, but not its id."""
    for inner in objects(owner.get("contained")):
        if inner.get("id") == local:
            kind = called(inner.get("resourceType"))
            identifier = first(identifiers(inner)) or ""
            id_ = "" if identifier else f"{called(owner.get('id'))}-{local}"
            spoken_name = name or human(inner) or called(inner.get("description"))
            return Reference(kind, id_, identifier, spoken_name)
    return Reference("", f"{called(owner.get('id'))}-{local}", "", name)


def identifiers(one: dict) -> list[str]:
    """Return a resource's identifiers as "system|value"."""
    listed = objects(one.get("identifier"))
    return [text for part in listed if (text := _identifier(part))]


def _identifier(part: object) -> str:
    if not isinstance(part, dict) or not part.get("value"):
        return ""
    return f"{called(part.get('system'))}|{called(part['value'])}"


def human(one: dict) -> str:
    """Return how a person is called."""
    name = first(one.get("name"))
    if not isinstance(name, dict):
        return called(name)
    parts = [
        *_listed(name, "prefix"),
        *_listed(name, "given"),
        called(name.get("family")),
    ]
    return called(name.get("text")) or " ".join(filter(None, parts))


def _listed(name: dict, part: str) -> list[str]:
    value = name.get(part) or []
    return [called(word) for word in (value if isinstance(value, list) else [value])]


def codes(*concepts: object) -> list[str]:
    """Return the codes of concepts, in their order."""
    return [
        called(coding.get("code"))
        for concept in objects([*concepts])
        for coding in objects(concept.get("coding"))
        if coding.get("code")
    ]


def spoken(concept: object) -> str:
    """Return a concept in words, else its first code."""
    outer = part(concept)
    inner = part(outer.get("concept")) or outer
    coding = part(first(inner.get("coding")))
    return called(inner.get("text") or coding.get("display") or coding.get("code"))


def part(value: object) -> dict:
    """Return a JSON value if it is an object, else {}."""
    return value if isinstance(value, dict) else {}


def objects(value: object) -> list[dict]:
    """Return the objects of a JSON list, or a lone one as a list."""
    listed = value if isinstance(value, list) else [value]
    return [item for item in listed if isinstance(item, dict)]


def first(value: Any) -> Any:
    """Return the first of a JSON list (None of an empty one), or the value as it is."""
    if isinstance(value, list):
        return value[0] if value else None
    return value


def called(value: object) -> str:
    """Return a simple JSON value as text, "" for null, lists and objects."""
    return str(value) if isinstance(value, str | int | float) else ""
