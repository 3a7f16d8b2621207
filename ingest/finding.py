"""What one table of an export was found to be."""

from dataclasses import dataclass, field
from datetime import date

DAYS = ("first_day", "last_day")


@dataclass(frozen=True)
class Found:
    """What one table of an export was recognized as, or why it was refused.

    `file` names the file with its member or sheet. `table` is None where the file only
    serves others (names of clients, say) or was refused. `used` goes from our column to
    the file's heading, `status_words` from a word to its meaning and its rows.
    `question` is what only the clinic can say: "date_order" about the heading
    `question_about`, or "columns" where no table was recognized among `unused`. Of a
    large file the beginning and the end are read: `is_sample`; `rows` is then a guess.
    """

    file: str
    system: str = ""
    table: str | None = None
    rows: int = 0
    first_rows: list[dict[str, str]] = field(default_factory=list)
    first_day: date | None = None
    last_day: date | None = None
    used: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    status_words: dict[str, tuple[str, int]] = field(default_factory=dict)
    question: str | None = None
    question_about: str | None = None
    refusal: str | None = None
    is_sample: bool = False

    @classmethod
    def from_dict(cls, said: dict) -> "Found":
        """Return what was found, from the plain values of another process."""
        days = {day: said[day] and date.fromisoformat(said[day]) for day in DAYS}
        words = {word: tuple(known) for word, known in said["status_words"].items()}
        return cls(**said | days | {"status_words": words})
