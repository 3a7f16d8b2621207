"""A stable pseudonym for a client whom an export knows by name only.

The pseudonym is a keyed hash of the name; `store.beside` keeps the key and the names.
"""

import hashlib
import hmac
import re
import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

import duckdb

from ingest.convert import lookups, separators, set_aside
from ingest.convert.separators import NAME
from ingest.convert.text import lined, tidied
from ingest.read.formats.text import LINE_SEPARATOR
from ingest.read.limits import FIRST_ROWS
from ingest.read.scanning import Ask, scan
from ingest.recognize.layout import plain
from ingest.recognize.sources import Source

if TYPE_CHECKING:
    from ingest.convert.conversion import Conversion

LENGTH = 12
LOOK_LIKE_NAMES = 0.8
# One word with one capital, as "Ann", or with the beginning of a last name, as "Ann L.".
FIRST_NAME = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]+( [^\W\d_a-z][.]?)?")
# What stands in place of a name where it is not known.
NOBODY = (
    "unknown", "unknown client", "unnamed", "anonymous", "anon", "no name", "walk-in",
    "walk in", "new client", "client", "test", "test client", "tbd", "tba",
)  # fmt: skip
# What some systems put beside a name: "Ann Lee (1001)", "Ann Lee 1990-01-01".
BESIDE = re.compile(r"\s*\([^()]*\)\s*$|\s+\d+[./-]\d+[./-]\d+\s*$")


class Names:
    """The names met in one import, in the table `pseudonyms` of its connection.

    `ask_key` gives the key when the first name is met. Where it gives None, as in a dry
    run on an empty store, the pseudonyms hold for this import only. `called` goes from a
    client's id or pseudonym to the name, `before` does so for what earlier imports met;
    `renamed` has the ids beside which two names stand.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        ask_key: Callable[[], bytes | None] = lambda: None,
        before: Mapping[str, str] | None = None,
    ) -> None:
        self.connection, self.ask_key, self.before = connection, ask_key, before or {}
        self.called: dict[str, str] = {}
        self.renamed: set[str] = set()
        self.seen: dict[str, set[str]] = defaultdict(set)
        connection.execute(
            "create temp table pseudonyms (name_key varchar, pseudonym varchar)"
        )

    @cached_property
    def key(self) -> bytes:
        """Return the key of the pseudonyms."""
        return self.ask_key() or secrets.token_bytes(32)

    def look(self, sources: Iterable[Source]) -> None:
        """See the first clients of all files, so that parts of one export are judged alike.

        A file that cannot be read is skipped here; converting it says why.
        """
        for source in sources:
            if "client_id" in source.columns:
                cell = source.columns["client_id"].trimmed
                rows = scan(source) + lookups.joined(source)
                with suppress(duckdb.Error):
                    first = self.connection.execute(
                        f"select {cell} from {rows} limit {FIRST_ROWS}"
                    )
                    seen = self.seen[plain(source.heading("client_id"))]
                    seen |= {client for (client,) in first.fetchall()} - {None}

    def learn(
        self, ask: Ask, cell: str, shown: str | None, aside: str = "null"
    ) -> None:
        """Give each name in a column of a file its pseudonym; `shown` is what to call it.

        `cell`, `shown` and `aside` are SQL; rows that are set `aside` are left out.
        """
        known = "(select name_key from pseudonyms)"
        new = ask(
            f"select {name_key(cell)} as name_key, min({shown or cell}) from {{source}}"
            f" where name_key is not null and {aside} is null"
            f" group by name_key having name_key not in {known}"
        )
        pairs = [(name, self.pseudonym(name)) for name, _ in new]
        if pairs:
            self.connection.executemany("insert into pseudonyms values (?, ?)", pairs)
        for (_, pseudonym), (_, name) in zip(pairs, new, strict=True):
            self.called.setdefault(pseudonym, name)

    def tell(self, ask: Ask, client: str, shown: str) -> None:
        """Remember the names of clients with an id of their own; both cells are SQL."""
        pairs = ask(
            f"select {client} as client, max({shown}), min({name_key(shown)}),"
            f" max({name_key(shown)}) from {{source}}"
            f" where {client} is not null and {shown} is not null group by client"
        )
        known = {**self.before, **self.called}
        self.renamed |= {
            one
            for one, name, *spellings in pairs
            if len({*map(separators.key, [*spellings, known.get(one, name)])}) > 1
        }
        self.called |= {one: name for one, name, *_ in pairs}

    def shared(self) -> int:
        """Return how many names several clients share."""
        many = Counter(name.casefold() for name in self.called.values())
        return sum(clients > 1 for clients in many.values())

    def nobody(self) -> int:
        """Return how many clients have a word for nobody as their name or id."""
        named = {
            client for client, name in self.called.items() if name.casefold() in NOBODY
        }
        ways = (str, str.upper, str.title, str.capitalize)
        spelled = tuple({way(one) for one in NOBODY for way in ways})
        ids = self.connection.execute(
            f"select distinct client_id from read_sessions where client_id in {spelled}"
        ).fetchall()
        return len(named.union(*ids))

    def pseudonym(self, name: str) -> str:
        """Return the pseudonym of a name, however its parts are ordered by a comma."""
        ordered = separators.in_order(name.replace(LINE_SEPARATOR, " "))
        digest = hmac.new(self.key, ordered.encode(), hashlib.sha256).hexdigest()
        return f"client-{digest[:LENGTH]}"


def name_key(cell: str) -> str:
    """Return, as SQL, what two spellings of one name (or of several) have in common."""
    return f"lower({lined(cell, tidied)})"


def joined(cell: str) -> str:
    """Return the join that finds a name's pseudonym, as SQL."""
    return f" left join pseudonyms on {name_key(cell)} = pseudonyms.name_key"


def meet(conversion: "Conversion", names: Names) -> bool:
    """Give clients known by name a pseudonym; remember the names of the others.

    Returns whether the column of clients holds names.
    """
    source, declared = conversion.source, conversion.mapping.client_names
    called = source.client_name.trimmed if source.client_name else None
    is_name = source.columns["client_id"].is_name
    seen = names.seen[plain(source.heading("client_id"))]
    if not is_name and not (source.export and called):
        is_name = look_like_names(seen)
    is_name = is_name if declared is None else declared
    conversion.like_names = like_names(seen) if declared is None and not is_name else 0
    conversion.first_names = first_names(seen)
    cell = conversion.cell("client_id")
    if is_name:
        names.learn(conversion.ask, cell, called, set_aside.aside(conversion))
        conversion.joins += joined(cell)
    elif called:
        names.tell(conversion.ask, conversion.ids["client_id"].alike, called)
    return is_name


def look_like_names(values: set[str]) -> bool:
    """Say whether most of these texts are first and last names, whatever stands beside them."""
    return bool(values) and like_names(values) >= LOOK_LIKE_NAMES * len(values)


def first_names(values: set[str]) -> int:
    """Return how many of these texts are first names alone, if most of them are; else 0."""
    alone = sum(map(bool, map(FIRST_NAME.fullmatch, values)))
    return alone if alone >= LOOK_LIKE_NAMES * len(values) else 0


def like_names(values: set[str]) -> int:
    """Return how many of these texts are first and last names."""
    parts = [separators.pieces(BESIDE.sub("", value)) for value in values]
    return sum(bool(some) and all(map(NAME.fullmatch, some)) for some in parts)
