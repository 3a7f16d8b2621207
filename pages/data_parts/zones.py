"""The world's time zones by the names that people look for, the browser's own first."""

from collections.abc import Callable
from zoneinfo import available_timezones

from ingest.recognize.zones import ALSO

HERE = "{}, the zone of this browser"


def listed(own: str | None) -> list[str]:
    """Return all zones: the browser's `own`, then the others by their cities."""
    others = sorted(available_timezones(), key=city)
    return [own, *(zone for zone in others if zone != own)] if own in others else others


def city(zone: str) -> str:
    """Return a zone's name, the city first: "Chicago (America)"."""
    *region, place = zone.replace("_", " ").split("/")
    about = [", ".join(region)] if region else []
    about += [ALSO[zone]] if zone in ALSO else []
    return f"{place} ({'; '.join(about)})" if about else place


def named(own: str | None) -> Callable[[str], str]:
    """Return what says a zone in a list, where typing a city finds it."""
    return lambda zone: HERE.format(city(zone)) if zone == own else city(zone)
