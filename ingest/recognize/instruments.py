"""The instruments we know, those a clinic adds, and what a name in an export means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Literal

import duckdb
from msgspec import Meta, Struct, to_builtins

from ingest.recognize.layout import Number, declared, plain
from store.checked import Path, Written

MEAN = ", mean of items"
KINDS = {"goal": "goal", "goals": "goal", "task": "task", "tasks": "task"}
KINDS |= {"bond": "bond", "bonds": "bond"}
COLUMNS = (
    "name",
    "about",
    "low",
    "high",
    "subscale_low",
    "subscale_high",
    "cutoff",
    "cutoff_source",
    "established",
    "checked",
    "better",
    "total_only",
    "total",
    "components",
)
RANGES = (
    ("low", "high"),
    ("subscale_low", "subscale_high"),
    ("mean_low", "mean_high"),
    ("item_low", "item_high"),
)
# A heading or a word that ends in the number of an item: "PHQ-9 Q1", "oq45_21 score".
ITEM = re.compile(
    r"(.*?)[\W_]*(?:q|qu|quest|question|i|it|item|no|nr)?[\W_]*0*(\d{1,3})[\W_]*"
    r"(?:score|answer|response|value|rating|points)?[\W_]*",
    re.IGNORECASE,
)
# What an instrument's name is followed by: "PHQ-9: Little interest", "PHQ-9 - total score".
FOLLOWED = re.compile(r"\s*:\s+|\s+[-\u2013\u2014]\s+")
OF_A_WHOLE = re.compile(
    r"total|score|sum|overall|questionnaire|scale|inventory|measure|survey|form|index"
    r"|checklist|assessment|screen|version|report|schedule|system",
    re.IGNORECASE,
)
ENDINGS = ("", "score", "total", "totalscore", "sum")
UNNAMED = ("alliance score", "alliance", "alliance total", "alliance rating")
ABOUT = {"alliance": "alliance", "outcome": "outcomes"}


class InstrumentEntry(
    Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True
):
    """What a file says of an instrument under [[instrument]]; None where it says nothing."""

    name: Annotated[str, Meta(pattern=r"\S", description="a name")]
    about: Literal["alliance", "outcome"] | None = None
    names: list[str] | None = None
    items: Annotated[int, Meta(ge=1, le=999)] | None = None
    item_low: Number | None = None
    item_high: Number | None = None
    reverse: list[int] | None = None
    turned: bool | None = None
    prorate: Annotated[int, Meta(ge=0, le=999)] | None = None
    unscored: list[int] | None = None
    subscale_items: dict[str, list[int]] | None = None
    low: Number | None = None
    high: Number | None = None
    subscale_low: Number | None = None
    subscale_high: Number | None = None
    mean_low: Number | None = None
    mean_high: Number | None = None
    cutoff: Number | None = None
    cutoff_source: str | None = None
    established: bool | None = None
    checked: bool | None = None
    total_only: bool | None = None
    total: Literal["sum", "mean"] | None = None
    better: Literal["higher", "lower"] | None = None
    licence: str | None = None
    subscales: dict[str, str] | None = None


class Registry(Struct, frozen=True, forbid_unknown_fields=True):
    """What instruments.toml says."""

    instrument: list[InstrumentEntry]


@dataclass(frozen=True)
class Instrument:
    """One instrument: its ranges, its cutoff, and what its subscales are called."""

    name: str
    about: str = "alliance"
    names: tuple[str, ...] = ()
    items: int | None = None
    item_low: float | None = None
    item_high: float | None = None
    reverse: list[int] = field(default_factory=list)
    turned: bool | None = None
    prorate: int = 0
    unscored: list[int] = field(default_factory=list)
    subscale_items: dict[str, list[int]] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    subscale_low: float | None = None
    subscale_high: float | None = None
    mean_low: float | None = None
    mean_high: float | None = None
    cutoff: float | None = None
    cutoff_source: str | None = None
    established: bool = False
    checked: bool = True
    total_only: bool = False
    total: str | None = None
    better: str = "higher"
    licence: str | None = None
    subscales: dict[str, str] = field(default_factory=dict)

    def by_mean(self) -> "Instrument | None":
        """Return the version whose scores are means of items, where there is one."""
        if self.mean_low is None:
            return None
        return Instrument(
            name=f"{self.name}{MEAN}",
            about=self.about,
            low=self.mean_low,
            high=self.mean_high,
            subscale_low=self.mean_low,
            subscale_high=self.mean_high,
            checked=self.checked,
            total_only=self.total_only,
            total=self.total and "mean",
            better=self.better,
            subscales=self.subscales,
        )

    @property
    def is_scored(self) -> bool:
        """Tell whether we know how single items make its total."""
        return self.items is not None and self.item_low is not None

    @property
    def must_say(self) -> bool:
        """Tell whether only the clinic knows if items are turned already."""
        return self.is_scored and bool(self.reverse) and self.turned is None

    @property
    def to_turn(self) -> list[int]:
        """Return the items that count the other way round and are not turned yet."""
        return [] if self.turned else self.reverse

    def part(self, subscale: str | None) -> list[int]:
        """Return the items that make a subscale, or without one the total."""
        if subscale is None:
            return list(range(1, (self.items or 0) + 1))
        return self.subscale_items[subscale]

    def item(self, word: str) -> int | None:
        """Return the item that a word means, by number or by a subscale of one item."""
        names = {plain(name): self for name in (self.name, *self.names)}
        if found := item_of(word, names | {"": self}):
            return found[1]
        single = {
            self.kind(subscale): items[0]
            for subscale, items in self.subscale_items.items()
            if len(items) == 1
        }
        return single.get(self.kind(word)) if self.kind(word) else None

    def limits(self) -> list[float | None]:
        """Return the range outside of which a score is refused."""
        ends = [self.low, self.high, self.subscale_low, self.subscale_high]
        return ends if self.checked else [None] * 4

    @property
    def components(self) -> int:
        """Return how many subscales make a total: one of each kind."""
        return len(set(self.subscales.values()))

    def composes(self, subscale: str) -> bool:
        """Tell whether a subscale, by its name in the export, is part of the total."""
        return bool(self.total) and self.kind(subscale) in self.subscales.values()

    def kind(self, subscale: str) -> str | None:
        """Return which of the kinds a subscale is, by its name in the export."""
        known = KINDS | {plain(name): kind for name, kind in self.subscales.items()}
        return known.get(plain(subscale))


def instruments(added: Sequence[InstrumentEntry]) -> list[Instrument]:
    """Return the instruments we know, with those that a clinic declares or redeclares."""
    entries = {plain(one["name"]): one for one in _shipped()}
    for one in map(to_builtins, added):
        entries[plain(one["name"])] = entries.get(plain(one["name"]), {}) | one
    return [Instrument(**one) for one in entries.values()]


def of_questionnaire(codes: Sequence[str], own: str, words: str) -> str:
    """Return the instrument that a questionnaire is: by a code, its own name, its words.

    The longest instrument's name in the words is meant; without any, and for a single
    item of one ("PHQ-9 item 1", "PHQ-9: Little interest"), `own` is returned.
    """
    known = _spelled()
    for code in codes:
        if name := known.get(plain(code)):
            return name
    if plain(words) not in known and (item_of(words, _named()) or _asks(words)):
        return own
    text = plain(f"{words} {own}")
    names = [word for word in known if len(word) > 3 and word in text]
    return known.get(plain(own)) or (names and known[max(names, key=len)]) or own


def _asks(words: str) -> bool:
    """Tell whether an instrument's name is followed by the words of one item."""
    name, *said = FOLLOWED.split(words, maxsplit=1)
    is_named = bool(said) and plain(name) in _spelled()
    return is_named and not OF_A_WHOLE.search(said[0])


