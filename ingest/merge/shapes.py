"""What kind of text stands in a cell, without saying which."""

NOTHING = "empty"
KINDS = (
    (str.isalpha, "letters"),
    (str.isdigit, "digits"),
    (str.isspace, "spaces"),
)
MARKS = "marks"


def kind(text: str) -> str:
    """Return of what a text is made: "letters and digits", or "empty"."""
    found = {
        next((name for holds, name in KINDS if holds(character)), MARKS)
        for character in text.strip()
    }
    order = [name for _, name in KINDS if name in found] + [MARKS] * (MARKS in found)
    *first, last = order or [NOTHING]
    return f"{', '.join(first)} and {last}" if first else last
