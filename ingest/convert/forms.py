"""The forms in which dates and times are written."""

import re

ZONED, SPACED, SERIAL = "zoned", "zoned after a space", "serial"
ROUGH = "~"  # a form that `smooth` must be read with
NOON = r" ?[AaPp][.]?[Mm][.]?"
HOUR = rf"[0-9]{{1,2}}(?::[0-9]{{2}})?(?:{NOON})?"
CLOCK = (
    r"(?:(?P<gap>T|,? +(?:at )?)(?P<hour>\d{1,2})(?P<minute>:\d{2})?(?P<second>:\d{2})?"
    rf"(?P<part>[.]\d{{1,9}})?(?P<noon>{NOON})?"
    r"(?:(?P<zone>Z| ?(?:UTC|GMT)|(?P<space> ?)[+-]\d{2}(?::?\d{2})?)"
    rf"|(?P<until> ?[-–] ?\d{{1,2}}(?::\d{{2}})?(?P<later>{NOON})?))?)?$"
)
WEEKDAY = r"(?:(?P<weekday>[A-Z][a-z]+)(?P<comma>,? ))?"
YEAR_FIRST = re.compile(
    WEEKDAY + r"(?P<y>\d{4})(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}" + CLOCK
)
YEAR_LAST = re.compile(
    WEEKDAY + r"\d{1,2}(?P<sep>[-/.])\d{1,2}(?P=sep)(?P<y>\d{4}|\d{2})" + CLOCK
)
COMPACT = re.compile(r"(?P<y>\d{4})\d{4}(?P<sep>)" + CLOCK)
SERIALS = re.compile(r"[2-7]\d{4}(?:[.]\d+)?$")
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
    YEAR_FIRST: "{weekday}%Y{sep}%m{sep}%d",
    COMPACT: "%Y%m%d",
    YEAR_LAST: "{weekday}{{a}}{sep}{{b}}{sep}{year}",
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
            if not _is_told(said):
                return None
            if said["zone"] and not _is_span(said):
                return (SPACED if said["space"] else ZONED, False)
            day = body.format(
                sep=said["sep"],
                year="%Y" if len(said["y"]) == 4 else "%y",
                month="%b" if len(said.get("month") or "") == 3 else "%B",
                weekday=_weekday(said),
                then=said.get("then"),
            )
            rough = ROUGH if _is_rough(said) else ""
            return (rough + day + _clock(said), pattern is YEAR_LAST)
    return None


def _is_told(said: dict) -> bool:
    """Tell whether it is said which hour it is: 9:00, or 9 AM, and not 1:00 - 1:50 PM."""
    if said["hour"] and not said["minute"] and not said["noon"]:
        return False
    return bool(said["noon"]) or not said["later"]


def _is_span(said: dict) -> bool:
    """Tell whether what looks like an offset says until when: 10:00-10:50, not 10:00-05:00."""
    until = re.search(r"-(\d{2}):?(\d{2})?", said["zone"])
    if said["gap"] == "T" or said["second"] or not until:
        return False
    hour, minute = int(said["hour"]), int((said["minute"] or ":0")[1:])
    begun = hour % 12 if said["noon"] else hour
    return (int(until[1]), int(until[2] or 0)) > (begun, minute)


def _is_rough(said: dict) -> bool:
    has_end = said["until"] or said["zone"]
    is_dotted = "." in (said["noon"] or "")
    return bool(has_end) or is_dotted or len(said["part"] or "") > len(".000000")


def smooth(cell: str) -> str:
    """Return, as SQL, a moment without its end (9:00 - 9:50), as AM and to microseconds."""
    begun = f"regexp_replace({cell}, '(:[0-9]{{2}}|{NOON}) ?[-–] ?{HOUR}$', '\\1')"
    plain = f"regexp_replace({begun}, '([AaPp])[.]?([Mm])[.]?$', '\\1\\2')"
    return f"regexp_replace({plain}, '([.][0-9]{{6}})[0-9]+', '\\1')"


def ended(cell: str) -> str:
    """Return, as SQL, the same moment with the hour of its end, null where it has none."""
    return f"nullif(regexp_replace({cell}, '{HOUR} ?[-–] ?({HOUR})$', '\\1'), {cell})"


def _weekday(said: dict) -> str:
    if not said.get("weekday"):
        return ""
    return ("%a" if len(said["weekday"]) == 3 else "%A") + said["comma"]


def _clock(said: dict) -> str:
    if not said["hour"]:
        return ""
    hour = "%I" if said["noon"] else "%H"
    noon = re.sub(r"\S+", "%p", said["noon"] or "")
    minute = ":%M" if said["minute"] else ""
    second = ":%S" if said["second"] else ""
    part = ".%f" if said["part"] else ""
    return f"{said['gap']}{hour}{minute}{second}{part}{noon}"


def day(form: str) -> str:
    """Return the part of a form that says how a day is written."""
    return re.split(r"T?,? ?(?:at )?%[HI]", form.removeprefix(ROUGH))[0]
