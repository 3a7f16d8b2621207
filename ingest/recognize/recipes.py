"""How one of our columns is made from the columns of an export, as declared.

A recipe (docs/adding-a-system.md lists them all, docs/mapping.md has examples) is a
heading, a list of alternatives of which the first that the file has is taken, or a table:
`{ join = ["first_name", "last_name"] }`. It becomes SQL over the cells c0, c1, ... of
the file, so a file is never rewritten and its lines keep their numbers.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Literal

import duckdb
from msgspec import Meta, Struct

from ingest.recognize.layout import Number, missing_words, plain, words
from store import checked
from store.database import quoted

# The letters and digits of a cell, in lower case, by what stands between them.
LETTERS = "regexp_replace(lower({}), '[^a-z0-9]+', '{}', 'g')"
# What may stand beside each kind of recipe: what must, and what may be left out.
BESIDE: dict[str, tuple[set[str], set[str]]] = {
    "text": (set(), set()),
    "first": (set(), set()),
    "join": (set(), {"by"}),
    "name": (set(), set()),
    "last_after": ({"of"}, set()),
    "prefix": ({"of"}, set()),
    "divided": ({"of"}, set()),
    "found": ({"by", "value"}, {"key"}),
    "rules": (set(), set()),
}
INSIDE = ("first", "join", "name", "of")
DEEPEST = 6  # the SQL of a recipe doubles with each that it stands in
A_RECIPE = "a heading, a list of headings, or a recipe such as { join = [...] }"
A_TEST = '"filled", "empty", "yes", "no", "set", a list of words, or { like = "..." }'

Heading = Annotated[str, Meta(pattern=r"\S", description="a heading")]
Headings = Annotated[
    Heading | Annotated[list[Heading], Meta(min_length=1)],
    Meta(description="a heading or a list of headings"),
]


class Like(Struct, frozen=True, forbid_unknown_fields=True):
    """A test by a regular expression, of the cell in lower case."""

    like: str

    def __post_init__(self) -> None:
        if fault := _fault(self.like):
            raise ValueError(f"is not a regular expression: {fault}")


When = Annotated[
    Literal["filled", "empty", "yes", "no", "set"]
    | Annotated[list[str], Meta(min_length=1)]
    | Like,
    Meta(description=A_TEST),
]
Tests = dict[Heading, When]


class Rule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a row gets that passes all tests: a word, or what a recipe makes."""

    when: Tests = {}
    word: str | None = None
    of: "Recipe | None" = None

    def __post_init__(self) -> None:
        if (self.word is None) == (self.of is None):
            raise ValueError("must have either word or of")


