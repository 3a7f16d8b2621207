"""The kinds of refusal: each is a sentence for the user, raised where a rule is broken."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from store.checked import Mistake


class Refused(Exception):
    """An import that changed nothing; its text is the sentence for the user."""


class WrongReport(Refused):
    """A known report of a known system (`system`) that does not hold what is needed."""

    def __init__(self, sentence: str, system: str) -> None:
        super().__init__(sentence)
        self.system = system


class NotOurs(Refused):
    """A readable table that is not one we import; `name` is that of its file, member or sheet."""

    def __init__(self, sentence: str, name: str = "") -> None:
        super().__init__(sentence)
        self.name = name


class LeftAlone(NotOurs):
    """A file of a complete export that is not read here; the others are."""


class Asked(Refused):
    """A refusal that the clinic can lift by answering a question about one heading.

    `question` is "date_order", "decimal" or, about an instrument, "turned". Of a date
    order, `readings` are the first cell that both orders fit and the days (ISO, the day
    first first) that they take it for, in the `row` so named, counted from 1 among those
    that are read.
    """

    def __init__(
        self, sentence: str, heading: str, question: str = "date_order",
        readings: Sequence[str] = (), row: int = 0,
    ) -> None:  # fmt: skip
        super().__init__(sentence)
        self.heading, self.question = heading, question
        self.readings, self.row = list(readings), row


class Unrecognized(NotOurs):
    """A refusal that the clinic can lift by naming columns.

    `headings` are the cells of the line that is most likely the header.
    """

    def __init__(self, sentence: str, headings: list[str], name: str = "") -> None:
        super().__init__(sentence, name)
        self.headings = headings


@contextmanager
def refusing() -> Iterator[None]:
    """Refuse where a file that people write holds a mistake."""
    try:
        yield
    except Mistake as mistake:
        raise Refused(str(mistake)) from None