@cache
def _spelled() -> dict[str, str]:
    return {word: one.name for word, one in _named().items()}


@cache
def _named() -> dict[str, Instrument]:
    return {
        plain(word): one for one in instruments([]) for word in [one.name, *one.names]
    }


@cache
def _shipped() -> tuple[dict[str, Any], ...]:
    return tuple(map(to_builtins, declared("instruments", Registry).instrument))


def check(written: Written, added: Sequence[InstrumentEntry]) -> None:
    """Check what no single entry of an instrument shows. Raises Mistake."""
    known = {plain(one.name): one for one in instruments(added)}
    for place, one in enumerate(added):
        where = ("instrument", place)
        for ends in RANGES:
            low, high = (getattr(one, end) for end in ends)
            if (low is None) != (high is None):
                raise written.mistake(f"needs both {' and '.join(ends)}", where)
            if low is not None and low >= high:
                raise written.must_be(f"below {ends[1]} ({high:g})", (*where, ends[0]))
        _check_items(written, where, one, known[plain(one.name)].items)
        if one.cutoff is not None and not one.cutoff_source:
            raise written.mistake("has a cutoff without a cutoff_source", where)


def _check_items(
    written: Written, where: Path, one: InstrumentEntry, items: int | None
) -> None:
    """Check that what names items names those that the instrument has."""
    named: dict[tuple[str, ...], list[int]] = {("reverse",): one.reverse or []}
    for subscale, numbers in (one.subscale_items or {}).items():
        named["subscale_items", subscale] = numbers
    for path, numbers in named.items():
        if numbers and items is None:
            raise written.mistake(f"has {path[0]} without items, their number", where)
        if any(not 1 <= number <= (items or 0) for number in numbers):
            raise written.must_be(f"items from 1 to {items}", (*where, *path))