class RecipeTable(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A recipe written as a table: one of the kinds, and what that kind needs beside it."""

    text: str | None = None
    first: "Recipes | None" = None
    join: "Recipes | None" = None
    name: "Recipes | None" = None
    last_after: Annotated[str, Meta(min_length=1)] | None = None
    prefix: str | None = None
    divided: Number | None = None
    found: str | None = None
    rules: Annotated[list[Rule], Meta(min_length=1)] | None = None
    of: "Recipe | None" = None
    by: Annotated[str | list[Heading], Meta(description="text")] | None = None
    key: Headings | None = None
    value: Headings | None = None

    def __post_init__(self) -> None:
        there = {
            name for name in self.__struct_fields__ if getattr(self, name) is not None
        }
        kinds = [kind for kind in BESIDE if kind in there]
        if len(kinds) != 1:
            has = f"has {' and '.join(kinds)}" if kinds else "has none of them"
            raise ValueError(f"must have exactly one of {', '.join(BESIDE)}; it {has}")
        needed, optional = BESIDE[kinds[0]]
        if lacking := sorted(needed - there):
            raise ValueError(f"has {kinds[0]} without {lacking[0]}")
        if further := sorted(there - {kinds[0]} - needed - optional):
            raise ValueError(f"has {further[0]}, which does not go with {kinds[0]}")
        if self.join and isinstance(self.by, list):
            raise ValueError("has join, for which by must be text")
        if self.divided == 0:
            raise ValueError("must not be divided by 0")
        if _depth(self) > DEEPEST:
            raise ValueError(f"has more than {DEEPEST} recipes inside each other")


Recipe = Annotated[
    Heading
    | Annotated[
        Sequence[Annotated[Heading | RecipeTable, Meta(description=A_RECIPE)]],
        Meta(min_length=1),
    ]
    | RecipeTable,
    Meta(description=A_RECIPE),
]
Recipes = Annotated[Sequence[Recipe], Meta(min_length=1)]
# The plain headings of a file; None in place of one that is another column's already.
PlainHeadings = Sequence[str | None]


@cache
def _fault(pattern: str) -> str:
    """Return what is wrong with a regular expression, as the store reads it."""
    try:
        with duckdb.cursor() as cursor:
            cursor.execute("select regexp_matches('', $1)", [pattern])
    except duckdb.Error as problem:
        return str(problem).partition(":")[2].strip().splitlines()[0].rstrip(".")
    return ""


def _depth(recipe: RecipeTable) -> int:
    """Return how many recipes stand inside each other, at most."""
    paths = (path for path, _ in tables_in(recipe))
    return 1 + max(sum(step in INSIDE for step in path) for path in paths)


def tables_in(
    recipe: Recipe | None, path: checked.Path = ()
) -> Iterator[tuple[checked.Path, RecipeTable]]:
    """Yield each table in a recipe, itself and those inside it, with its path."""
    if isinstance(recipe, list):
        for place, one in enumerate(recipe):
            yield from tables_in(one, (*path, place))
    if not isinstance(recipe, RecipeTable):
        return
    yield path, recipe
    for kind in INSIDE:
        yield from tables_in(getattr(recipe, kind), (*path, kind))
    for place, rule in enumerate(recipe.rules or []):
        yield from tables_in(rule.of, (*path, "rules", place, "of"))


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
    """One of our columns in a file: its text as SQL, and the cells it is made of.

    `asked` are those of its `places` that only decide between texts and give none.
    `is_heading`: the text is the name of a column, not of its cells.
    """

    sql: str
    places: tuple[int, ...]
    is_name: bool = False
    lookups: tuple[tuple[Lookup, str], ...] = ()
    asked: tuple[int, ...] = ()
    is_heading: bool = False

    @property
    def trimmed(self) -> str:
        """Return the text without spaces around it as SQL, null where it is empty."""
        return f"nullif(trim({self.sql}), '')"

    @property
    def given(self) -> tuple[int, ...]:
        """Return the places whose text it gives."""
        return tuple(place for place in self.places if place not in self.asked)


def made(recipe: Recipe | None, headings: PlainHeadings) -> Cell | None:
    """Return the cell that a recipe makes of these plain headings, None without them."""
    if recipe is None:
        return None
    if isinstance(recipe, str):
        place = headings.index(found) if (found := plain(recipe)) in headings else None
        return None if place is None else Cell(f"c{place}", (place,))
    if isinstance(recipe, RecipeTable):
        return _of_table(recipe, headings)
    return next((cell for one in recipe if (cell := made(one, headings))), None)


def _of_table(recipe: RecipeTable, headings: PlainHeadings) -> Cell | None:
    """Return the cell that a table makes: exactly one of its kinds is there."""
    if recipe.text is not None:
        return Cell(quoted(recipe.text), ())
    if recipe.first is not None:
        return _first(recipe.first, headings)
    if recipe.join is not None:
        by = recipe.by if isinstance(recipe.by, str) else " "
        return _joined(recipe.join, by, headings)
    if recipe.name is not None:
        cell = _joined(recipe.name, " ", headings)
        return cell and replace(cell, is_name=True)
    if recipe.found is not None:
        return _found(recipe.found, recipe, headings)
    if recipe.rules is not None:
        return _ruled(recipe.rules, headings)
    return _combined(_form(recipe), [made(recipe.of, headings)])


def _form(recipe: RecipeTable) -> Callable[[str], str]:
    """Return what a table does to the one cell that it is of, as a form of SQL."""
    if recipe.last_after is not None:
        after = quoted(recipe.last_after)
        return lambda cell: f"string_split(rtrim({cell}, '/'), {after})[-1]"
    if recipe.prefix is not None:
        before = quoted(recipe.prefix)
        return lambda cell: f"{before} || {cell}"
    if recipe.divided is not None:
        by = float(recipe.divided)
        return lambda cell: f"(try_cast({cell} as double) / {by})::varchar"
    raise LookupError(f"{recipe!r} is of no kind")


def _combined(form: Callable[[str], str], given: Iterable[Cell | None]) -> Cell | None:
    """Return cells put into an SQL form, or None where there is none of them."""
    cells = [cell for cell in given if cell]
    if not cells:
        return None
    places = dict.fromkeys(place for cell in cells for place in cell.places)
    told = {place for cell in cells for place in cell.given}
    return Cell(
        form(", ".join(cell.trimmed for cell in cells)),
        tuple(places),
        any(cell.is_name for cell in cells),
        tuple(dict.fromkeys(one for cell in cells for one in cell.lookups)),
        tuple(place for place in places if place not in told),
    )


def _first(parts: Sequence[Recipe], headings: PlainHeadings) -> Cell | None:
    cells = [made(one, headings) for one in parts]
    return _combined(lambda listed: f"coalesce({listed})", cells)


def _joined(parts: Sequence[Recipe], by: str, headings: PlainHeadings) -> Cell | None:
    cells = [made(one, headings) for one in parts]
    return _combined(lambda listed: f"concat_ws({quoted(by)}, {listed})", cells)


def _found(export: str, recipe: RecipeTable, headings: PlainHeadings) -> Cell | None:
    """Return the value in another file under the first key that this file has."""
    for heading in _as_list(recipe.by):
        if by := made(heading, headings):
            keys = _as_list(recipe.key or heading)
            lookup = Lookup(export, tuple(keys), tuple(_as_list(recipe.value)))
            sql, lookups = f"{lookup.table}.found_value", ((lookup, by.trimmed),)
            return replace(by, sql=sql, lookups=lookups)
    return None


def _as_list(said: str | list[str] | None) -> list[str]:
    if said is None:
        return []
    return said if isinstance(said, list) else [said]


def _ruled(rules: Sequence[Rule], headings: PlainHeadings) -> Cell | None:
    """Return the word of the first rule that fits a row; None where the file lacks the headings."""
    cells, cases = [], []
    for rule in rules:
        word = None if rule.word is None else Cell(quoted(rule.word), ())
        if then := word or made(rule.of, headings):
            test, tested = condition(rule.when, headings)
            cells += [then, *(replace(cell, asked=cell.places) for cell in tested)]
            cases.append(f"when {test} then {then.trimmed}")
    always = any(not rule.when and rule.word is not None for rule in rules)
    if not always and not any(cell.places for cell in cells):
        return None
    return _combined(lambda _: f"case {' '.join(cases)} end", cells)


def condition(tests: Tests, headings: PlainHeadings) -> tuple[str, list[Cell]]:
    """Return the test that a row passes as SQL, and the cells it looks at."""
    parts, cells = [], []
    for heading, wanted in tests.items():
        cell = made(heading, headings)
        cells += [cell] if cell else []
        parts.append(_test(cell.trimmed if cell else "null::varchar", wanted))
    return " and ".join(parts) or "true", cells


def _test(cell: str, wanted: When) -> str:
    if isinstance(wanted, list):
        listed = ", ".join(quoted(word.casefold()) for word in wanted)
        return f"coalesce(lower({cell}) in ({listed}), false)"
    if isinstance(wanted, Like):
        return f"coalesce(regexp_matches(lower({cell}), {quoted(wanted.like)}), false)"
    if wanted in ("filled", "empty"):
        return f"{cell} is {'not ' if wanted == 'filled' else ''}null"
    if wanted == "set":
        nothing = ", ".join(map(quoted, missing_words()))
        return f"coalesce(lower({cell}) not in ({_answers('no')}, {nothing}), false)"
    yes = f"coalesce(lower({cell}) in ({_answers('yes')}), false)"
    return yes if wanted == "yes" else f"not {yes}"


def answered(
    flags: Sequence[tuple[Cell, bool]],
    in_words: Sequence[Cell],
    says: tuple[str, str],
) -> Cell | None:
    """Return several cells as one "yes", "unclear" or "no"; null where all are empty.

    A cell that comes with False means the opposite. A yes in one of them counts, then
    what is neither a yes nor a no: those three words are in the order of the alphabet.
    A cell of `in_words` is a yes where its letters and digits match the first form of `says`,
    and unclear where its words hold the second.
    """
    tests = []
    for cell, means in flags:
        text = cell.trimmed
        missing = ", ".join(map(quoted, missing_words(in_text=True)))
        yes, no = ("yes", "no") if means else ("no", "yes")
        group = "flagged" if means else "consent"
        letters = LETTERS.format(text, "")
        tests.append(
            f"case when {letters} in ({_answers(yes, group)}) then 'yes'"
            f" when {letters} in ({_answers(no, group)}) then 'no'"
            f" when lower({text}) in ({missing}) then null"
            f" when {text} is not null then 'unclear' end"
        )
    for cell in in_words:
        plain_form, within = map(quoted, says)
        letters, listed = (LETTERS.format(cell.trimmed, by) for by in ("", " "))
        tests.append(
            f"case when regexp_full_match({letters}, {plain_form}) then 'yes'"
            f" when regexp_matches({listed}, {within}) then 'unclear' end"
        )
    cells = [*(cell for cell, _ in flags), *in_words]
    return _combined(lambda _: f"greatest({', '.join(tests)})", cells)


def _answers(meaning: str, group: str = "yes_no") -> str:
    """Return the cells in lower case that mean yes or no, among those of a group, too."""
    known = words("yes_no") | words(group)
    return ", ".join(quoted(word) for word, one in known.items() if one == meaning)
