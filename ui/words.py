"""Numbers, dates and names as sentences that are safe to show."""

import re
import unicodedata
from datetime import date

import pandas as pd

DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
STICKY = "\N{NO-BREAK SPACE}"
NOTHING = "\N{EM DASH}"
INCOMPARABLE = "too few to compare"
NONE_BEFORE = "no period before"
UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Co", "Cn", "Cs"}
SMALL = (
    *("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"),
    *("Nine", "Ten", "Eleven", "Twelve"),
)
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escaped(text: str) -> str:
    """Return a name as Markdown shows it letter by letter, and does nothing else."""
    return PUNCTUATION.sub(r"\\\1", visible(text))


def visible(text: str) -> str:
    """Return a name without what nobody sees: control, zero-width, turning marks."""
    text = str(text)
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if unicodedata.category(c) not in UNSEEN)


def percent(share: float, decimals: int = 1) -> str:
    """Return 0.612 as 61.2%, and a dash where there is no number."""
    return NOTHING if pd.isna(share) else f"{100 * share:.{decimals}f}%"


def number(value: float, decimals: int = 0) -> str:
    """Return 1042 as 1,042, and a dash where there is no number."""
    return NOTHING if pd.isna(value) else f"{value:,.{decimals}f}"


def sample(total: float, noun: str = "") -> str:
    """Return "n 1,042" or "n 1,042 clients", where n and number stay on one line."""
    return f"n{STICKY}{number(total)} {noun}".rstrip()


def count(total: float, one: str, many: str | None = None) -> str:
    """Return "1 client" or "1,042 clients"."""
    return f"{number(total)} {one if total == 1 else many or one + 's'}"


def interval(low: float, high: float) -> str:
    """Return 9.9-14.0 from the shares 0.099 and 0.140."""
    if pd.isna(low) or pd.isna(high):
        return "no interval: too few"
    return f"{100 * low:.1f}{DASH}{100 * high:.1f}"


def points(difference: float) -> str:
    """Return a difference of shares as signed percentage points."""
    sign = MINUS if difference < 0 else "+"
    return f"{sign}{abs(100 * difference):.1f}"


def direction(difference: float, low: float, high: float) -> str:
    """Say whether a share moved, and only by more than chance explains."""
    if pd.isna(difference) or pd.isna(low):
        return INCOMPARABLE
    if low <= 0 <= high:
        return "no clear change"
    way = "up" if difference > 0 else "down"
    return f"{way} {abs(100 * difference):.1f} points"


def day(moment: date, locale: str | None = None) -> str:
    """Return a date in the order the reader's locale uses, never in digits alone."""
    if locale and not locale.startswith("en-US"):
        return f"{moment.day} {moment:%b %Y}"
    return f"{moment:%b} {moment.day}, {moment.year}"


def small(number: int) -> str:
    """Return the numbers up to twelve as a sentence begins with them: "Two"."""
    return SMALL[number] if number < len(SMALL) else f"{number:,}"


def begun(sentence: str) -> str:
    """Return a sentence with a capital first letter, and the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def listed(parts: list[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
