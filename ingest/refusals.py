"""Why an import changes nothing: each refusal is a sentence for the user."""


class Refused(Exception):
    """An import that changed nothing; its text is the sentence for the user."""


class WrongReport(Refused):
    """A known report of a known system (`system`) that does not hold what is needed."""

    def __init__(self, sentence: str, system: str):
        super().__init__(sentence)
        self.system = system


class NotOurs(Refused):
    """A readable table that is none of ours; `name` is its file's, member's or sheet's."""

    def __init__(self, sentence: str, name: str = ""):
        super().__init__(sentence)
        self.name = name


class LeftAlone(NotOurs):
    """A file of a complete export that is not read here; the others are."""


class Asked(Refused):
    """A refusal that an answer of the clinic would lift, about one heading of a file."""

    def __init__(self, sentence: str, heading: str, question: str = "date_order"):
        super().__init__(sentence)
        self.heading, self.question = heading, question


class Unrecognized(NotOurs):
    """A refusal that naming columns would lift; `headings` are likely those of a file."""

    def __init__(self, sentence: str, headings: list[str], name: str = ""):
        super().__init__(sentence, name)
        self.headings = headings
