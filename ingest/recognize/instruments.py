"""The instruments we know, those a clinic adds, and what a name in an export means."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Literal

import duckdb
from msgspec import Meta, Struct, to_builtins

from ingest.recognize.layout import Number, declared, plain
from store.checked import Written

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
RANGES = (("low", "high"), ("subscale_low", "subscale_high"), ("mean_low", "mean_high"))
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
    items: int | None = None
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

    The longest instrument's name in the words is meant; without any, `own` is returned.
    """
    known = _spelled()
    for code in codes:
        if name := known.get(plain(code)):
            return name
    text = plain(f"{words} {own}")
    names = [word for word in known if len(word) > 3 and word in text]
    return known.get(plain(own)) or (names and known[max(names, key=len)]) or own


@cache
def _spelled() -> dict[str, str]:
    return {
        plain(word): one.name
        for one in instruments([])
        for word in [one.name, *one.names]
    }


@cache
def _shipped() -> tuple[dict[str, Any], ...]:
    return tuple(map(to_builtins, declared("instruments", Registry).instrument))


def check(written: Written, added: Sequence[InstrumentEntry]) -> None:
    """Check what no single entry of an instrument shows. Raises Mistake."""
    for place, one in enumerate(added):
        where = ("instrument", place)
        for ends in RANGES:
            low, high = (getattr(one, end) for end in ends)
            if (low is None) != (high is None):
                raise written.mistake(f"needs both {' and '.join(ends)}", where)
            if low is not None and low >= high:
                raise written.must_be(f"below {ends[1]} ({high:g})", (*where, ends[0]))
        if one.cutoff is not None and not one.cutoff_source:
            raise written.mistake("has a cutoff without a cutoff_source", where)


def lay_out(
    connection: duckdb.DuckDBPyConnection, added: Sequence[InstrumentEntry]
) -> None:
    """Write the registry, and the kind of every exported subscale, as temporary tables."""
    known = instruments(added)
    known += [version for one in known if (version := one.by_mean())]
    numbers = ", ".join("?" for _ in COLUMNS)
    connection.execute(
        "create temp table registry (instrument varchar, about varchar, low double,"
        " high double, subscale_low double, subscale_high double, cutoff double,"
        " cutoff_source varchar, established boolean, checked boolean, better varchar,"
        " total_only boolean, total varchar, components integer);"
        "create temp table subscale_kinds (instrument varchar, subscale varchar,"
        " kind varchar, composes boolean)"
    )
    connection.executemany(
        f"insert into registry values ({numbers})",
        [[getattr(one, column) for column in COLUMNS] for one in known],
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
