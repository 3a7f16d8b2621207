"""The forms in which dates and times are written."""

import re

ZONED, SPACED, SERIAL = "zoned", "zoned after a space", "serial"
CLOCK = (
    r"(?:(?P<gap>T|,? +(?:at )?)(?P<hour>\d{1,2}):\d{2}(?P<second>:\d{2})?"
    r"(?P<part>[.]\d{1,9})?(?P<noon> ?[AaPp][Mm])?"
    r"(?P<zone>Z| ?(?:UTC|GMT)|(?P<space> ?)[+-]\d{2}(?::?\d{2})?)?)?$"
)
YEAR_FIRST = re.compile(r"(?P<y>\d{4})(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}" + CLOCK)
YEAR_LAST = re.compile(
    r"\d{1,2}(?P<sep>[-/.])\d{1,2}(?P=sep)(?P<y>\d{4}|\d{2})" + CLOCK
)
COMPACT = re.compile(r"(?P<y>\d{4})\d{4}(?P<sep>)" + CLOCK)
SERIALS = re.compile(r"[2-7]\d{4}(?:[.]\d+)?$")
WEEKDAY = r"(?:(?P<weekday>[A-Z][a-z]+)(?P<comma>,? ))?"
NAMED_DAY_FIRST = re.compile(
    WEEKDAY + r"\d{1,2}(?P<sep>[- ])(?P<month>[A-Za-z]{3,9})(?P=sep)(?P<y>\d{4}|\d{2})"
    + CLOCK
)  # fmt: skip
NAMED_MONTH_FIRST = re.compile(
    WEEKDAY
    + r"(?P<month>[A-Za-z]{3,9})(?P<sep> )\d{1,2}(?P<then>,? )(?P<y>\d{4})"
    + CLOCK
)
BODIES = {
    YEAR_FIRST: "%Y{sep}%m{sep}%d",
    COMPACT: "%Y%m%d",
    YEAR_LAST: "{{a}}{sep}{{b}}{sep}{year}",
    NAMED_DAY_FIRST: "{weekday}%d{sep}{month}{sep}{year}",
    NAMED_MONTH_FIRST: "{weekday}{month} %d{then}%Y",
}


def forms(values: list[str]) -> set[tuple[str, bool]]:
    """Return (form, order matters) for the values; forms hold {a} and {b} then.

    A form with a zone, or of a spreadsheet's day numbers, is a single word. Values of no
    known form are left out.
    """
    return {form for value in values if (form := _form(value.strip()))}


def _form(value: str) -> tuple[str, bool] | None:
    if SERIALS.match(value):
        return (SERIAL, False)
    for pattern, body in BODIES.items():
        if match := pattern.match(value):
            said = match.groupdict()
            if said["zone"]:
                return (SPACED if said["space"] else ZONED, False)
            day = body.format(
                sep=said["sep"],
                year="%Y" if len(said["y"]) == 4 else "%y",
                month="%b" if len(said.get("month") or "") == 3 else "%B",
                weekday=_weekday(said),
                then=said.get("then"),
            )
            return (day + _clock(said), pattern is YEAR_LAST)
    return None


def _weekday(said: dict) -> str:
    if not said.get("weekday"):
        return ""
    return ("%a" if len(said["weekday"]) == 3 else "%A") + said["comma"]


def _clock(said: dict) -> str:
    if not said["hour"]:
        return ""
    hour = "%I" if said["noon"] else "%H"
    noon = said["noon"].replace(said["noon"].strip(), "%p") if said["noon"] else ""
    second = ":%S" if said["second"] else ""
    part = ".%f" if said["part"] else ""
    return f"{said['gap']}{hour}:%M{second}{part}{noon}"


def day(form: str) -> str:
    """Return the part of a form that says how a day is written."""
    return re.split(r"T?,? ?(?:at )?%[HI]", form)[0]
