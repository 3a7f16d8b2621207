"""The answers in a mapping, one by one: where each stands, what it says, and since when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec import structs, to_builtins

from ingest.recognize.layout import plain
from ingest.recognize.mapping import Entries
from ingest.recognize.recipes import Recipe, RecipeTable

Place = tuple[str, ...]
# What is no answer about an export, or stands on the Data page by itself.
UNDATED = ("answered", "invented", "same")
DEEP = ("statuses_under", "columns")
CONTACT = {
    "yes": "A yes under “{}” means that the client is not to be called",
    "no": "A no under “{}” means that the client is not to be called",
    "neither": "“{}” does not say whom not to call",
}
WAYS = {"join": " and ", "name": " and ", "first": " or ", "rules": " and "}


@dataclass(frozen=True)
class Answer:
    """One answer: its `place` in the mapping, what it says, and the day it was given."""

    place: Place
    says: str
    day: date | None

    @property
    def sentence(self) -> str:
        """Return what it says, and since when."""
        return f"{self.says}{f', as answered on {self.day}' if self.day else ''}"


def listed(said: Entries) -> list[Answer]:
    """Return every answer, in the order of the mapping."""
    return [
        Answer(place, _sentence(place, value), said.answered.get(_name(place)))
        for place, value in _leaves(said)
    ]


def dated(before: Entries, after: Entries, day: date) -> Entries:
    """Return the later entries, with the day beside what is new in them; what is gone has none."""
    old, now = dict(_leaves(before)), dict(_leaves(after))
    days = {
        _name(place): before.answered.get(_name(place))
        if old.get(place) == value
        else day
        for place, value in now.items()
    }
    return structs.replace(after, answered={n: one for n, one in days.items() if one})


def without(said: Entries, place: Place) -> Entries:
    """Return the entries without one answer, so that it is asked anew."""
    name, *inner = place
    value = getattr(said, name)
    less: object = _less(value, inner) if isinstance(value, dict) else None
    if name == "instrument":
        less = [one for one in value if one.name != inner[0]]
    days = {key: day for key, day in said.answered.items() if key != _name(place)}
    return structs.replace(said, **{name: less}, answered=days)


def _less(group: dict, place: list[str]) -> dict:
    first, *inner = place
    rest = _less(group[first], inner) if inner else {}
    kept = {key: value for key, value in group.items() if key != first}
    return (
        {key: rest if key == first else group[key] for key in group} if rest else kept
    )


def _name(place: Place) -> str:
    return ".".join(place)


def _leaves(said: Entries) -> Iterator[tuple[Place, Any]]:
    for name in said.__struct_fields__:
        value = getattr(said, name)
        if name in UNDATED or value in (None, {}, []):
            continue
        if name == "instrument":
            yield from (((name, one.name), one) for one in value)
        elif isinstance(value, dict):
            yield from _within(value, (name,), deep=name in DEEP)
        else:
            yield (name,), value


def _within(group: dict, place: Place, *, deep: bool) -> Iterator[tuple[Place, Any]]:
    for key, value in group.items():
        if deep and isinstance(value, dict):
            yield from _within(value, (*place, key), deep=False)
        else:
            yield (*place, key), value


def _sentence(place: Place, value: Any) -> str:
    match place:
        case ("statuses_under", heading, word):
            return f"“{word}” under “{heading}” means {_spaced(value)}"
        case ("statuses", word):
            return f"“{word}” means {_spaced(value)}, under any heading"
        case ("endings", word):
            return f"“{word}” as the reason of a discharge means {_spaced(value)}"
        case ("contact", heading):
            return CONTACT[value].format(heading)
        case ("files", name):
            return f"Each row of “{name}” is of {value}"
        case ("columns", table, column):
            return f"{_spaced(column).capitalize()} of {table}: {described(value)}"
        case ("instrument", name):
            return f"The instrument {name}"
    return f"{_spaced(place[0]).capitalize()}: {_spaced(value)}"


def described(recipe: Recipe) -> str:
    """Return a recipe in a few words: the headings it is made of, or its text."""
    if isinstance(recipe, str):
        return f"“{recipe}”"
    if isinstance(recipe, RecipeTable) and recipe.text is not None:
        return f"“{recipe.text}” where the export has none"
    if isinstance(recipe, RecipeTable):
        way = next((WAYS[kind] for kind in WAYS if getattr(recipe, kind)), " and ")
        headings = dict.fromkeys(_headings(to_builtins(recipe)))
        if not headings:
            return "“attended”, if it is past"
        return f"made of {way.join(f'“{one}”' for one in headings)}"
    return " or ".join(described(one) for one in recipe)


def _headings(said: object) -> Iterator[str]:
    """Yield the headings in a recipe written as plain values, in its order."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, list):
        for one in said:
            yield from _headings(one)
    elif isinstance(said, dict):
        yield from said.get("when", {})
        for kind in ("first", "join", "name", "of", "rules"):
            yield from _headings(said.get(kind))
        if isinstance(by := said.get("by"), list):
            yield from by


def _spaced(value: object) -> str:
    return str(value).replace("_", " ")


def bears_on(
    answer: Answer,
    files: set[str],
    used: dict[str, set[str]],
    words: set[tuple[str, str]],
    others: set[str],
) -> bool:
    """Tell whether an answer is used for some files.

    `used` has our columns by table, `words` each status word with its heading, plain.
    `others` are the plain headings that may say whom not to contact.
    """
    match answer.place:
        case ("statuses_under", heading, word):
            return (plain(heading), plain(word)) in words
        case ("statuses", word):
            return plain(word) in {one for _, one in words}
        case ("contact", heading):
            return plain(heading) in others
        case ("files", name):
            return name in files
        case ("columns", table, column):
            return column in used.get(table, set())
    return True
