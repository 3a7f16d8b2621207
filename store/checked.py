"""Files that people write, checked: a mistake is one sentence that names its entry.

TOML or JSON is read, then decoded into typed structs by msgspec. What msgspec says of a
mistake ("Expected `float`, got `str` - at `$.notice_hours`") becomes a sentence here:
`clinic.toml: notice_hours must be a number, not "24".`
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches
from math import isfinite
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

T = TypeVar("T")
Path = tuple[str | int, ...]
LONGEST = 60  # characters of a value, in a sentence
WHERE = re.compile(r" - at `(key` in `)?\$([^`]*)`$")
STEP = re.compile(r"\.(\w+)|\[(\d+)\]|\[\.\.\.\]")
BARE = re.compile(r"[A-Za-z0-9_-]+")
UNKNOWN, MISSING = "Object contains unknown field", "Object missing required field"
PLACE_IN_TOML = re.compile(r" \(at (line \d+, column \d+|end of document)\)$")
BELONGS = "belongs at the top of the file, before the first [table]"
# What Python says of text that is no TOML, and what to do about it.
NO_TOML = {
    r"cannot declare \((.*?),?\) twice": "the table [{0}] appears twice",
    r"cannot overwrite a value": "an entry appears twice",
    r"illegal character '\\+n'|unterminated string": "a quotation mark is opened and never closed",
    r"invalid value": "the value cannot be read. Text stands in straight quotes, and it is"
    " true or false in small letters",
    r"(?:invalid hex value|unescaped '\\\\' in a string)": "a backslash in double quotes is"
    " written twice; or put the text in single quotes",
}
ENTRY = 3  # so many keys name an entry: [columns.sessions] client_id
HEADED = 2  # so many keys stand in a table's heading: [columns.sessions]
Numbers = inspect.IntType | inspect.FloatType


class Mistake(ValueError):
    """A file that cannot be meant; its text is the sentence for the user."""


@dataclass(frozen=True)
class Written:
    """What a file says: its name, its entries as plain values, and its notation.

    `top` are the single entries that stand above the first table.
    """

    file: str
    entries: Any
    is_json: bool = False
    top: frozenset[str] = frozenset()

    def checked(self, kind: type[T]) -> T:
        """Return the entries as a msgspec type. Raises Mistake."""
        try:
            decoded = msgspec.convert(self.entries, kind)
        except msgspec.ValidationError as problem:
            raise self._explained(str(problem), kind) from None
        except RecursionError:
            raise Mistake(f"{self.file}: is nested too deeply.") from None
        for path, number in _numbers(self.entries):
            if not isfinite(number):
                raise self.must_be("a finite number", path)
        return decoded

    def mistake(self, said: str, path: Path = ()) -> Mistake:
        """Return the mistake of which `said` tells what is wrong at a path."""
        return Mistake(f"{self.file}: {f'{self._place(path)} {said}'.strip()}.")

    def must_be(self, what: str, path: Path) -> Mistake:
        """Return the mistake that something else must stand at a path."""
        value = _at(self.entries, path)
        place = self._place(path) if path else "the whole file"
        if what == "a table" and _is_tables(value):
            what = "a table, headed with single brackets"
        astray = f"; {path[-1]} {BELONGS}" if path[1:] and path[-1] in self.top else ""
        found = shown(value, is_json=self.is_json)
        return Mistake(f"{self.file}: {place} must be {what}, not {found}{astray}.")

    def unknown(self, name: str, known: list[str], path: Path = ()) -> Mistake:
        """Return the mistake that a table has an entry which is none of the known."""
        near = get_close_matches(name, known, 2)
        others = f"known are {', '.join(sorted(known))}"
        hint = f"did you mean {' or '.join(near)}?" if near else f"{others}."
        return Mistake(f"{self._inside(path)}unknown entry {_key(name)}; {hint}")

    def astray(self, name: str, known: list[str], path: Path) -> Mistake:
        """Return the mistake of an unknown entry; one of the file's own belongs higher."""
        if path and name in self.top:
            return Mistake(f"{self._inside(path)}{_key(name)} {BELONGS}.")
        return self.unknown(name, known, path)

    def _inside(self, path: Path) -> str:
        place = self._place(path).rstrip(",")
        return f"{self.file}: {place}: " if place else f"{self.file}: "

    def _explained(self, problem: str, kind: Any) -> Mistake:
        """Return a sentence for what msgspec refused."""
        where = WHERE.search(problem)
        steps = [step[0] for step in STEP.finditer(where[2])] if where else []
        path = self._found(problem, steps, kind)
        try:
            return self._exactly(problem, where, path, kind)
        except (AttributeError, LookupError, StopIteration, TypeError):
            # Of several kinds of tables inside each other, none fits: name the entry.
            return self.mistake("holds something that is not understood", path[:ENTRY])

    def _exactly(
        self, problem: str, where: re.Match | None, path: Path, kind: Any
    ) -> Mistake:
        node, value = _type_at(inspect.type_info(kind), self.entries, path)
        if where and where[1]:
            key_type = _plain(node.key_type)
            if not isinstance(key_type, inspect.LiteralType):
                return self.mistake("has an entry without a name", path)
            known = list(map(str, key_type.values))
            return self.astray(next(k for k in value if k not in known), known, path)
        if problem.startswith(UNKNOWN):
            known = [field.encode_name for field in node.fields]
            return self.astray(next(k for k in value if k not in known), known, path)
        if problem.startswith(MISSING):
            names = (field.encode_name for field in node.fields if field.required)
            missing = next(name for name in names if name not in value)
            return Mistake(f"{self._inside(path)}{missing} is missing.")
        if not problem.startswith(("Expected `", "Invalid ")):
            return self.mistake(problem[: where.start()] if where else problem, path)
        return self.must_be(_what(node, self.is_json, "got `" not in problem), path)

    def _found(self, problem: str, steps: list[str], kind: Any) -> Path:
        """Return the path of a mistake; which key `[...]` is, is found by trying each."""
        path: Path = ()
        entries = self.entries
        for step in steps:
            if step != "[...]":
                path += (int(step[1:-1]) if step[0] == "[" else step[1:],)
                continue
            for key, value in _at(entries, path).items():
                alone = _replaced(entries, path, {key: value})
                if _problem(alone, kind) == problem:
                    entries, path = alone, (*path, key)
                    break
        return path

    def _place(self, path: Path) -> str:
        """Return where a path is, as the file's own headings and keys."""
        heading: list[str] = []
        while not self.is_json and len(heading) < min(HEADED, len(path)):
            if not isinstance(_at(self.entries, path[: len(heading) + 1]), dict):
                break
            heading.append(_key(path[len(heading)]))
        if heading:
            rest = _dotted(path[len(heading) :])
            return f"[{'.'.join(heading)}] {rest}".strip()
        if not self.is_json and len(path) > 1 and isinstance(path[1], int):
            table = _at(self.entries, path[:2])
            name = table.get("name") if isinstance(table, dict) else None
            named = (
                f"'{_cut(_visible(name))}'" if isinstance(name, str) and name else ""
            )
            rest = f": {_dotted(path[2:])}" if path[2:] else ""
            return f"[[{_key(path[0])}]] {named or path[1] + 1}{rest}"
        return _dotted(path)


