"""The instruments we know, those a clinic adds, and what a name in an export means."""

from dataclasses import dataclass, field
from functools import cache

from ingest.recognize.layout import declared, plain
from ingest.refusals import Refused

MEAN = ", mean of items"
KINDS = {"goal": "goal", "goals": "goal", "task": "task", "tasks": "task"}
KINDS |= {"bond": "bond", "bonds": "bond"}
KNOWN = "about better checked cutoff cutoff_source established high items licence low"
KNOWN = {*KNOWN.split(), "mean_high", "mean_low", "name", "names", "subscale_high"}
KNOWN |= {"subscale_low", "subscales", "total", "total_only"}
COLUMNS = ("name", "about", "low", "high", "subscale_low", "subscale_high", "cutoff")
COLUMNS += ("cutoff_source", "established", "checked", "better", "total_only")
COLUMNS += ("total", "components")
SCORINGS = ("sum", "mean")
ENDINGS = ("", "score", "total", "totalscore", "sum")
UNNAMED = ("alliance score", "alliance", "alliance total", "alliance rating")
ABOUT = {"alliance": "alliance", "outcome": "outcomes"}


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
        ends = {"low": self.mean_low, "high": self.mean_high}
        return Instrument(
            name=f"{self.name}{MEAN}",
            about=self.about,
            **ends,
            **{f"subscale_{end}": value for end, value in ends.items()},
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


def instruments(added: list[dict]) -> list[Instrument]:
    """Return the instruments we know, with those that a clinic declares or redeclares."""
    entries = {plain(one["name"]): one for one in _shipped()}
    for one in added:
        entries[plain(one["name"])] = entries.get(plain(one["name"]), {}) | one
    return [Instrument(**one) for one in entries.values()]


def of_questionnaire(codes: list[str], own: str, words: str) -> str:
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
def _shipped() -> tuple[dict, ...]:
    return tuple(declared("instruments")["instrument"])


def check(file: str, entries: dict) -> None:
    """Refuse an instrument of a mapping file that cannot be meant, naming the entry."""
    for one in entries.get("instrument", []):
        place = f"{file}: [[instrument]] {one.get('name', '')!r}"
        if not one.get("name"):
            raise Refused(f"{file}: an [[instrument]] has no name.")
        if unknown := sorted(set(one) - KNOWN):
            raise Refused(
                f"{place} has an unknown entry {unknown[0]!r}; known are"
                f" {', '.join(sorted(KNOWN))}."
            )
        for low, high in (("low", "high"), ("subscale_low", "subscale_high")):
            if (low in one) != (high in one) or one.get(low, 0) >= one.get(high, 1):
                raise Refused(f"{place} needs {low} below {high}, both numbers.")
        choices = {"about": ("alliance", "outcome"), "better": ("higher", "lower")}
        choices |= {"total": SCORINGS}
        for entry, allowed in choices.items():
            if one.get(entry, allowed[0]) not in allowed:
                raise Refused(f"{place}: {entry} must be {' or '.join(allowed)}.")
        if "cutoff" in one and not one.get("cutoff_source"):
            raise Refused(f"{place} has a cutoff without a cutoff_source.")


def lay_out(connection, added: list[dict]) -> None:
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


def scored(added: list[dict]) -> Scored:
    """Return the instrument and the subscale, if any, that each plain heading means."""
    known = instruments(added)
    spelled = [(one, name) for one in known for name in (one.name, *one.names)]
    parts = {
        plain(f"{name} {subscale} {ending}"): (one, subscale)
        for one, name in spelled
        for subscale in one.subscales
        for ending in ("", "score")
        if one.about == "alliance"
    }
    totals = {
        plain(f"{name} {ending}"): (one, None)
        for one, name in spelled
        for ending in ENDINGS
    }
    unnamed = {plain(name): (Instrument(UNNAMED[0]), None) for name in UNNAMED}
    return unnamed | parts | totals
