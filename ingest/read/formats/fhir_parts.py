"""The parts that FHIR resources are made of: references, names, codes."""

from dataclasses import dataclass

PRACTITIONERS = ("Practitioner", "PractitionerRole")


@dataclass(frozen=True)
class Reference:
    """Whom or what a resource points at.

    `identifier` is "system|value" where only that is told (a conditional or a logical
    reference); whose it is, another resource of the same export says.
    """

    kind: str = ""
    id: str = ""
    identifier: str = ""
    name: str = ""

    @property
    def cells(self) -> tuple[str, str, str]:
        """Return the three cells under which a reference stands in our tables."""
        return self.id, self.identifier, self.name


def refer(reference, owner: dict) -> Reference:
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
    """Read what a resource carries inside: its identifier is known elsewhere, its id not."""
    for one in objects(owner.get("contained")):
        if one.get("id") == local:
            kind = called(one.get("resourceType"))
            said = first(identifiers(one)) or ""
            inner = "" if said else f"{called(owner.get('id'))}-{local}"
            spoken_name = name or human(one) or called(one.get("description"))
            return Reference(kind, inner, said, spoken_name)
    return Reference("", f"{called(owner.get('id'))}-{local}", "", name)


def identifiers(one: dict) -> list[str]:
    """Return a resource's identifiers as "system|value"."""
    listed = objects(one.get("identifier"))
    return [said for part in listed if (said := _identifier(part))]


def _identifier(part) -> str:
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
    said = name.get(part) or []
    return [called(one) for one in (said if isinstance(said, list) else [said])]


def codes(*concepts) -> list[str]:
    """Return the codes of concepts, in their order."""
    return [
        called(coding.get("code"))
        for concept in objects([*concepts])
        for coding in objects(concept.get("coding"))
        if coding.get("code")
    ]


def spoken(concept) -> str:
    """Return a concept in words, else its first code."""
    concept = part(concept)
    concept = part(concept.get("concept")) or concept
    coding = part(first(concept.get("coding")))
    return called(concept.get("text") or coding.get("display") or coding.get("code"))


def part(one) -> dict:
    """Return an object, and an empty one for whatever is none."""
    return one if isinstance(one, dict) else {}


def objects(listed) -> list[dict]:
    """Return the objects of a list, or a lone one as a list."""
    listed = listed if isinstance(listed, list) else [listed]
    return [one for one in listed if isinstance(one, dict)]


def first(listed):
    """Return the first of a list, or what is no list as it is; None of nothing."""
    if isinstance(listed, list):
        return listed[0] if listed else None
    return listed


def called(part) -> str:
    """Return a simple value as text, and nothing of what is none."""
    return str(part) if isinstance(part, str | int | float) else ""