def toml(file: str, content: bytes, top: Iterable[str] = ()) -> Written:
    """Read TOML, of which `top` are single entries. Raises Mistake, with the line."""
    text = _text(file, content)
    try:
        return Written(file, tomllib.loads(text), top=frozenset(top))
    except tomllib.TOMLDecodeError as problem:
        where = PLACE_IN_TOML.search(str(problem))
        place = f"{where[1]}: " if where else ""
        what = _of_toml(_lower(PLACE_IN_TOML.sub("", str(problem))))
        raise Mistake(f"{file}: {place}this is not TOML: {what}.") from None
    except (ValueError, RecursionError) as problem:
        raise _beyond(file, problem) from None


def from_json(file: str, content: bytes) -> Written:
    """Read JSON. Raises Mistake, which names the line, where it is none."""
    text = _text(file, content)
    if not text.strip("\0 \t\r\n"):
        raise Mistake(f"{file}: is empty.")
    try:
        return Written(file, json.loads(text), is_json=True)
    except json.JSONDecodeError as problem:
        place = f"line {problem.lineno}, column {problem.colno}"
        said = f"{place}: this is not JSON: {_lower(problem.msg)}."
        raise Mistake(f"{file}: {said}") from None
    except (ValueError, RecursionError) as problem:
        raise _beyond(file, problem) from None


def shown(value: Any, *, is_json: bool = False) -> str:
    """Return a value as its file writes it, cut to a length that fits a sentence."""
    if isinstance(value, str):
        return f'"{_cut(_visible(value))}"'
    return _cut(_inline(value, is_json))


