"""How one of our columns is made from the columns of an export, as declared.

A recipe (docs/adding-a-system.md lists them all) is a heading, a list of alternatives
of which the first that the file has is taken, or a small table such as
`{ join = ["first_name", "last_name"] }`. It becomes SQL over the cells c0, c1, ... of
the file, so a file is never rewritten and its lines keep their numbers.
"""

import hashlib
from dataclasses import dataclass, replace

from ingest.recognize.layout import plain, words


@dataclass(frozen=True)
class Lookup:
    """A value that stands in another file of the same import, found by a key.

    The key may stand under any of the headings `keys`, the value under the first of
    `value` that the other file has.
    """

    export: str
    keys: tuple[str, ...]
    value: tuple[str, ...]

    @property
    def table(self) -> str:
        """Return the name of the temporary table that holds it."""
        said = repr((self.export, self.keys, self.value))
        return "look_" + hashlib.sha256(said.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Cell:
    """One of our columns in a file: its text as SQL, and the cells it is made of."""

    sql: str
    places: tuple[int, ...]
    is_name: bool = False
    lookups: tuple[tuple[Lookup, str], ...] = ()

    @property
    def trimmed(self) -> str:
        """Return the text without spaces around it as SQL, null where it is empty."""
        return f"nullif(trim({self.sql}), '')"


def made(recipe, headings: list[str]) -> Cell | None:
    """Return the cell that a recipe makes of these plain headings, None without them."""
    if isinstance(recipe, str):
        place = headings.index(found) if (found := plain(recipe)) in headings else None
        return None if place is None else Cell(f"c{place}", (place,))
    if isinstance(recipe, list):
        return next((cell for one in recipe if (cell := made(one, headings))), None)
    (kind,) = set(recipe) & set(KINDS)
    return KINDS[kind](recipe, headings)


def _combined(form: str, cells: list[Cell | None]) -> Cell | None:
    """Return cells put into an SQL form, or None where there is none of them."""
    cells = [cell for cell in cells if cell]
    if not cells:
        return None
    return Cell(
        form.format(", ".join(cell.trimmed for cell in cells)),
        tuple(dict.fromkeys(place for cell in cells for place in cell.places)),
        any(cell.is_name for cell in cells),
        tuple(dict.fromkeys(one for cell in cells for one in cell.lookups)),
    )


def _text(recipe, _) -> Cell:
    return Cell(_literal(recipe["text"]), ())


def _first(recipe, headings) -> Cell | None:
    return _combined("coalesce({})", [made(one, headings) for one in recipe["first"]])


def _join(recipe, headings) -> Cell | None:
    by = _literal(recipe.get("by", " "))
    return _combined(
        f"concat_ws({by}, {{}})", [made(one, headings) for one in recipe["join"]]
    )


def _name(recipe, headings) -> Cell | None:
    cell = _join({"join": recipe["name"]}, headings)
    return cell and replace(cell, is_name=True)


def _last(recipe, headings) -> Cell | None:
    piece = f"string_split(rtrim({{}}, '/'), {_literal(recipe['last_after'])})[-1]"
    return _combined(piece, [made(recipe["of"], headings)])


def _prefix(recipe, headings) -> Cell | None:
    before = _literal(recipe["prefix"])
    return _combined(f"{before} || {{}}", [made(recipe["of"], headings)])


def _divided(recipe, headings) -> Cell | None:
    by = float(recipe["divided"])
    form = f"(try_cast({{}} as double) / {by})::varchar"
    return _combined(form, [made(recipe["of"], headings)])


def _found(recipe, headings) -> Cell | None:
    wanted = _listed(recipe["by"])
    heading = next((one for one in wanted if plain(one) in headings), None)
    if heading is None:
        return None
    keys = _listed(recipe.get("key", heading))
    lookup = Lookup(recipe["found"], tuple(keys), tuple(_listed(recipe["value"])))
    by = made(heading, headings)
    return replace(
        by, sql=f"{lookup.table}.found_value", lookups=((lookup, by.trimmed),)
    )


def _listed(one) -> list[str]:
    return one if isinstance(one, list) else [one]


def _rules(recipe, headings) -> Cell:
    """Return the word of the first rule that fits a row."""
    cells, cases = [], []
    for rule in recipe["rules"]:
        then = _text({"text": rule["word"]}, headings) if "word" in rule else None
        then = then or made(rule["of"], headings)
        if then:
            test, tested = condition(rule.get("when", {}), headings)
            cells += [then, *tested]
            cases.append(f"when {test} then {then.trimmed}")
    combined = _combined("{}", cells) or Cell("null", ())
    return replace(combined, sql=f"case {' '.join(cases)} end")


KINDS = {
    "text": _text,
    "first": _first,
    "join": _join,
    "name": _name,
    "last_after": _last,
    "prefix": _prefix,
    "divided": _divided,
    "found": _found,
    "rules": _rules,
}


def condition(tests: dict, headings: list[str]) -> tuple[str, list[Cell]]:
    """Return the test that a row passes as SQL, and the cells it looks at."""
    parts, cells = [], []
    for heading, wanted in tests.items():
        cell = made(heading, headings)
        cells += [cell] if cell else []
        parts.append(_test(cell.trimmed if cell else "null::varchar", wanted))
    return " and ".join(parts) or "true", cells


def _test(cell: str, wanted) -> str:
    if isinstance(wanted, list):
        listed = ", ".join(_literal(word.casefold()) for word in wanted)
        return f"coalesce(lower({cell}) in ({listed}), false)"
    if isinstance(wanted, dict):
        (pattern,) = wanted.values()
        return f"coalesce(regexp_matches(lower({cell}), {_literal(pattern)}), false)"
    if wanted in ("filled", "empty"):
        return f"{cell} is {'not ' if wanted == 'filled' else ''}null"
    if wanted == "set":
        return f"coalesce(lower({cell}) not in ({_answers('no')}), false)"
    yes = f"coalesce(lower({cell}) in ({_answers('yes')}), false)"
    return yes if wanted == "yes" else f"not {yes}"


def _answers(meaning: str) -> str:
    known = words("yes_no").items()
    return ", ".join(_literal(word) for word, one in known if one == meaning)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
