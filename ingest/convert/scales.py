"""Which instruments a file of scores holds, and the range of each."""

from ingest.recognize.instruments import Instrument, instruments
from ingest.recognize.layout import plain

FIRST_ROWS = "(select * from {source} limit 20000)"


class Scales:
    """The instruments of one file, in the table `scale_words` of the connection."""

    def __init__(self, conversion):
        self.ask, self.connection = conversion.ask, conversion.connection
        self.cell = conversion.cell("instrument")
        self.score = conversion.numbers["score"].sql
        self.known = {
            plain(name): one
            for one in instruments(conversion.mapping.instrument)
            for name in (one.name, *one.names)
        }
        self.connection.execute(
            "create or replace temp table scale_words (word varchar, instrument varchar,"
            " low double, high double, subscale_low double, subscale_high double)"
        )
        self.join = f" left join scale_words on {self.cell} = scale_words.word"
        self.instrument = f"coalesce(scale_words.instrument, {self.cell})"
        self.unknown = f"{self.cell} is not null and scale_words.word is null"

    def learn(self, words) -> bool:
        """Add these spellings with their ranges; say whether there was one."""
        spelled = [word for word in words if word]
        meant = {
            word: self.known.get(plain(word), Instrument(word)) for word in spelled
        }
        small = self._small(
            {word: one for word, one in meant.items() if one.mean_low is not None}
        )
        new = [
            [word, version.name, *version.limits()]
            for word, one in meant.items()
            for version in [one.by_mean() if word in small else one]
        ]
        if new:
            self.connection.executemany(
                "insert into scale_words values (?, ?, ?, ?, ?, ?)", new
            )
        return bool(new)

    def _small(self, meant: dict[str, Instrument]) -> set[str]:
        """Return the spellings whose scores are means of items: none is above such.

        A sum reaches that low only where every client gives the lowest answer to every
        item, so one higher score in the file settles it.
        """
        small = dict(meant)
        for rows in (FIRST_ROWS, "{source}"):
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