def _text(file: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        said = f"line {line}: this is not UTF-8 text. Save the file as UTF-8."
        raise Mistake(f"{file}: {said}") from None


def _beyond(file: str, problem: Exception) -> Mistake:
    if isinstance(problem, RecursionError):
        return Mistake(f"{file}: is nested too deeply.")
    return Mistake(f"{file}: holds a number or a date that is out of every range.")


def _lower(said: str) -> str:
    return said[:1].lower() + _visible(said[1:])


def _of_toml(said: str) -> str:
    """Return what is wrong with text that is no TOML in words that say what to do."""
    for pattern, words in NO_TOML.items():
        if found := re.fullmatch(pattern, said):
            named = [
                part.replace("'", "").replace(", ", ".") for part in found.groups()
            ]
            return words.format(*named)
    return said


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _problem(entries: Any, kind: Any) -> str:
    try:
        msgspec.convert(entries, kind)
    except msgspec.ValidationError as problem:
        return str(problem)
    return ""


def _numbers(value: Any, path: Path = ()) -> Iterator[tuple[Path, float]]:
    if isinstance(value, float):
        yield path, value
    items = value.items() if isinstance(value, dict) else ()
    for key, inner in enumerate(value) if isinstance(value, list) else items:
        yield from _numbers(inner, (*path, key))


def _at(entries: Any, path: Path) -> Any:
    for step in path:
        entries = entries[step]
    return entries


def _replaced(entries: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    inner = _replaced(entries[path[0]], path[1:], value)
    copy = entries.copy()
    copy[path[0]] = inner
    return copy


def _type_at(node: Any, value: Any, path: Path) -> tuple[Any, Any]:
    """Return the type that stands at a path, and the value."""
    for step in path:
        node = _inner(_fitting(node, value), step)
        value = value[step]
    fits = _fitting(node, value)
    return (fits if isinstance(value, dict) and fits else node), value


def _fitting(node: Any, value: Any) -> Any:
    """Return what of a union a table or a list may be, None where it may be none."""
    node = _plain(node)
    of_table = inspect.StructType | inspect.DictType
    of_list = inspect.ListType | inspect.TupleType | inspect.VarTupleType
    wanted = of_table if isinstance(value, dict) else of_list
    alternatives = node.types if isinstance(node, inspect.UnionType) else [node]
    return next((a for a in map(_plain, alternatives) if isinstance(a, wanted)), None)


def _inner(node: Any, step: str | int) -> Any:
    if isinstance(node, inspect.StructType):
        return next(field.type for field in node.fields if field.encode_name == step)
    if isinstance(node, inspect.TupleType) and isinstance(step, int):
        return node.item_types[step]
    return node.value_type if isinstance(node, inspect.DictType) else node.item_type


def _plain(node: Any) -> Any:
    return node.type if isinstance(node, inspect.Metadata) else node


def _what(node: Any, is_json: bool, exactly: bool) -> str:
    """Return what a type is in words; `exactly` tells its limits, too."""
    further = node.extra_json_schema if isinstance(node, inspect.Metadata) else None
    if further and "description" in further:
        return further["description"]
    node = _plain(node)
    if isinstance(node, inspect.UnionType):
        types = [_plain(one) for one in node.types]
        also_real = any(isinstance(one, inspect.FloatType) for one in types)
        words = [
            _what(one, is_json, exactly)
            for one, bare in zip(node.types, types, strict=True)
            if not (also_real and isinstance(bare, inspect.IntType))
        ]
        return _listed(list(dict.fromkeys(filter(None, words))))
    if isinstance(node, inspect.LiteralType):
        choices = [shown(value) for value in node.values]
        return ("one of " if len(choices) > 2 else "") + _listed(choices)
    if isinstance(node, Numbers):
        whole = "whole " if isinstance(node, inspect.IntType) else ""
        return f"a {whole}number{_within(node) if exactly else ''}"
    filled = exactly and getattr(node, "min_length", None)
    return _words(node, is_json) + (" that is not empty" if filled else "")


def _within(node: Numbers) -> str:
    """Return the limits of a number in words, where it has both."""
    if node.le is None:
        return ""
    if node.gt is not None:
        return f" above {node.gt:,.0f} and at most {node.le:,.0f}"
    return "" if node.ge is None else f" from {node.ge:,.0f} to {node.le:,.0f}"


def _words(node: Any, is_json: bool) -> str:
    words: dict[type, str] = {
        inspect.StrType: "text",
        inspect.BoolType: "true or false",
        inspect.DateType: "a day such as 2026-01-31",
        inspect.ListType: "a list",
        inspect.TupleType: "a list",
        inspect.VarTupleType: "a list",
        inspect.NoneType: "",
    }
    return words.get(type(node), "an object" if is_json else "a table")


def _listed(words: list[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def _dotted(path: Path) -> str:
    """Return keys with dots between them, and the items of lists by number from 1."""
    said = ""
    for before, step in zip((None, *path), path, strict=False):
        if isinstance(step, int):
            said += f", item {step + 1},"
        else:
            said += "" if before is None else " " if isinstance(before, int) else "."
            said += _key(step)
    return said


def _key(name: str | int) -> str:
    return _cut(str(name)) if BARE.fullmatch(str(name)) else shown(name)


def _inline(value: Any, is_json: bool) -> str:
    if isinstance(value, str):
        return f'"{_visible(value)}"'
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(_inline(one, is_json) for one in value)}]"
    if isinstance(value, dict):
        means = ": " if is_json else " = "
        pairs = (
            (shown(key) if is_json else _key(key)) + means + _inline(inner, is_json)
            for key, inner in value.items()
        )
        return f"{{{', '.join(pairs)}}}"
    return str(value)


def _visible(text: str) -> str:
    """Return text with the escapes that TOML and JSON share for what cannot be seen."""
    escaped = json.dumps(text, ensure_ascii=False)[1:-1]
    return "".join(c if c.isprintable() else _escape(c) for c in escaped)


def _escape(character: str) -> str:
    return json.dumps(character)[1:-1]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
