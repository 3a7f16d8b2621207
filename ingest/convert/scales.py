"""Which instruments a file of scores holds, and the range of each."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ingest.read.limits import FIRST_ROWS
from ingest.recognize.instruments import Instrument, instruments, item_of
from ingest.recognize.layout import plain
from ingest.refusals import Refused

if TYPE_CHECKING:
    from ingest.convert.conversion import Conversion

BEGINNING = f"(select * from {{source}} limit {FIRST_ROWS})"


class Scales:
    """The instruments of one file, in the table `scale_words` of the connection.

    `join`, `instrument` and `unknown` are SQL over the file's rows.
    """

    def __init__(self, conversion: "Conversion") -> None:
        self.ask, self.connection = conversion.ask, conversion.connection
        self.conversion = conversion
        self.cell = conversion.cell("instrument")
        self.score = conversion.numbers["score"].sql
        self.known = {
            plain(name): instrument
            for instrument in instruments(conversion.mapping.instrument)
            for name in (instrument.name, *instrument.names)
        }
        self.called = conversion.items.called if conversion.items else {}
        self.connection.execute(
            "create or replace temp table scale_words (word varchar, instrument varchar,"
            " low double, high double, subscale_low double, subscale_high double)"
        )
        self.join = f" left join scale_words on {self.cell} = scale_words.word"
        self.instrument = f"coalesce(scale_words.instrument, {self.cell})"
        self.unknown = f"{self.cell} is not null and scale_words.word is null"

    def learn(self, words: Iterable[str | None]) -> bool:
        """Add these spellings with their ranges; say whether there was one."""
        spelled = [word for word in words if word]
        self._refuse_items(spelled)
        meant = {
            word: self.called.get(word) or self.known.get(plain(word), Instrument(word))
            for word in spelled
        }
        small = self._small(
            {
                word: its
                for word, its in meant.items()
                if its.mean_low is not None and word not in self.called
            }
        )
        new = [
            [word, version.name, *version.limits()]
            for word, its in meant.items()
            for version in [(its.by_mean() if word in small else None) or its]
        ]
        if new:
            self.connection.executemany(
                "insert into scale_words values (?, ?, ?, ?, ?, ?)", new
            )
        return bool(new)

    def _refuse_items(self, spelled: list[str]) -> None:
        """Refuse single items that begin below the rows in which they are looked for."""
        for word in spelled:
            known = word in self.called or plain(word) in self.known
            if not known and item_of(word, self.known):
                raise Refused(
                    f"{self.conversion.source.name}: single items begin below its first"
                    f" {FIRST_ROWS:,} rows. Export them in a file of their own."
                )

    def _small(self, meant: dict[str, Instrument]) -> set[str]:
        """Return the spellings whose scores are means of items: none is above that range.

        A sum is that low only where every client gives the lowest answer to every item,
        so one higher score in the file settles it.
        """
        small = dict(meant)
        for rows in (BEGINNING, "{source}"):
            if small:
                largest = self.ask(
                    f"select {self.cell}, max({self.score}) from {rows} group by all"
                )
                small = {
                    word: small[word]
                    for word, score in largest
                    if word in small and score is not None
                    if score <= small[word].mean_high
                }
        return set(small)

    def relearn(self) -> bool:
        """Add the spellings that the file holds beyond those known; say if any."""
        words = self.ask(
            f"select distinct {self.cell} from {{source}}{self.join}"
            f" where {self.unknown}"
        )
        return self.learn(word for (word,) in words)

    def outside(self, score: str, subscale: str | None) -> str:
        """Return the test that a score lies outside its instrument's range, as SQL."""
        low, high = (
            f"case when ({subscale or 'null'}) is null then scale_words.{end}"
            f" else scale_words.subscale_{end} end"
            for end in ("low", "high")
        )
        return f"({score}) not between {low} and {high}"