def lay_out(
    connection: duckdb.DuckDBPyConnection, added: Sequence[InstrumentEntry]
) -> None:
    """Write the registry, and the kind of every exported subscale, as temporary tables."""
    known = instruments(added)
    known += [version for one in known if (version := one.by_mean())]
    row = f"({', '.join('?' for _ in COLUMNS)})"
    connection.execute(
        "create temp table registry (instrument varchar, about varchar, low double,"
        " high double, subscale_low double, subscale_high double, cutoff double,"
        " cutoff_source varchar, established boolean, checked boolean, better varchar,"
        " total_only boolean, total varchar, components integer);"
        "create temp table subscale_kinds (instrument varchar, subscale varchar,"
        " kind varchar, composes boolean)"
    )
    connection.execute(
        f"insert into registry values {', '.join(row for _ in known)}",
        [getattr(one, column) for one in known for column in COLUMNS],
    )
    by_name = {one.name: one for one in known}
    spelled = connection.execute(
        "select distinct instrument, subscale from exported.alliance"
        " where subscale is not null"
    ).fetchall()
    for instrument, subscale in spelled:
        one = by_name.get(instrument, Instrument(instrument))
        connection.execute(
            "insert into subscale_kinds values (?, ?, ?, ?)",
            [instrument, subscale, one.kind(subscale), one.composes(subscale)],
        )


Scored = dict[str, tuple[Instrument, str | None]]
# Of each instrument with single items in a header: the item's number, and its places.
Forms = dict[str, tuple[Instrument, dict[int, list[int]]]]


def items_in(headings: Sequence[str], known: Scored, bare: str = "") -> Forms:
    """Return the single items that these headings mean, by the name of their instrument.

    A heading such as Q1 is an item of the instrument `bare`, where one is named.
    `known` are the plain headings that mean a total. One of those is an item where the
    others are: "OQ45 2" is a name of its instrument and, beside OQ45 1 and OQ45 3, an item.
    """
    named = {
        name: instrument
        for name, (instrument, subscale) in known.items()
        if subscale is None and instrument.name != UNNAMED[0]
    }
    if instrument := named.get(plain(bare)):
        named[""] = instrument
    forms: Forms = {}
    for are_names in (False, True):
        for place, heading in enumerate(headings):
            found = item_of(heading, named)
            if found is None or (plain(heading) in known) != are_names:
                continue
            instrument, number = found
            if instrument.name in forms or not are_names:
                items = forms.setdefault(instrument.name, (instrument, {}))[1]
                items.setdefault(number, []).append(place)
        forms = {name: form for name, form in forms.items() if len(form[1]) > 1}
    return forms


def item_of(
    text: str, named: Mapping[str, Instrument]
) -> tuple[Instrument, int] | None:
    """Return the instrument, by its plain name, and the number of the item that a text means."""
    found = ITEM.fullmatch(text.strip())
    if found and (instrument := named.get(plain(found.group(1)))):
        return instrument, int(found.group(2))
    bare = plain(text)
    for name in sorted(filter(None, named), key=len, reverse=True):
        rest, most = bare.removeprefix(name), named[name].items or 0
        if bare.startswith(name) and rest.isdecimal() and 1 <= int(rest) <= most:
            return named[name], int(rest)
    return None


def scored(added: Sequence[InstrumentEntry]) -> Scored:
    """Return the instrument and the subscale, if any, that each plain heading means."""
    known = instruments(added)
    spelled = [(one, name) for one in known for name in (one.name, *one.names)]
    parts: Scored = {
        plain(f"{name} {subscale} {ending}"): (one, subscale)
        for one, name in spelled
        for subscale in one.subscales
        for ending in ("", "score")
        if one.about == "alliance"
    }
    totals: Scored = {
        plain(f"{name} {ending}"): (one, None)
        for one, name in spelled
        for ending in ENDINGS
    }
    unnamed: Scored = {plain(name): (Instrument(UNNAMED[0]), None) for name in UNNAMED}
    return unnamed | parts | totals
