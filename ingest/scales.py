"""Which instruments a file of scores holds, and the range of each."""

from ingest.layout import instruments, plain

LIMITS = ("low", "high", "subscale_low", "subscale_high")


class Scales:
    """The instruments of one file, in the table `scale_words` of the connection."""

    def __init__(self, conversion):
        self.ask, self.connection = conversion.ask, conversion.connection
        self.cell = conversion.cell("instrument")
        self.known = {
            plain(name): one for one in instruments() for name in one["names"]
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
        new = [
            [word, one.get("name", word), *map(one.get, LIMITS)]
            for word in words
            if word
            for one in [self.known.get(plain(word), {})]
        ]
        if new:
            self.connection.executemany(
                "insert into scale_words values (?, ?, ?, ?, ?, ?)", new
            )
        return bool(new)

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
