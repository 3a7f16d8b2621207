"""Weekdays, hours, places and lead times: their order, names and sentences."""

import pandas as pd

from measures.statistics.comparison import OUTSIDE, beyond_chance, compared
from ui import words
from ui.figures import marks

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
LEADS = ["0-1 days", "2-7 days", "8-14 days", "15-28 days", "29 days and more"]
GROUPS = {
    "lead_time": "Booked how long before",
    "weekday": "Weekday",
    "modality": "Modality",
    "service_type": "Service type",
    "site": "Site",
}
NUMBERS = ["1", "2", "3", "4", "5", "6 and later"]
ORDERS = {"weekday": DAYS, "lead_time": LEADS, "appointment": NUMBERS}
MOST_NAMED = 3
MOST_DRAWN = 12
HOURS = ("hour of the week", "hours of the week")
APPOINTMENTS = {"1": "First appointment", "6 and later": "Sixth and later"}
ORDINALS = {"2": "Second", "3": "Third", "4": "Fourth", "5": "Fifth"}


def placed(rates: pd.DataFrame) -> pd.DataFrame:
    """Add place_id, which a mark carries."""
    return rates.assign(place_id=marks.of(rates, "circumstance", "value"))


def cells(rates: pd.DataFrame) -> pd.DataFrame:
    """Add place_id to the rates by weekday and hour."""
    hours = rates["weekday"] + " " + rates["hour"]
    return rates.assign(place_id=[marks.joined("weekday_hour", hour) for hour in hours])


def days_and_hours(drawn: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Return the weekdays and the hours that hold a session, in their order."""
    days = [day for day in DAYS if day in set(drawn["weekday"])]
    return days, sorted(set(drawn["hour"]))


def values(rates: pd.DataFrame, circumstance: str) -> pd.DataFrame:
    """Keep one circumstance, its values in their natural order, else by name."""
    kept = rates[rates["circumstance"].eq(circumstance)]
    order = ORDERS.get(circumstance, sorted(kept["value"]))
    places = kept["value"].map(order.index)
    labels = kept["value"].map(lambda value: words.visible(_label(circumstance, value)))
    group = GROUPS.get(circumstance, "Appointment of the client")
    return (
        kept.assign(label=labels, group=group, place=places)
        .sort_values("place")
        .drop(columns="place")
    )


def grouped(rates: pd.DataFrame) -> pd.DataFrame:
    """Keep the circumstances of GROUPS that have more than one value, in order."""
    groups = [values(rates, circumstance) for circumstance in GROUPS]
    several = [group for group in groups if len(group) > 1]
    return pd.concat(several or [groups[0].head(0)])


def drawn(groups: pd.DataFrame) -> pd.DataFrame:
    """Keep at most MOST_DRAWN values of a group: outside chance first, then the largest.

    What is kept stays in the order of the frame.
    """
    outside = groups["side"].isin(OUTSIDE)
    order = groups.assign(outside=outside).sort_values(
        ["outside", "counted"], ascending=False, kind="stable"
    )
    kept = order.groupby("group", sort=False).head(MOST_DRAWN)
    return groups[groups["place_id"].isin(kept["place_id"])]


def more(values: pd.DataFrame, shown: pd.DataFrame) -> str:
    """Say how many values the figure has no room for."""
    rest = len(values) - len(shown)
    return (
        f" {rest:,} more values, within chance or smaller, are in the table."
        if rest
        else ""
    )


def first_against_later(appointments: pd.DataFrame) -> str:
    """Say how the first appointment differs from the last that is compared."""
    if appointments.empty:
        return "No appointment here was attended or missed"
    first = appointments.iloc[0]
    sentence = f"{words.percent(first['rate'])} of first appointments take place {_sure(first)}"
    later = appointments.iloc[1:]
    later = compared(later)
    if later.empty:
        return sentence
    last = later.iloc[-1]
    rate, label = words.percent(last["rate"]), last["label"].lower()
    return f"{sentence}, {rate} of the {label} {_sure(last)}"


def outside(
    values: pd.DataFrame, by_chance: float, value: str, many: str, *, named: bool
) -> str:
    """Say how many lie outside what chance explains, which, and how many by chance."""
    among = compared(values)
    apart = beyond_chance(among)
    if among.empty:
        return f"No {value} has clients enough to be compared"
    everything = words.count(len(among), value, many)
    if apart.empty:
        return f"Chance explains how {everything} differ"
    lie = "lies" if len(apart) == 1 else "lie"
    which = f": {_which(apart)}" if named else ""
    return (
        f"{words.small(len(apart))} of {everything} {lie} outside what chance explains"
        f"{which}; chance alone would put {by_chance:.1f} there"
    )


def _which(apart: pd.DataFrame) -> str:
    named = [
        f"{words.escaped(row['label'])} {words.percent(row['rate'])}"
        for _, row in apart.head(MOST_NAMED).iterrows()
    ]
    more = len(apart) - MOST_NAMED
    return words.listed([*named, f"{more} more"] if more > 0 else named)


def _sure(row: pd.Series) -> str:
    limits = words.interval(row["low"], row["high"])
    return f"({limits}, {words.sample(row['counted'])})"


def _label(circumstance: str, value: str) -> str:
    if circumstance != "appointment":
        return value
    return APPOINTMENTS.get(value, ORDINALS.get(value, value))
