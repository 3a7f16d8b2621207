"""How long a session lasted, from its start and its end on the clinic's clock."""

from ingest.convert.dates import folds, gaps

LONGEST_OVER_MIDNIGHT = 480  # minutes; an end longer after the start is a mistake
A_DAY, AN_HOUR = 1440, 60  # minutes


def minutes(start: str, end: str, zone: str) -> str:
    """Return the minutes from start to end, both SQL timestamps in local time, as SQL.

    An end before its start on the same day is taken as after midnight, and null where that
    would be longer than eight hours. An hour that the clocks skip in between does not
    count, one that comes twice counts twice.
    """
    by_clock = f"date_diff('minute', {start}, {end})"
    day, over = f"({start})::date", f"{by_clock} + {A_DAY}"
    cases = ""
    if doubled := folds(zone):
        ends = f"h + interval {AN_HOUR} minutes"
        within = f"h <= {start} and {end} < {ends} and {by_clock} <= 0"
        twice = f"h > {start} and {end} >= {ends} or {within}"
        crossed = f"len(list_filter([{doubled}], lambda h: {twice})) > 0"
        cases += f"when {day} in ({_days(doubled)}) and {crossed}"
        cases += f" then {by_clock} + {AN_HOUR} "
    if skipped := gaps(zone):
        between = f"len(list_filter([{skipped}], lambda h: h > {start} and h < {end}))"
        cases += f"when {day} in ({_days(skipped)}) and {by_clock} > 0"
        cases += f" then {by_clock} - {AN_HOUR} * {between} "
    cases += f"when {by_clock} < 0 and {day} = ({end})::date"
    cases += f" then if({over} <= {LONGEST_OVER_MIDNIGHT}, {over}, null)"
    return f"(case {cases} else {by_clock} end)::double"


def _days(hours: str) -> str:
    """Return the days of a list of hours, as SQL."""
    return ", ".join(f"{hour}::date" for hour in hours.split(", "))
